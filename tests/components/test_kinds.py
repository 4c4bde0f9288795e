"""Kinds of numbers never mix: in badges, rows, columns, figures and files of every exhibit."""

import io
import re
from pathlib import Path

import pandas as pd
import polars as pl
import pytest

from app import create_app
from components.card.key import key
from components.card.markup import markup
from components.contract.catalogue import exhibits
from components.contract.delivery import delivered, readable
from components.contract.result import Result
from components.contract.workspace import Workspace
from components.look.theme import PUBLISHED_COLOR
from components.rendering.caption import BADGES, caption
from components.rendering.draw import draw
from data_layer.filters.filters import Filters
from data_layer.filters.query import Query
from data_layer.registry.settings import Settings
from data_layer.vocabulary.fields import KINDS

IDS = sorted(exhibits())
COMPUTED = sorted(id for id, it in exhibits().items() if it.basis != "reference")
FILTERED = sorted(id for id, it in exhibits().items() if it.basis in ("registry", "enterprise"))
NARROW = Query(Filters.from_query("tier=national&province=320000,330000,440000"))


@pytest.fixture(scope="module")
def workspace(demo_home: Path) -> Workspace:
    return Workspace.open(Settings(home=demo_home))


@pytest.fixture
def result(workspace: Workspace, id: str) -> Result:
    return workspace.run(exhibits()[id], Query())


@pytest.mark.parametrize("id", IDS)
def test_a_file_holds_one_kind_in_rows_and_says_the_kind_of_other_columns(
    id: str, result: Result
) -> None:
    frame, fields = delivered(result)
    assert frame.columns == [f.name for f in fields]
    assert frame.height == result.frame.height
    assert set(frame["kind"]) <= {result.kind}
    for field in exhibits()[id].fields:
        kind = field.kind(result.kind)
        said = field.name.endswith(kind) or (field.quantity or "").endswith(kind)
        own = field.name if kind == result.kind or said else None
        assert (own or f"{field.name}_{kind}") in frame.columns
        if own:
            assert frame[own].equals(result.frame[field.name], null_equal=True)


@pytest.mark.parametrize("id", COMPUTED)
def test_a_printed_figure_stands_beside_the_computed_one_of_its_row(
    id: str, result: Result
) -> None:
    frame, _ = delivered(result)
    keys = list(exhibits()[id].keys)
    for row in [] if result.printed is None else result.printed.iter_rows(named=True):
        own = frame.filter(pl.col(k) == row[k] for k in keys)
        for field in exhibits()[id].fields:
            name = f"{field.name}_{field.kind('published')}"
            if own.height and not field.key and not field.source and row[field.name] is not None:
                assert own[name].to_list() == [row[field.name]]


@pytest.mark.parametrize("id", IDS)
def test_rows_of_all_kinds_hold_each_number_once_under_its_kind(id: str, result: Result) -> None:
    frame, _ = delivered(result, "all")
    found = dict(frame.group_by("kind").len().iter_rows())
    assert found.pop(result.kind, 0) == result.frame.height
    assert set(found) <= {"published", "derived"}
    for field in exhibits()[id].fields:
        if field.key or field.source or field.name not in frame.columns:
            continue
        for kind in found:
            held = frame.filter(pl.col("kind") == kind)[field.name]
            assert held.count() == 0 or field.kind("published") == kind


@pytest.mark.parametrize("id", IDS)
def test_badges_name_the_kinds_that_are_shown(id: str, result: Result) -> None:
    kinds = result.kinds
    assert list(kinds) == [kind for kind in KINDS if kind in kinds]
    said = set(re.findall(r"kind-(\w+)", key(result, None, "zh")))
    assert said == set(kinds) - {"demonstration"}
    assert ("demo" in key(result, None, "zh")) == ("demonstration" in kinds)
    assert caption(result, "en").kinds == kinds
    assert set(kinds) <= set(BADGES["light"]) == set(BADGES["dark"])
    shown = {field.kind(result.kind) for field in exhibits()[id].fields if not field.key}
    every = set(readable(result).frame["kind"]) | shown | {"computed"}
    assert set(kinds) <= every | {"published", "derived"}


