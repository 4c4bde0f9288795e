"""Which data version an exhibit sets beside the one in use, where it looks at two.

An exhibit with `versus` is asked of both. Which one the other is, is settled before anything is
computed, so that what is kept, tagged, verified and sent off names both: the one that the address
chooses, else the one before. Demonstration and imported lists are never set beside each other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

import polars as pl

from components.contract.exhibit import Param
from data_layer.filters.problems import VERSION, FilterError, Problem
from data_layer.filters.query import Query
from data_layer.registry.manifest import DamagedVersionError, Manifest, UnknownVersion
from data_layer.registry.registry import Registry
from data_layer.registry.store import Store
from data_layer.vocabulary.fields import text
from data_layer.vocabulary.text import Text, same

SCOPE: Final = "versions"
VERSUS: Final = Param(
    "a",
    Text("对照版本", "Compared with"),
    "",
    pattern=r"(?:[0-9a-f]{12})?",
    scope=SCOPE,
    allowed=Text("数据版本（12 位）", "a data version (12 digits)"),
)
"""`versions.a`, as the list of what two versions changed spells it."""
STAMPS: Final = (
    text("before_version", Text("对照版本", "Version compared with")),
    text("version", Text("数据版本", "Data version")),
)
"""Columns that say of every row which two versions it is of."""


def stamp(manifest: Manifest) -> str:
    """A version and the day of its rows."""
    return f"{manifest.version} · {manifest.as_of.isoformat()}"


def stamped(frame: pl.DataFrame, then: Manifest, now: Manifest) -> pl.DataFrame:
    """The frame with STAMPS."""
    columns = zip(STAMPS, (then, now), strict=True)
    return frame.with_columns(pl.lit(stamp(of)).alias(field.name) for field, of in columns)


def comparable(manifests: Sequence[Manifest], used: Manifest) -> list[Manifest]:
    """The versions that one can be compared with, the default first: those made before it, the
    newest of them first, then those made after it."""
    others = [
        other
        for other in manifests
        if other.version != used.version and other.demonstration == used.demonstration
    ]
    newest_first = sorted(others, key=lambda other: other.created, reverse=True)
    return sorted(newest_first, key=lambda other: other.created > used.created)


def without(query: Query) -> Query:
    """The query that leaves it to the default what is compared."""
    return replace(query, params={k: v for k, v in query.params.items() if k != VERSUS.name})


def other_version(store: Store, used: Registry, asked: str) -> Registry | None:
    """The registry to compare with; None where there is no other, FilterError if what is asked for
    is none of those that can be compared."""
    versions = [manifest.version for manifest in comparable(store.versions(), used.manifest)]
    for version in [asked] if asked else versions:
        try:
            if version in versions:
                return store.open(version)
        except (DamagedVersionError, UnknownVersion):
            continue
    if asked:
        raise FilterError(
            [Problem(f"{SCOPE}.{VERSUS.name}", asked, same(", ".join(versions)), VERSION)]
        )
    return None


def not_here(store: Store, params: Mapping[str, str]) -> tuple[Problem, ...]:
    """The versions to compare that an address names, spelled as versions are, and that are not
    here: `versions.a` and, of the list of changes, `versions.b`."""
    asked = {key: params.get(f"{SCOPE}.{key}", "") for key in "ab"}
    if not any(asked.values()):
        return ()
    here = [manifest.version for manifest in store.versions()]
    return tuple(
        Problem(f"{SCOPE}.{key}", version[:80], same(", ".join(here)), VERSION)
        for key, version in asked.items()
        if version and version not in here and not (key == VERSUS.name and VERSUS.problem(version))
    )
