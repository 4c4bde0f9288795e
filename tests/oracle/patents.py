"""A list of patents, a row each, and what it says of little giants: as a bureau would count it."""

import pandas as pd

from tests.oracle.rows import NAN, Asked, over, pct, table

PLACES = ("CN", "CN", "", "US", "WO", "JP")
CLASSES = ("H01L 21/00", "G06F3/01", "", "B65G1/00")
NAMED = {"US": "US", "JP": "JP"}


def listed(ids: list[str]) -> pd.DataFrame:
    """None to three patents of each enterprise, as the list is brought."""
    return pd.DataFrame(
        [
            {
                "号码": f"{PLACES[(at + j) % 6] or 'CN'}{at:05}{j}",
                "统一社会信用代码": id,
                "申请日": f"{2019 + (at + j) % 6}-0{1 + j}-15",
                "授权日": f"{2021 + (at + j) % 6}年5月" if (7 * at + j) % 3 else "",
                "专利类型": "实用新型" if (at + 2 * j) % 6 == 0 else "发明专利",
                "主分类号": CLASSES[(at + j) % 4],
                "国家": PLACES[(at + j) % 6],
            }
            for at, id in enumerate(sorted(ids))
            for j in range(at % 4)
        ]
    )


def _inventions(asked: Asked) -> pd.DataFrame:
    """Those of the little giants that pass."""
    whole = listed(asked.rows["id"].to_list())
    giants = asked.passed[asked.passed["tier"] == "national"][["id", "division"]]
    mine = whole.merge(giants, left_on="统一社会信用代码", right_on="id")
    mine = mine[mine["专利类型"] == "发明专利"]
    return mine.assign(
        applied=mine["申请日"].str[:4].astype(int),
        granted=pd.to_numeric(mine["授权日"].str[:4], errors="coerce"),
        home=mine["国家"].isin(["CN", ""]),
    )


def _by_year(asked: Asked, first: int, last: int) -> pd.DataFrame:
    found = _inventions(asked)
    home, holders = found[found["home"]], found["id"].nunique()
    if not holders:
        return pd.DataFrame()
    records = []
    for year in range(first, last + 1):
        applied, granted = (home["applied"] == year).sum(), (home["granted"] == year).sum()
        records.append(
            {
                "year": year,
                "applications": applied,
                "grants": granted,
                "applications_mean": applied / holders,
                "grants_mean": granted / holders,
                "grant_rate_pct": over(granted * 100, applied),
                "holders": holders,
            }
        )
    return table(records, "year")


def patent_trend(asked: Asked) -> pd.DataFrame:
    return _by_year(asked, 2022, 2024).drop(columns="grant_rate_pct", errors="ignore")


def grant_rate_trend(asked: Asked) -> pd.DataFrame:
    means = ["applications_mean", "grants_mean"]
    return _by_year(asked, 2020, 2025).drop(columns=means, errors="ignore")


def ipc_classes(asked: Asked) -> pd.DataFrame:
    found = _inventions(asked)
    granted = found[
        found["home"] & found["granted"].between(2022, 2024) & (found["主分类号"] != "")
    ]
    return _ranked(granted.assign(ipc=granted["主分类号"].str[:4]), found, "ipc", "grants")


def foreign_destinations(asked: Asked) -> pd.DataFrame:
    found = _inventions(asked)
    abroad = found[~found["home"] & found["applied"].between(2022, 2024) & (found["国家"] != "WO")]
    return _ranked(abroad.assign(office=abroad["国家"]), found, "office", "filings")


def _ranked(part: pd.DataFrame, found: pd.DataFrame, key: str, count: str) -> pd.DataFrame:
    records = [
        {
            key: value,
            count: len(rows),
            "share_pct": pct(len(rows), len(part)),
            "holders": rows["id"].nunique(),
            "listed": found["id"].nunique(),
        }
        for value, rows in part.groupby(key)
    ]
    return table(records, key)


def foreign_trend(asked: Asked) -> pd.DataFrame:
    found = _inventions(asked)
    abroad, holders = found[~found["home"]], found["id"].nunique()
    if not holders:
        return pd.DataFrame()
    records = []
    for year in range(2020, 2026):
        filed = abroad[abroad["applied"] == year]
        pct_filings = (filed["国家"] == "WO").sum()
        records.append(
            {
                "year": year,
                "filings": len(filed),
                "applicants": filed["id"].nunique(),
                "pct_filings": pct_filings,
                "pct_share_pct": over(pct_filings * 100, len(filed)),
                "listed": holders,
            }
        )
    return table(records, "year")


def recent_grants(asked: Asked) -> dict[str, float]:
    """Inventions granted at home in 2022 to 2024 by the division of their holder."""
    found = _inventions(asked)
    granted = found[found["home"] & found["granted"].between(2022, 2024)]
    counts = granted.groupby("division").size()
    return {str(code): float(n) for code, n in counts.items()} or {"": NAN}


ORACLES = {
    it.__name__: it
    for it in (patent_trend, grant_rate_trend, ipc_classes, foreign_trend, foreign_destinations)
}
