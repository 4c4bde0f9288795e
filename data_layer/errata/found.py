"""Contradictions that the registry's arithmetic shows and `errata.csv` does not list."""

from __future__ import annotations

from collections.abc import Mapping

from data_layer.errata.check import WAN_YUAN, Finding, Rule, finding
from data_layer.errata.reader import Reader

CHAMPIONS, CAPITAL, HONOURS = (
    "e40_little_giant_vs_champion",
    "e04_registered_capital",
    "e06_honours",
)


def c01(read: Reader) -> Finding:
    """Capital of the enterprises titled single champion cannot reach the mean of e40.

    Of each tier half have at least its median: however the title is spread, those without it
    keep that much of the tier's capital.
    """
    giants = read.fact("f_national")
    sizes = {"national": giants, "provincial": read.fact("f_total") - giants}
    titled, left = 0.0, 0.0
    for tier, size in sizes.items():
        holders = read.cell(HONOURS, "honour", "制造业单项冠军", f"{tier}_pct") / 100 * size
        mean = read.cell(CAPITAL, "indicator", "平均注册资本", tier)
        median = read.cell(CAPITAL, "indicator", "注册资本中位数", tier)
        titled += holders
        left += mean * size - (size / 2 - holders) * median
    most = left / titled
    printed = read.cell(CHAMPIONS, "indicator", "注册资本", "champion_mean")
    return finding(
        f"图表6持有单项冠军称号者{titled:.0f}家；由图表4的均值与中位数，其注册资本至多"
        f"{left:.0f}万元，平均{most:.0f}万元，图表40印作{printed:g}万元",
        f"{titled:.0f} enterprises hold the title (e06); by the means and medians of e04 they have "
        f"at most {left:.0f} (10k CNY) together, {most:.0f} on average; e40 prints {printed:g}",
        (most, printed, WAN_YUAN),
        conflict=most < printed,
    )


RULES: Mapping[str, Rule] = {"c01": c01}
