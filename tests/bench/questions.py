"""The core set of questions that every engine answers, and what it is asked about."""

import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from data_layer.vocabulary.places import CLUSTERS
from data_layer.vocabulary.terms import HONOURS

VALUES = ("patents", "invention_grants", "software_copyrights", "insured", "registered_capital")
PAIRED = ("patents", "invention_applications", "invention_grants", "insured", "registered_capital")
LEVELS = {"p25": 0.25, "p50": 0.5, "p75": 0.75, "p90": 0.9}
BANDS = (0, 50, 100, 300, 500, 1000)
"""Lower ends of the bands of employees."""
SPLIT_INSURED, SPLIT_PATENTS = 100, 20
MEMBERS: Mapping[str, Sequence[str]] = {c.id: c.provinces for c in CLUSTERS}
HELD = tuple(HONOURS)
FEWEST = 3
"""Quantiles of fewer values are empty, as in the atlas."""
COLUMNS = tuple(
    dict.fromkeys(("province_code", "city_code", "division", "tier", *VALUES, *PAIRED, *HELD))
)

Answers = dict[str, list[tuple[Any, ...]]]


class Selection(NamedTuple):
    """Rows that are asked about; None asks about all."""

    name: str
    province: str | None = None
    tier: str | None = None

    @property
    def query(self) -> str:
        """The same as a query of the atlas."""
        parts = {"tier": self.tier, "province": self.province}
        return "&".join(f"{key}={value}" for key, value in parts.items() if value)


SELECTIONS = (
    Selection("all"),
    Selection("about 13%", province="440000"),
    Selection("about 0.06%", province="630000", tier="national"),
)


def stored(home: Path) -> Path:
    """The Parquet file of a data folder's current version."""
    version = (home / "CURRENT").read_text(encoding="ascii").strip()
    return home / "versions" / version / "rows.parquet"


def differences(found: Answers, expected: Answers) -> list[str]:
    """Where two engines disagree: counts must be equal, floats to 1e-9."""
    wrong = [f"{name}: missing" for name in expected.keys() ^ found.keys()]
    for name in expected.keys() & found.keys():
        ours, theirs = found[name], expected[name]
        if len(ours) != len(theirs):
            wrong.append(f"{name}: {len(ours)} rows, not {len(theirs)}")
        pairs = zip(ours, theirs, strict=False)
        wrong += [f"{name}: {a} is not {b}" for a, b in pairs if not _same(a, b)]
    return wrong


def _same(ours: Sequence[Any], theirs: Sequence[Any]) -> bool:
    return all(_equal(a, b) for a, b in zip(ours, theirs, strict=True))


def _equal(a: Any, b: Any) -> bool:
    if isinstance(a, float) and isinstance(b, float):
        return math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-9)
    return type(a) is type(b) and a == b
