"""The keys that a filter query may hold: one declaration for address, filter bar, API and help."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from data_layer.vocabulary.industries import industry_names
from data_layer.vocabulary.places import CLUSTERS, city_names, province_names
from data_layer.vocabulary.schema import columns
from data_layer.vocabulary.terms import FRONTIER_FIELDS, HONOURS, NO_UNIT, SECTORS, TIERS
from data_layer.vocabulary.text import Text

Kind = Literal["choice", "all", "range", "days", "year", "flag", "text", "where"]
Options = Callable[[], Mapping[str, Text]]


def _no_options() -> Mapping[str, Text]:
    return {}


@dataclass(frozen=True)
class Key:
    """One filter key.

    kind: `choice` any of the values, `all` every one must hold, `range` a..b, `days` from a day to
    another, `year` at its end, `flag` 1 or 0, `text` part of a name, `where` conditions that
    no other key says. column: the registry column
    that it restricts.
    """

    name: str
    label: Text
    kind: Kind
    column: str
    options: Options = _no_options
    unit: Text = NO_UNIT


def _cluster_names() -> Mapping[str, Text]:
    return {cluster.id: cluster.name for cluster in CLUSTERS}


def _range(name: str, column: str, unit: Text | None = None) -> Key:
    """unit: beside the numbers, where it is not that of the column."""
    declared = columns()[column]
    own = declared.unit if unit is None else unit
    return Key(name, declared.label, "range", column=column, unit=own)


LISTED: Mapping[str, Text] = {"1": Text("已上市", "Listed"), "0": Text("未上市", "Not listed")}


def _choice(name: str, label: Text, column: str, options: Options) -> Key:
    return Key(name, label, "choice", column=column, options=options)


def _choices() -> tuple[Key, ...]:
    """The keys that take any of their options."""
    return (
        _choice("tier", Text("层级", "Tier"), "tier", lambda: TIERS),
        _choice("cluster", Text("城市群", "City cluster"), "province_code", _cluster_names),
        _choice("province", Text("省份", "Province"), "province_code", province_names),
        _choice("city", Text("城市", "City"), "city_code", city_names),
        _choice("industry", Text("行业", "Industry"), "division", industry_names),
        _choice("sector", Text("产业领域", "Sector"), "sector", lambda: SECTORS),
        _choice(
            "frontier",
            Text("前沿领域", "Frontier field"),
            "frontier_field",
            lambda: FRONTIER_FIELDS,
        ),
    )


@cache
def keys() -> Mapping[str, Key]:
    """Every filter key by name, in the order of the filter bar."""
    declared = (
        *_choices(),
        Key(
            "honour",
            Text("荣誉", "Title or accreditation"),
            "all",
            column="high_tech",
            options=lambda: HONOURS,
        ),
        Key("listed", Text("上市", "Listed"), "flag", column="listed", options=lambda: LISTED),
        _range("insured", "insured"),
        _range("patents", "patents"),
        _range("grants", "invention_grants"),
        _range("capital", "registered_capital"),
        _range("copyrights", "software_copyrights"),
        _range("rd", "rd_ratio"),
        _range("founded", "founded_year", Text("年", "")),
        Key("valid", Text("有效期至", "Valid until"), "days", column="valid_until"),
        Key("asof", Text("截至年份", "As of the end of"), "year", column="recognised_year"),
        _range("recognised", "recognised_year", Text("年", "")),
        _range("batch", "batch"),
        Key("q", Text("企业名称", "Name"), "text", column="name"),
        Key("where", Text("条件", "Condition"), "where", column="id"),
    )
    return {key.name: key for key in declared}


VIEW_KEYS: Mapping[str, Text] = {
    "lang": Text("语言：zh 或 en", "language: zh or en"),
    "theme": Text("主题：light 或 dark", "theme: light or dark"),
    "version": Text("数据版本", "data version"),
}
