"""People at work: they read a page, filter it, drag a threshold, take a file, and think between.

`make load` runs it on loopback, bounded in time; it refuses any other host. Every visitor has an
address of their own, as behind a proxy.
"""

from itertools import count
from random import Random
from urllib.parse import urlsplit

from locust import HttpUser, between, task
from locust.exception import StopUser

from tests.load.pages import PAGES, PROVINCES
from tests.updates import card

TIERS = ("national", "provincial", "champion")
INDUSTRIES = ("C39", "C35", "C34", "C26", "C38", "I65")
NUMBERS = count(1)


class Visitor(HttpUser):
    """One browser: asks for compressed answers, thinks between clicks."""

    wait_time = between(8, 24)

    def on_start(self) -> None:
        """Refuse to load another machine."""
        if urlsplit(self.host or "").hostname not in ("127.0.0.1", "localhost"):
            raise StopUser("only this machine is put under load")
        number = next(NUMBERS)
        self.chance = Random(number)
        self.client.headers["Accept-Encoding"] = "gzip, br"
        self.client.headers["X-Forwarded-For"] = f"10.0.{number // 250}.{number % 250 + 1}"
        self.page = self.chance.choice(list(PAGES))

    @task(4)
    def browse(self) -> None:
        """Another page, without a filter."""
        self.page = self.chance.choice(list(PAGES))
        self.client.get(self.page, name="page")
        self._cards("", "card, unfiltered")

    @task(5)
    def filter(self) -> None:
        """The same page under filters, of which there are thousands."""
        choices = {
            "province": self.chance.choice(PROVINCES),
            "tier": self.chance.choice(TIERS),
            "industry": self.chance.choice(INDUSTRIES),
            "patents": f"{self.chance.randint(0, 60)}..",
        }
        names = self.chance.sample(sorted(choices), self.chance.choice((1, 1, 2, 2, 3)))
        search = "?" + "&".join(f"{name}={choices[name]}" for name in names)
        self.client.get(f"/parts/status{search}", name="status")
        self.client.get(f"/parts/options{search}", name="options")
        self._cards(search, "card, filtered")

    @task(2)
    def drag(self) -> None:
        """The quadrant under a filter, and thresholds that are let go at three places."""
        search = f"?province={self.chance.choice(PROVINCES)}"
        self.client.get("/quadrant", name="page")
        self.client.get(f"/quadrant/pairs{search}", name="pairs of the quadrant")
        for _ in range(3):
            insured, patents = self.chance.randint(20, 400), self.chance.randint(1, 60)
            where = f"{search}&quadrant.persons_over={insured}&quadrant.patents_over={patents}"
            self.client.get(card(where, "quadrant"), name="card, dragged")

    @task(1)
    def look_up(self) -> None:
        """A name that is typed, and the profile of who is found."""
        name = f"演示企业{self.chance.randint(0, 16)}"
        found = self.client.get(f"/api/v1/enterprises?lang=en&limit=5&q={name}", name="names")
        rows = found.json()["data"]
        if rows:
            path = f"/enterprise/{rows[0]['id']}"
            self.client.get(path, name="page")
            self.client.get(card("", "enterprise_record", path=path), name="card, profile")

    @task(1)
    def take(self) -> None:
        """A file: the figures of a card, at times a province's enterprises or a picture."""
        province = self.chance.choice(PROVINCES)
        kind = self.chance.random()
        if kind < 0.7:
            self._file(f"/export/province_ranking.csv?tier={self.chance.choice(TIERS)}", "csv")
        elif kind < 0.95:
            self._file(f"/export/enterprises.csv?province={province}", "csv of a province")
        else:
            self._file(f"/export/province_map.png?province={province}", "picture")

    def _cards(self, search: str, name: str) -> None:
        for exhibit in PAGES[self.page]:
            self.client.get(card(search, exhibit), name=name)

    def _file(self, path: str, name: str) -> None:
        """A file; to be asked to come again is an answer, and no error."""
        with self.client.get(path, name=name, catch_response=True) as answer:
            if answer.status_code == 429 and answer.headers.get("Retry-After"):
                answer.success()
