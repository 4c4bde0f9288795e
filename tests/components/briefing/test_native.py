"""Which PowerPoint chart a figure is. Figures and expected charts are written by hand."""

from typing import Any

import pytest

from components.travel.briefing.chart_axes import number_format
from components.travel.briefing.native import Native
from components.travel.briefing.panels import panels, remarks
from components.travel.briefing.traces import agree, hexadecimal, plain


def only(*traces: dict[str, Any], **layout: Any) -> Native:
    """The one chart of a figure."""
    (panel,) = panels({"data": list(traces), "layout": layout})
    return panel.chart


def test_horizontal_bars_are_read_from_the_top_down() -> None:
    bars = {"type": "bar", "orientation": "h", "y": ["b", "a"], "x": [2, 1], "name": "n"}
    drawn = only(bars, yaxis={"categoryarray": ["a", "b"]})
    assert (drawn.kind, drawn.categories) == ("bar", ("b", "a"))
    assert drawn.series[0].values == (2, 1)
    turned = only(bars, yaxis={"categoryarray": ["a", "b"], "autorange": "reversed"})
    assert turned.categories == ("a", "b")
    assert turned.series[0].values == (1, 2)


def test_published_diamonds_are_marks_over_columns_with_gaps() -> None:
    bars = {"type": "bar", "x": ["p", "q"], "y": [3.5, 4.0], "name": "computed"}
    marks = {
        "type": "scatter",
        "mode": "markers",
        "x": ["q"],
        "y": [4.4],
        "name": "published",
        "marker": {"symbol": "diamond", "color": "#E05F09"},
    }
    drawn = only(bars, marks)
    assert drawn.kind == "column"
    assert [s.values for s in drawn.series] == [(3.5, 4.0), (None, 4.4)]
    assert drawn.series[1].color == "#e05f09"
    assert [s.over for s in drawn.series] == [False, True]
    flat = [{**t, "orientation": "h", "x": t["y"], "y": t["x"]} for t in (bars, marks)]
    assert only(*flat).kind == "column", "marks stand over columns alone"


def test_a_mark_over_columns_side_by_side_has_the_place_of_its_own_column() -> None:
    bars = {"type": "bar", "x": ["p", "q"]}
    marks = {"type": "scatter", "mode": "markers", "x": ["p", "q"], "name": "published"}
    diamond = {"marker": {"symbol": "diamond", "color": "#E05F09"}}
    beyond = {"type": "scatter", "mode": "text", "name": "", "x": ["p", "q"], "y": [9, 9]}
    drawn = only(
        {**bars, "y": [1, 2], "name": "national", "offsetgroup": "0"},
        {**marks, **diamond, "y": [1.5, 2.5], "offsetgroup": "0"},
        {**beyond, "offsetgroup": "0"},
        {**bars, "y": [3, 4], "name": "provincial", "offsetgroup": "1"},
        {**marks, **diamond, "y": [3.5, None], "offsetgroup": "1"},
        barmode="group",
    )
    assert drawn.groups == ("p", "q")
    assert len(drawn.categories) == 2 * 3, "two columns and a gap each"
    assert {one.name: one.values for one in drawn.series} == {
        "national": (1, None, None, 2, None, None),
        "published": (1.5, 3.5, None, 2.5, None, None),
        "provincial": (None, 3, None, None, 4, None),
    }


def test_lines_with_gaps_are_not_joined_to_one() -> None:
    edges = {"type": "scatter", "mode": "lines", "x": [0, 1, None, 5, 6], "y": [0, 1, None, 0, 2]}
    assert panels({"data": [edges], "layout": {}}) == ()


