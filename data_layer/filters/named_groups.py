"""Groups of enterprises to compare, each named by one short text: `tier:national`, `city:320500`.

`all` is everything that passes the filters; `enterprise:<id>` is a single one; `batch:3` those
recognised in the third batch.
"""

from collections.abc import Mapping
from functools import cache

import polars as pl

from data_layer.filters.filters import Filters
from data_layer.filters.keys import keys
from data_layer.filters.values import WHERE
from data_layer.measures.rows import Rows
from data_layer.measures.tiers import of_tiers
from data_layer.vocabulary.industries import industry_names, of_level
from data_layer.vocabulary.places import provinces
from data_layer.vocabulary.text import Text

ALL = "all"
ENTERPRISE = "enterprise"
KEYS: Mapping[str, str] = {
    "tier": "tier",
    "cluster": "cluster",
    "province": "province",
    "sector": "sector",
    "frontier": "frontier",
    "division": "industry",
    "city": "city",
    "industry": "industry",
}
"""Kind of group to the filter key that selects it; an industry may be of any level."""
BATCH = "batch"
BATCHES = range(1, 100)
PLACES = ("cluster", "province", "city")
PATTERN = (
    r"city:[0-9]{6}|industry:[A-T][0-9]{0,4}|batch:[0-9]{1,2}|enterprise:[0-9A-Za-z._\-]{1,80}"
)
"""Groups that are no option because they are many."""


@cache
def options() -> Mapping[str, Text]:
    """The groups that a list offers, by kind: all, tiers, places, sectors, divisions."""
    groups: dict[str, Text] = {ALL: Text("全部企业", "All enterprises")}
    for kind in ("tier", "cluster", "province", "sector", "frontier"):
        groups |= {f"{kind}:{code}": name for code, name in keys()[kind].options().items()}
    for division in of_level("division"):
        name = division.name
        label = Text(f"{division.code} {name.zh}", f"{division.code} {name.en}")
        groups[f"division:{division.code}"] = label
    return groups


@cache
def labels() -> Mapping[str, Text]:
    """Names of all groups that are not a single enterprise."""
    cities = keys()["city"].options()
    # A municipality is a province and a city in one: the city is then said to be one.
    doubled = set(provinces())
    batches = {f"{BATCH}:{batch}": Text(f"第{batch}批", f"Batch {batch}") for batch in BATCHES}
    trades = {f"industry:{code}": name for code, name in industry_names().items()}
    return {**options(), **batches, **trades} | {
        f"city:{code}": Text(f"{name.zh}市", f"{name.en} (city)") if code in doubled else name
        for code, name in cities.items()
    }


def are_groups(value: str) -> bool:
    """Whether each of the names between commas is a group that there is; an enterprise may be one
    of another data version."""
    return all(map(is_single, set(value.split(",")) - labels().keys()))


def is_single(group: str) -> bool:
    """Whether a group is a single enterprise."""
    return group.startswith(f"{ENTERPRISE}:")


def replaced(group: str) -> tuple[str, ...]:
    """The filter keys that a group takes the place of."""
    kind = group.partition(":")[0]
    if kind == ENTERPRISE:
        return tuple(keys())
    if kind in (ALL, BATCH):
        return ()
    return PLACES if KEYS[kind] in PLACES else (KEYS[kind],)


def members(rows: Rows, filters: Filters, group: str) -> Rows:
    """The rows of a group. The group takes the place of filters of its own kind.

    A single enterprise is found whatever the filters are. An unknown code has no rows.
    """
    kind, _, code = group.partition(":")
    if kind == ENTERPRISE:
        return rows.filter(pl.col("id") == code)
    if group == ALL:
        return filters.apply(rows)
    if kind == BATCH:
        return filters.apply(rows).filter(pl.col("batch") == int(code))
    key = KEYS.get(kind)
    if key is None or code not in keys()[key].options():
        return rows.filter(pl.col("id").is_in([]))
    rest = filters.without(*replaced(group))
    if key == "tier":
        return of_tiers(rest.apply(rows), (code,))
    return rest.replace(**{key: (code,)}).apply(rows)


def selecting(filters: Filters, group: str) -> Filters | None:
    """The filters that `members` of a group pass; None of a code that nobody has."""
    kind, _, code = group.partition(":")
    if kind == ENTERPRISE:
        return Filters({WHERE: (f"id:{code}",)})
    if group == ALL:
        return filters
    if kind == BATCH:
        return filters.replace(where=(*filters.chosen(WHERE), f"batch:{code}"))
    key = KEYS.get(kind)
    if key is None or code not in keys()[key].options():
        return None
    return filters.without(*replaced(group)).replace(**{key: (code,)})
