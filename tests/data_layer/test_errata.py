"""Each recomputed erratum against the arithmetic that `errata.csv` writes out, done by hand."""

import re

import polars as pl
import pytest

from data_layer.reference_figures import tables as reference
from data_layer.reference_figures.errata import RULES, VERDICTS, recomputed, recomputed_by_id
from data_layer.reference_figures.tables import errata, facts, table

# Computed by hand from the arithmetic column, to the digits that are given here.
BY_HAND = {
    "x01": [5.774, 2.0, 12.856, 4.523],
    "x02": [19.6, 18.2],
    "x04": [77.58],
    "x05": [56.76, 53.79],
    "x06": [22.01],
    "x07": [26.25],
    "x08": [24.53],
    "x09": [31.0],
    "x10": [25.13],
    "x11": [39.8, 28.5],
    "x12": [22, 5],
    "x13": [85.66],
    "x14": [24.86],
    "x15": [64.57],
    "x16": [6444, 24135, 2949],
    "x17": [22, 27.8],
    "x19": [19.6],
    "x20": [6],
    "x21": [0],
    "x22": [2.12],
    "x23": [51.4],
    "x24": [127, 46],
    "x25": [4585],
    "x26": [3544],
    "x27": [39.63],
    "x28": [1.21],
    "x29": [2209, 47.9],
    "x30": [17.7, 18.5],
    "x31": [7.5, 7.5],
    "x32": [44.2, 39.2],
    "x33": [18_000],
    "x34": [9.88, 9.9, 8.21],
    "x35": [17.8, 20.5],
    "x36": [5],
    "x37": [30],
    "x39": [18, 19.6],
    "x40": [6, 10],
    "x41": [6],
    "x42": [4],
    "x43": [6.9],
    "x44": [75],
    "x45": [167.6],
    "x46": [12.5, 25.2],
    "x48": [230],
    "x49": [60],
}
PRINTED = {
    "x04": [86.3],
    "x05": [45.4, 45.4],
    "x09": [16.0],
    "x10": [18.5],
    "x16": [24142, 24142, 2951],
    "x20": [7],
    "x25": [1557],
    "x27": [40],
    "x30": [18, 18],
    "x33": [17_000],
    "x36": [3],
    "x37": [40],
}
WORDING = {"x03", "x18", "x38", "x47"}
RECONCILABLE = {
    "x08",
    "x11",
    "x12",
    "x19",
    "x21",
    "x23",
    "x26",
    "x29",
    "x32",
    "x41",
    "x42",
    "x43",
    "x48",
}
IMPLAUSIBLE = {"x24"}


def _digits(value: float) -> int:
    return len(str(value).partition(".")[2]) if isinstance(value, float) else 0


@pytest.mark.parametrize("id", BY_HAND)
def test_computed_numbers_are_those_of_the_arithmetic(id: str) -> None:
    computed = [comparison.computed for comparison in recomputed_by_id()[id].comparisons]
    assert len(computed) == len(BY_HAND[id])
    for value, expected in zip(computed, BY_HAND[id], strict=True):
        assert round(value, _digits(expected)) == pytest.approx(expected), id


@pytest.mark.parametrize("id", PRINTED)
def test_printed_numbers_stand_beside_them(id: str) -> None:
    printed = [comparison.printed for comparison in recomputed_by_id()[id].comparisons]
    assert printed == pytest.approx(PRINTED[id])


def test_every_erratum_is_there_and_only_wording_is_not_computed() -> None:
    listed = [check.erratum for check in recomputed() if check.erratum in errata()]
    assert listed == list(errata())
    assert set(RULES) == set(errata()) - WORDING
    assert {check.erratum for check in recomputed() if check.verdict == "wording"} == WORDING


def test_verdicts() -> None:
    for check in recomputed():
        if check.erratum in WORDING or check.erratum not in errata():
            continue
        proven = check.erratum not in RECONCILABLE | IMPLAUSIBLE
        assert check.conflict is proven, check.erratum
        assert (check.verdict == "implausible") is (check.erratum in IMPLAUSIBLE)
        assert check.verdict in VERDICTS


