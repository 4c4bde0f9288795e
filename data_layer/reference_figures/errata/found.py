"""Contradictions that the registry's arithmetic shows and `errata.csv` does not list."""

from collections.abc import Mapping

from data_layer.reference_figures.errata.check import (
    PERSONS,
    PIECES,
    STANDARDS,
    WAN_YUAN,
    Finding,
    Rule,
    finding,
)
from data_layer.reference_figures.errata.reader import Reader

CHAMPIONS, CAPITAL, HONOURS = (
    "e40_little_giant_vs_champion",
    "e04_registered_capital",
    "e06_honours",
)


def _titled(read: Reader, tier: str, size: float) -> int:
    """Enterprises of a tier that hold the title of single champion (e06)."""
    return round(read.cell(HONOURS, "honour", "制造业单项冠军", column=f"{tier}_pct") / 100 * size)


def c01(read: Reader) -> Finding:
    """Capital of the enterprises titled single champion cannot reach the mean of e40.

    Of each tier half have at least its median: however the title is spread, those without it
    keep that much of the tier's capital.
    """
    giants = read.fact("f_national")
    sizes = {"national": giants, "provincial": read.fact("f_total") - giants}
    titled, left = 0, 0.0
    for tier, size in sizes.items():
        holders = _titled(read, tier, size)
        mean = read.cell(CAPITAL, "indicator", "平均注册资本", column=tier)
        median = read.cell(CAPITAL, "indicator", "注册资本中位数", column=tier)
        titled += holders
        left += mean * size - (size / 2 - holders) * median
    most = left / titled
    printed = read.cell(CHAMPIONS, "indicator", "注册资本", column="champion_mean")
    return finding(
        f"图表6持有单项冠军称号者{titled:,.0f}家；由图表4的均值与中位数，其注册资本至多"
        f"{left:,.0f}万元，平均{most:,.0f}万元，图表40印作{printed:,g}万元；若图表40另指国家级单项冠军则相容",
        f"{titled:,} enterprises hold the title (e06); by the means and medians of e04 they have "
        f"at most {left:,.0f} (CNY 10,000) together, {most:,.0f} on average; e40 prints "
        f"{printed:,g}; "
        "compatible if e40 means the national champions instead",
        (most, printed, WAN_YUAN),
        conflict=most < printed,
        reconcilable=True,
    )


def c02(read: Reader) -> Finding:
    """What the largest band must hold if holders of the title have the mean employees of e40.

    Even if they fill the upper bands of e05 from the top, each at its upper end.
    """
    giants = read.fact("f_national")
    sizes = {"national": giants, "provincial": read.fact("f_total") - giants}
    highs = read.column("e05_insured_bands", "high")
    titled, bands = 0, [0.0] * (len(highs) + 1)
    for tier, size in sizes.items():
        shares = read.column("e05_insured_bands", f"{tier}_pct")
        titled += _titled(read, tier, size)
        bands = [n + share / 100 * size for n, share in zip(bands, shares, strict=True)]
    mean = read.cell(CHAMPIONS, "indicator", "参保人数", column="champion_mean")
    persons, left = titled * mean, titled - bands[-1]
    for high, count in zip(reversed(highs), reversed(bands[:-1]), strict=True):
        persons -= min(left, count) * high
        left -= min(left, count)
    needed = persons / bands[-1]
    return finding(
        f"单项冠军称号持有者{titled:,.0f}家×{mean:,g}人；即使其占满图表5各高档且取上限，1000人以上的"
        f"{bands[-1]:,.0f}家平均也须有{needed:,.0f}人，远超中小企业上限{highs[-1]:,g}人；"
        "若图表40另指国家级单项冠军则相容",
        f"{titled:,} holders × {mean:,g} persons: even if they fill the upper bands of e05 at "
        f"their upper ends, the {bands[-1]:,.0f} enterprises above {highs[-1]:,g} need "
        f"{needed:,.0f} on average, far above a medium-sized enterprise; compatible if e40 means "
        "the national champions instead",
        (needed, highs[-1], PERSONS),
        conflict=needed > highs[-1],
        reconcilable=True,
    )


def c03(read: Reader) -> Finding:
    """Mean patents of little giants, of whom the holders of the title alone bring more."""
    share = read.fact("f_lg_also_champion")
    mean = read.cell(CHAMPIONS, "indicator", "专利总量", column="champion_mean")
    printed = read.cell(CHAMPIONS, "indicator", "专利总量", column="little_giant_mean")
    least = share / 100 * mean
    return finding(
        f"国家级企业{share:g}%同为单项冠军，单项冠军平均{mean:g}件，则国家级平均至少{share:g}%×{mean:g}="
        f"{least:.0f}件，印作{printed:g}件；若图表40的小巨人不含单项冠军，或单项冠军另指国家级，则相容",
        f"{share:g}% of little giants are champions too, with {mean:g} patents on average: little "
        f"giants have at least {share:g}% × {mean:g} = {least:.0f}, printed {printed:g}; "
        "compatible if the little giants of e40 leave champions out, or its champions are the "
        "national ones only",
        (least, printed, PIECES),
        conflict=least > printed,
        reconcilable=True,
    )


def c04(read: Reader) -> Finding:
    """Two means of the capital of little giants."""
    tier = read.cell(CAPITAL, "indicator", "平均注册资本", column="national")
    compared = read.cell(CHAMPIONS, "indicator", "注册资本", column="little_giant_mean")
    return finding(
        f"图表4国家级{tier:g}万元，图表40小巨人{compared:g}万元，相差{tier - compared:g}；"
        "若图表40的小巨人不含单项冠军或为约数则相容",
        f"National tier {tier:g} in e04, little giants {compared:g} in e40 (CNY 10,000), "
        f"{tier - compared:g} apart; compatible if e40 leaves champions out or rounds",
        (tier, compared, WAN_YUAN),
        conflict=tier != compared,
        reconcilable=True,
    )


def c05(read: Reader) -> Finding:
    """Standards of a little giant by two tables."""
    group = ("e07_standards_holding", "group", "国家级")
    share, mean = read.cell(*group, "holding_pct"), read.cell(*group, "mean_standards_estimate")
    names = ("企业参标情况（国标）", "企业参标情况（地标/行标）", "企业参标情况（团标）")
    kinds = [read.cell(CHAMPIONS, "indicator", name, column="little_giant_mean") for name in names]
    implied, listed = share / 100 * mean, "+".join(f"{kind:g}" for kind in kinds)
    return finding(
        f"图表7：{share:g}%×{mean:g}={implied:.1f}项；图表40：{listed}={sum(kinds):.2f}项；"
        "若图表7还计企业标准则相容",
        f"e07: {share:g}% × {mean:g} = {implied:.1f}; e40: {listed} = {sum(kinds):.2f}; compatible "
        "if e07 counts standards of the enterprise's own as well",
        (implied, sum(kinds), STANDARDS),
        conflict=abs(implied - sum(kinds)) > 1,
        reconcilable=True,
    )


RULES: Mapping[str, Rule] = {"c01": c01, "c02": c02, "c03": c03, "c04": c04, "c05": c05}
