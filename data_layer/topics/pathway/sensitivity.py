"""How many enterprises meet a rule as one of its thresholds moves and the others stand.

Of a criterion, each enterprise has a level up to which it surely meets it, and one beyond which it
surely fails: the same where all values are known. Counting levels gives every threshold at once,
so that a browser can follow a slider without asking.
"""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import polars as pl

from data_layer.filters.filters import Filters
from data_layer.measures.rows import Rows
from data_layer.policy.rule import EXEMPTING, INDICATORS, NOBODY, THRESHOLDS, VALUES, Rule, judged

STEPS: Mapping[str, tuple[float, float]] = {
    "revenue": (20_000, 200),
    "rd_expense": (6_000, 100),
    "rd_ratio": (15, 0.5),
    "class1_ip": (30, 1),
    "niche_share": (50, 1),
    "niche_rank": (20, 1),
    "quality_score": (100, 1),
}
"""How far each threshold may be moved, and its step; all begin at 0, which asks for nothing."""
ALWAYS, NEVER = np.inf, -np.inf
COUNTS = ("meets", "fails", "unknown", "enters", "leaves")

Floats = npt.NDArray[np.float64]


def levels(name: str) -> list[float]:
    """Every threshold that a slider can take."""
    top, step = STEPS[name]
    return [float(round(place * step, 6)) for place in range(round(top / step) + 1)]


def sensitivity(rows: Rows, filters: Filters, rule: Rule) -> pl.DataFrame:
    """`criterion`, `threshold`, COUNTS: by the rule with that one threshold in place of its own."""
    whole = judged(filters.apply(rows), rule)
    failed = pl.sum_horizontal(
        (~pl.col(f"passes_{indicator}")).cast(pl.Int8) for indicator in INDICATORS
    )
    total, counts = pl.collect_all(
        [
            whole.select(n=pl.len(), now=pl.col("now").sum()),
            # Who fails two criteria meets no rule that moves one of them.
            whole.filter(failed <= 1).select(_NEEDED),
        ]
    )
    size, now = total.row(0)
    parts = [_moved(counts, rule, name, size=size, now=now) for name in THRESHOLDS if size]
    schema = {"criterion": pl.String, "threshold": pl.Float64} | dict.fromkeys(COUNTS, pl.Int64)
    return pl.concat(parts) if parts else pl.DataFrame(schema=schema)


_NEEDED = (
    *VALUES.values(),
    "rd_ratio",
    "rd_ratio_previous",
    "niche_rank",
    *EXEMPTING,
    "now",
    *(f"passes_{name}" for name in INDICATORS),
)


def _moved(frame: pl.DataFrame, rule: Rule, name: str, size: int, now: int) -> pl.DataFrame:
    """The counts of one moved threshold. size, now: all enterprises, and those that meet the rule
    in force, of which the frame leaves out some that surely fail."""
    criterion = "niche_share" if name == "niche_rank" else name
    others = pl.all_horizontal(
        f"passes_{indicator}" for indicator in INDICATORS if indicator != criterion
    )
    frame = frame.with_columns(others=others).filter(pl.col("others").fill_null(value=True))
    bounds = levels(name)
    grid = np.asarray(bounds) * (-1 if name == "niche_rank" else 1)
    sure, perhaps = _reach(frame, rule, name)
    certain = frame["others"].fill_null(value=False).to_numpy()
    failing = (~frame["now"]).fill_null(value=False).to_numpy()
    meeting = frame["now"].fill_null(value=False).to_numpy()
    met, possible = _at_least(sure[certain], grid), _at_least(perhaps, grid)
    return pl.DataFrame(
        {
            "criterion": [name] * len(bounds),
            "threshold": bounds,
            "meets": met,
            "fails": size - possible,
            "unknown": possible - met,
            "enters": _at_least(sure[certain & failing], grid),
            "leaves": now - _at_least(perhaps[meeting], grid),
        }
    )


def _at_least(reached: Floats, bounds: Floats) -> npt.NDArray[np.int64]:
    """How many reach each bound."""
    ordered = np.sort(reached)
    return (ordered.size - np.searchsorted(ordered, bounds, side="left")).astype(np.int64)


def _reach(frame: pl.DataFrame, rule: Rule, name: str) -> tuple[Floats, Floats]:
    """The levels up to which each row surely meets a criterion, and possibly meets it.

    A rank is better the smaller it is: its levels are negative. At 0 nothing is asked, so that
    everybody reaches it: of a rank, 0 asks for the share alone.
    """
    if name == "niche_rank":
        return _rank_reach(frame, rule)
    value = frame[VALUES[name]].cast(pl.Float64)
    sure, perhaps = value.fill_null(NEVER), value.fill_null(ALWAYS)
    if name == "rd_ratio":
        both = frame["rd_ratio"].is_not_null() & frame["rd_ratio_previous"].is_not_null()
        sure = _where(both, value, NEVER)
    stands = None
    if name == "niche_share" and rule.niche_rank > 0:
        stands = frame["niche_rank"] <= rule.niche_rank
    elif name == "class1_ip" and rule.exempt != NOBODY:
        stands = frame[rule.exempt]
    low, high = sure.to_numpy(), perhaps.to_numpy()
    if stands is not None:
        low = np.where(stands.fill_null(value=False).to_numpy(), ALWAYS, low)
        high = np.where(stands.fill_null(value=True).to_numpy(), ALWAYS, high)
    return np.maximum(low, 0.0), np.maximum(high, 0.0)


def _rank_reach(frame: pl.DataFrame, rule: Rule) -> tuple[Floats, Floats]:
    share, rank = frame["niche_share"] >= rule.niche_share, -frame["niche_rank"].cast(pl.Float64)
    if rule.niche_share <= 0:
        share = pl.repeat(value=True, n=frame.height, eager=True)
    by_share = share.fill_null(value=False).to_numpy()
    open_share = share.fill_null(value=True).to_numpy()
    low = np.where(by_share, ALWAYS, rank.fill_null(NEVER).to_numpy())
    # A bound of 0 lets no rank stand for the share, known or not.
    high = np.where(open_share, ALWAYS, rank.fill_null(-0.5).to_numpy())
    return low, high


def _where(condition: pl.Series, value: pl.Series, otherwise: float) -> pl.Series:
    frame = pl.DataFrame({"condition": condition, "value": value})
    return frame.select(
        pl.when(pl.col("condition")).then(pl.col("value")).otherwise(otherwise)
    ).to_series()
