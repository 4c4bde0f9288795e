"""Little giants in the frontier fields: grants, revenue, value (s2)."""

from __future__ import annotations

import polars as pl

from components.charts.tiles import Tile, tiles
from components.contract.exhibit import Exhibit, Params, Rows, View
from components.look.amounts import number
from data_layer.filters.filters import Filters
from data_layer.measures.tallies import means, tally
from data_layer.reference_figures import tables as reference
from data_layer.vocabulary.fields import Field, count, decimal
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
UNITS = {
    "grants": Text("项", "patents"),
    "revenue": Text("亿元", "CNY 100 million"),
    "market_value": Text("亿元", "CNY 100 million"),
    "unicorns": Text("家", ""),
}
FIELDS = (
    Field("indicator", Text("指标", "Indicator"), key=True, labels=INDICATORS),
    decimal("value", Text("数值", "Value")),
    Field("unit", Text("单位", "Unit"), labels={unit.zh: unit for unit in UNITS.values()}),
    count("values", Text("有值企业", "Enterprises with a value"), Text("家", "")),
)


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """Means over the little giants in any frontier field; what the registry lacks is empty."""
    giants = filters.apply(rows).filter(
        ~pl.col("frontier_field").is_null(), pl.col("tier") == "national"
    )
    mean = means(giants, (), ("invention_grants", "revenue")).row(0, named=True)
    if not mean["n"]:
        return pl.DataFrame(schema=["indicator", "value", "unit", "values"])
    unicorns = tally(giants, [], {"unicorn": pl.col("unicorn")}).row(0, named=True)["unicorn"]
    revenue = mean["revenue_mean"]
    values = {
        "grants": (mean["invention_grants_mean"], mean["invention_grants_n"]),
        "revenue": (None if revenue is None else revenue / TEN_THOUSAND, mean["revenue_n"]),
        "market_value": (None, 0),
        "unicorns": (float(unicorns or 0), mean["n"]),
    }
    records = [(id, value, UNITS[id].zh, n) for id, (value, n) in values.items()]
    return pl.DataFrame(records, schema=["indicator", "value", "unit", "values"], orient="row")


def published(params: Params) -> pl.DataFrame:
    """The four printed figures."""
    return pl.DataFrame(
        [
            {"indicator": id, "value": reference.fact_value(fact), "unit": UNITS[id].zh}
            for id, fact in FACTS.items()
        ]
    )


def body(view: View) -> object:
    """A tile an indicator: computed large, printed beside it."""
    printed = dict(published({}).select("indicator", "value").iter_rows())
    return tiles(
        view,
        [
            Tile(
                INDICATORS[row["indicator"]](view.lang),
                row["value"],
                UNITS[row["indicator"]](view.lang),
                published=printed[row["indicator"]],
                published_unit=UNITS[row["indicator"]](view.lang),
                computed=row["value"],
            )
            for row in view.frame.iter_rows(named=True)
        ],
    )


def alt(view: View) -> str:
    """Mean grants of how many enterprises."""
    row = view.frame.row(0, named=True)
    n, grants = number(row["values"]), number(row["value"])
    return view.say(
        f"前沿领域{n}家“小巨人”户均授权发明专利{grants}项。",
        f"The {n} little giants in the frontier fields hold {grants} invention grants on average.",
    )


EXHIBIT = Exhibit(
    id="frontier_giants",
    title=Text("前沿领域的“小巨人”", "Little giants in the frontier fields"),
    reading=Text(
        "报告中的351家：户均授权发明专利38.95项，户均营收4.91亿元。",
        "The 351 of the source: 38.95 invention grants and 491 million CNY of revenue on average.",
    ),
    page="frontier",
    origin=tuple(FACTS.values()),
    fields=FIELDS,
    query=query,
    published=published,
    body=body,
    alt=alt,
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
