"""A count leads to the enterprises that it counts: as many of them as it says."""

import re
from pathlib import Path
from typing import Any

import orjson
import polars as pl
import pytest

from components.card.answer import answer
from components.contract.catalogue import exhibits
from components.contract.counted import (
    Members,
    RowContext,
    counted,
    counted_in,
    hrefs,
    narrowed,
)
from components.contract.evaluate import count_selected
from components.contract.workspace import Workspace
from components.rendering.draw import draw
from data_layer.filters.filters import Filters
from data_layer.filters.query import Query, parse_query
from data_layer.registry.settings import Settings
from data_layer.vocabulary.fields import Field
from data_layer.vocabulary.text import Text

IDS = sorted(exhibits())
SAMPLED = 12
"""Rows of a long table that are tried."""
LED = ("province_map", "city_map", "clusters", "industry_ranking", "tier_shares", "base_share")


@pytest.fixture(scope="module")
def workspace(demo_home: Path) -> Workspace:
    return Workspace.open(Settings(home=demo_home))


LEADS_NOWHERE = {
    "industry_totals": "of three numbers, two count industries",
    **dict.fromkeys(
        (
            "foreign_destinations",
            "foreign_trend",
            "grant_rate_trend",
            "ipc_classes",
            "patent_trend",
        ),
        "counted from a list of patents, which stands beside the registry: no filter asks it",
    ),
}
"""Exhibits of which some counts of enterprises have no list, and why."""
ASKED = ("", "province=320000&patents=20..&where=rd_ratio:known")


