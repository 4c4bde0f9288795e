"""What the lists of the filter bar offer, each with its count under the other filters."""

import polars as pl

from components.contract.fingerprint import code_fingerprint
from components.contract.workspace import Workspace
from components.rendering.questions import FACETS
from data_layer.filters.filters import Filters
from data_layer.filters.keys import Key, keys
from data_layer.filters.query import Query
from data_layer.registry.registry import Registry
from data_layer.registry.ruled import enough
from data_layer.vocabulary.industries import industries
from data_layer.vocabulary.industry_search import industries_named
from data_layer.vocabulary.places import cities
from data_layer.vocabulary.text import Lang


def offered_options(
    workspace: Workspace, registry: Registry, query: Query, typed: str
) -> dict[str, list[dict[str, str]]]:
    """What each list offers, by the name of its key.

    typed: what the reader looks for in the list of industries, which then holds every code of any
    level that it names; the other lists are left out.
    """
    counted = counts(workspace, registry, query.filters)
    if typed:
        key = keys()["industry"]
        first = dict.fromkeys([*query.filters.chosen(key.name), *industries_named(typed)])
        return {
            key.name: [
                _option(key, code, counted[key.name], lang=query.lang, typed=typed)
                for code in first
            ]
        }
    return {
        key.name: _options(key, counted[key.name], query.filters, lang=query.lang)
        for key in keys().values()
        if key.options()
    }


def counts(workspace: Workspace, registry: Registry, filters: Filters) -> dict[str, dict[str, int]]:
    """Enterprises by option of every key, from one remembered frame of `key`, `value`, `n`."""

    def compute() -> pl.DataFrame:
        stored = registry.answers.get(code_fingerprint(), FACETS.id, filters, {})
        return counted(registry, filters) if stored is None else stored

    state = (registry.version, "facets", filters.to_query())
    by_key: dict[str, dict[str, int]] = {name: {} for name in keys()}
    for name, value, n in workspace.cache.frame(state, compute).iter_rows():
        by_key[name][value] = n
    return by_key


def counted(registry: Registry, filters: Filters) -> pl.DataFrame:
    """The counts as `key`, `value`, `n`, computed now."""
    rows = registry.counted
    return enough(registry, FACETS.ask(rows, filters), "n")


def _options(
    key: Key, counts: dict[str, int], filters: Filters, lang: Lang
) -> list[dict[str, str]]:
    names = key.options()
    chosen = filters.chosen(key.name)
    listed = [
        c for c in names if c in chosen or (counts.get(c, 0) > 0 and _offered(key, c, filters))
    ]
    if key.name in ("province", "city", "sector"):
        listed.sort(key=lambda c: -counts.get(c, 0))
    return [_option(key, c, counts, lang=lang) for c in listed]


def _option(
    key: Key, code: str, counts: dict[str, int], lang: Lang, typed: str = ""
) -> dict[str, str]:
    """typed: words by which the list is searched too, beside code and names."""
    name = key.options()[code]
    return {
        "label": f"{_name(key, code, name(lang))}　{counts.get(code, 0):,}",
        "value": code,
        "search": f"{code} {name.zh} {name.en} {typed}".rstrip(),
    }


def _name(key: Key, code: str, name: str) -> str:
    return f"{code} {name}" if key.name == "industry" else name


def _offered(key: Key, code: str, filters: Filters) -> bool:
    """Cities of the chosen provinces; sections and divisions, and what lies under a chosen code."""
    if key.name == "city":
        provinces = filters.chosen("province")
        return not provinces or cities()[code].parent in provinces
    if key.name == "industry":
        industry = industries()[code]
        return industry.level in ("section", "division") or industry.parent in filters.chosen(
            "industry"
        )
    return True
