"""Over a roll-up too no answer tells anything of the rows that a row rule hides.

Source: the same question to a folder in which those rows do not exist. The tallies of a roll-up are
of all rows: an answer that was read off them would differ.
"""

import shutil
from typing import Any, NamedTuple

import polars as pl
import pytest
from flask.testing import FlaskClient

from components.contract.catalogue import exhibits
from data_layer.filters.filters import Filters
from data_layer.registry.registry import Registry
from data_layer.registry.store import Store
from tests.access.answers import said
from tests.access.homes import as_version, behind_proxy, named

RULES = {
    "hubei": "province=420000",
    "electronics": "industry=C39&tier=national",
    "few": "city=420600&industry=C39&patents=60..",
}
PEOPLE = '[[people]]\nwho = ["admin"]\nrole = "admin"\n' + "".join(
    f'[[people]]\nwho = ["{name}"]\nrole = "analyst"\nrows = "{rule}"\n'
    for name, rule in RULES.items()
)
COMPUTED = [e.id for e in exhibits().values() if e.basis != "reference"]


class Both(NamedTuple):
    """The app over the roll-up, and over a folder of the rows of each rule. names: of the others.

    An enterprise that is hidden from each stands for them in the addresses that name one.
    """

    rolled: FlaskClient
    apart: dict[str, FlaskClient]
    hidden: dict[str, pl.DataFrame]


@pytest.fixture(scope="module")
def both(plain: Registry, rolled: Registry, tmp_path_factory: pytest.TempPathFactory) -> Both:
    assert rolled.folder is not None
    assert rolled.rollup is not None
    home = tmp_path_factory.mktemp("whole") / "home"
    shutil.copytree(rolled.folder.parents[1], home)
    rows, apart, hidden = plain.rows.collect(), {}, {}
    for name, rule in RULES.items():
        kept = Filters.from_query(rule).apply(rows.lazy()).collect()
        folder = tmp_path_factory.mktemp(name)
        source, demonstration = rolled.manifest.source, rolled.demonstration
        own = Store(folder).add(kept, demonstration=demonstration, source=source).version
        as_version(folder, own, rolled.manifest)
        apart[name] = behind_proxy(folder, PEOPLE, secret="s" * 32)
        hidden[name] = rows.join(kept, on="id", how="anti")
    return Both(behind_proxy(home, PEOPLE, secret="s" * 32), apart, hidden)


@pytest.mark.parametrize("id", COMPUTED)
@pytest.mark.parametrize("name", sorted(RULES))
def test_an_exhibit_is_the_same_without_the_hidden_rows(both: Both, name: str, id: str) -> None:
    """As card and as file, after somebody who sees all rows has asked the same."""
    one = both.hidden[name].row(0, named=True)
    for path in (f"/cards/{id}?lang=en", f"/export/{id}.csv?id={one['id']}", f"/export/{id}.json"):
        every = both.rolled.get(path, headers=named("admin"))
        told = both.rolled.get(path, headers=named(name))
        assert told.status_code < 500
        assert said(told) == said(both.apart[name].get(path, headers=named(name))), path
        assert one["name"] not in told.get_data(as_text=True)
        if exhibits()[id].basis == "registry" and "cards" in path:
            assert said(told) != said(every), path


@pytest.mark.parametrize("name", sorted(RULES))
@pytest.mark.parametrize(
    "path",
    [
        "/parts/status?tier=national",
        "/parts/options",
        "/parts/rule",
        "/api/v1/facets",
        "/feeds/changes.atom",
    ],
)
def test_counts_and_lists_are_of_the_rows_of_the_rule(both: Both, name: str, path: str) -> None:
    both.rolled.get(path, headers=named("admin"))
    told = both.rolled.get(path, headers=named(name))
    assert told.status_code == 200
    assert said(told) == said(both.apart[name].get(path, headers=named(name)))
    shown = told.get_data(as_text=True)
    assert not [it for it in both.hidden[name]["name"].head(500) if it in shown]


@pytest.mark.parametrize("name", sorted(RULES))
def test_the_list_is_of_the_rows_of_the_rule(both: Both, name: str) -> None:
    """In the order in which a roll-up keeps its rows: province by province."""
    lists = [
        app.get("/export/enterprises.csv", headers=named(name)).get_data(as_text=True)
        for app in (both.rolled, both.apart[name])
    ]
    told, apart = (text.splitlines() for text in lists)
    assert len(told) > 1
    assert sorted(told) == sorted(apart)
    paged = [
        app.get("/api/v1/enterprises?limit=5000", headers=named(name)).get_json()
        for app in (both.rolled, both.apart[name])
    ]
    assert paged[0]["enterprises"] == len(told) - 1
    assert _unordered(paged[0]) == _unordered(paged[1])


def _unordered(page: dict[str, Any]) -> dict[str, Any]:
    """An answer with its lists in one order."""
    return {
        key: sorted(map(str, value)) if isinstance(value, list) else value
        for key, value in page.items()
    }