def test_points_that_lie_stand_over_their_rows_and_become_no_bars() -> None:
    points = {"type": "scatter", "mode": "markers", "y": ["top", "low"], "name": "national"}
    marks = {"name": "published", "marker": {"symbol": "diamond"}}
    drawn = only(
        {**points, "x": [5774, 4]},
        {**points, **marks, "x": [5774, 4]},
        yaxis={"categoryarray": ["top", "low"], "autorange": "reversed"},
        xaxis={"type": "log", "title": {"text": "median"}},
    )
    assert (drawn.kind, drawn.categories) == ("line", ("top", "low"))
    assert [it.values for it in drawn.series] == [(5774, 4)] * 2
    assert [(it.lines, it.marks, it.diamond) for it in drawn.series] == [
        (False, True, False),
        (False, True, True),
    ]
    assert (drawn.y_title, drawn.log_y) == ("median", True)


@pytest.mark.parametrize(
    ("layout", "stack"),
    [
        ({}, ""),
        ({"barmode": "stack"}, "stacked"),
        ({"barmode": "stack", "barnorm": "percent"}, "percent"),
    ],
)
def test_stacks(layout: dict[str, Any], stack: str) -> None:
    bars = {"type": "bar", "x": ["p"], "y": [3]}
    assert only(bars, **layout).stack == stack


def test_years_make_a_line_and_other_numbers_a_scatter() -> None:
    line = {"type": "scatter", "mode": "lines+markers", "x": [2023, 2022], "y": [2.0, 1.0]}
    assert only(line).kind == "line"
    assert only(line).categories == ("2022", "2023")
    assert only(line).series[0].values == (1.0, 2.0)
    points = {"type": "scatter", "mode": "markers+text", "x": [0.5, None], "y": [7, 8]}
    drawn = only({**points, "text": ["<b>a</b>", "b"]}, xaxis={"type": "log"})
    assert (drawn.kind, drawn.log_x, drawn.log_y) == ("scatter", True, False)
    (series,) = drawn.series
    assert (series.x, series.values, series.labels) == ((0.5,), (7,), ("a",))
    assert not series.lines


def test_the_longest_row_of_points_comes_first() -> None:
    short = {"type": "scatter", "mode": "markers", "x": [1], "y": [2], "name": "short"}
    long = {"type": "scatter", "mode": "markers", "x": [1, 2], "y": [2, 3], "name": "long"}
    none = {"type": "scatter", "mode": "markers", "x": [None], "y": [None], "name": "none"}
    assert [s.name for s in only(none, short, long).series] == ["long", "short"]


def test_a_closed_radar_counts_its_first_corner_once() -> None:
    radar = {"type": "scatterpolar", "theta": ["a", "b", "c", "a"], "r": [1, 2, 3, 1], "name": "n"}
    drawn = only(radar)
    assert (drawn.kind, drawn.categories) == ("radar", ("a", "b", "c"))
    assert drawn.series[0].values == (1, 2, 3)


def test_a_pie_is_a_doughnut_with_its_own_colours() -> None:
    pie = {"type": "pie", "labels": ["a", "b"], "values": [3, 1]}
    drawn = only({**pie, "marker": {"colors": ["#111111", "rgba(1, 2, 3, .5)"]}})
    assert (drawn.kind, drawn.categories) == ("doughnut", ("a", "b"))
    assert drawn.series[0].values == (3, 1)
    assert drawn.series[0].colors == ("#111111", "#010203")


@pytest.mark.parametrize(
    "data",
    [
        [{"type": "choropleth", "z": [1]}],
        [{"type": "heatmap", "z": [[1]]}],
        [{"type": "treemap", "values": [1]}],
        [{"type": "bar", "x": ["a"], "y": [1]}, {"type": "heatmap", "z": [[1]]}],
        [{"type": "bar", "x": ["a"], "y": [1], "base": [2]}],
        [{"type": "bar", "x": ["a"], "y": [100], "text": ["22,629"]}],
        [{"type": "bar", "x": ["a"], "y": [1], "meta": "base"}],
        [{"type": "scatter", "mode": "markers", "x": list(range(2001)), "y": list(range(2001))}],
        [{"x": ["a", "b"], "y": [1, 2]}, {"x": ["a", "b"], "y": [2, 1]}],
        [],
    ],
    ids=[
        "map",
        "heatmap",
        "treemap",
        "mixed",
        "floating",
        "rescaled",
        "helpers",
        "crowd",
        "nameless",
        "none",
    ],
)
def test_what_powerpoint_cannot_draw_or_would_misstate(data: list[dict[str, Any]]) -> None:
    assert panels({"data": data, "layout": {}}) == ()


