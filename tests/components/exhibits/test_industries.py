"""Industries: tree, ranking, totals, both-high chart, strategic industries, sectors."""

from typing import Any

import polars as pl
import pytest

from components.charts import tree
from components.charts.labels import brief, under, wrapped
from components.contract.catalogue import exhibits
from components.contract.exhibit import Rows, View
from components.look.theme import INK
from data_layer.filters.filters import Filters
from data_layer.reference_figures import tables as reference
from data_layer.reference_figures.industries import industry_code
from data_layer.vocabulary.field_frames import conform
from tests.components.small import small_registry


def _enterprise(code: str, tier: str = "provincial", **more: Any) -> dict[str, Any]:
    """code: a class, a group or a division."""
    levels = {"division": code[:3], "group": code[:4], "class": code}
    known = {name: value for name, value in levels.items() if len(value) == _LENGTH[name]}
    return {"tier": tier, **known, **more}


_LENGTH = {"division": 3, "group": 4, "class": 5}

# 12 x C3985 (3 national), 3 x C3971 (2 national), 1 x C397 without a class, 4 x I6511, 1 without.
ENTERPRISES = [
    *[_enterprise("C3985", "national", invention_grants=50, rd_ratio=30.0)] * 3,
    *[_enterprise("C3985", invention_grants=40)] * 9,
    *[_enterprise("C3971", "national")] * 2,
    _enterprise("C3971"),
    _enterprise("C397"),
    *[_enterprise("I6511", software_copyrights=n) for n in (1, 2, 3, 10)],
    {"tier": "provincial"},
]


@pytest.fixture
def rows() -> Rows:
    return small_registry(ENTERPRISES)


def _run(id: str, rows: Rows, filters: str = "", **params: str) -> pl.DataFrame:
    exhibit = exhibits()[id]
    found = exhibit.query(rows, Filters.from_query(filters), exhibit.settings(params))
    return conform(found, exhibit.fields)


def _published(id: str, **params: str) -> pl.DataFrame:
    exhibit = exhibits()[id]
    assert exhibit.published is not None
    printed = exhibit.published(exhibit.settings(params))
    assert printed is not None
    return printed


def _prints(id: str, **params: str) -> bool:
    exhibit = exhibits()[id]
    return exhibit.published is not None and exhibit.published(params) is not None


def test_tree_adds_up_from_class_to_total(rows: Rows) -> None:
    frame = _run("industry_tree", rows)
    shown = frame.select("industry_code", "level", "parent", "enterprises", "little_giants")
    assert list(shown.iter_rows()) == [
        ("total", "total", None, 21, 5),
        ("C", "section", "total", 16, 5),
        ("C39", "division", "C", 16, 5),
        ("C397", "group", "C39", 4, 2),
        ("C3971", "class", "C397", 3, 2),
        ("C398", "group", "C39", 12, 3),
        ("C3985", "class", "C398", 12, 3),
        ("I", "section", "total", 4, 0),
        ("I65", "division", "I", 4, 0),
        ("I651", "group", "I65", 4, 0),
        ("I6511", "class", "I651", 4, 0),
        ("unreported", "unreported", "total", 1, 0),
    ]
    shares = dict(frame.select("industry_code", "little_giant_share_pct").iter_rows())
    assert (shares["C398"], shares["C397"], shares["total"]) == (25.0, 50.0, 23.81)


def test_tree_leaves_out_a_class_outside_its_group() -> None:
    odd = {"tier": "provincial", "division": "C39", "group": "C397", "class": "C3985"}
    frame = _run("industry_tree", (small_registry([odd])))
    assert frame["industry_code"].to_list() == ["total", "C", "C39", "C397"]


def test_tree_is_entered_where_the_filter_points(rows: Rows) -> None:
    exhibit = exhibits()["industry_tree"]
    draw = exhibit.figure
    assert draw is not None

    def trace(filters: str, shape: str = "treemap") -> dict[str, Any]:
        chosen = Filters.from_query(filters)
        params = exhibit.settings({"shape": shape})
        frame = _run("industry_tree", rows, filters)
        view = View(frame, exhibit.fields, None, "computed", chosen, params)
        return draw(view)["data"][0]

    def clicks(found: dict[str, Any]) -> dict[str, str]:
        return dict(zip(found["ids"], found["customdata"], strict=True))

    whole = trace("")
    assert "level" not in whole
    assert clicks(whole)["C39"] == "industry:C39"
    assert clicks(whole)["total"] == "industry:"
    inside = trace("industry=C398", "sunburst")
    assert (inside["type"], inside["level"]) == ("sunburst", "C398")
    assert clicks(inside)["C398"] == "industry:C39", "a click on the entered one goes up"
    assert trace("industry=C3985")["level"] == "C398", "a class has no inside"


def test_ranking_counts_of_all_and_prints_e20(rows: Rows) -> None:
    frame = _run("industry_ranking", rows, level="group")
    # The group with ten and more comes first, small ones after it by share of the 20 with a group.
    assert frame["industry_code"].to_list() == ["C398", "C397", "I651"]
    assert frame["share_pct"].to_list() == [60.0, 20.0, 20.0]
    assert set(frame["industry_missing"]) == {1}
    assert frame["small_group"].to_list() == [False, True, True]
    printed = _published("industry_ranking")
    assert printed.height == 12
    first = printed.row(0, named=True)
    assert (first["industry_code"], first["share_pct"]) == ("M75", 12.9)
    assert not _prints("industry_ranking", level="group")


