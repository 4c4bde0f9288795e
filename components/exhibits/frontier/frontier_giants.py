"""Little giants in the frontier fields: grants, revenue, value (s2)."""

from collections.abc import Callable
from typing import Any

import polars as pl

from components.charts.tiles import Tile, tiles
from components.contract.counted import Members, RowContext
from components.contract.exhibit import Exhibit, Params, Rows, View
from components.contract.sample import by_row
from components.look.amounts import number
from data_layer.filters.filters import Filters
from data_layer.measures.rows import SMALL_GROUP as SMALL
from data_layer.measures.tallies import means, tally
from data_layer.reference_figures import tables as reference
from data_layer.vocabulary.fields import SMALL_GROUP, Field, count, decimal
from data_layer.vocabulary.text import Text

TEN_THOUSAND = 10_000
INDICATORS = {
    "grants": Text("户均授权发明专利", "Mean invention grants"),
    "revenue": Text("户均营业总收入", "Mean revenue"),
    "market_value": Text("户均市值", "Mean market value"),
    "unicorns": Text("独角兽企业", "Unicorns"),
}
FACTS = {
    "grants": "f_frontier_grants",
    "revenue": "f_frontier_revenue",
    "market_value": "f_frontier_mktcap",
    "unicorns": "f_frontier_unicorn",
}
COLUMNS = {
    "grants": "grants_mean",
    "revenue": "revenue_mean",
    "market_value": "market_value_mean",
    "unicorns": "unicorns",
}
"""The column that an indicator fills: each has one unit."""
HUNDRED_MILLION_CNY = Text("亿元", "CNY 100 million")
FIELDS = (
    Field("indicator", Text("指标", "Indicator"), key=True, labels=INDICATORS),
    decimal("grants_mean", INDICATORS["grants"], Text("项", "patents")),
    decimal("revenue_mean", INDICATORS["revenue"], HUNDRED_MILLION_CNY),
    decimal("market_value_mean", INDICATORS["market_value"], HUNDRED_MILLION_CNY),
    count("unicorns", INDICATORS["unicorns"], Text("家", "")),
    count("values", Text("有值企业", "Enterprises with a value"), Text("家", "")),
    count("missing", Text("未披露企业", "Enterprises without"), Text("家", "")),
    SMALL_GROUP,
)


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """Means over the little giants in any frontier field; what the registry lacks is empty."""
    giants = filters.apply(rows).filter(
        ~pl.col("frontier_field").is_null(), pl.col("tier") == "national"
    )
    mean = means(giants, (), ("invention_grants", "revenue")).row(0, named=True)
    if not mean["n"]:
        return pl.DataFrame(schema=[field.name for field in FIELDS])
    flags = {"unicorns": pl.col("unicorn"), "known": pl.col("unicorn").is_not_null()}
    titled = tally(giants, [], flags).row(0, named=True)
    revenue = mean["revenue_mean"]
    values = {
        "grants": (mean["invention_grants_mean"], mean["invention_grants_n"]),
        "revenue": (None if revenue is None else revenue / TEN_THOUSAND, mean["revenue_n"]),
        "market_value": (None, 0),
        "unicorns": (titled["unicorns"] if titled["known"] else None, titled["known"]),
    }
    records = [
        {"indicator": id, COLUMNS[id]: value, "values": n, "missing": mean["n"] - n}
        for id, (value, n) in values.items()
    ]
    frame = pl.DataFrame(records, infer_schema_length=None)
    return frame.with_columns((pl.col("values") < SMALL).alias("small_group"))


def published(params: Params) -> pl.DataFrame:
    """The four printed figures."""
    rows = [
        {"indicator": id, COLUMNS[id]: reference.fact_value(fact)} for id, fact in FACTS.items()
    ]
    return pl.DataFrame(rows, infer_schema_length=None)


def body(view: View) -> object:
    """A tile an indicator: computed large, printed beside it."""
    printed: dict[str, dict[str, Any]] = {}
    if view.published is not None:
        printed = {row["indicator"]: row for row in view.published.iter_rows(named=True)}
    return tiles(view, [_tile(view, row, printed) for row in view.frame.iter_rows(named=True)])


def _tile(view: View, row: dict[str, Any], printed: dict[str, dict[str, Any]]) -> Tile:
    indicator, column = row["indicator"], COLUMNS[row["indicator"]]
    unit = view.field(column).unit(view.lang)
    return Tile(
        INDICATORS[indicator](view.lang),
        row[column],
        unit,
        published=printed[indicator][column] if printed else None,
        published_unit=unit,
        computed=row[column],
        small=row["small_group"] and row[column] is not None,
    )


def alt(view: View) -> str:
    """Mean grants of how many enterprises."""
    row = view.frame.row(0, named=True)
    if row["grants_mean"] is None:
        return view.say(
            "企业库没有前沿领域“小巨人”的发明授权数。",
            "The registry has no invention grants of little giants in the frontier fields.",
        )
    n, grants = number(row["values"]), number(row["grants_mean"])
    return view.say(
        f"前沿领域{n}家“小巨人”户均授权发明专利{grants}项。",
        f"The {n} little giants in the frontier fields hold {grants} invention grants on average.",
    )


def _of(test: str) -> Callable[[RowContext], str]:
    """Those of which the figure is known, or missing; market values are in no registry."""
    columns = {"grants": "invention_grants", "revenue": "revenue", "unicorns": "unicorn"}

    def of(context: RowContext) -> str:
        column = columns.get(context.row["indicator"])
        return "" if column is None else f"where={column}:{test}"

    return of


EXHIBIT = Exhibit(
    title=Text("前沿领域的“小巨人”", "Little giants in the frontier fields"),
    reading=Text(
        "大字为企业库所算，◆ 为来源所印。s2：351家“小巨人”户均授权发明专利38.95项，户均营收"
        "4.91亿元。",
        "Large figures are of the registry, ◆ is what the source prints. s2: 351 little "
        "giants with 38.95 invention grants and CNY 491 million of revenue on average.",
    ),
    origin=tuple(FACTS.values()),
    fields=FIELDS,
    members=Members(
        row="tier=national&where=frontier_field:known",
        columns={"unicorns": "where=unicorn:1", "values": _of("known"), "missing": _of("missing")},
    ),
    query=query,
    published=published,
    body=body,
    alt=alt,
    sample=by_row("values", where=pl.col("values") > 0),
    requires=("frontier_field", "tier"),
    note=Text(
        "来源 s2：授权发明为2025年前三季度的口径，营收与市值多为上市企业。企业库没有市值。",
        "Source s2: grants are for the first three quarters of 2025; revenue and market value are "
        "mostly of listed enterprises. The registry holds no market value.",
    ),
    width="full",
    height=200,
    order=30,
)
