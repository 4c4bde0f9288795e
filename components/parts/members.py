"""Which enterprises counts are of, where several exhibits count alike."""

from collections.abc import Callable, Mapping

from components.contract.counted import Members, Of, RowContext, narrowed, spelt
from components.contract.exhibit import Params
from data_layer.filters import named_groups
from data_layer.filters.filters import Filters
from data_layer.measures.indicators import MEDIANS
from data_layer.scoring.dimensions import DIMENSIONS
from data_layer.vocabulary.terms import PAIR

SHARED = {"little_giant_share": "tier", "high_tech_share": "high_tech"}
"""Shares that groups are compared by, and the column that they are of."""
SECTION_ONLY = "where=section:known,division:missing"
BOTH_TIERS = "tier=national,provincial"


def of_pair(columns: Mapping[str, str]) -> dict[str, Of]:
    """Columns that either tier of the report has one of: `values` as `national_values` ..."""
    return {
        f"{tier}_{name}": f"tier={tier}" + (f"&where={where}" if where else "")
        for tier in PAIR
        for name, where in columns.items()
    }


def in_group(group: Callable[[RowContext], str | None]) -> Callable[[RowContext], Filters | None]:
    """Rows that are of a group (`named_groups`), which takes the place of filters of its kind."""

    def of(context: RowContext) -> Filters | None:
        named = group(context)
        return None if named is None else named_groups.selecting(context.filters, named)

    return of


def side(context: RowContext) -> str:
    """The group of a row's side, `a` or `b`."""
    return context.params[context.row["side"]]


def of_dimension(test: str) -> Callable[[RowContext], str]:
    """Those of which a score's dimension is `known` or `missing`."""
    return lambda context: f"where={DIMENSIONS[context.row['dimension']].column}:{test}"


def of_indicator(test: str) -> Callable[[RowContext], str]:
    """Those of which an indicator that groups are compared by is `known` or `missing`."""

    def of(context: RowContext) -> str:
        name = context.row["indicator"]
        column = SHARED.get(name, name)
        return "" if name not in (*SHARED, *MEDIANS) else f"where={column}:{test}"

    return of


TESTS = {"values": "known", "missing": "missing"}
OF_DIMENSION: Mapping[str, Of] = {name: of_dimension(test) for name, test in TESTS.items()}
OF_INDICATOR: Mapping[str, Of] = {name: of_indicator(test) for name, test in TESTS.items()}


def score(params: Params) -> str:
    """The subject of conditions on the score that the parameters ask for."""
    preset = params["preset"]
    sliders = "-".join(f"{float(params[dimension]):g}" for dimension in DIMENSIONS)
    return f"score@{sliders if preset == 'custom' else preset}.{params['score']}"


def also(context: RowContext, filters: Filters | None, where: str) -> Filters | None:
    """Filters and a condition."""
    if filters is None:
        return None
    return narrowed(filters, spelt(f"where={where}"))


def without_place(column: str) -> Callable[[RowContext], Filters]:
    """Those of the whole country, whatever the filters on places, that have none in a column."""

    def of(context: RowContext) -> Filters:
        rest = context.filters.without("cluster", "province", "city")
        return narrowed(rest, spelt(f"where={column}:missing"))

    return of


def without_industry(level: str) -> str:
    """Those without an industry of a level; a section is what any division has."""
    return (
        f"where=division:missing,{level}:missing"
        if level == "section"
        else f"where={level}:missing"
    )


OF_LEVEL = Members(
    whole={
        "industry_missing": lambda context: without_industry(context.params["level"]),
        "section_only": SECTION_ONLY,
    }
)
"""Rows of industries at the level that the card is set to."""
