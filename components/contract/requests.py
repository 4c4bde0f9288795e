"""How a request is read and refused: the same for cards, downloads, API and frames."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

import orjson
from flask import Request, Response

from components.contract.exhibit import Exhibit
from data_layer.files.tabular import without_markup
from data_layer.filters.problems import FilterError
from data_layer.filters.query import Query, Theme, parse_query, query_of
from data_layer.filters.reading import parse_pairs
from data_layer.registry.settings import LOOPBACK, Settings
from data_layer.vocabulary.text import Lang


def read_locale(locale: dict[str, str] | None) -> tuple[Lang, Theme]:
    """Language and theme that the browser is in."""
    chosen = locale or {}
    lang: Lang = "en" if chosen.get("lang") == "en" else "zh"
    theme: Theme = "dark" if chosen.get("theme") == "dark" else "light"
    return lang, theme


def card_query(exhibit: Exhibit, search: str) -> Query:
    """The query of one card in a page's address: its own parameters under their plain names.

    A value out of bounds is left to its default here; the page says so once for all cards.
    """
    return card_query_of(exhibit, parse_pairs(search or ""))


def card_query_of(exhibit: Exhibit, pairs: Mapping[str, str]) -> Query:
    """The same of an address that `parse_pairs` read."""
    read = query_of(pairs, exhibit.known_keys)
    good = {
        param.name: value
        for name, value in read.params.items()
        if not (param := exhibit.params_by_key[name]).problem(value)
    }
    return replace(read, params=good)


def exhibit_query(exhibit: Exhibit, search: str) -> Query:
    """The strict query of a download or API call; FilterError names every bad key and value."""
    read = parse_query(search, exhibit.known_keys).strict()
    given = {exhibit.params_by_key[name].name: value for name, value in read.params.items()}
    exhibit.settings(given)
    return replace(read, params=given)


def at_this_machine(request: Request, settings: Settings) -> bool:
    """Whether whoever asks sits at the machine that answers.

    The server listens to this machine alone, and the address is the machine's own too, which a
    proxy's or a rebound name is not.
    """
    return settings.loopback and urlsplit(f"//{request.host}").hostname in LOOPBACK


def is_named(request: Request, settings: Settings) -> bool:
    """Whether a server that listens to this machine alone is asked by a name that is its own.

    A site whose name was made to lead here (DNS rebinding) could else read what its visitor may.
    """
    if settings.access != "off" or not settings.loopback:
        return True
    own = urlsplit(settings.address or "").hostname
    return urlsplit(f"//{request.host}").hostname in {*LOOPBACK, own}


def home_of(request: Request, settings: Settings) -> str:
    """The address of the atlas with a slash at its end, as it stands in files that leave: the one
    that is set, else the one by which it was asked."""
    return (settings.address or request.host_url.rstrip("/")) + settings.prefix


def refused(status: int, problems: Sequence[dict[str, str]]) -> Response:
    """A refusal as JSON that no browser takes for markup."""
    body = without_markup(orjson.dumps({"error": problems}))
    return Response(body, status, mimetype="application/json")


def problems_of(error: FilterError, lang: Lang) -> list[dict[str, str]]:
    """Every problem of a query: key, value, what is allowed, and a sentence."""
    return [
        {"key": p.key, "value": p.value, "allowed": p.allowed(lang), "message": p.message(lang)}
        for p in error.problems
    ]