@pytest.mark.parametrize("id", FILTERED)
def test_a_selection_shows_no_printed_figure_and_no_badge_of_one(
    workspace: Workspace, id: str
) -> None:
    result = workspace.run(exhibits()[id], NARROW)
    if not result.filters.values or result.frame.is_empty():
        return
    own = {f.source for f in exhibits()[id].fields}
    assert set(result.kinds) & {"published", "derived"} <= own
    assert not [name for name in delivered(result).fields if name.name.endswith("_published")] or (
        "published" in own
    )
    body = exhibits()[id].body
    if body is not None:
        assert 'class="published"' not in markup(body(result.view("zh")))
    for trace in draw(result, "zh", "light")["data"]:
        stated = own & {"derived", "published"} and trace.get("meta") != "base"
        marker = trace.get("marker") or {}
        assert stated or marker.get("color") != PUBLISHED_COLOR["light"], trace.get("name")
        assert trace.get("name") != KINDS["published"].zh


@pytest.mark.parametrize("query", ["tier=national", "province=330000", "industry=C39"])
@pytest.mark.parametrize("id", FILTERED)
def test_a_selection_that_has_rows_draws_them(workspace: Workspace, id: str, query: str) -> None:
    """No axes alone under a headline: a mark, a cell, an area or words."""
    result = workspace.run(exhibits()[id], Query(Filters.from_query(query)))
    if exhibits()[id].figure is None or result.lacking or result.frame.is_empty():
        return
    drawn = draw(result, "zh", "light")
    data = [t for t in drawn["data"] if t.get("meta") != "base" and t.get("visible", True)]
    values = [t.get(name) for t in data for name in ("x", "y", "z", "r", "values", "lon")]
    seen = any(v is not None and pl.Series(v, strict=False).len() for v in values)
    assert seen or drawn["layout"].get("annotations")


@pytest.mark.parametrize("id", COMPUTED)
def test_printed_figures_are_marks_beside_computed_bars(id: str, result: Result) -> None:
    """On the card as on its slide, which is drawn from the same traces."""
    bars = [t for t in draw(result, "zh", "light")["data"] if t.get("type") == "bar"]
    printed = [PUBLISHED_COLOR["light"] in str(t["marker"].get("color")) for t in bars]
    assert all(printed) or not any(printed)


def test_what_follows_from_printed_figures_is_derived() -> None:
    """The scores of exhibit 41, the ratios of exhibit 40, three weights of exhibit 34: no print."""
    derived = {
        id: [f.name for f in exhibit.fields if f.kind("published") == "derived"]
        for id, exhibit in exhibits().items()
    }
    assert derived["champion_radar"] == ["indicators", "champion_score"]
    assert derived["champion_indicators"] == ["ratio"]
    assert len(derived["sector_weights"]) == 3
    for id, names in derived.items():
        fields = {f.name: f for f in exhibits()[id].fields}
        assert all(fields[name].formula for name in names), id


def test_the_readme_reads_a_row_a_province(demo_home: Path) -> None:
    client = create_app(Settings(home=demo_home)).server.test_client()
    own = client.get("/export/province_map.csv?lang=en").data
    frame = pd.read_csv(io.BytesIO(own))
    assert len(frame) == 31
    assert set(frame["kind"]) == {"demonstration"}
    assert frame["share_pct_published"].count() == 10  # e16 prints ten provinces
    both = pd.read_csv(io.BytesIO(client.get("/export/province_map.csv?lang=en&kind=all").data))
    assert both["kind"].value_counts().to_dict() == {"demonstration": 31, "published": 10}
    api = client.get("/api/v1/exhibits/province_map?lang=en").json
    assert len(api["data"]) == 31
    every = client.get("/api/v1/exhibits/province_map?lang=en&kind=all").json
    assert len(every["data"]) == 41
    assert client.get("/export/province_map.csv?kind=none").status_code == 400
    assert client.get("/api/v1/exhibits/province_map?kind=none").status_code == 400
