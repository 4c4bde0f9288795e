"""Names of places and industries to their codes, the columns of each kind looked at together."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import NamedTuple

import polars as pl

from data_layer.importer.convert import both
from data_layer.vocabulary import industries, places
from data_layer.vocabulary.addresses import Located, locate
from data_layer.vocabulary.schema import columns
from data_layer.vocabulary.text import Text

PLACE = ("province_code", "city_code")
INDUSTRY = ("division", "group", "class")
# Divisions of GB/T 4754-2011 (and of the CSRC's list of 2012) whose code is none of 2017.
FORMER_DIVISIONS = {
    "O79": "O80",
    "P82": "P83",
    "Q83": "Q84",
    "R85": "R86",
    "S90": "S91",
    "T96": "T97",
}


class Resolved(NamedTuple):
    """Codes (None: none known) and reasons (None: nothing rejected), one each a column."""

    codes: tuple[str | None, ...]
    reasons: tuple[str | None, ...]


def resolve(texts: Mapping[str, pl.Series]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Codes of place and industry, and reasons, from the text of those columns that a file has.

    Both frames have the five columns, as many rows as the texts, reasons null where nothing is
    rejected.
    """
    found = [
        _each(texts, PLACE, lambda it: resolve_place(*it)),
        _each(texts, INDUSTRY, lambda it: resolve_industry(*it)),
    ]
    codes = pl.concat([codes for codes, _ in found], how="horizontal")
    return codes, pl.concat([reasons for _, reasons in found], how="horizontal")


def _each(
    texts: Mapping[str, pl.Series],
    names: tuple[str, ...],
    resolver: Callable[[tuple[str | None, ...]], Resolved],
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Apply a resolver once to each distinct combination of texts."""
    height = next(iter(texts.values())).len()
    empty = pl.repeat(None, height, dtype=pl.String, eager=True)
    given = pl.DataFrame([texts.get(name, empty).alias(name) for name in names])
    distinct = given.unique(maintain_order=True)
    answers = [resolver(row) for row in distinct.iter_rows()]
    labelled = distinct.with_columns(
        *(
            pl.Series(f"code {name}", [it.codes[at] for it in answers], dtype=columns()[name].dtype)
            for at, name in enumerate(names)
        ),
        *(
            pl.Series(f"reason {name}", [it.reasons[at] for it in answers], dtype=pl.String)
            for at, name in enumerate(names)
        ),
    )
    joined = given.join(labelled, on=names, how="left", nulls_equal=True, maintain_order="left")
    return (
        joined.select(pl.col(f"code {name}").alias(name) for name in names),
        joined.select(pl.col(f"reason {name}").alias(name) for name in names),
    )


@lru_cache(maxsize=100_000)
def resolve_place(province_text: str | None, city_text: str | None) -> Resolved:
    """Province and city of two cells, each of which may be an address, a county or a zone.

    A city without a province brings its own; a city that does not lie in the province is rejected.
    """
    stated = None if province_text is None else locate(province_text)
    province, city = stated or (None, None)
    refused = misplaced = None
    if province_text is not None and stated is None:
        refused = Text("不是省级行政区", "not a province")
    if city_text is not None:
        found = locate(city_text, province) or locate(city_text)
        if found is not None and province in (None, found.province):
            province, city = found.province, found.city or city
            if found.city is None:
                misplaced = Text("只认出省份，没有城市", "names a province, but no city")
        else:
            city = None
            misplaced = _why_no_city(found, province)
    return Resolved((province, city), (_said(refused), _said(misplaced)))


def _why_no_city(found: Located | None, province: str | None) -> Text:
    if found is None or province is None:
        return Text(
            "不是地级行政区，或没有省份时有歧义", "no city, or ambiguous without its province"
        )
    inside, actual = places.provinces()[province].name, places.provinces()[found.province].name
    return Text(
        f"该城市在{actual.zh}，不在{inside.zh}", f"this city is in {actual.en}, not in {inside.en}"
    )


@lru_cache(maxsize=100_000)
def resolve_industry(division: str | None, group: str | None, class_: str | None) -> Resolved:
    """Division, group and class of three cells, each of which may state any level.

    The finest code fills the levels above it; a cell that contradicts a coarser one is rejected.
    """
    code = ""
    reasons: list[str | None] = []
    for text in (division, group, class_):
        stated = None if text is None else _industry(text)
        refused = None
        if text is not None and stated is None:
            refused = Text("不是国民经济行业分类的代码或名称", "no code or name of GB/T 4754")
        elif stated is not None and not (stated.startswith(code) or code.startswith(stated)):
            refused = Text(f"不属于 {code}", f"not part of {code}")
        elif stated is not None:
            code = max(code, stated, key=len)
        reasons.append(_said(refused))
    if len(code) == 1:
        at = next(i for i, text in enumerate((division, group, class_)) if text and not reasons[i])
        reasons[at] = both(
            Text(f"只是门类 {code}，至少需要大类", f"only section {code}; a division is needed")
        )
        code = ""
    levels = tuple(code[:length] if len(code) >= length else None for length in (3, 4, 5))
    return Resolved(levels, tuple(reasons))


def _industry(text: str) -> str | None:
    """The code of a cell: a code or name, a name with its code behind it, or both with a mark
    between them (汽车制造业;C36); codes of the 2011 edition that the one in force lacks."""
    if code := industries.resolve(text):
        return code
    parts = [it for it in re.split(r"[;；|(（)）\[\]【】/]|\s+-\s+", text) if it.strip()]
    codes = {code for it in parts if (code := industries.resolve(it.strip()))}
    finest = max(codes, key=len, default=None)
    if finest is not None and len(parts) > 1 and all(finest.startswith(it) for it in codes):
        return finest
    former = re.match(r"\s*([A-Ta-t]\d{2})(?!\d)", text)
    return None if former is None else FORMER_DIVISIONS.get(former[1].upper())


def _said(reason: Text | None) -> str | None:
    return None if reason is None else both(reason)
