"""Which criteria of 2026 one enterprise meets (r01)."""

import polars as pl

from components.contract.exhibit import Exhibit, Params, Rows
from components.contract.sample import one
from components.parts.criteria_fields import FIELDS, criteria_query
from components.parts.criteria_inputs import PARAMS
from components.parts.criteria_table import criteria_alt, criteria_table
from components.parts.enterprise_param import NOTE, PARAM, chosen
from data_layer.filters.filters import Filters
from data_layer.vocabulary.text import Text


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """What the calculator says of the values on file; no row without an enterprise."""
    enterprise = chosen(rows, filters, params)
    if enterprise is None:
        return pl.DataFrame(schema=[field.name for field in FIELDS])
    settings = {param.name: param.default for param in PARAMS}
    return criteria_query(rows, filters, settings | {"enterprise": enterprise["id"]})


EXHIBIT = Exhibit(
    title=Text("认定条件（2026年新办法）", "Recognition criteria (2026 measures)"),
    reading=Text(
        "按企业库中的值逐条对照两级条件；缺少的值记为缺数据，不当作未达到。",
        "The values on file against every criterion of both tiers; what is missing is unknown, "
        "not unmet.",
    ),
    origin=("r01_criteria_2026", "e02"),
    fields=FIELDS,
    query=query,
    body=criteria_table,
    alt=criteria_alt,
    sample=one,
    basis="enterprise",
    params=(PARAM,),
    note=NOTE,
    width="full",
    height=520,
    order=260,
)
