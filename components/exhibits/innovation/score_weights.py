"""The weights in use beside those of e24, and what each dimension is measured against."""

import polars as pl

from components.charts.bars import ranking
from components.charts.sentences import leading
from components.contract.counted import Members
from components.contract.exhibit import Exhibit, Figure, Params, Rows, View
from components.contract.queries import always
from components.contract.sample import each
from components.look.contrast import ink_on
from components.parts.members import OF_DIMENSION
from components.parts.weight_params import NOTE, PARAMS, REQUIRES, chosen
from data_layer.filters.filters import Filters
from data_layer.measures.tallies import tally
from data_layer.reference_figures import tables as reference
from data_layer.scoring.dimensions import DIMENSIONS, IDS, LABELS
from data_layer.scoring.scores import benchmarks
from data_layer.scoring.weights import Weighting
from data_layer.vocabulary.fields import Field, count, decimal, per_cent, printed, text
from data_layer.vocabulary.text import Text
from data_layer.vocabulary.units import by_unit, in_units, units_of

IN_USE = Text("所用权重", "Weight in use")
FIELDS = (
    Field("dimension", Text("维度", "Dimension"), key=True, labels=LABELS),
    per_cent("weight_pct", IN_USE, digits=1),
    *in_units(
        decimal(
            "benchmark", Text("国家级中位数（评分基准）", "National median (benchmark)"), digits=1
        ),
        units_of(d.column for d in DIMENSIONS.values()),
    ),
    count("values", Text("有值企业", "Enterprises with a value"), Text("家", "")),
    count("missing", Text("缺失", "Missing"), Text("家", "")),
    printed(text("indicators", Text("核心指标", "Core indicators"))),
    printed(text("rationale", Text("评价逻辑", "Rationale"))),
)


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """Five dimensions in e24's order. By sector, weights are means over the rows that pass."""
    passed = filters.apply(rows)
    columns = {d.id: d.column for d in DIMENSIONS.values()}
    has_value = {d: ~pl.col(column).is_null() for d, column in columns.items()}
    counted = tally(passed, (), has_value).row(0, named=True)
    weights, benchmark = _mean_weights(passed, chosen(params)), benchmarks(rows)
    values = {d: int(counted[d] or 0) for d in columns}
    frame = pl.DataFrame(
        {
            "dimension": list(columns),
            "weight_pct": [weights[d] for d in columns],
            "benchmark": [benchmark.get(d) for d in columns],
            "values": list(values.values()),
            "missing": [counted["n"] - n for n in values.values()],
        }
    )
    frame = by_unit(frame.with_columns(units_of(columns.values())), FIELDS)
    words = _printed().select("dimension", "indicators", "rationale")
    return frame.join(words, on="dimension", maintain_order="left")


def _mean_weights(passed: Rows, weighting: Weighting) -> dict[str, float]:
    if not weighting.by_sector:
        return dict(weighting.common)
    total = tally(passed, ())["n"].item()
    sectors = tally(passed, ["sector"])
    groups = [
        (n, weighting.by_sector.get(sector, weighting.common)) for sector, n in sectors.iter_rows()
    ]
    groups.append((total - sectors["n"].sum(), weighting.common))
    if not total:
        return dict(weighting.common)
    return {d: sum(n * weights[d] for n, weights in groups) / total for d in LABELS}


def _printed() -> pl.DataFrame:
    table = reference.table("e24_dimensions")
    return table.with_columns(pl.col("dimension").replace_strict(IDS))


def figure(view: View) -> Figure:
    """Bars by dimension; the weights of e24 as marks."""
    drawn = ranking(view, "dimension", "weight_pct")
    bars = drawn["data"][0]
    bars["name"] = IN_USE(view.lang)  # chosen by the reader, no figure of a registry
    inside = {"color": ink_on(bars["marker"]["color"])}
    bars |= {"textposition": "inside", "insidetextanchor": "start", "insidetextfont": inside}
    return drawn


EXHIBIT = Exhibit(
    title=Text("五维权重", "Weights of the five dimensions"),
    reading=Text(
        "归一后的权重；菱形为图表24。表格列出各维度的评分基准与缺失家数。",
        "Weights as normalised; diamonds are exhibit 24. The table has each dimension's benchmark "
        "and how many enterprises lack it.",
    ),
    origin=("e24",),
    fields=FIELDS,
    members=Members(row="", columns=OF_DIMENSION),
    query=query,
    published=always(_printed),
    figure=figure,
    alt=leading("dimension", "weight_pct"),
    sample=each("values"),
    params=PARAMS,
    requires=REQUIRES,
    note=NOTE,
    width="third",
    height=360,
    order=50,
)
