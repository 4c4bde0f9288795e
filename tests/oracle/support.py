"""Measures of support, transcribed once more from the report, one enterprise at a time.

True, False and None stand for met, not met and not known.
"""

from collections.abc import Callable
from typing import Any

import pandas as pd

from tests.oracle.rows import NAN, Asked, mapped, pct, table

Row = dict[str, Any]
Test = Callable[[Row], bool | None]
HARD = ("electronics", "power_equipment", "high_end_equipment")


def _known(value: Any) -> bool:
    return not pd.isna(value)


def _reach(column: str, bound: float) -> Test:
    return lambda row: bool(row[column] >= bound) if _known(row[column]) else None


def _under(column: str, bound: float) -> Test:
    return lambda row: bool(row[column] < bound) if _known(row[column]) else None


def _among(column: str, *codes: str) -> Test:
    return lambda row: row[column] in codes if _known(row[column]) else None


def _flag(column: str, *, wanted: bool) -> Test:
    return lambda row: bool(row[column]) == wanted if _known(row[column]) else None


def _never(_: Row) -> None:
    return None


def _either(*tests: Test) -> Test:
    def holds(row: Row) -> bool | None:
        found = [test(row) for test in tests]
        return True if True in found else None if None in found else False

    return holds


def _stated(column: str) -> Test:
    """Whether an award is on file; one that is not counts as none."""
    return lambda row: bool(_known(row[column]) and row[column])


def _both_years(row: Row) -> bool | None:
    spent = row["rd_expense"] + row["rd_expense_previous"]
    return bool(spent >= 1200) if _known(spent) else None


def _half(row: Row) -> bool | None:
    if not _known(row["patents"]) or not row["patents"] or not _known(row["invention_grants"]):
        return None
    return bool(row["invention_grants"] / row["patents"] >= 0.5)


PROVINCIAL = _among("tier", "provincial")
NATIONAL = _among("tier", "national")
INNOVATIVE = _among("tier", "innovative")
BASE = _among("tier", "innovative", "provincial")
SRDI = _either(_among("tier", "national", "provincial"), _flag("little_giant_title", wanted=True))
LISTED, UNLISTED = _flag("listed", wanted=True), _flag("listed", wanted=False)
CENTRE, NO_CENTRE = (_flag("engineering_centre", wanted=it) for it in (True, False))
MADE = _among("section", "C")
SOFTWARE = _among("sector", "software")
MEASURES: dict[str, tuple[list[Test], list[Test]]] = {
    "base_tier": ([INNOVATIVE], []),
    "recognition_provincial": (
        [INNOVATIVE],
        [
            _reach("years_in_niche", 3),
            _reach("revenue", 1500),
            _reach("rd_expense", 100),
            _reach("rd_expense_previous", 100),
            _reach("rd_ratio", 3),
            _reach("rd_ratio_previous", 3),
            _either(
                _reach("class1_ip", 1),
                _stated("provincial_award"),
                _stated("rd_institution"),
                CENTRE,
                _stated("national_award"),
            ),
            _reach("quality_score", 50),
        ],
    ),
    "recognition_national": (
        [PROVINCIAL],
        [
            _reach("revenue", 5000),
            _both_years,
            _reach("rd_ratio", 3),
            _reach("rd_ratio_previous", 3),
            _either(_reach("class1_ip", 4), _stated("national_award")),
            _either(_reach("niche_share", 10), _under("niche_rank", 3.5)),
            _reach("quality_score", 60),
        ],
    ),
    "rd_deduction_120": ([BASE, _under("rd_ratio_previous", 10)], [_reach("rd_ratio", 10)]),
    "rd_steps": ([BASE, MADE, _under("rd_ratio", 6)], []),
    "platform_provincial": ([BASE, NO_CENTRE], []),
    "platform_national": ([], [CENTRE]),
    "inventions_hard_tech": (
        [PROVINCIAL, _among("sector", *HARD)],
        [_reach("invention_applications", 15)],
    ),
    "inventions_manufacturing": (
        [PROVINCIAL, _among("sector", "general_equipment", "basic_manufacturing")],
        [_reach("invention_applications", 8)],
    ),
    "standards_entry": ([PROVINCIAL, _under("standards", 1)], []),
    "listing_reserve": ([PROVINCIAL, UNLISTED], []),
    "class1_breakthrough": ([NATIONAL], [_reach("class1_ip", 4), _reach("pct_applications", 2)]),
    "key_little_giant": ([NATIONAL], [_never]),
    "listing_priority": (
        [
            _among("tier", "national", "champion"),
            UNLISTED,
            _either(_among("tier", "champion"), _never),
        ],
        [],
    ),
    "patent_award": ([_among("sector", *HARD)], [_half, _reach("class1_ip", 5)]),
    "software_subsidy": (
        [SOFTWARE],
        [_reach("software_copyrights", 20), _reach("invention_grants", 5)],
    ),
    "utility_model_subsidy": (
        [_among("sector", "basic_manufacturing")],
        [_reach("patents", 40), _reach("invention_grants", 8)],
    ),
    "talent_hard_tech": ([_among("sector", *HARD)], [_never]),
    "talent_software": ([SOFTWARE], [_never]),
    "talent_rd_services": ([_among("sector", "rd_services")], [_never]),
    "engineer_training": ([SRDI], []),
    "srdi_loan": ([SRDI], []),
    "risk_white_list": ([SRDI], []),
    "srdi_fund": ([SRDI], [_never]),
    "listing_fast_track": ([UNLISTED], []),
    "listing_reward": ([], [LISTED]),
    "rd_sprint_manufacturing": ([PROVINCIAL, MADE], [_reach("rd_ratio", 22)]),
    "rd_sprint_software": ([PROVINCIAL, SOFTWARE], [_reach("rd_ratio", 35)]),
    "rd_keep_provincial": ([PROVINCIAL], [_reach("rd_ratio", 15)]),
    "rd_first": ([BASE, _under("rd_ratio", 12)], []),
    "rd_entry_manufacturing": ([MADE], [_reach("rd_ratio", 20)]),
}
"""Whom a measure is for, and what it asks of them."""
UNCHECKED = (
    *("patent_navigation", "platform_city", "going_global", "open_calls", "talent_matching"),
    *("apprentices", "talent_life", "ip_pledge", "venture_compensation", "digital_design"),
    *("smart_factory", "digital_ip", "digital_staff"),
)
DEFAULT = "recognition_national"
COUNTS = ("qualifies", "near", "short", "unknown", "elsewhere")


