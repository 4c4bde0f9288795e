"""Names of places and industries to their codes, the columns of each kind looked at together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import NamedTuple

import polars as pl

from data_layer.importer.convert import both
from data_layer.vocabulary import industries, places
from data_layer.vocabulary.schema import columns
from data_layer.vocabulary.text import Text

PLACE = ("province_code", "city_code")
INDUSTRY = ("division", "group", "class")
SEPARATORS = " -_/·,，、"


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
    """Province and city of two cells. A city without a province brings its own; a city that
    does not lie in the province is rejected."""
    province, rest = _province(province_text)
    refused = None
    if province_text is not None and province is None:
        refused = Text("不是省级行政区", "not a province")
    said = city_text if city_text is not None else rest
    city = None if said is None else _city(said, province)
    misplaced = None
    if city_text is not None and city is None:
        misplaced = _why_no_city(city_text, province)
    if city is not None and province is None:
        province = places.cities()[city].parent
    return Resolved((province, city), (_said(refused), _said(misplaced)))


def _province(text: str | None) -> tuple[str | None, str | None]:
    """The province that a cell names or begins with, and what follows it (江苏省苏州市)."""
    if text is None:
        return None, None
    if code := places.resolve_province(text):
        return code, None
    for length in range(len(text) - 1, 1, -1):
        rest = text[length:].strip(SEPARATORS)
        code = places.resolve_province(text[:length].strip(SEPARATORS))
        if code and places.resolve_city(rest, code):
            return code, rest
    return None, None


def _city(text: str, province: str | None) -> str | None:
    if code := places.resolve_city(text, province):
        return code
    stated, rest = _province(text)
    if stated is None or rest is None or province not in (None, stated):
        return None
    return places.resolve_city(rest, stated)


def _why_no_city(text: str, province: str | None) -> Text:
    elsewhere = _city(text, None)
    if province is None or elsewhere is None:
        return Text(
            "不是地级行政区，或没有省份时有歧义", "no city, or ambiguous without its province"
        )
    inside = places.provinces()[province].name
    actual = places.provinces()[places.cities()[elsewhere].parent].name
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
        stated = None if text is None else industries.resolve(text)
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


def _said(reason: Text | None) -> str | None:
    return None if reason is None else both(reason)
