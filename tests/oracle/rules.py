"""What rules of recognition say of enterprises, one enterprise and one criterion at a time.

The own rule is that of `ADDRESS`; True, False and None stand for met, not met and not known.
"""

from typing import Any

import pandas as pd

from tests.oracle.rows import NAN, Asked, table

ADDRESS = "rd_ratio=12&quality_score=65&niche_rank=2&exempt=tech_centre"
Rule = dict[str, Any]
OLD: Rule = {"revenue": 0, "rd_expense": 0, "rd_ratio": 3, "class1_ip": 2, "niche_share": 10}
OLD |= {"niche_rank": 0, "quality_score": 0, "exempt": "none"}
NOW: Rule = {"revenue": 5000, "rd_expense": 1200, "rd_ratio": 3, "class1_ip": 4}
NOW |= {"niche_share": 10, "niche_rank": 3, "quality_score": 60, "exempt": "national_award"}
OWN: Rule = NOW | {"rd_ratio": 12, "quality_score": 65, "niche_rank": 2, "exempt": "tech_centre"}
NAMES = {
    "revenue": "revenue_last_year",
    "rd_expense": "rd_expense_sum_2y",
    "rd_ratio": "rd_ratio_each_of_2y",
    "class1_ip": "class1_ip",
    "niche_share": "niche_share_pct",
    "quality_score": "quality_score",
}
UNITS = {"revenue": "cny_10k", "rd_expense": "cny_10k", "rd_ratio": "per_cent"}
UNITS |= {"class1_ip": "items", "niche_share": "per_cent", "quality_score": "points"}
WITHIN = 5
STEPS = {"revenue": 200, "rd_expense": 100, "rd_ratio": 0.5}
"""Of a slider; 1 for the others."""


def _reaches(value: float, bound: float) -> bool | None:
    return None if pd.isna(value) else bool(value >= bound)


def _either(one: bool | None, two: bool | None) -> bool | None:
    if one or two:
        return True
    return False if one is False and two is False else None


def _both(*parts: bool | None) -> bool | None:
    if any(part is False for part in parts):
        return False
    return None if any(part is None for part in parts) else True


def _criteria(row: dict, rule: Rule) -> dict[str, bool | None]:
    found: dict[str, bool | None] = {}
    for name in NAMES:
        bound = rule[name]
        if bound == 0:
            found[name] = True
        elif name == "rd_ratio":
            found[name] = _both(
                *(_reaches(row[y], bound) for y in ("rd_ratio", "rd_ratio_previous"))
            )
        elif name == "rd_expense":
            found[name] = _reaches(row["rd_expense"] + row["rd_expense_previous"], bound)
        elif name == "niche_share":
            rank = row["niche_rank"]
            good = None if pd.isna(rank) else bool(rank <= rule["niche_rank"])
            share = _reaches(row["niche_share"], bound)
            found[name] = _either(share, good) if rule["niche_rank"] else share
        elif name == "class1_ip" and rule["exempt"] != "none":
            honour = row[rule["exempt"]]
            unsaid = False if rule["exempt"] == "national_award" else None
            found[name] = _either(
                _reaches(row[name], bound), unsaid if pd.isna(honour) else bool(honour)
            )
        else:
            found[name] = _reaches(row[name], bound)
    return found


def _judged(asked: Asked) -> list[dict]:
    """Each enterprise that passes, with its criteria and verdicts by three rules."""
    records = []
    for row in asked.passed.to_dict("records"):
        parts = {
            key: _criteria(row, rule) for key, rule in (("old", OLD), ("now", NOW), ("own", OWN))
        }
        verdicts = {key: _both(*part.values()) for key, part in parts.items()}
        records.append(row | verdicts | {"parts": parts["own"], "parts_now": parts["now"]})
    return records


MOVES = {
    "enters": (False, True),
    "leaves": (True, False),
    "settled": (None, True),
    "unsettled": (True, None),
}


def _move(row: dict, other: str = "own") -> str | None:
    pair = (row["now"], row[other])
    return next((name for name, both in MOVES.items() if both == pair), None)


def rule_verdicts(asked: Asked) -> pd.DataFrame:
    rows, records = _judged(asked), []
    for rule in ("old", "now", "own"):
        said = [row[rule] for row in rows]
        meets, fails = said.count(True), said.count(False)
        record = {"rule": rule, "meets": meets, "fails": fails, "unknown": said.count(None)}
        records.append(record | {m: sum(_move(row, rule) == m for row in rows) for m in MOVES})
    return table(records if rows else [], "rule")