def test_places_that_powerpoint_would_take_for_amounts_are_a_picture() -> None:
    """Ranks without an axis, points between bounds, and more rows than stand over their names."""
    ranks = {"type": "scatter", "mode": "lines+markers", "x": ["2022", "2025"], "y": [1, 2]}
    assert only(ranks).kind == "line"
    assert panels({"data": [ranks], "layout": {"yaxis": {"visible": False}}}) == ()
    plane = {"type": "scatter", "mode": "markers", "x": [70, 300], "y": [103, 20]}
    bound = {"type": "line", "x0": 100, "x1": 100, "y0": 0, "y1": 1}
    assert only(plane).kind == "scatter"
    assert panels({"data": [plane], "layout": {"shapes": [bound]}}) == ()
    for rows, drawn in ((12, 1), (13, 0)):
        names = [f"指标{at}" for at in range(rows)]
        lying = {"type": "scatter", "mode": "markers", "y": names, "x": [1.5] * rows, "name": "n"}
        assert len(panels({"data": [lying], "layout": {}})) == drawn


def test_a_second_axis_over_the_first_is_no_native_chart() -> None:
    left = {"type": "bar", "x": ["a"], "y": [1]}
    right = {"type": "scatter", "mode": "markers", "x": ["a"], "y": [9], "yaxis": "y2"}
    assert panels({"data": [left, right], "layout": {"yaxis2": {"overlaying": "y"}}}) == ()


def test_panels_keep_their_places_titles_and_axes() -> None:
    traces = [
        {"type": "bar", "x": ["a"], "y": [1], "name": "n"},
        {"type": "bar", "x": ["a"], "y": [2], "name": "m", "xaxis": "x2", "yaxis": "y2"},
    ]
    notes = [
        {"text": "left<br>one", "x": 0, "y": 1, "xref": "paper", "yref": "paper"},
        {"text": "right", "x": 0.6, "y": 1, "xref": "paper", "yref": "paper"},
        {"text": "at a point", "x": 0, "y": 1, "xref": "x", "yref": "y"},
    ]
    layout = {
        "xaxis": {"domain": [0, 0.4]},
        "xaxis2": {"domain": [0.6, 1], "title": {"text": "unit"}},
        "annotations": notes,
    }
    first, second = panels({"data": traces, "layout": layout})
    assert (first.place.left, first.place.right, first.title) == (0, 0.4, "left one")
    assert (second.place.left, second.title, second.chart.x_title) == (0.6, "right", "unit")
    assert second.chart.series[0].values == (2,)


def test_repeated_names_say_whom_they_accompany() -> None:
    names = ["national", "published", "provincial", "published"]
    traces = [{"type": "bar", "x": ["a"], "y": [at], "name": n} for at, n in enumerate(names)]
    assert [s.name for s in only(*traces).series] == [
        "national",
        "published national",
        "provincial",
        "published provincial",
    ]


def test_points_of_one_name_stand_once_in_the_legend() -> None:
    points = {"type": "scatter", "mode": "markers", "x": [1], "y": [2], "name": "computed"}
    other = {**points, "name": "alone", "showlegend": False}
    drawn = only(points, {**points, "showlegend": False}, other)
    assert [(s.name, s.keyed) for s in drawn.series] == [
        ("computed", True),
        ("computed", False),
        ("alone", True),
    ]


@pytest.mark.parametrize(
    ("value", "words", "same"),
    [
        (5774.0, "5,774<br>\xa0", True),
        (12.224, "12.22 %", True),
        (100.0, "24,135", False),
        (3, "no number", True),
        (None, "7", True),
    ],
)
def test_words_at_bars_agree_with_the_bars(value: object, words: str, same: bool) -> None:
    assert agree(value, words) is same