def test_totals(rows: Rows) -> None:
    frame = _run("industry_totals", rows)
    shares = dict(frame.select("statement", "share_pct").iter_rows())
    numbers = dict(frame.select("statement", "number").iter_rows())
    # 20 of 21 have an industry; the one manufacturing division has 16 of them.
    assert (shares["f_top12"], shares["f_mfg_top5"]) == (100.0, 80.0)
    assert set(frame["missing"]) == {1, 2}  # of the class level one more
    assert shares["f_services"] == 0
    assert (shares["f_core_elec_pct"], numbers["f_core_elec"]) == (100, 5)
    assert (numbers["f_mid_n"], numbers["f_sub_n"]) == (3, 3)
    printed = dict(_published("industry_totals").select("statement", "share_pct").iter_rows())
    assert printed["f_mfg_top5"] == reference.fact_value("f_mfg_top5") == 44.4
    assert printed["f_core_elec"] is None
    assert _run("industry_totals", rows, "tier=champion").is_empty()


def test_both_high(rows: Rows) -> None:
    frame = _run("base_share", rows)
    lines = frame.row(0, named=True)
    # Groups of 12, 4 and 4; 5 of 20 little giants.
    assert (lines["typical_size"], lines["overall_share_pct"]) == (6.7, 25.0)
    assert dict(frame.select("industry_code", "double_high").iter_rows()) == {
        "C398": True,  # 12 enterprises, 25%
        "C397": False,  # 50%, but 4 enterprises
        "I651": False,
    }
    printed = _published("base_share").row(0, named=True)
    assert (printed["industry_code"], printed["enterprises"]) == ("C397", 3884)
    assert (printed["little_giant_share_pct"], printed["stars"]) == (13.2, 5)


def test_both_high_marks_stand_at_the_printed_number_where_there_is_one(rows: Rows) -> None:
    exhibit = exhibits()["base_share"]
    assert exhibit.figure is not None
    params = exhibit.settings({})
    frame = _run("base_share", rows)
    printed = _published("base_share")
    view = View(frame, exhibit.fields, printed, "computed", Filters(), params)
    marks = exhibit.figure(view)["data"][-1]
    # C397 and M749 print a number; C398 stands at its 12; C382 and C346 have no enterprise here.
    assert marks["x"] == [3884, 12, 4716]
    assert marks["y"] == [13.2, 22.0, 10.2]


def test_strategic_industries(rows: Rows) -> None:
    frame = _run("strategic_industries", rows)
    found = {row["industry"]: row for row in frame.iter_rows(named=True)}
    assert frame.height == 12
    materials = found["电子专用材料制造"]
    assert (materials["code"], materials["enterprises"]) == ("C3985", 12)
    assert materials["little_giant_share_pct"] == 25.0
    assert found["基础软件开发"]["little_giant_share_pct"] == 0
    assert found["高性能纤维及复合材料制造"]["code"] is None
    assert found["高性能纤维及复合材料制造"]["enterprises"] is None
    printed = _published("strategic_industries").row(0, named=True)
    assert (printed["industry"], printed["little_giant_share_pct"]) == ("电子专用材料制造", 24.5)


def test_sector_levels(rows: Rows) -> None:
    found = {row["industry"]: row for row in _run("sector_levels", rows).iter_rows(named=True)}
    parts = found["电子元件及专用材料"]
    # Grants: nine of 40, three of 50. R&D: three of 30%.
    assert (parts["code"], parts["grants_median"]) == ("C398", 40.0)
    assert (parts["rd_mean_pct"], parts["rd_values"]) == (30.0, 3)
    assert found["软件开发"]["software_copyright_median"] == 2.5
    assert found["软件开发"]["grants_median"] is None
    printed = {r["industry"]: r for r in _published("sector_levels").iter_rows(named=True)}
    assert printed["电子元件及专用材料"]["grants_median"] == 45
    assert printed["信息技术咨询服务"]["software_copyright_median"] == 25


def test_every_printed_industry_but_one_has_a_code() -> None:
    tables = (
        "e20_industries_top12",
        "e22_mid_industries",
        "e23_strategic_subclasses",
        "e33_sector_levels",
    )
    names = [name for table in tables for name in reference.table(table)["industry"]]
    without = [name for name in names if industry_code(name) is None]
    assert without == ["高性能纤维及复合材料制造"]


def test_labels() -> None:
    assert brief("Manufacture of metal products") == "Metal products"
    assert wrapped("计算机、通信和其他电子设备制造业", 16) == "计算机、通信和其<br>他电子设备制造业"
    assert wrapped("one two three four", 8) == "one two<br>three…"
    assert under("A", "B").startswith("A<br>")


def test_areas_without_colour_are_grey_below_the_scale() -> None:
    """Shares 5 and 9 on a scale from 5 to 9, and a small group: grey, not Plotly's black."""
    view = View(pl.DataFrame(), (), None, "computed", Filters(), {})
    scale = {"colorscale": ((0.0, "#ffffff"), (1.0, "#000000")), "cmin": 5.0, "cmax": 9.0}
    axis, drawn = tree._with_grey(view, scale, [5.0, None, 9.0])
    assert drawn[0] == 5
    assert drawn[1] == axis["cmin"] < 5
    assert axis["colorscale"][:2] == [(0, INK["light"].nodata), (tree.GREY, INK["light"].nodata)]
    # The lowest share still has the first colour: it lies where the grey ends.
    assert (5 - axis["cmin"]) / (9 - axis["cmin"]) == pytest.approx(tree.GREY)
    assert tree._with_grey(view, scale, [5.0, 9.0]) == (scale, [5.0, 9.0])
