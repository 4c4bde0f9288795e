"""Size of an industry against its little-giant share: both high is what policy looks for (e22)."""

import math
from typing import Any

import polars as pl

from components.charts.bars import computed_name, published_marker, published_name
from components.charts.labels import brief, wrapped
from components.charts.sentences import leaders, sentence
from components.claims.extremes import Count
from components.claims.sentence import AltText
from components.contract.exhibit import Exhibit, Figure, Param, Params, View
from components.contract.queries import of_rows
from components.contract.sample import total
from components.look.amounts import number
from components.look.theme import INK, PALE, halo, layout
from components.parts.members import OF_LEVEL
from components.parts.section_only import with_section_only
from data_layer.measures.rows import SMALL_GROUP
from data_layer.topics.industries.double_high import FIELDS, double_high, printed_groups
from data_layer.topics.industries.measures import LEVELS
from data_layer.vocabulary.text import Text

LABELLED = 12
NEAR_X, NEAR_Y = 1.3, 0.8
"""Labels closer than this (powers of ten, percentage points) would cover each other."""
ABOVE = 1.15
"""Room for the label above the highest point."""
LEVEL_OPTIONS = {level: LEVELS[level] for level in ("division", "group", "class")}


def published(params: Params) -> pl.DataFrame | None:
    """The five groups that e22 prints; nothing at other levels."""
    rows = printed_groups()
    return rows if params["level"] == "group" else None


def figure(view: View) -> Figure:
    """Points on enterprises (log) by little-giant share, with the lines that divide the field."""
    frame = view.named.drop_nulls("little_giant_share_pct")
    solid = frame.filter(~pl.col("small_group"))
    both = pl.col("double_high")
    ink = INK[view.theme]
    named = view.say("双高行业", "Both high")
    others = view.say("其他行业", "Other industries")
    traces = [
        _points(view, solid.filter(~both), others, color=PALE[view.theme], labelled=0),
        _points(view, solid.filter(both), named, color=ink.accent, labelled=LABELLED),
    ]
    printed = view.published_named
    if printed is not None and view.comparable:
        traces.append(_published(view, printed, frame))
    top = max([y for trace in traces for y in trace["y"]], default=1) * ABOVE
    axes = {
        "xaxis": {
            "type": "log",
            "title": {"text": view.title("enterprises")},
            "dtick": 1,
            "tickformat": ",",
        },
        "yaxis": {"title": {"text": view.title("little_giant_share_pct")}, "range": [0, top]},
        "shapes": _lines(view),
        "annotations": _line_labels(view),
    }
    return {"data": traces, "layout": layout(view.theme, **axes)}


def _points(
    view: View, frame: pl.DataFrame, name: str, color: str, *, labelled: int
) -> dict[str, Any]:
    names = frame["industry"].to_list()
    strongest = _apart(frame.sort("little_giants", "industry_code", descending=[True, False]))
    return {
        "type": "scatter",
        "mode": "markers+text" if labelled else "markers",
        "name": f"{name} · {computed_name(view)}",
        "x": frame["enterprises"].to_list(),
        "y": frame["little_giant_share_pct"].to_list(),
        "text": [
            wrapped(brief(name), 44, 1) if code in strongest[:labelled] else ""
            for name, code in zip(names, frame["industry_code"], strict=True)
        ],
        "textposition": "middle left",
        "textfont": {"size": 11, "color": INK[view.theme].text, **halo(view.theme)},
        "hovertext": names,
        "customdata": [f"industry:{code}" for code in frame["industry_code"]],
        "hovertemplate": _hover(view),
        "marker": {"size": 8, "color": color, "opacity": 0.75},
    }


def _apart(frame: pl.DataFrame) -> list[str]:
    """Codes in the order of the frame, without those whose label would cover an earlier one."""
    apart: list[tuple[str, float, float]] = []
    for code, size, share in frame.select(
        "industry_code", "enterprises", "little_giant_share_pct"
    ).iter_rows():
        place = math.log10(size)
        near = any(abs(place - x) < NEAR_X and abs(share - y) < NEAR_Y for _, x, y in apart)
        if not near:
            apart.append((code, place, share))
    return [code for code, _, _ in apart]


def _hover(view: View) -> str:
    unit = view.field("enterprises").unit(view.lang)
    share = view.field("little_giant_share_pct").label(view.lang)
    return f"<b>%{{hovertext}}</b><br>%{{x:,}} {unit}<br>{share} %{{y}}%<extra></extra>"