@pytest.mark.parametrize("id", IDS)
@pytest.mark.parametrize("asked", ASKED)
def test_every_count_of_a_table_leads_to_as_many_enterprises(
    workspace: Workspace, id: str, asked: str
) -> None:
    exhibit, registry = exhibits()[id], workspace.registry()
    if exhibit.basis == "reference":
        return
    result = workspace.run(exhibit, parse_query(asked))
    counting = [f.name for f in exhibit.fields if f.digits == 0 and f.unit.zh.endswith("家")]
    for row in result.frame[:: max(1, result.frame.height // SAMPLED)].iter_rows(named=True):
        for column in counting:
            listed = counted_in(result, registry.counted, row, column)
            (href,) = hrefs(result, registry.counted, Query(), "/", [row], column)
            spelt = None if href is None else parse_query(href.partition("?")[2]).strict().filters
            assert spelt == listed, (column, href)
            if listed is None:
                assert id in LEADS_NOWHERE or not row[column], (column, row)
            else:
                n = count_selected(registry, listed, workspace.cache)
                assert n == row[column], (column, listed.to_query(), row)


COUNTING = ("bar", "heatmap", "treemap")
"""Marks that filter by what they count; a map, a point or a line chooses what it is of."""
CLICKED = ("", "by=city", "by=tier", "metric=due_fails", "metric=lapsed", "exempt=tech_centre")


def _flat(values: Any) -> list[Any]:
    """The values of a part of a trace, of a matrix row by row."""
    listed = values if isinstance(values, list | tuple) else []
    return [cell for value in listed for cell in (value if isinstance(value, list) else [value])]


def _clicked(mark: str) -> str:
    """The query of an address after a click on a mark (assets/src/origins.js)."""
    return "&".join(one.replace(":", "=", 1) for one in mark.split("&"))


@pytest.mark.parametrize("asked", CLICKED)
def test_a_click_on_a_count_filters_by_as_many_enterprises(
    workspace: Workspace, asked: str
) -> None:
    """What a bar or a cell counts is what the page counts after a click on it."""
    registry, (key, _, value) = workspace.registry(), asked.partition("=")
    for exhibit in exhibits().values():
        if exhibit.figure is None or exhibit.basis == "reference":
            continue
        if key and not any(it.name == key and value in it.options for it in exhibit.params):
            continue
        result = workspace.run(exhibit, parse_query(asked, exhibit.known_keys))
        if result.frame.is_empty() or result.lacking:
            continue
        columns = [f.name for f in exhibit.fields if f.digits == 0 and f.unit.zh.endswith("家")]
        counts = [set(result.frame[name].drop_nulls()) - {0} for name in columns]
        traces = draw(result, "zh", "light")["data"]
        for trace in [trace for trace in traces if trace["type"] in COUNTING]:
            lying = trace.get("orientation") == "h"
            values = _flat(
                trace.get("z") or trace.get("values") or trace.get("x" if lying else "y")
            )
            marks = dict(zip(_flat(trace.get("customdata")), values, strict=False))
            numbers = {m: abs(v) for m, v in marks.items() if m and isinstance(v, int) and v}
            if any(set(numbers.values()) <= column for column in counts):
                for mark, number in list(numbers.items())[:SAMPLED]:
                    filters = parse_query(_clicked(mark)).strict().filters
                    n = count_selected(registry, filters, workspace.cache)
                    assert n == number, (exhibit.id, trace.get("name"), mark)


@pytest.mark.parametrize(
    ("id", "asked"),
    [
        ("score_distribution", "preset=software&score=percentile&tier=national,provincial"),
        ("score_typology", "technology=10&score=percentile&where=insured:known"),
        ("success_by_score", "preset=by_sector&province=320000"),
        ("rule_changes", "by=size&revenue=9000&exempt=tech_centre"),
        ("rule_binding", "class1_ip=5&niche_rank=0"),
        ("industry_heatmap", "by=tier&industry=C39"),
        ("quadrant_composition", "by=city&persons_over=200"),
        ("known_for", "about=industry&grain=fine"),
        ("compare_table", "items=city:320500,batch:3,industry:C39,all&province=330000"),
        ("rd_benchmarks", "range=all"),
        ("date_maps", "asof=2022&from=2021&to=2024"),
        ("date_slopes", "by=division&metric=enterprises&province=330000"),
        ("due_criteria", "tier=provincial&on=2026-09-01&valid=2026..2028"),
        ("due_groups", "by=city_code&on=2025-01-01"),
        ("title_cohorts", "of=provincial&asof=2024"),
        ("title_cohorts", "of=national&batch=1..6"),
        ("space_map", "city=320500&industry=C39&tier=national"),
    ],
)
def test_settings_lead_to_lists_of_the_same_length(
    workspace: Workspace, id: str, asked: str
) -> None:
    exhibit, registry = exhibits()[id], workspace.registry()
    result = workspace.run(exhibit, parse_query(asked, exhibit.known_keys).strict())
    counting = [f.name for f in exhibit.fields if f.digits == 0 and f.unit.zh.endswith("家")]
    for row in result.frame[:: max(1, result.frame.height // SAMPLED)].iter_rows(named=True):
        for column in counting:
            listed = counted_in(result, registry.counted, row, column)
            n = 0 if listed is None else count_selected(registry, listed, workspace.cache)
            assert n == (row[column] or 0), (column, listed and listed.to_query(), row)


def _said(workspace: Workspace, id: str, *, shared: bool = True) -> dict[str, str]:
    query = Query(Filters({"tier": ("national",)}), lang="en")
    result = workspace.run(exhibits()[id], query)
    return orjson.loads(answer(workspace, result, query, tabled=True, shared=shared))


@pytest.mark.parametrize("id", LED)
def test_tables_lead_to_lists(workspace: Workspace, id: str) -> None:
    assert "/enterprises?tier=" in _said(workspace, id)["rows"]
    assert "/enterprises" not in _said(workspace, id, shared=False)["rows"]


def test_the_sample_of_a_card_leads_to_its_rows(workspace: Workspace) -> None:
    rows = workspace.registry().rows.filter(pl.col("tier") == "national").collect().height
    for id, n in (("province_map", f"{rows}"), ("correlations", r"\d+–\d+")):
        foot = _said(workspace, id)["foot"]
        link = re.search(r'<a class="n to-list" href="([^"]+)" title="([^"]+)">([^<]+)</a>', foot)
        assert link is not None
        assert link[1] == "/enterprises?tier=national&amp;lang=en"
        assert link[2] == f"The list of the {rows} enterprises that pass"
        assert re.fullmatch(f"n = {n}", link[3])
    assert "to-list" not in _said(workspace, "correlations", shared=False)["foot"]


def test_what_a_filter_cannot_say_twice_becomes_a_condition() -> None:
    card = Filters.from_query("industry=C3985&rd=2..8&tier=national,provincial")
    of_row = Filters.from_query("industry=C39&rd=5..&tier=national&honour=cnas")
    listed = narrowed(card, of_row)
    assert listed.to_query() == (
        "tier=national,provincial&industry=C3985&honour=cnas&rd=2..8"
        "&where=tier:national,industry:C39,rd_ratio:5.."
    )
    ranked = narrowed(Filters.from_query("where=score@e24.percentile:50.."), of_row)
    assert ranked.values.keys() == {"honour", "where"}


def test_a_row_whose_keys_say_nothing_leads_nowhere() -> None:
    """What an exhibit does not declare is no list: a wrong one would be worse than none."""
    band = Field("band", Text("段", "Band"), key=True)
    asked = RowContext(
        {"band": "x", "enterprises": 3}, pl.DataFrame(), {}, Filters(), pl.LazyFrame()
    )
    assert counted([band], Members(), asked, "enterprises") is None
    assert counted([band], Members(row=""), asked, "enterprises") == Filters()
    assert counted([band], Members(row=""), asked, "median") is None
