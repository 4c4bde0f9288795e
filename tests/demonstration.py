"""The demonstration registry in pictures, beside what the report prints: a part of `make gallery`.

Blue and teal are what the registry holds, of the national and the provincial tier; orange marks
are printed figures.
"""

import json
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import polars as pl

from data_layer.calibration import calibration
from data_layer.reference_figures.industries import industry_code
from data_layer.reference_figures.places import cities_top, provinces_top10
from data_layer.reference_figures.tables import table
from data_layer.vocabulary.industries import industries
from data_layer.vocabulary.places import cities, provinces

SCRIPT = Path(__file__).parents[1] / "assets" / "plotly-atlas.min.js"
TIERS = {"national": "#1f5fa8", "provincial": "#149a94"}
PRINTED = "#e05f09"
PANEL = 900, 380
NATIONAL = pl.col("tier") == "national"

Traces = list[dict[str, Any]]


class Panel(NamedTuple):
    """A title, traces and axes."""

    title: str
    traces: Traces
    layout: dict[str, Any]


def page(demo: pl.DataFrame) -> str:
    """A page of all panels."""
    parts = []
    for number, panel in enumerate(_panels(demo)):
        layout = {
            "title": {"text": panel.title, "font": {"size": 15}},
            "width": PANEL[0],
            "height": PANEL[1],
            "margin": {"l": 60, "r": 20, "t": 40, "b": 90},
            "legend": {"orientation": "h", "y": 1.1, "x": 0.55},
            "bargap": 0.1,
            **panel.layout,
        }
        parts.append(
            f"Plotly.newPlot('p{number}', {json.dumps(panel.traces)}, {json.dumps(layout)})"
        )
    places = "".join(f'<div id="p{number}"></div>' for number in range(len(parts)))
    script = SCRIPT.resolve().as_uri()
    return (
        '<meta charset="utf-8"><style>body{margin:8px;display:grid;'
        f"grid-template-columns:repeat(2,{PANEL[0]}px);gap:8px}}</style>{places}"
        f'<script src="{script}"></script><script>{";".join(parts)}</script>'
    )


def _panels(demo: pl.DataFrame) -> list[Panel]:
    return [
        *_places(demo),
        *_industries(demo),
        _joint(demo),
        *(_spread(demo, *what) for what in _SPREADS),
        _heaps(demo),
        _research(demo),
        _growth(demo),
        _batches(demo),
        _cloud(demo, "insured", "patents", "单项冠军 · 参保人数与专利总量"),
        _niche(demo),
        _met(demo),
    ]


def _bars(names: list[Any], values: list[Any], color: str = TIERS["national"]) -> dict[str, Any]:
    return {"type": "bar", "x": names, "y": values, "marker": {"color": color}, "name": "演示"}


def _marks(names: list[Any], values: list[Any]) -> dict[str, Any]:
    marker = {"color": PRINTED, "symbol": "diamond", "size": 8}
    return {
        "type": "scatter",
        "mode": "markers",
        "x": names,
        "y": values,
        "marker": marker,
        "name": "报告原值",
    }


def _sizes(demo: pl.DataFrame, column: str) -> pl.DataFrame:
    """`code`, `share` of all and `giants` among them in per cent, the largest first."""
    return (
        demo.group_by(pl.col(column).cast(pl.String).alias("code"))
        .agg(pl.len().alias("n"), NATIONAL.mean().mul(100).alias("giants"))
        .with_columns((pl.col("n") / demo.height * 100).alias("share"))
        .sort("n", "code", descending=[True, False])
    )


def _places(demo: pl.DataFrame) -> list[Panel]:
    sizes, names = _sizes(demo, "province_code"), {c: p.short.zh for c, p in provinces().items()}
    labels = [names[code] for code in sizes["code"]]
    printed = provinces_top10()
    at = [names[code] for code in printed["province_code"]]
    towns = _sizes(demo, "city_code").head(70)
    town = [cities()[code].short.zh for code in towns["code"]]
    known = cities_top().filter(pl.col("city_code").is_in(towns["code"].to_list()))
    of_town = [cities()[code].short.zh for code in known["city_code"]]
    return [
        Panel(
            "省份占比，%",
            [_bars(labels, sizes["share"].to_list()), _marks(at, printed["share_pct"].to_list())],
            {},
        ),
        Panel(
            "省份国家级占比，%",
            [
                _bars(labels, sizes["giants"].to_list()),
                _marks(at, printed["little_giant_share_pct"].to_list()),
            ],
            {},
        ),
        Panel(
            "城市占比（前70），%",
            [_bars(town, towns["share"].to_list()), _marks(of_town, known["share_pct"].to_list())],
            {},
        ),
    ]


