"""Errata of medians, bands and means."""

from collections.abc import Mapping

from data_layer.reference_figures.errata.check import (
    PER_CENT,
    PIECES,
    TEN_MILLION,
    TIMES,
    Finding,
    Rule,
    finding,
)
from data_layer.reference_figures.errata.reader import Reader

BANDS, MEDIANS = "e05_insured_bands", "e26_core_medians"
CHAMPIONS, QUADRANTS = "e40_little_giant_vs_champion", "e14_quadrants"


def _tier_shares(read: Reader) -> tuple[float, float]:
    national, provincial = (
        read.cell("e03_tiers", "tier", tier, column="share_pct") / 100
        for tier in ("国家级", "省级")
    )
    return national, provincial


def _quadrants(read: Reader, *names: str) -> list[float]:
    return [read.cell(QUADRANTS, "quadrant", name, column="share_pct") for name in names]


def x01(read: Reader) -> Finding:
    """The table's figures are the text's over a thousand."""
    row = ("e04_registered_capital", "indicator")
    pairs = [
        (read.cell(*row, "注册资本中位数", "national"), r"(5\.77)万"),
        (read.cell(*row, "注册资本中位数", "provincial"), r"(2\.00)万"),
        (read.cell(*row, "平均注册资本", "national"), r"(12\.86)万"),
        (read.cell(*row, "平均注册资本", "provincial"), r"(4\.52)万"),
    ]
    compared = [(text / 1000, read.printed("x01", pattern)) for text, pattern in pairs]
    sums = "；".join(
        f"{text:g}÷1000={value:g}" for (text, _), (value, _) in zip(pairs, compared, strict=True)
    )
    return finding(
        f"{sums}，单位应为千万元",
        f"{sums.replace('；', '; ').replace('÷', ' / ')}: the unit is CNY 10 million",
        *((value, printed, TEN_MILLION) for value, printed in compared),
        conflict=all(round(value, 2) == printed for value, printed in compared),
    )


def x09(read: Reader) -> Finding:
    """Enterprises with more than 100 insured: bands against quadrants."""
    weights = _tier_shares(read)
    above = [sum(read.column(BANDS, c)[2:]) for c in ("national_pct", "provincial_pct")]
    computed = sum(w * a for w, a in zip(weights, above, strict=True))
    cells = _quadrants(read, "头部企业", "规模型企业")
    return finding(
        f"{weights[0]:g}×{above[0]:.2f}+{weights[1]:g}×{above[1]:.2f}={computed:.1f}%；"
        f"象限{cells[0]:g}+{cells[1]:g}={sum(cells):.1f}%",
        f"{weights[0]:g} × {above[0]:.2f} + {weights[1]:g} × {above[1]:.2f} = {computed:.1f}%; "
        f"quadrants {cells[0]:g} + {cells[1]:g} = {sum(cells):.1f}%",
        (computed, sum(cells), PER_CENT),
        conflict=computed - sum(cells) > 0.5,
    )


def x10(read: Reader) -> Finding:
    """Enterprises with more than 50 patents: at least half of three groups."""
    national, provincial = _tier_shares(read)
    holding = read.cell("e07_standards_holding", "group", "省级", column="holding_pct") / 100
    columns = ("national_with", "national_without", "provincial_with")
    row = ("e08_standards_by_tier", "indicator", "专利总量中位数")
    medians = [read.cell(*row, column) for column in columns]
    least = 0.5 * (national + provincial * holding) * 100
    cells = _quadrants(read, "头部企业", "科技型初创")
    listed = "、".join(f"{median:g}" for median in medians)
    return finding(
        f"中位数{listed}均大于50，故至少0.5×({national:g}+{provincial:g}×{holding:g})={least:.1f}%；"
        f"象限{cells[0]:g}+{cells[1]:g}={sum(cells):.1f}%",
        f"Medians {listed.replace('、', ', ')} are above 50, so at least 0.5 × ({national:g} + "
        f"{provincial:g} × {holding:g}) = {least:.1f}%; quadrants {cells[0]:g} + {cells[1]:g} = "
        f"{sum(cells):.1f}%",
        (least, sum(cells), PER_CENT),
        conflict=min(medians) > 50 and least > sum(cells),
    )


def x12(read: Reader) -> Finding:
    """Medians of applications below medians of grants."""
    pairs = [
        tuple(
            read.cell(MEDIANS, "indicator", i, column=c) for i in ("发明申请数量", "发明授权数量")
        )
        for c in ("national_median", "provincial_median")
    ]
    words = "；".join(f"{a:g}<{g:g}" for a, g in pairs)
    return finding(
        f"申请<授权：{words}；若“申请”指在审申请则相容",
        f"Applications below grants: {words.replace('；', '; ')}; compatible if pending "
        "applications are meant",
        *((a, g, PIECES) for a, g in pairs),
        conflict=all(a < g for a, g in pairs),
        reconcilable=True,
    )


