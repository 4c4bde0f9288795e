"""Provincial enterprises nearest to national recognition, with the gaps that remain."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import quote

import polars as pl
from dash import html

from components.charts.sentences import leaders, sentence
from components.claims.extremes import Count
from components.claims.sentence import AltText
from components.contract.exhibit import Exhibit, Figure, Param, Params, Rows, View
from components.look.amounts import MONEY, counted, each_number, with_unit, with_units
from components.look.contrast import DARK, inked, shade
from components.look.tagless import tagless
from components.look.theme import DIVERGING, INK, SEQUENTIAL, Colorscale, layout
from components.look.words import wrap
from components.parts.data_table import data_table, with_rest
from data_layer.filters.filters import Filters
from data_layer.measures.rows import collect
from data_layer.measures.tiers import of_tiers
from data_layer.policy import compared
from data_layer.policy.candidates import ALMOST, attained, measured, national
from data_layer.policy.sector_targets import TARGETS, below, rd_advice, success, targets
from data_layer.scoring.scores import Weighting, benchmarks, default_weights, with_scores
from data_layer.vocabulary.fields import (
    Field,
    count,
    decimal,
    of_column,
    per_cent,
    printed,
    with_names,
)
from data_layer.vocabulary.schema import columns
from data_layer.vocabulary.terms import NO_UNIT, PER_CENT, PIECES, WAN_YUAN
from data_layer.vocabulary.text import Lang, Text

SHOW = {
    "near": Text("还有差距的", "With gaps"),
    "ready": Text("可量化条件已全部达到的", "Every countable criterion met"),
    "all": Text("全部", "All"),
}
PLACES = ("province_code", "city_code", "division", "sector")
SHORT_NAMES = {
    "revenue_last_year": Text("营收", "Revenue"),
    "rd_expense_sum_2y": Text("两年研发费用", "R&D, 2 years"),
    "rd_ratio_each_of_2y": Text("研发占比", "R&D intensity"),
    "class1_ip": Text("I类知识产权", "Class I IP"),
    "niche_share_pct": Text("市场占有率", "Market share"),
    "quality_score": Text("质量得分", "Quality score"),
}
ATTAINED = [attained(name) for name in SHORT_NAMES]
LEGEND = {
    "met": Text("达到", "Met"),
    "open": Text("未达到，颜色越醒目差得越多", "Not met; the stronger the colour, the further"),
    "unknown": Text("缺数据（?）", "Unknown (?)"),
}
BELOW = {
    "invention_grants": Text("发明授权低于领域目标", "Inventions below sector target"),
    "patents": Text("专利低于领域目标", "Patents below sector target"),
    "software_copyrights": Text("软著低于领域目标", "Copyrights below sector target"),
    "rd_ratio": Text("研发占比低于领域目标", "R&D intensity below sector target"),
}
UNITS = {"rd_ratio": PER_CENT}
UNIT_WORDS = {"万元": WAN_YUAN, "%": PER_CENT}
CRITERIA = Text("项", "criteria")
FAR = 50.0
"""Per cent of a threshold below which a gap is shown as far."""
LONGEST = 22
"""Letters of a name that an axis has room for."""
FIELDS = (
    count("rank", Text("名次", "Rank"), NO_UNIT),
    Field("id", Text("企业编号", "Enterprise id"), key=True),
    Field("name", Text("企业名称", "Name")),
    *(of_column(columns()[name]) for name in PLACES),
    count("open", Text("未满足的条件", "Open criteria"), CRITERIA),
    count("unmet", Text("其中未达到", "of these not met"), CRITERIA),
    count("unknown", Text("其中缺数据", "of these unknown"), CRITERIA),
    decimal("shortfall", Text("距离（缺口之和）", "Distance (sum of shortfalls)"), digits=3),
    *compared.FIELDS,
    *(
        per_cent(attained(name), Text(f"达成度·{label.zh}", f"Attained: {label.en}"), 1)
        for name, label in SHORT_NAMES.items()
    ),
    *(
        decimal(f"{name}_below", label, UNITS.get(name, PIECES), digits=1)
        for name, label in BELOW.items()
    ),
    decimal(
        "rd_advice_below", Text("研发占比低于冲刺建议", "R&D below advice"), PER_CENT, digits=1
    ),
    decimal("score", Text("科创力得分", "Innovation score"), digits=1),
    printed(per_cent("success_pct", Text("报告的认定成功率", "Success rate in the report"), 1)),
)


ORDER = ("open", "shortfall", "id")
TIER = "provincial"


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """The first `top` provincial enterprises that pass, by open criteria, shortfall and id."""
    weights = {"score": Weighting(default_weights())}
    added = {f.name for f in FIELDS} - {"rank", "rd_advice_below", "success_pct"}
    wanted = sorted({c for c in added if not c.endswith("_below")} | set(TARGETS))
    chosen = _nearest(filters.apply(rows), params["show"], int(float(params["top"])))
    listed = with_scores(measured(chosen), benchmarks(rows), weights)
    first = collect(listed.select(*wanted)).sort(*ORDER)
    return first.with_row_index("rank", 1).with_columns(
        *(below(name, targets(name)).alias(f"{name}_below") for name in TARGETS),
        below("rd_ratio", rd_advice()).alias("rd_advice_below"),
        success("score").alias("success_pct"),
    )


def _nearest(passed: Rows, show: str, top: int) -> Rows:
    """The first `top` rows of the provincial tier in the order of the exhibit, unordered."""
    gaps = of_tiers(measured(passed), (TIER,))
    if show != "all":
        ready = pl.col("open") == 0
        gaps = gaps.filter(ready if show == "ready" else ~ready)
    first = collect(gaps.select(*ORDER).sort(*ORDER).head(top))["id"]
    return passed.filter(pl.col("id").is_in(first.to_list()))


def figure(view: View) -> Figure:
    """Values against thresholds: blue cells are met, brown ones open, empty ones unknown."""
    view = replace(view, frame=view.frame.head(MOST_SHOWN))
    frame = view.named
    tints = _tints(view)
    colors = _colors(view, tints)
    cells = {
        "type": "heatmap",
        "x": [_head(view, name) for name in SHORT_NAMES],
        "y": [_label(rank, name) for rank, name in view.frame.select("rank", "name").iter_rows()],
        "z": frame.select(ATTAINED).rows(),
        "text": _inked(frame, view.lang, colors, tints=tints),
        "texttemplate": "%{text}",
        "textfont": {"color": DARK, "size": 11},
        "hovertemplate": "%{y}<br>%{x}: %{text}<br>%{z}%<extra></extra>",
        "zmin": 0,
        "zmax": 100,
        "colorscale": colors,
        "showscale": False,
        "xgap": 2,
        "ygap": 2,
    }
    axes = {
        "xaxis": {"side": "top", "ticks": "", "showgrid": False, "tickangle": 0},
        "yaxis": {"autorange": "reversed", "ticks": "", "showgrid": False},
        "plot_bgcolor": tints["unknown"],
        "margin": {"t": 8, "r": 8},
        "showlegend": True,
        "legend": {"xref": "paper", "yref": "paper", "y": -0.01, "yanchor": "top"},
    }
    keys = [_legend(view, id, tints[id]) for id in LEGEND]
    return {"data": [cells, *keys], "layout": layout(view.theme, **axes)}


def _tints(view: View) -> dict[str, str]:
    scale = DIVERGING[view.theme]
    return {
        "met": SEQUENTIAL[view.theme][1][1],
        "open": scale[1][1],
        "unknown": INK[view.theme].line,
    }


def _inked(
    frame: pl.DataFrame, lang: Lang, colors: Colorscale, tints: dict[str, str]
) -> list[list[str]]:
    """The cells, each in an ink that its ground bears."""
    return [
        [
            inked(words, tints["unknown"] if part is None else shade(colors, part / 100))
            for words, part in zip(texts, parts, strict=True)
        ]
        for texts, parts in zip(_cells(frame, lang), frame.select(ATTAINED).rows(), strict=True)
    ]


def _colors(view: View, tints: dict[str, str]) -> Colorscale:
    """Brown up to the last step below 100, then blue: a near miss is no hit."""
    far, last = DIVERGING[view.theme][0][1], ALMOST / 100 + 0.0005
    return ((0, far), (last, tints["open"]), (last, tints["met"]), (1, tints["met"]))


def _legend(view: View, id: str, tint: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [None],
        "y": [None],
        "name": LEGEND[id](view.lang),
        "marker": {"symbol": "square", "size": 11, "color": tint},
    }


def _head(view: View, name: str) -> str:
    """Name and threshold of a criterion."""
    return f"{wrap(SHORT_NAMES[name](view.lang), 12)}<br>{_bar(view, name)}"


def _bar(view: View, name: str) -> str:
    criterion = national()[name]
    unit = UNIT_WORDS.get(criterion.unit, NO_UNIT)(view.lang)
    return f"≥{with_unit(criterion.threshold, unit, view.lang)}"


def _label(rank: int, name: str) -> str:
    """Rank and name, cut as it is read; it is escaped last, so that no escape is cut in two."""
    cut = name if len(name) <= LONGEST else name[: LONGEST - 1] + "…"
    return f"{rank} {tagless(cut)}"


MOST_SHOWN = 200
"""Rows that a page or a picture holds; a download holds as many as are asked for."""


def body(view: View) -> html.Div:
    """The same as a table, whose names open the profiles."""
    named = with_names(view.frame.head(MOST_SHOWN), view.fields, view.lang)
    titles = [view.say("名次", "Rank"), view.say("企业", "Enterprise"), view.say("地区", "Place")]
    titles += [view.field("open").label(view.lang), view.say("距离", "Distance")]
    heads = [html.Th(title) for title in titles]
    heads += [
        html.Th([SHORT_NAMES[name](view.lang), html.Br(), _bar(view, name)], className="num")
        for name in SHORT_NAMES
    ]
    home, rows = view.home, zip(named.iter_rows(named=True), _cells(named, view.lang), strict=True)
    lines = [html.Tr(_line(row, texts, home)) for row, texts in rows]
    keys = [html.Span(LEGEND[id](view.lang), className=f"key gap-{id}") for id in LEGEND]
    table = with_rest(view, data_table(heads, lines, "gaps", tall=True), named.height)
    return html.Div([html.Div(keys, className="gap-keys"), table])


def _line(row: dict[str, Any], texts: Sequence[str], home: str) -> list[html.Td]:
    """The cells of an enterprise. texts: those of the criteria."""
    target = f"{home}enterprise/{quote(row['id'], safe='')}"
    place = " ".join(dict.fromkeys([p for p in (row["province"], row["city"]) if p]))
    name = [html.A(row["name"], href=target, className="to-chart")]
    name.append(html.Small(row["division_name"] or "", className="muted"))
    states = zip(texts, _states([row[column] for column in ATTAINED]), strict=True)
    return [
        html.Td(row["rank"], className="num"),
        html.Td(name, className="prose"),
        html.Td(place),
        html.Td(row["open"], className="num"),
        html.Td(f"{row['shortfall']:.3f}", className="num"),
        *[html.Td(words, className=f"num gap-{state}") for words, state in states],
    ]


def _states(parts: list[float | None]) -> list[str]:
    """The class of each cell: met, unknown, or how far an open criterion is."""
    return [
        "unknown" if part is None else "met" if part > ALMOST else "near" if part >= FAR else "far"
        for part in parts
    ]


def _cells(frame: pl.DataFrame, lang: Lang) -> list[tuple[str, ...]]:
    """A row an enterprise: the value that each criterion is held against, "?" where it is unknown;
    the rank where a share is missing."""
    ranks = ["" if rank is None else f"#{rank}" for rank in frame["niche_rank"]]
    columns = []
    for name in SHORT_NAMES:
        values, parts = _amounts(frame[compared.VALUES[name]], name, lang), frame[attained(name)]
        cells = zip(values, parts, ranks, strict=True)
        columns.append(["?" if part is None else value or rank for value, part, rank in cells])
    return list(zip(*columns, strict=True))


def _amounts(values: pl.Series, name: str, lang: Lang) -> list[str]:
    """The values in the unit of the threshold in the head; English says money in millions."""
    unit = UNIT_WORDS.get(national()[name].unit, NO_UNIT)(lang)
    return with_units(values, unit, lang) if unit in MONEY else each_number(values)


def alt(view: View) -> AltText:
    """The nearest: the smallest shortfall among those with the fewest open criteria."""
    fewest = int(view.frame["open"].to_list()[0])
    kind = Text(f"所列企业中未满足{fewest}项的", f"Listed with {counted(fewest, 'criteria')} open")
    near = pl.col("open") == fewest
    count = Count(kind, view.frame.filter(near).height, near, unit="家")
    nearest = leaders(
        view,
        "name",
        "shortfall",
        least=True,
        where=near,
        what=Text("缺口", "shortfall among these"),
    )
    return sentence(view, count, *([] if nearest is None else [nearest]))


EXHIBIT = Exhibit(
    title=Text("离国家级最近的省级企业", "Provincial enterprises nearest to the national tier"),
    reading=Text(
        "按2026年“小巨人”六项可量化条件排序：先看未满足的条件数，再看缺口大小；点企业名打开画像。",
        "Ordered by the six countable little-giant criteria of 2026: open criteria first, then the "
        "size of the shortfalls; a name opens the profile.",
    ),
    origin=("r01_criteria_2026", "r02_sector_targets", "r03_rd_advice", "e35", "e24"),
    fields=FIELDS,
    query=query,
    figure=figure,
    body=body,
    alt=alt,
    among=pl.col("tier") == TIER,
    params=(
        Param("show", Text("列出", "Show"), "near", options=SHOW),
        Param("top", Text("前几家", "Top"), "20", low=5, high=20_000, step=5),
    ),
    requires=("tier", "revenue", "class1_ip", "quality_score"),
    note=Text(
        "规则：条件未达到或缺数据即为“未满足”。缺口 =（门槛 − 值）÷ 门槛，在0与1之间，缺数据记1；"
        "市场占有率与排名取较小的缺口，排名的缺口 =（排名 − 3）÷ 排名。距离为六项缺口之和；"
        "依次按未满足条件数、距离、编号排序。达成度 = 100 ×（1 − 缺口），“?”为缺数据。"
        "企业库记有近三年国家级科技奖励的，I类知识产权一项算达到；产业链定位须由人判断，不计。另列：与领域目标（r02）和冲刺国家级研发建议（r03）"
        "的差距、科创力得分（五维，图表24权重）及报告对该得分段与领域印出的认定成功率（图表35）。",
        "Rule: a criterion is open if it is not met or unknown. Shortfall = (threshold - value) / "
        "threshold, from 0 to 1, and 1 if unknown; of share and rank the smaller counts, a rank's "
        "being (rank - 3) / rank. Distance is the sum of six shortfalls; the order is open "
        "criteria, distance, id. Attained = 100 x (1 - shortfall), '?' is unknown. A national "
        "science award of the last three years on file meets class I IP; the position in the "
        "industry chain is for a person to judge and does not count. Also listed: "
        "gaps to the sector targets (r02) and to the R&D advice for the national tier (r03), the "
        "innovation score (five dimensions, weights of exhibit 24) and "
        "the success rate that the report prints for that score and sector (exhibit 35).",
    ),
    width="full",
    height=640,
    order=60,
)