def _industries(demo: pl.DataFrame) -> list[Panel]:
    sizes = _sizes(demo, "division")
    label = {code: f"{code} {entry.name.zh[:8]}" for code, entry in industries().items()}
    names = [label[code] for code in sizes["code"]]
    top = table("e20_industries_top12")
    at = [label[str(industry_code(name))] for name in top["industry"]]
    classes = {
        str(industry_code(name)): share
        for name, share in table("e23_strategic_subclasses")[
            "industry", "little_giant_share_pct"
        ].iter_rows()
    }
    found = _sizes(demo, "class").filter(pl.col("code").is_in(list(classes)))
    of_class = [f"{label[code]} n={n}" for code, n in found["code", "n"].iter_rows()]
    small = {"xaxis": {"tickfont": {"size": 8}, "tickangle": 90}}
    return [
        Panel(
            "大类占比，%",
            [_bars(names, sizes["share"].to_list()), _marks(at, top["share_pct"].to_list())],
            small,
        ),
        Panel("大类国家级占比，%", [_bars(names, sizes["giants"].to_list())], small),
        Panel(
            "战略小类国家级占比，%（图表23）",
            [
                _bars(of_class, found["giants"].to_list()),
                _marks(of_class, [classes[code] for code in found["code"]]),
            ],
            {},
        ),
    ]


def _joint(demo: pl.DataFrame) -> Panel:
    """Location quotients of the 24 largest divisions by province."""
    divisions = _sizes(demo, "division")["code"].head(24).to_list()
    places = _sizes(demo, "province_code")["code"].to_list()
    counts = {
        (d, p): n
        for d, p, n in demo.group_by(
            pl.col("division").cast(pl.String), pl.col("province_code").cast(pl.String)
        )
        .len()
        .iter_rows()
    }
    matrix = np.array([[counts.get((d, p), 0) for p in places] for d in divisions], float)
    usual = np.outer(matrix.sum(axis=1), matrix.sum(axis=0)) / matrix.sum()
    heat = {
        "type": "heatmap",
        "x": [provinces()[code].short.zh for code in places],
        "y": divisions,
        "z": np.round(matrix / usual, 2).tolist(),
        "zmin": 0,
        "zmax": 2,
        "colorscale": "RdBu",
        "reversescale": True,
    }
    return Panel("大类 × 省份，区位商", [heat], {"yaxis": {"autorange": "reversed"}})


_SPREADS = (
    ("insured", "参保人数", (50, 100, 200, 500, 1000), "参保人数"),
    ("patents", "专利总量", (), "专利总量"),
    ("revenue", "营业收入（万元）", (), None),
    ("software_copyrights", "软件著作权", (), "软件著作权总数"),
)


def _spread(
    demo: pl.DataFrame, column: str, title: str, edges: tuple[int, ...], indicator: str | None
) -> Panel:
    """Densities of both tiers on a logarithmic scale, edges of bands and printed medians."""
    traces: Traces = []
    for tier, color in TIERS.items():
        values = demo.filter(pl.col("tier") == tier, pl.col(column) > 0)[column].to_numpy()
        bins = np.linspace(0, np.log10(values.max()), 90)
        share = np.histogram(np.log10(values), bins=bins)[0] / values.size * 100
        traces.append(
            {
                "type": "scatter",
                "mode": "lines",
                "x": (10 ** ((bins[1:] + bins[:-1]) / 2)).tolist(),
                "y": share.tolist(),
                "line": {"color": color, "shape": "hvh"},
                "name": tier,
            }
        )
    lines = [_line(edge, "#999999") for edge in edges]
    if indicator:
        row = table("e26_core_medians").filter(indicator=indicator)
        lines += [_line(row[f"{tier}_median"].item(), PRINTED) for tier in TIERS]
    return Panel(f"{title}，% 每格", traces, {"xaxis": {"type": "log"}, "shapes": lines})


