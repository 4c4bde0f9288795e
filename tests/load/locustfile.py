"""Visitors who open pages, change filters, repeat what others asked, and download.

`make load` runs it on loopback, bounded in time; it refuses any other host.
"""

from __future__ import annotations

from random import Random
from urllib.parse import urlsplit

from locust import HttpUser, between, task
from locust.exception import StopUser

from tests.updates import card

CARDS = ("province_map", "city_map", "province_ranking", "city_quality", "clusters")
PAGES = ("/", "/regions", "/industries", "/quadrant", "/enterprises", "/sources")
PROVINCES = ("110000", "310000", "320000", "330000", "370000", "420000", "440000", "510000")


class Visitor(HttpUser):
    """One browser: asks for compressed answers, thinks for a moment between clicks."""

    wait_time = between(0.05, 0.3)

    def on_start(self) -> None:
        """Refuse to load another machine."""
        if urlsplit(self.host or "").hostname not in ("127.0.0.1", "localhost"):
            raise StopUser("only this machine is put under load")
        self.chance = Random(id(self))
        self.client.headers["Accept-Encoding"] = "gzip, br"

    @task(2)
    def page(self) -> None:
        """A page's document."""
        self.client.get(self.chance.choice(PAGES), name="page")

    @task(10)
    def repeated_card(self) -> None:
        """A card in a state that others have asked for."""
        search = f"?province={self.chance.choice(PROVINCES)}"
        self._card(search, "card, repeated")

    @task(3)
    def unseen_card(self) -> None:
        """A card in a state of its own."""
        low, high = self.chance.randint(0, 500), self.chance.randint(501, 100_000)
        self._card(f"?patents={low}..{high}", "card, unseen")

    @task(1)
    def download(self) -> None:
        """A card's numbers."""
        self.client.get("/export/province_ranking.csv", name="csv")

    def _card(self, search: str, name: str) -> None:
        self.client.get(card(search, self.chance.choice(CARDS)), name=name)