def test_two_contradictions_that_the_list_does_not_have() -> None:
    capital, insured = recomputed_by_id()["c01"], recomputed_by_id()["c02"]
    # 17,684 x 25.93% + 149,688 x 3.75% = 4,585 + 5,613 holders. Capital of all 17,684 x 12,856 +
    # 149,688 x 4,523; at least (74,844 - 5,613) x 2,000 + (8,842 - 4,585) x 5,774 not theirs:
    # 741,342,410 / 10,198, as a reader of the sentence divides it.
    assert round(capital.comparisons[0].computed) == 72_695
    assert "10,198家" in capital.formula.zh
    assert "741,342,410万元，平均72,695万元" in capital.formula.zh
    assert not capital.conflict, "it falls by the same condition as the next"
    # (10,198 x 1,470 - 5,722.6 x 1,000 - 3,747.3 x 500) / 728.9: not excluded, but absurd.
    assert round(insured.comparisons[0].computed, -2) == 10_100
    assert not insured.conflict


FOUND = {
    "c03": ("reconcilable", [268.38]),  # 0.2593 x 1,035
    "c04": ("reconcilable", [12_856]),
    "c05": ("reconcilable", [14.14]),  # 0.8317 x 17, against 2.00 + 0.56 + 2.63
    "c06": ("reconcilable", [41.67]),  # 17 / 12 - 1
    "c07": ("contradiction", [48.28, 94.15]),  # 3.93 / 8.14 and 4.99 / 5.30
    "c08": ("contradiction", [3]),
    "c09": ("reconcilable", [19.29]),
    "c10": ("reconcilable", [35.77]),  # 12.90 + 7.11 + 7.03 + 4.60 + 4.13
    "c11": ("implausible", [3_084]),  # 17,684 - 14,600
    "c12": ("reconcilable", [4]),
    "c13": ("contradiction", [2550.03]),  # 0.1442 x 17,684
    "c14": ("reconcilable", [2]),
}
"""Found beyond the list: the verdict, and what is computed by hand."""


@pytest.mark.parametrize("id", FOUND)
def test_what_is_found_beyond_the_list(id: str) -> None:
    verdict, computed = FOUND[id]
    check = recomputed_by_id()[id]
    assert check.verdict == verdict
    assert [round(c.computed, 2) for c in check.comparisons] == pytest.approx(computed)


def test_anhui_by_hand() -> None:
    # 5.3 / 16.7372 = 31.666%; less 6.19 + 14.42 + 8.44 = 29.05 leaves 2.616%.
    # 13.22 x 31.666 - 61.714 - 176.212 - 130.229 = 50.470; / 2.616 = 19.29.
    cluster = 5.3 / 16.7372 * 100
    rest = 13.22 * cluster - 6.19 * 9.97 - 14.42 * 12.22 - 8.44 * 15.43
    assert round(rest / (cluster - 29.05), 2) == 19.29


def test_formulas_hold_their_numbers_in_both_languages() -> None:
    for check in recomputed():
        if check.verdict == "wording":
            continue
        assert check.formula.zh != check.formula.en
        assert not re.search(r"[\u4e00-\u9fff]", check.formula.en), check.erratum
        for text in check.formula:
            assert re.search(r"\d", text), check.erratum


def test_inputs_exist_in_the_reference_files() -> None:
    for check in recomputed():
        assert bool(check.inputs) is (check.verdict != "wording")
        for name, row, column in (entry.split(":", 2) for entry in check.inputs):
            if name == "facts":
                assert row in facts()
            elif name == "errata":
                assert row in errata()
            else:
                assert column in table(name).columns


def test_a_changed_figure_changes_the_verdict(monkeypatch: pytest.MonkeyPatch) -> None:
    real = reference.table

    def corrected(name: str) -> pl.DataFrame:
        frame = real(name)
        if name != "e39_honour_matrix":
            return frame
        correct = pl.when(pl.col("honour") == "高新技术企业").then(85.66)
        return frame.with_columns(correct.otherwise("holding_low_pct").alias("holding_low_pct"))

    monkeypatch.setattr(reference, "table", corrected)
    recomputed.cache_clear()
    try:
        assert not next(check for check in recomputed() if check.erratum == "x13").conflict
    finally:
        recomputed.cache_clear()