def x23(read: Reader) -> Finding:
    """Provincial enterprises up to 50 insured, against a median of 45."""
    shares = read.column(BANDS, "provincial_pct")
    median = read.cell(MEDIANS, "indicator", "参保人数", column="provincial_median")
    share = shares[0] / sum(shares) * 100
    return finding(
        f"{shares[0]:g}%<50%而中位数为{median:g}；按已披露归一化：{shares[0]:g}÷{sum(shares):.2f}"
        f"={share:.1f}%，相容",
        f"{shares[0]:g}% < 50% with a median of {median:g}; of those reported {shares[0]:g} / "
        f"{sum(shares):.2f} = {share:.1f}%: compatible",
        (share, shares[0], PER_CENT),
        conflict=shares[0] < 50,
        reconcilable=share >= 50,
    )


def _ratio(read: Reader, indicator: str) -> tuple[float, str]:
    giant, champion = (
        read.cell(CHAMPIONS, "indicator", indicator, column=f"{who}_mean")
        for who in ("little_giant", "champion")
    )
    return champion / giant, f"{champion:g}÷{giant:g}"


def x30(read: Reader) -> Finding:
    """Both multiples are said to exceed 18."""
    (pct, how), (foreign, also) = _ratio(read, "PCT申请量"), _ratio(read, "涉外专利量")
    printed = read.printed("x30", r"超(\d+)倍")
    return finding(
        f"{how}={pct:.1f}，{also}={foreign:.1f}，印作均超{printed:g}倍",
        f"{how} = {pct:.1f}, {also} = {foreign:.1f}, printed as both above {printed:g}",
        (pct, printed, TIMES),
        (foreign, printed, TIMES),
        conflict=min(pct, foreign) <= printed,
    )


def x31(read: Reader) -> Finding:
    """Digital capability is said to differ least."""
    names = ("有效数字化技术专利", "专利总量", "发明授权量", "软件著作权")
    (digital, how), (patents, _), (grants, _), (software, _) = (
        _ratio(read, name) for name in names
    )
    return finding(
        f"有效数字化技术专利{how}={digital:.1f}，大于专利总量{patents:.1f}、发明授权{grants:.1f}；"
        f"软件著作权{software:.2f}",
        f"Digital patents {how} = {digital:.1f}, above patents {patents:.1f} and grants "
        f"{grants:.1f}; software copyrights {software:.2f}",
        (digital, patents, TIMES),
        (digital, grants, TIMES),
        conflict=digital > max(patents, grants),
    )


def x32(read: Reader) -> Finding:
    """The printed grant rate is not grants over applications."""
    compared, words = [], []
    for who in ("little_giant", "champion"):
        grants, filed, printed = (
            read.cell(CHAMPIONS, "indicator", name, column=f"{who}_mean")
            for name in ("发明授权量", "发明专利申请量", "发明专利授权率")
        )
        compared.append((grants / filed * 100, printed, PER_CENT))
        words.append((f"{grants:g}÷{filed:g}={grants / filed * 100:.1f}%", f"{printed:g}%"))
    zh = "；".join(f"{own}（{rate}）" for own, rate in words)
    en = "; ".join(f"{own} ({rate})" for own, rate in words)
    return finding(
        f"授权÷申请（印本授权率）：{zh}；授权率若按已审结的申请计算则相容",
        f"Grants / applications (printed rate): {en}; compatible if the rate is of applications "
        "that have been decided",
        *compared,
        conflict=all(abs(value - printed) > 1 for value, printed, _ in compared),
        reconcilable=True,
    )


def x41(read: Reader) -> Finding:
    """Provincial median of invention patents: grants or applications."""
    text = read.fact("f_prov_inv_5")
    filed, grants = (
        read.cell(MEDIANS, "indicator", i, column="provincial_median")
        for i in ("发明申请数量", "发明授权数量")
    )
    return finding(
        f"正文{text:g}件；图表26申请{filed:g}、授权{grants:g}件",
        f"Text {text:g}; e26 applications {filed:g}, grants {grants:g}",
        (grants, text, PIECES),
        conflict=grants != text,
        reconcilable=filed == text,
    )


RULES: Mapping[str, Rule] = {
    "x01": x01,
    "x09": x09,
    "x10": x10,
    "x12": x12,
    "x23": x23,
    "x30": x30,
    "x31": x31,
    "x32": x32,
    "x41": x41,
}
