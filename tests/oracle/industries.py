"""Industries: ranked, both high, in a matrix with clusters, as a tree, totals, patents."""

from typing import Any

import pandas as pd

from tests.oracle.patents import recent_grants
from tests.oracle.rows import (
    CLUSTERS,
    NAN,
    PLACES,
    Asked,
    giants,
    mean,
    median,
    over,
    pct,
    section,
    table,
)

LEVELS = ("division", "group", "class")
NAMED = ("C40", "C34", "C39", "C38", "C35")


def _industries(rows: pd.DataFrame, level: str) -> pd.DataFrame:
    known = rows[level].count()
    return table(
        (
            {
                "industry_code": code,
                "enterprises": len(it),
                "share_pct": pct(len(it), known),
                **giants(it),
                "industry_missing": len(rows) - known,
            }
            for code, it in rows.groupby(level)
        ),
        "industry_code",
    )


def industry_ranking(asked: Asked) -> pd.DataFrame:
    found = _industries(asked.passed, "division")
    if found.empty:
        return found
    order = ["small_group", "share_pct", "industry_code"]
    ranked = found.reset_index().sort_values(order, ascending=[True, False, True])
    return ranked.head(12).set_index("industry_code")


def base_share(asked: Asked) -> pd.DataFrame:
    found = _industries(asked.passed, "group")
    if found.empty:
        return found
    typical = found["enterprises"].sum() / len(found)
    known = (found["enterprises"] - found["tier_missing"]).sum()
    overall = pct(found["little_giants"].sum(), known)
    high = (found["little_giant_share_pct"] >= overall) & (found["enterprises"] >= typical)
    if overall in (0, 100):
        high = high & False
    unknown = found["little_giant_share_pct"].isna() & (found["enterprises"] >= typical)
    high = high.astype(object).mask(unknown, None)
    return found.drop(columns="share_pct").assign(
        overall_share_pct=overall, typical_size=typical, double_high=high
    )


def industry_totals(asked: Asked) -> pd.DataFrame:
    rows = asked.passed
    by = {level: _industries(rows, level) for level in LEVELS}
    divisions, groups = by["division"], by["group"]
    if divisions.empty:
        return pd.DataFrame()

    def largest(frame: pd.DataFrame, top: int) -> float:
        return frame["share_pct"].sort_values(ascending=False).head(top).sum()

    def shares(*codes: str) -> float:
        return divisions[divisions.index.isin(codes)]["share_pct"].sum()

    national = rows[(rows["tier"] == "national")]
    core = (national["group"].isin(["C397", "C398"]) | (national["class"] == "C3824")).sum()
    has_tiers = rows[rows["group"].notna()]["tier"].count()
    missing = {level: len(rows) - rows[level].count() for level in LEVELS}
    of_giants = national["group"].count()
    records = [
        ("f_top12", largest(divisions, 12), NAN, "division"),
        ("f_mid_top20", largest(groups, 20), NAN, "group"),
        ("f_mfg_top5", largest(divisions[divisions.index.str[:1] == "C"], 5), NAN, "division"),
        ("f_services", shares("M75", "M73", "M74"), NAN, "division"),
        ("f_equipment", shares("C34", "C35", "C38", "C39"), NAN, "division"),
        ("f_core_elec_pct", pct(core, of_giants) if has_tiers else NAN, NAN, "group"),
        ("f_core_elec", NAN, core if has_tiers else NAN, "group"),
        ("f_mid_n", NAN, len(groups), "group"),
        ("f_sub_n", NAN, len(by["class"]), "class"),
    ]
    return table(
        (
            {"statement": id, "share_pct": share, "number": n, "missing": missing[level]}
            for id, share, n, level in records
        ),
        "statement",
    )


def _inside(inner: pd.Series, outer: pd.Series) -> list[bool]:
    return [str(i).startswith(str(o)) for i, o in zip(inner, outer, strict=True)]


def industry_tree(asked: Asked) -> pd.DataFrame:
    rows = asked.passed
    if rows.empty:
        return pd.DataFrame()
    divided, sectioned = rows[rows["division"].notna()], rows[section(rows).notna()]
    grouped = divided[_inside(divided["group"], divided["division"])]
    classed = grouped[_inside(grouped["class"], grouped["group"])]
    parts = {
        "section": sectioned.assign(code=section(sectioned)),
        "division": divided.assign(code=divided["division"]),
        "group": grouped.assign(code=grouped["group"]),
        "class": classed.assign(code=classed["class"]),
    }
    records: list[dict[str, Any]] = [
        {"industry_code": "total", "enterprises": len(rows), "share_pct": NAN, **giants(rows)}
    ]
    for part in parts.values():
        for code, it in part.groupby("code"):
            records.append(
                {
                    "industry_code": code,
                    "enterprises": len(it),
                    "share_pct": pct(len(it), len(part)),
                    **giants(it),
                    "industry_missing": len(rows) - len(part),
                }
            )
    left = rows[section(rows).isna()]
    if len(left):
        records.append({"industry_code": "unreported", "enterprises": len(left), **giants(left)})
    return table(records, "industry_code")


