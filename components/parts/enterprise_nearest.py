"""An enterprise and its nearest, with the quadrant of each: what two exhibits show."""

import polars as pl

from components.contract.exhibit import Params, Rows
from components.parts.enterprise_param import chosen
from data_layer.enterprises.peers import RANKED, neighbours
from data_layer.filters.filters import Filters
from data_layer.topics.quadrant.cells import CELLS, REPORT, cell_names
from data_layer.vocabulary.fields import Field, count, decimal, of_column
from data_layer.vocabulary.schema import columns
from data_layer.vocabulary.text import Text

ROLES = {
    "enterprise": Text("本企业", "This enterprise"),
    "neighbour": Text("邻近企业", "Neighbour"),
}
FIELDS = (
    Field("role", Text("角色", "Role"), labels=ROLES),
    Field("id", Text("企业编号", "Enterprise id"), key=True),
    Field("name", Text("企业名称", "Name")),
    *(of_column(columns()[name]) for name in ("tier", "province_code", "city_code")),
    *(of_column(columns()[name]) for name in RANKED),
    decimal("distance", Text("距离（百分位差）", "Distance (percentile points)")),
    count("shared", Text("比较的指标数", "Indicators compared"), Text("项", "")),
    Field("cell", Text("象限", "Quadrant"), labels=cell_names()),
)


def nearest(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """The enterprise first, then its ten nearest."""
    enterprise = chosen(rows, filters, params)
    if enterprise is None:
        return pl.DataFrame(schema=[field.name for field in FIELDS])
    near = neighbours(rows, enterprise).with_columns(role=pl.lit("neighbour"))
    own = pl.DataFrame([{name: enterprise.get(name) for name in near.columns}], schema=near.schema)
    own = own.with_columns(
        role=pl.lit("enterprise"), distance=pl.lit(0.0), shared=pl.lit(None, pl.Int64)
    )
    return pl.concat([own, near], how="vertical_relaxed").with_columns(_cell())


def _cell() -> pl.Expr:
    """The quadrant at the report's thresholds; null where a number is unknown."""
    large = pl.col("insured") > REPORT.persons
    many = pl.col("patents") > REPORT.patents
    quadrant = pl.lit(None, pl.String)
    for id, cell in CELLS.items():
        here = (large == cell.large) & (many == cell.innovative)
        quadrant = pl.when(here).then(pl.lit(id)).otherwise(quadrant)
    return quadrant.alias("cell")


NOTE = Text(
    "距离：注册资本、参保人数、专利总量、发明授权、软著、标准、研发占比在同一行业大类（全国）中的"
    "百分位之差的平均，只计双方都有值的指标，至少三项。象限按报告的界限：参保100人、专利50件。",
    "Distance is the mean difference of percentile ranks within the division (whole country) in "
    "registered capital, employees with social insurance, patents, invention grants, software "
    "copyrights, "
    "standards and R&D intensity, over indicators that both have, three at least. Quadrants are "
    "cut at the report's bounds, 100 persons and 50 patents.",
)