def _published(view: View, printed: pl.DataFrame, computed: pl.DataFrame) -> dict[str, Any]:
    """Printed shares; where no number is printed the mark stands at the computed one."""
    size = dict(computed.select("industry_code", "enterprises").iter_rows())
    missing = view.say("报告未印企业数", "Number not printed, placed at the computed one")
    rows = [
        (row["enterprises"] or size[row["industry_code"]], row)
        for row in printed.iter_rows(named=True)
        if row["enterprises"] or row["industry_code"] in size
    ]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": published_name(view),
        "x": [place for place, _ in rows],
        "y": [row["little_giant_share_pct"] for _, row in rows],
        "hovertext": [
            f"<b>{row['industry']}</b><br>{row['little_giant_share_pct']:g}%<br>"
            + "★" * row["stars"]
            + f"<br>{row['positioning']}"
            + ("" if row["enterprises"] else f"<br>{missing}")
            for _, row in rows
        ],
        "customdata": [f"industry:{row['industry_code']}" for _, row in rows],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": published_marker(view),
    }


def _lines(view: View) -> list[dict[str, Any]]:
    """The mean size and the little-giant share of all."""
    first = view.frame.row(0, named=True)
    line = {"color": INK[view.theme].muted, "width": 1, "dash": "dot"}
    share, size = first["overall_share_pct"], first["typical_size"]
    return [
        {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": share, "y1": share, "line": line},
        {"type": "line", "yref": "paper", "y0": 0, "y1": 1, "x0": size, "x1": size, "line": line},
    ]


def _line_labels(view: View) -> list[dict[str, Any]]:
    first = view.frame.row(0, named=True)
    words = view.say("全体 ", "all ") + f"{number(first['overall_share_pct'])}%"
    place = {"x": 0, "xanchor": "left", "y": first["overall_share_pct"], "yanchor": "bottom"}
    return [{"text": words, "showarrow": False, "xref": "paper", "font": {"size": 10}, **place}]


def alt(view: View) -> AltText:
    """How many industries are high in both, and the largest of them."""
    overall = view.frame["overall_share_pct"][0]
    if overall in (0, 100):
        alike = view.say(
            f"筛选后各行业的国家级占比同为{number(overall)}%，分不出双高行业",
            f"The little-giant share is {number(overall)}% in each industry here: none stands out "
            "as high in both",
        )
        return with_section_only(view, sentence(view, alike))
    both = pl.col("double_high") & (pl.col("enterprises") >= SMALL_GROUP)
    count = Count(Text("双高行业", "Industries high in both"), view.frame.filter(both).height, both)
    what = Text("其中企业数", "enterprises among these")
    largest = leaders(view, "industry", "enterprises", where=both, what=what)
    if largest is None:
        return with_section_only(view, sentence(view, count, _overall(view)))
    row = view.frame.filter(both).row(0, named=True)
    share = number(row["little_giant_share_pct"])
    giants = view.say(f"国家级占比{share}%", f"{share}% of them little giants")
    return with_section_only(view, sentence(view, count, largest, giants))


def _overall(view: View) -> str:
    share = number(view.frame["overall_share_pct"][0])
    return view.say(f"全体国家级占比{share}%", f"the little-giant share of all is {share}%")


EXHIBIT = Exhibit(
    title=Text("双高行业：基数 × 国家级占比", "Both high: size and little-giant share"),
    reading=Text(
        "右上方的行业既多又强：企业数不低于平均，国家级占比不低于全体。",
        "Top right is both large and strong: no fewer enterprises than the mean industry, and no "
        "lower a little-giant share than all together.",
    ),
    origin=("e22", "f_devices", "f_design"),
    fields=FIELDS,
    members=OF_LEVEL,
    query=of_rows(double_high, "level"),
    published=published,
    figure=figure,
    alt=alt,
    sample=total("enterprises"),
    params=(Param("level", Text("层次", "Level"), "group", options=LEVEL_OPTIONS),),
    requires=("tier", "division", "group", "class"),
    note=Text(
        "虚线为每个行业的平均企业数和全体国家级占比，均按筛选后的企业计算。不足10家的行业不画，"
        "见表格。报告只印出两个中类的企业数，其余三个的报告值画在按企业库计算的企业数处。",
        "Dotted lines: mean enterprises an industry and the little-giant share of all, both of the "
        "filtered enterprises. Industries with fewer than 10 are not drawn, see the table. The "
        "report prints the number of enterprises for two groups only; the other three published "
        "shares stand at the number computed from the registry.",
    ),
    width="two_thirds",
    height=480,
    order=30,
)