def _alone(parts: dict[str, bool | None], name: str) -> bool:
    return parts[name] is False and all(met is True for it, met in parts.items() if it != name)


def rule_binding(asked: Asked) -> pd.DataFrame:
    rows, records = _judged(asked), []
    for name, indicator in NAMES.items():
        said = [row["parts"][name] for row in rows]
        records.append(
            {
                "indicator": indicator,
                f"threshold_2022_{UNITS[name]}_published": OLD[name] or NAN,
                f"threshold_2026_{UNITS[name]}_published": NOW[name],
                f"threshold_own_{UNITS[name]}": OWN[name],
                "met": said.count(True),
                "unmet": said.count(False),
                "unknown": said.count(None),
                "alone": sum(_alone(row["parts"], name) for row in rows),
                "alone_now": sum(_alone(row["parts_now"], name) for row in rows),
            }
        )
    for record in records:
        if not record["met"] + record["unmet"]:
            record |= dict.fromkeys(("met", "unmet", "alone", "alone_now"), NAN)
    return table(records if rows else [], "indicator")


def rule_changes(asked: Asked) -> pd.DataFrame:
    records: dict[str, dict] = {}
    for row in _judged(asked):
        group = row["province_code"] if pd.notna(row["province_code"]) else "未填报"
        counts = ("enterprises", "meets_now", "meets", "unknown", *MOVES)
        record = records.setdefault(group, {"group": group} | dict.fromkeys(counts, 0))
        record["enterprises"] += 1
        record["meets_now"] += row["now"] is True
        record["meets"] += row["own"] is True
        record["unknown"] += row["own"] is None
        for move in MOVES:
            record[move] += _move(row) == move
    return table(records.values(), "group")


def _slacks(row: dict) -> dict[str, float]:
    """Slack in per cent of the criteria that are known, asked and not exempt."""
    values = {name: row[name] for name in NAMES}
    values["rd_expense"] = row["rd_expense"] + row["rd_expense_previous"]
    years = [row[y] for y in ("rd_ratio", "rd_ratio_previous") if pd.notna(row[y])]
    values["rd_ratio"] = min(years, default=NAN)
    found = {}
    for name, value in values.items():
        if row["parts"][name] is None or (name == "class1_ip" and row["tech_centre"] is True):
            continue
        parts = [(value - OWN[name]) / OWN[name] * 100]
        if name == "niche_share":
            parts.append((OWN["niche_rank"] - row["niche_rank"]) / OWN["niche_rank"] * 100)
        known = [part for part in parts if pd.notna(part)]
        found[name] = max(known)
    return found


def rule_edge(asked: Asked) -> pd.DataFrame:
    records = []
    for row in _judged(asked):
        slacks = _slacks(row)
        least = min(slacks.values(), default=NAN)
        unmet = list(row["parts"].values()).count(False)
        near = row["own"] is not None and unmet <= 1 and abs(least) <= WITHIN
        move = _move(row)
        if not (near or move):
            continue
        first = next(name for name in NAMES if slacks.get(name) == least)
        records.append(
            {
                "id": row["id"],
                "change": move or ("inside" if row["own"] else "outside"),
                "at_edge": near,
                "margin_pct": least,
                "indicator": NAMES[first],
                f"threshold_{UNITS[first]}": OWN[first],
                "unmet": unmet,
                "missing": list(row["parts"].values()).count(None),
            }
        )
    return table(records, "id")


def rule_sensitivity(asked: Asked) -> pd.DataFrame:
    """Every tenth threshold of the answer, judged anew by the rule with that one threshold."""
    passed, records = asked.passed.to_dict("records"), []
    before = [_both(*_criteria(row, NOW).values()) for row in passed]
    for criterion, step in asked.given[["criterion", "step"]].itertuples(index=False):
        bound = step * STEPS.get(criterion, 1)
        if step % 10:
            continue
        moved = OWN | {criterion: bound}
        after = [_both(*_criteria(row, moved).values()) for row in passed]
        pairs = list(zip(before, after, strict=True))
        records.append(
            {
                "criterion": criterion,
                "step": step,
                f"threshold_{UNITS.get(criterion, 'no_unit')}": bound,
                "meets": after.count(True),
                "fails": after.count(False),
                "unknown": after.count(None),
                "enters": pairs.count((False, True)),
                "leaves": pairs.count((True, False)),
            }
        )
    return table(records, "criterion", "step")


ORACLES = {
    it.__name__: it
    for it in (rule_verdicts, rule_binding, rule_changes, rule_edge, rule_sensitivity)
}