def test_colours_and_markup() -> None:
    assert hexadecimal("rgb(31, 95, 168)") == "#1f5fa8"
    assert hexadecimal("steelblue") is None
    assert plain("a<br><b>b</b>") == "a b"


def test_numbers_written_in_a_smaller_unit_are_held_in_it() -> None:
    bars = {"type": "bar", "orientation": "h", "y": ["a", "b"], "x": [5.27, 1.9]}
    marks = {"type": "scatter", "mode": "markers", "y": ["a"], "x": [5.3], "name": "published"}
    drawn = only({**bars, "text": ["52,700", "19,000"]}, marks)
    assert drawn.series[0].values == (19_000, 52_700)
    assert drawn.series[1].values == (None, 53_000)
    other = {"data": [{**bars, "text": ["53", "19"]}], "layout": {}}
    assert panels(other) == ()


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        (["\xa05.27万家", "\xa01.90万家"], "万家"),
        (["12.9%", ""], "%"),
        (["6.9倍", "1%"], ""),
        (["1,054", "447"], ""),
    ],
)
def test_the_unit_written_at_bars_is_kept(text: list[str], unit: str) -> None:
    values = [float(t.strip("\xa0%万家倍").replace(",", "") or 0) for t in text]
    assert only({"type": "bar", "x": ["p", "q"], "y": values, "text": text}).series[0].unit == unit
    assert number_format([1.5, 2.0], "%") == '#,##0.0"%"'  # quoted: Excel would multiply by 100


def test_marks_over_bars_on_an_axis_of_their_own_stand_in_the_bars_unit() -> None:
    bars = {"type": "bar", "x": ["2022", "2026"], "y": [8_997, 17_684], "name": "computed"}
    marks = {
        "type": "scatter",
        "mode": "markers",
        "x": ["2026"],
        "y": [1.46],
        "yaxis": "y2",
        "name": "published",
    }
    axes = {"yaxis": {"range": [0, 20_000]}, "yaxis2": {"range": [0, 2], "overlaying": "y"}}
    assert only(bars, marks, **axes).series[1].values == (None, 14_600)
    axes["yaxis2"]["range"] = [1, 2]
    assert panels({"data": [bars, marks], "layout": axes}) == ()


def test_what_stands_over_a_chart_is_kept_but_words_at_places_are_not() -> None:
    bars = {"type": "bar", "x": ["p"], "y": [1]}
    notes = [{"text": "单位：%"}, {"text": ""}, {"text": "<b>规上工业</b>平均约 2.5%"}]
    figure = {"data": [bars], "layout": {"annotations": notes}}
    assert remarks(figure, panels(figure)) == "单位：% · 规上工业平均约 2.5%"
    figure["layout"]["annotations"] = [{"text": f"{n}×"} for n in range(4)]
    assert remarks(figure, panels(figure)) == ""


def test_a_line_broken_within_chinese_is_one_word() -> None:
    assert plain("注册资本 (万<br>元)") == "注册资本 (万元)"
    assert plain("R&D<br>spending") == "R&D spending"


def test_marks_of_one_name_that_never_meet_are_one_row() -> None:
    bars = {"type": "bar", "x": ["p", "q"], "y": [1, 2], "name": "computed"}
    mark = {
        "type": "scatter",
        "mode": "markers",
        "name": "published",
        "y": [3],
        "marker": {"color": "#e05f09"},
    }
    drawn = only(bars, {**mark, "x": ["p"]}, {**mark, "x": ["q"]})
    assert [(s.name, s.values) for s in drawn.series] == [
        ("computed", (1, 2)),
        ("published", (3, 3)),
    ]
    assert len(only(bars, {**mark, "x": ["p"]}, {**mark, "x": ["p"]}).series) == 3