def _line(at: float, color: str) -> dict[str, Any]:
    line = {"color": color, "width": 1, "dash": "dot"}
    return {"type": "line", "x0": at, "x1": at, "y0": 0, "y1": 1, "yref": "paper", "line": line}


def _heaps(demo: pl.DataFrame) -> Panel:
    """Cumulated shares of capital, with the printed medians and shares above 1亿元."""
    traces: Traces = []
    printed = table("e04_registered_capital")
    for tier, color in TIERS.items():
        values = np.sort(demo.filter(pl.col("tier") == tier)["registered_capital"].to_numpy())
        some = np.linspace(0, values.size - 1, 2500).astype(int)
        line = {"color": color, "shape": "hv"}
        share = (some / values.size * 100).tolist()
        traces.append(
            {
                "type": "scatter",
                "mode": "lines",
                "x": values[some].tolist(),
                "y": share,
                "line": line,
                "name": tier,
            }
        )
        median, _, large = printed[tier]
        traces.append(_marks([median, 10_000], [50, 100 - large]))
    ticks = {"type": "log", "range": [1, 5.5]}
    return Panel("注册资本（万元），累计 %", traces, {"xaxis": ticks})


def _research(demo: pl.DataFrame) -> Panel:
    traces: Traces = []
    for tier, color in TIERS.items():
        values = demo.filter(pl.col("tier") == tier)["rd_ratio"].drop_nulls().to_numpy()
        count = np.histogram(values, bins=np.arange(0, 76))[0]
        traces.append(_bars(list(range(75)), count.tolist(), color) | {"name": tier})
    return Panel(
        "研发占比，家 每百分点",
        traces,
        {"barmode": "overlay", "shapes": [_line(at, "#999999") for at in (15, 25, 30)]},
    )


def _growth(demo: pl.DataFrame) -> Panel:
    values = demo["revenue_growth_2024"].drop_nulls().to_numpy()
    count = np.histogram(values, bins=np.arange(-80, 121, 2))[0]
    medians = table("e11a_revenue_growth").filter(year=2024)
    lines = [_line(medians[f"{tier}_median_pct"].item(), PRINTED) for tier in TIERS]
    trace = _bars(list(range(-79, 121, 2)), count.tolist())
    return Panel("上市企业2024年营收增速（%）", [trace], {"shapes": lines})


def _batches(demo: pl.DataFrame) -> Panel:
    count = demo.group_by("tier", "recognised_year").len().sort("recognised_year")
    traces = [
        _bars(part["recognised_year"].to_list(), part["len"].to_list(), color) | {"name": tier}
        for tier, color in TIERS.items()
        for part in [count.filter(pl.col("tier") == tier)]
    ]
    return Panel("认定年份", traces, {"yaxis": {"type": "log"}})


def _cloud(demo: pl.DataFrame, x: str, y: str, title: str) -> Panel:
    some = demo.filter("single_champion").drop_nulls([x, y]).sample(3000, seed=1)
    points = {
        "type": "scatter",
        "mode": "markers",
        "x": some[x].to_list(),
        "y": some[y].to_list(),
        "marker": {"size": 3, "color": TIERS["national"], "opacity": 0.5},
    }
    log = {"type": "log"}
    return Panel(title, [points], {"xaxis": log, "yaxis": log})


def _niche(demo: pl.DataFrame) -> Panel:
    some = demo.filter(NATIONAL).sample(4000, seed=1)
    points = {
        "type": "scatter",
        "mode": "markers",
        "x": some["niche_share"].to_list(),
        "y": some["niche_rank"].to_list(),
        "marker": {"size": 4, "color": TIERS["national"], "opacity": 0.3},
    }
    return Panel("国家级 · 市场占有率（%）与排名", [points], {"yaxis": {"range": [0, 20]}})


def _met(demo: pl.DataFrame) -> Panel:
    """How far each met figure lies from the printed one, in parts of its tolerance."""
    rows = calibration(demo.lazy()).filter(status="met")
    parts = (pl.col("difference") / pl.col("tolerance")).alias("part")
    values = rows.select(parts)["part"].to_list()
    points = {"type": "scatter", "mode": "markers", "y": values, "marker": {"size": 4}}
    return Panel(
        f"校准：{rows.height} 个数与报告的差，以容差为 1",
        [points | {"text": rows["target"].to_list()}],
        {"yaxis": {"range": [-1.2, 1.2]}},
    )
