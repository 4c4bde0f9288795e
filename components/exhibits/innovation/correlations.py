"""Correlations of the core indicators, computed beside published (e25)."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from components.charts.bars import computed_name, published_name
from components.charts.labels import wrapped
from components.charts.panels import Panel, panels
from components.charts.sentences import UNSAID, leaders, sentence
from components.claims.sentence import AltText
from components.contract.counted import Members
from components.contract.exhibit import Exhibit, Figure, Param, Params, Rows, View
from components.contract.sample import by_row
from components.look.words import in_sentence
from data_layer.filters.filters import Filters
from data_layer.measures.rows import MEDIAN_MINIMUM
from data_layer.reference_figures import tables as reference
from data_layer.topics.innovation.correlation import both_correlations
from data_layer.vocabulary.fields import Field, count, decimal
from data_layer.vocabulary.schema import columns
from data_layer.vocabulary.text import Text

PRINTED = {
    "专利总量": "patents",
    "发明申请量": "invention_applications",
    "发明授权量": "invention_grants",
    "参保人数": "insured",
    "注册资本": "registered_capital",
}
"""e25's indicator to the registry's column."""
NAMES = {column: columns()[column].label for column in PRINTED.values()}
METHODS = {
    "pearson": Text("皮尔逊", "Pearson"),
    "spearman": Text("斯皮尔曼", "Spearman"),
}
FIELDS = (
    Field("a", Text("指标一", "First indicator"), key=True, labels=NAMES),
    Field("b", Text("指标二", "Second indicator"), key=True, labels=NAMES),
    decimal("pearson", Text("皮尔逊相关系数", "Pearson correlation"), digits=3),
    decimal("spearman", Text("斯皮尔曼相关系数", "Spearman correlation"), digits=3),
    count("n", Text("两项皆有值", "Enterprises with both"), Text("家", "")),
)


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """Both coefficients of each pair over the rows where both are known, and how many."""
    pairs = both_correlations(filters.apply(rows), tuple(PRINTED.values()))
    return pairs.clear() if not pairs["n"].sum() else pairs


def published(params: Params) -> pl.DataFrame:
    """The three rows of e25: Pearson coefficients."""
    return (
        reference.table("e25_correlations")
        .unpivot(list(PRINTED), index="indicator", variable_name="b", value_name="pearson")
        .select(
            pl.col("indicator").replace_strict(PRINTED).alias("a"),
            pl.col("b").replace_strict(PRINTED),
            "pearson",
        )
    )


def figure(view: View) -> Figure:
    """The registry's matrix above, the printed rows below."""
    method = view.params["method"]
    indicators = list(PRINTED.values())
    heads = [wrapped(NAMES[c](view.lang), 12, 2) for c in indicators]
    title = f"{METHODS[method](view.lang)} · {computed_name(view)}"
    stacked = [_panel(view, view.frame, indicators, value=method, title=title)]
    if view.published is not None and view.comparable:
        printed = [c for c in indicators if c in set(view.published["a"])]
        title = f"{METHODS['pearson'](view.lang)} · {published_name(view)}"
        stacked.append(_panel(view, view.published, printed, value="pearson", title=title))
    return panels(view, heads, stacked, low=-1, high=1)


def _panel(view: View, frame: pl.DataFrame, rows: list[str], value: str, title: str) -> Panel:
    cells = {(a, b): (r, n) for a, b, r, n in frame.select("a", "b", value, "n").iter_rows()}
    grid = [[cells.get((a, b), (None, None)) for b in PRINTED.values()] for a in rows]
    names = [
        [f"{NAMES[a](view.lang)} × {NAMES[b](view.lang)}" for b in PRINTED.values()] for a in rows
    ]
    return Panel(
        title=title,
        rows=[NAMES[a](view.lang) for a in rows],
        values=[[r for r, _ in line] for line in grid],
        texts=[["" if r is None else f"{r:.3f}" for r, _ in line] for line in grid],
        hover=[
            [_hover(name, r, n) for name, (r, n) in zip(words, line, strict=True)]
            for words, line in zip(names, grid, strict=True)
        ],
    )


def _hover(pair: str, r: float | None, n: int | None) -> str:
    size = "" if n is None else f"<br>n = {n:,}"
    return f"{pair}<br>r = {r}{size}"


def alt(view: View) -> AltText:
    """The strongest correlation of two different indicators, by its size."""
    method, order = view.params["method"], {name: at for at, name in enumerate(NAMES)}
    first = pl.col("a").replace_strict(order, return_dtype=pl.Int64)
    second = pl.col("b").replace_strict(order, return_dtype=pl.Int64)
    kind = METHODS[method]
    claim = leaders(
        view,
        "a",
        method,
        absolute=True,
        where=first < second,
        what=Text(f"{kind.zh}相关系数（按大小）", f"{kind.en} correlation by size"),
        call=_pair,
        rows=Text("对", "pairs"),
    )
    return UNSAID if claim is None else sentence(view, claim)


def _pair(row: Mapping[str, Any]) -> Text:
    a, b = NAMES[row["a"]], NAMES[row["b"]]
    return Text(f"{a.zh}与{b.zh}", f"{a.en} with {in_sentence(b.en)}")


EXHIBIT = Exhibit(
    title=Text("核心指标相关性", "Correlations of core indicators"),
    reading=Text(
        "颜色越醒目相关越强。报告：专利三项高度一致（0.9上下），与人数、资本关系很弱：企业不能"
        "以大代强。",
        "The stronger the colour, the stronger the correlation. The report: the three patent "
        "indicators go together (about 0.9) and hardly with staff or capital; large is "
        "not yet strong.",
    ),
    origin=("e25",),
    fields=FIELDS,
    members=Members(
        row="",
        columns={
            "n": lambda context: (
                f"where={'+'.join(sorted({context.row['a'], context.row['b']}))}:known"
            )
        },
    ),
    query=query,
    published=published,
    figure=figure,
    alt=alt,
    sample=by_row("n", where=pl.col("a") != pl.col("b")),
    params=(Param("method", Text("方法", "Method"), "pearson", options=METHODS),),
    requires=tuple(PRINTED.values()),
    note=Text(
        "每对指标只用两项皆有值的企业，家数见悬停与表格。报告为皮尔逊系数；斯皮尔曼用秩，不受极端值影响。"
        f"少于{MEDIAN_MINIMUM}家或某项全部相同则不显示。",
        "Each pair uses the enterprises that have both values; hover or the table says how many. "
        "The report prints Pearson; Spearman takes ranks, which extreme values do not sway. Not "
        f"shown below {MEDIAN_MINIMUM} enterprises or where all values are equal.",
    ),
    width="half",
    height=480,
    order=21,
)