def _judged(rows: list[Row], measure: str) -> list[tuple[str, bool]]:
    """What is said of each enterprise, and whether one condition alone stands between."""
    whom, asked = MEASURES[measure]
    found = []
    for row in rows:
        told, held = [test(row) for test in whom], [test(row) for test in asked]
        if False in told:
            found.append(("elsewhere", False))
        elif False in held:
            alone = None not in (*told, *held) and held.count(False) == 1
            found.append(("short", alone))
        else:
            found.append(("unknown" if None in (*told, *held) else "qualifies", False))
    return found


def _counts(judged: list[tuple[str, bool]]) -> dict[str, float]:
    said = [status for status, _ in judged]
    counts = {name: float(said.count(name)) for name in COUNTS if name != "near"}
    counts["near"] = float(sum(alone for _, alone in judged))
    if counts["unknown"] == len(judged):
        counts |= {name: NAN for name in COUNTS if name != "unknown"}
    return counts


def support_measures(asked: Asked) -> pd.DataFrame:
    rows = asked.passed.to_dict("records")
    if not rows:
        return pd.DataFrame()
    records: list[Row] = [{"measure": name, **_counts(_judged(rows, name))} for name in MEASURES]
    records += [{"measure": name, **dict.fromkeys(COUNTS, NAN)} for name in UNCHECKED]
    return table(records, "measure")


def _groups(asked: Asked, column: str, key: str) -> pd.DataFrame:
    records = []
    for code, rows in asked.passed.groupby(column):
        counts = _counts(_judged(rows.to_dict("records"), DEFAULT))
        record = {key: code, **counts, "enterprises": len(rows), "small_group": len(rows) < 10}
        records.append(record | {"confirmed_pct": pct(counts["qualifies"], len(rows))})
    return table(records, key)


def support_map(asked: Asked) -> pd.DataFrame:
    return _groups(asked, mapped(asked), mapped(asked))


def support_ranking(asked: Asked) -> pd.DataFrame:
    return _groups(asked, "city_code", "group")


def support_list(asked: Asked) -> pd.DataFrame:
    rows = asked.passed.to_dict("records")
    judged = _judged(rows, DEFAULT)
    ids = sorted(
        row["id"] for row, said in zip(rows, judged, strict=True) if said[0] == "qualifies"
    )
    return table([{"id": id, "status": "qualifies"} for id in ids], "id")


def enterprise_support(asked: Asked) -> pd.DataFrame:
    if asked.passed.empty:
        return pd.DataFrame()
    row = asked.passed.sort_values("id").iloc[0].to_dict()
    records = []
    for name, (whom, tests) in MEASURES.items():
        status = _judged([row], name)[0][0]
        records += [
            {"measure": name, "no": no, "status": status}
            for no in range(1, len(whom) + len(tests) + 1)
        ]
    records += [{"measure": name, "no": 0, "status": "unchecked"} for name in UNCHECKED]
    return table(records, "measure", "no")


ORACLES = {
    "support_measures": support_measures,
    "support_map": support_map,
    "support_ranking": support_ranking,
    "support_list": support_list,
    "enterprise_support": enterprise_support,
}