def industry_heatmap(asked: Asked) -> pd.DataFrame:
    """The ten largest divisions by cluster, with what reports no division or no province."""
    member = {code: cluster for cluster, codes in CLUSTERS.items() for code in codes}

    def placed(rows: pd.DataFrame) -> pd.DataFrame:
        code = rows["province_code"]
        column = code.map(lambda it: member.get(it, "other"), na_action="ignore")
        row = rows["division"].fillna(rows["section"])
        return rows.assign(column=column.fillna("unreported"), row=row.fillna("unreported"))

    cells = placed(asked.passed)
    of_columns = placed(asked.without("industry"))
    of_rows = placed(asked.without(*PLACES))
    of_columns = of_columns[of_columns["row"] != "unreported"]
    of_rows = of_rows[of_rows["province_code"].notna()]
    everything = placed(asked.without("industry", *PLACES))
    both = everything[(everything["row"] != "unreported") & everything["province_code"].notna()]
    sizes = cells[cells["row"] != "unreported"].groupby("row").size().reset_index(name="n")
    largest = sizes.sort_values(["n", "row"], ascending=[False, True]).head(10)["row"].tolist()
    shown = largest + (["unreported"] if (cells["row"] == "unreported").any() else [])
    records = []
    for row in shown:
        for column in cells["column"].unique():
            own = cells[(cells["row"] == row) & (cells["column"] == column)]
            in_column = (of_columns["column"] == column).sum()
            in_row = (of_rows["row"] == row).sum()
            known = "unreported" not in (row, column)
            expected = in_column * in_row / max(len(both), 1)
            records.append(
                {
                    "industry_code": row,
                    "column": column,
                    "enterprises": len(own),
                    "column_share_pct": pct(len(own), in_column) if known else NAN,
                    "row_share_pct": pct(len(own), in_row) if known else NAN,
                    "location_quotient": over(len(own), expected) if known else NAN,
                    "column_total": in_column,
                    "industry_total": in_row,
                    **giants(own),
                }
            )
    return table(records, "industry_code", "column")


def _coded(asked: Asked, measures: Any) -> pd.DataFrame:
    """Measures of the industries whose codes the report's list has, as the answer names them."""
    records = []
    for code in asked.given["code"].dropna():
        level = {3: "division", 4: "group", 5: "class"}[len(code)]
        records.append({"code": code, **measures(asked.passed[asked.passed[level] == code])})
    return table(records, "code")


def strategic_industries(asked: Asked) -> pd.DataFrame:
    return _coded(asked, lambda rows: {"enterprises": len(rows), **giants(rows)})


def sector_levels(asked: Asked) -> pd.DataFrame:
    def measures(rows: pd.DataFrame) -> dict[str, Any]:
        if rows.empty:
            return {"enterprises": NAN}
        spent = rows["rd_ratio"]
        return {
            "enterprises": len(rows),
            "grants_median": median(rows["invention_grants"]),
            "software_copyright_median": median(rows["software_copyrights"]),
            "rd_mean_pct": mean(spent) if spent.count() >= 3 else NAN,
            "rd_values": spent.count(),
        }

    return _coded(asked, measures)


def patent_industries(asked: Asked) -> pd.DataFrame:
    national, recent = asked.passed[asked.passed["tier"] == "national"], recent_grants(asked)
    total = national[national["division"].notna()]["invention_grants"].sum()
    records = []
    for code, rows in national.groupby("division"):
        grants = rows["invention_grants"]
        if grants.count():
            records.append(
                {
                    "division": code,
                    "little_giants": len(rows),
                    "grants": grants.sum(),
                    "grants_pct": pct(grants.sum(), total),
                    "grants_median": median(grants),
                    "recent_grants": recent.get(str(code), NAN),
                    "values": grants.count(),
                    "missing": grants.isna().sum(),
                    "small_group": grants.count() < 10,
                }
            )
    if not records:
        return pd.DataFrame()
    order = ["small_group", "grants", "division"]
    ranked = pd.DataFrame(records).sort_values(order, ascending=[True, False, True])
    return ranked.head(15).set_index("division")


ORACLES = {
    it.__name__: it
    for it in (
        industry_ranking,
        base_share,
        industry_totals,
        industry_tree,
        industry_heatmap,
        strategic_industries,
        sector_levels,
        patent_industries,
    )
}
