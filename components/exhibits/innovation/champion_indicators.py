"""Little giants against single champions in 22 indicators, as ratios (e40)."""

from collections.abc import Callable, Sequence
from typing import Any

import polars as pl

from components.charts.bars import computed_name, published_marker
from components.charts.dumbbell import Dots, dumbbell
from components.charts.labels import wrapped
from components.charts.sentences import leading
from components.contract.counted import Members, RowContext
from components.contract.exhibit import Exhibit, Figure, Params, Rows, View
from components.contract.quantity import amount
from components.contract.sample import by_row
from components.look.theme import INK, TIER_COLORS
from data_layer.filters.filters import Filters
from data_layer.measures.champions import DEFINITION
from data_layer.topics.innovation.champions import COLUMNS, UNITS, compared, printed
from data_layer.vocabulary.fields import KINDS, SMALL_GROUP, Field, count, decimal, text
from data_layer.vocabulary.text import Lang, Text
from data_layer.vocabulary.units import by_unit, in_units

FIELDS = (
    text("dimension", Text("维度", "Dimension")),
    Field("indicator", Text("指标", "Indicator"), domain="words", key=True),
    *in_units(decimal("little_giant_mean", Text("小巨人均值", "Mean of little giants")), UNITS),
    *in_units(decimal("champion_mean", Text("单项冠军均值", "Mean of single champions")), UNITS),
    Field(
        "ratio",
        Text("倍数（单项冠军均值÷小巨人均值）", "Ratio (champions over little giants)"),
        Text("倍", "x"),
        digits=2,
        formula=Text("单项冠军均值 ÷ 小巨人均值", "mean of champions / mean of little giants"),
    ),
    count("little_giant_values", Text("小巨人有值", "Little giants with a value"), Text("家", "")),
    count("champion_values", Text("单项冠军有值", "Champions with a value"), Text("家", "")),
    SMALL_GROUP,
)


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """Means of both groups in the 22 indicators; empty where the registry has no such column."""
    return by_unit(compared(rows, filters), FIELDS)


def published(params: Params) -> pl.DataFrame:
    """The 22 rows of e40."""
    return by_unit(printed(), FIELDS)


def figure(view: View) -> Figure:
    """Champions as a multiple of little giants, on a log axis: printed, and where computable."""
    printed_rows = view.published_named if view.comparable else None
    mine = view.named.drop_nulls("ratio")
    compared_rows = mine if printed_rows is None else printed_rows
    names = compared_rows["indicator"].to_list()
    own = dict(zip(mine["indicator"], mine.iter_rows(named=True), strict=True))
    marks = {"size": 11, "color": TIER_COLORS[view.theme]["champion"]}
    dots = [_dots(computed_name(view), [own.get(name) for name in names], marks, lang=view.lang)]
    if printed_rows is not None:
        rows = list(printed_rows.iter_rows(named=True))
        dots.insert(
            0,
            _dots(
                KINDS["derived"](view.lang),
                rows,
                published_marker(view) | {"symbol": "diamond-open"},
                lang=view.lang,
            ),
        )
    drawn = dumbbell(
        view,
        [wrapped(name, 32, 2) for name in names],
        dots,
        joined=[(1.0, ratio) for ratio in compared_rows["ratio"]],
        axis=view.say(
            "单项冠军 ÷ 小巨人（小巨人 = 1，对数轴）", "Ratio to little giants (= 1), log axis"
        ),
        notes=[f"{ratio:.1f}×" for ratio in compared_rows["ratio"]],
    )
    line = {"color": INK[view.theme].muted, "width": 1}
    one = {"type": "line", "x0": 1, "x1": 1, "yref": "paper", "y0": 0, "y1": 1, "line": line}
    drawn["layout"]["shapes"] = [one]
    return drawn


def _dots(
    name: str, rows: Sequence[dict[str, Any] | None], marker: dict[str, Any], lang: Lang
) -> Dots:
    values = [row["ratio"] if row else None for row in rows]
    return Dots(name, values, marker, hover=[_means(row, lang) if row else "" for row in rows])


def _means(row: dict[str, Any], lang: Lang) -> str:
    groups = ("little_giant_mean", "champion_mean")
    means = " → ".join(amount(row, FIELDS, group, lang=lang) for group in groups)
    counts = (row["little_giant_values"], row["champion_values"])
    sizes = "" if None in counts else f" · n = {counts[0]:,} / {counts[1]:,}"
    return f"{row['indicator']}<br>{means}{sizes}"


def _of(group: str) -> Callable[[RowContext], str]:
    """Those of a group that have the indicator."""
    return lambda context: f"where=e40:{group},{COLUMNS[context.row['indicator']]}:known"


EXHIBIT = Exhibit(
    title=Text("单项冠军是小巨人的几倍", "Single champions as a multiple of little giants"),
    reading=Text(
        "线段越长，倍数越大。报告：22项指标的均值都是单项冠军更高，PCT与涉外专利相差最大（约"
        "18倍），发明授权率与软著几乎相当（1.1倍）。",
        "The longer the line, the larger the ratio. The report: champions have the higher "
        "mean in all 22 indicators, most of all in PCT and overseas patents (about 18 times), "
        "hardly in the rate of grants and software copyrights (1.1 times).",
    ),
    origin=("e40", "e41"),
    fields=FIELDS,
    members=Members(
        row="", columns={f"{name}_values": _of(name) for name in ("little_giant", "champion")}
    ),
    query=query,
    published=published,
    figure=figure,
    alt=leading("indicator", "ratio"),
    sample=by_row("little_giant_values", "champion_values", where=pl.col("ratio").is_not_null()),
    note=Text(
        f"{DEFINITION.zh}倍数由两列均值相除，报告行亦然。企业库有列的7项另按企业库计算，其余15项只有报告原值。",
        f"{DEFINITION.en} Ratios are one mean over the other, in the report's rows too. Seven "
        "indicators have a column in the registry and are computed as well; fifteen are printed "
        "only.",
    ),
    width="two_thirds",
    height=680,
    order=31,
)
