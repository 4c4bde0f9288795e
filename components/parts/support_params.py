"""The parameter of the exhibits of one measure of support, and what all of them say."""

from collections.abc import Callable
from typing import Final

import polars as pl

from components.contract.counted import RowContext
from components.contract.exhibit import Param, Params, Rows
from data_layer.filters.filters import Filters
from data_layer.filters.problems import FilterError, Problem
from data_layer.policy.support.measure import Measure
from data_layer.policy.support.reading import Measures, printed_measures
from data_layer.vocabulary.text import Text, same

SCOPE: Final = "support"
ORIGIN: Final = (
    *("r01_criteria_2026", "e02", "e50", "e51", "e52"),
    *("r03_rd_advice", "r05_rd_platform_ladder"),
)
PARAM = Param(
    "measure",
    Text("措施", "Measure"),
    "recognition_national",
    options={measure.id: measure.name.text for measure in printed_measures().checkable},
    pattern=r"[a-z][a-z0-9_]{2,40}",
    scope=SCOPE,
)
"""A printed measure that can be checked, or one of the operator's own."""
NOTE = Text(
    "措施、条件与金额按报告及其所引2026年办法印出的文字录入，逐条注明出处；是报告提出的支持，不等于现行法规给予的权利，"
    "以主管部门公布为准。缺少的值使条件为“缺数据”，从不当作不符合；企业库不载的条件一律为缺数据。"
    "“不适用”指层级、领域等不在措施所指范围内。",
    "Measures, conditions and amounts are entered as the report and the 2026 measures that it "
    "cites print them, each with its place. They are support that the report proposes and no "
    "rights under current law: what the authority publishes counts. A missing value makes a "
    "condition unknown and never a no, as does a condition that no column holds. Not for it: "
    "another tier or sector than the measure names.",
)


def measure_of(params: Params, measures: Measures) -> Measure:
    """The measure that a setting names; FilterError names those that there are."""
    measure = measures.of(params[PARAM.name])
    if measure is None or not measure.checkable:
        names = ", ".join(measure.id for measure in measures.checkable)
        raise FilterError([Problem(PARAM.name, params[PARAM.name], same(names), what=PARAM.label)])
    return measure


def by_standing(
    test: str, measure: Callable[[RowContext], str]
) -> Callable[[RowContext], str | None]:
    """Those whose standing towards a measure is so; no address knows an operator's own."""

    def of(context: RowContext) -> str | None:
        condition = standing(measure(context), test)
        return f"where={condition}" if condition else None

    return of


def standing(id: str, test: str) -> str:
    """The condition of those whose standing towards a measure is so; empty of an operator's own."""
    return "" if printed_measures().of(id) is None else f"support@{id}:{test}"


def chosen_measure(context: RowContext) -> str:
    """The measure that the parameters choose."""
    return context.params[PARAM.name]


def by_printed(
    rules: Callable[..., pl.DataFrame],
) -> Callable[[Rows, Filters, Params], pl.DataFrame]:
    """The query of an exhibit of measures where the operator adds none to the printed ones."""
    return lambda rows, filters, params: rules(rows, filters, params, measures=printed_measures())
