"""Shortfalls from codes against those of expressions, on the same rows."""

from __future__ import annotations

from typing import Any

import narwhals as nw
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_layer.engine.measures import collect
from data_layer.engine.rows import hold
from data_layer.policy import coded_shortfalls as shortfalls
from data_layer.policy.candidates import measured, national, short
from data_layer.policy.coded_shortfalls import OTHER, UNITS, nearest
from tests.components.small import small_registry

VALUES: dict[str, list[float]] = {
    "revenue": [0, 4_999, 5_000, 10_000],
    "rd_expense": [100, 500, 900],
    "rd_expense_previous": [100, 500, 900],
    "rd_ratio": [1, 3, 5, 12],
    "rd_ratio_previous": [1, 3, 5, 12],
    "class1_ip": [0, 1, 2, 9],
    "niche_share": [3, 9.9, 10, 40],
    "niche_rank": [1, 3, 4, 20],
    "quality_score": [40, 60, 75, 90],
}
ENTERPRISE = st.fixed_dictionaries(
    {"tier": st.sampled_from(["provincial", "provincial", "national", None])}
    | {name: st.one_of(st.none(), st.sampled_from(found)) for name, found in VALUES.items()}
)


@settings(max_examples=15)
@given(st.lists(ENTERPRISE, min_size=1, max_size=25))
def test_they_equal_those_of_expressions(enterprises: list[dict[str, Any]]) -> None:
    rows = small_registry([{"id": f"{i:03}", **it} for i, it in enumerate(enterprises)])
    held, tiers = hold(rows.collect()), ("provincial", "national")
    found = shortfalls.shortfalls(held, tiers)
    of_tiers = collect(measured(nw.from_native(rows))).drop_nulls("tier")
    known = found.opened < OTHER
    assert found.opened[known].tolist() == of_tiers["open"].to_list()
    assert (found.units[known] / UNITS).tolist() == pytest.approx(of_tiers["shortfall"].to_list())
    for name in national():
        gap = of_tiers[short(name)]
        counts = (gap <= 0).sum(), (gap > 0).sum(), gap.null_count()
        assert found.statuses[name] == counts
    ordered = of_tiers.filter(tier="provincial").sort("open", "shortfall", "id")
    for show, kept in (
        ("all", ordered),
        ("ready", ordered.filter(open=0)),
        ("near", ordered.filter(ordered["open"] > 0)),
    ):
        for top in (1, 3, 100):
            ids = held.frame(["id"])["id"].gather(nearest(held, "provincial", show, top))
            assert set(ids) == set(kept["id"].head(top))


def test_rows_in_several_blocks_are_counted_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nine class I items are enough for the criterion, none are not, and one is not known."""
    rows = [{"tier": "provincial", "class1_ip": n} for n in (9, 0, None, 9, 0)]
    monkeypatch.setattr(shortfalls, "BLOCK", 2)
    found = shortfalls.shortfalls(hold(small_registry(rows).collect()), ("provincial",))
    assert found.statuses["class1_ip"] == (2, 2, 1)
