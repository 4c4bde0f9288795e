"""Errata of medians, bands, means and samples."""

from __future__ import annotations

from collections.abc import Mapping

from data_layer.errata.check import (
    ENTERPRISES,
    PER_CENT,
    PIECES,
    TEN_MILLION,
    TIMES,
    Finding,
    Rule,
    finding,
)
from data_layer.errata.reader import Reader

BANDS, MEDIANS, RESEARCH = "e05_insured_bands", "e26_core_medians", "e28_rd_bands"
CHAMPIONS, LEVELS, QUADRANTS = "e40_little_giant_vs_champion", "e27_rd_levels", "e14_quadrants"
HIGH, MIDDLE, LOW = "≥25%（高强度）", "15%—25%（中等强度）", "<15%（低强度）"


def _tier_shares(read: Reader) -> tuple[float, float]:
    national, provincial = (
        read.cell("e03_tiers", "tier", tier, "share_pct") / 100 for tier in ("国家级", "省级")
    )
    return national, provincial


def _quadrants(read: Reader, *names: str) -> list[float]:
    return [read.cell(QUADRANTS, "quadrant", name, "share_pct") for name in names]


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
        f"{sums.replace('；', '; ').replace('÷', ' / ')}: the unit is 10 million CNY",
        *((value, printed, TEN_MILLION) for value, printed in compared),
        conflict=all(round(value, 2) == printed for value, printed in compared),
    )


def x02(read: Reader) -> Finding:
    """The table titled profitability holds the means of R&D intensity."""
    pairs = [
        (
            read.cell(LEVELS, "group", group, "mean_pct"),
            read.cell("e11b_rd_ratio_by_year", "year", 2024, column),
        )
        for group, column in (("国家级", "national_mean_pct"), ("省级", "provincial_mean_pct"))
    ]
    words = "、".join(f"{printed:g}={mean:g}" for mean, printed in pairs)
    return finding(
        f"图表11b的2024年均值等于图表27的研发占比均值：{words}",
        f"Means of e11b for 2024 equal the means of R&D intensity in e27: {words}",
        *((mean, printed, PER_CENT) for mean, printed in pairs),
        conflict=all(mean == printed for mean, printed in pairs),
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
    holding = read.cell("e07_standards_holding", "group", "省级", "holding_pct") / 100
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


def x11(read: Reader) -> Finding:
    """Share of 25% and more: bands against quartiles, which hold values up to 30% only."""
    shares = [read.cell(RESEARCH, "band", band, "share_pct") / 100 for band in (HIGH, MIDDLE, LOW)]
    giants = [
        read.cell(RESEARCH, "band", band, "national_share_pct") / 100
        for band in (HIGH, MIDDLE, LOW)
    ]
    parts = [s * g for s, g in zip(shares, giants, strict=True)]
    high = parts[0] / sum(parts) * 100
    quartile, decile = (
        read.cell("e12_rd_benchmarks", "percentile", p, "national_pct") for p in (75, 90)
    )
    inside = 10 + 15 * (decile - 25) / (decile - quartile)
    beyond = (high - inside) / (100 - inside) * 100
    return finding(
        f"国家级≥25%占比={shares[0]:g}×{giants[0]:g}÷({sum(parts):.4f})={high:.1f}%，"
        f"而P75={quartile:g}意味着不足25%；图表12限定0—30%，若国家级披露企业有{beyond:.1f}%"
        "高于30%则两表相容",
        f"National share at 25% and above = {shares[0]:g} × {giants[0]:g} / {sum(parts):.4f} = "
        f"{high:.1f}%, while P75 = {quartile:g} means less than 25%; e12 is limited to 0-30%: "
        f"both hold if {beyond:.1f}% of national disclosers stand above 30%",
        (high, 25.0, PER_CENT),
        (shares[0] * 100, 25.0, PER_CENT),
        conflict=high > 25,
        reconcilable=True,
    )


def x12(read: Reader) -> Finding:
    """Medians of applications below medians of grants."""
    pairs = [
        tuple(read.cell(MEDIANS, "indicator", i, c) for i in ("发明申请数量", "发明授权数量"))
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


def x19(read: Reader) -> Finding:
    """R&D intensity of little giants in two sources."""
    printed, mean = read.fact("f_rd_lg_s5"), read.cell(LEVELS, "group", "国家级", "mean_pct")
    return finding(
        f"s1均值{mean:g}%，s5均值{printed:g}%，相差{mean - printed:.1f}个百分点",
        f"Mean {mean:g}% in s1, {printed:g}% in s5: {mean - printed:.1f} points apart",
        (mean, printed, PER_CENT),
        conflict=abs(mean - printed) > 0.1,
    )


def x23(read: Reader) -> Finding:
    """Provincial enterprises up to 50 insured, against a median of 45."""
    shares = read.column(BANDS, "provincial_pct")
    median = read.cell(MEDIANS, "indicator", "参保人数", "provincial_median")
    known = shares[0] / sum(shares) * 100
    return finding(
        f"{shares[0]:g}%<50%而中位数为{median:g}；按已披露归一化：{shares[0]:g}÷{sum(shares):.2f}"
        f"={known:.1f}%，相容",
        f"{shares[0]:g}% < 50% with a median of {median:g}; of those reported {shares[0]:g} / "
        f"{sum(shares):.2f} = {known:.1f}%: compatible",
        (known, shares[0], PER_CENT),
        conflict=shares[0] < 50,
        reconcilable=known >= 50,
    )


def x29(read: Reader) -> Finding:
    """Size of the R&D sample and its national part."""
    row = ("e11b_rd_ratio_by_year", "year", 2024)
    national, provincial = read.cell(*row, "national_n"), read.cell(*row, "provincial_n")
    sample = read.fact("f_rd_sample")
    shares = read.column(RESEARCH, "share_pct")
    giants = read.column(RESEARCH, "national_share_pct")
    part = sum(s * g for s, g in zip(shares, giants, strict=True)) / 100
    listed = national / (national + provincial) * 100
    return finding(
        f"{national:g}+{provincial:g}={national + provincial:g}家，正文{sample:g}余家；国家级占比"
        f"{listed:.1f}%与{part:.1f}%；若前者只是其中的上市企业则相容",
        f"{national:g} + {provincial:g} = {national + provincial:g} against some {sample:g}; "
        f"national share {listed:.1f}% against {part:.1f}%; compatible if the former are only the "
        "listed ones among the latter",
        (national + provincial, sample, ENTERPRISES),
        (listed, part, PER_CENT),
        conflict=national + provincial < sample,
        reconcilable=True,
    )


def _ratio(read: Reader, indicator: str) -> tuple[float, str]:
    giant, champion = (
        read.cell(CHAMPIONS, "indicator", indicator, f"{who}_mean")
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
    (digital, how), (patents, _), (grants, _), (software, _) = (_ratio(read, n) for n in names)
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
            read.cell(CHAMPIONS, "indicator", name, f"{who}_mean")
            for name in ("发明授权量", "发明专利申请量", "发明专利授权率")
        )
        compared.append((grants / filed * 100, printed, PER_CENT))
        words.append(f"{grants:g}÷{filed:g}={grants / filed * 100:.1f}%（{printed:g}%）")
    return finding(
        f"授权÷申请（印本授权率）：{'；'.join(words)}",
        f"Grants / applications (printed rate): {'; '.join(words)}",
        *compared,
        conflict=all(abs(value - printed) > 1 for value, printed, _ in compared),
    )


def x35(read: Reader) -> Finding:
    """R&D intensity is said to stay within 18% to 20%."""
    low, high = (read.printed("x35", p) for p in (r"(\d+)%—", r"—(\d+)%"))
    means = [
        mean
        for column in ("national_mean_pct", "provincial_mean_pct")
        for mean in read.column("e11b_rd_ratio_by_year", column)
    ]
    return finding(
        f"最小{min(means):g}<{low:g}，最大{max(means):g}>{high:g}",
        f"Lowest {min(means):g} < {low:g}, highest {max(means):g} > {high:g}",
        (min(means), low, PER_CENT),
        (max(means), high, PER_CENT),
        conflict=min(means) < low or max(means) > high,
    )


def x41(read: Reader) -> Finding:
    """Provincial median of invention patents: grants or applications."""
    text = read.fact("f_prov_inv_5")
    filed, grants = (
        read.cell(MEDIANS, "indicator", i, "provincial_median")
        for i in ("发明申请数量", "发明授权数量")
    )
    return finding(
        f"正文{text:g}件；图表26申请{filed:g}、授权{grants:g}件",
        f"Text {text:g}; e26 applications {filed:g}, grants {grants:g}",
        (grants, text, PIECES),
        conflict=grants != text,
        reconcilable=filed == text,
    )


def x46(read: Reader) -> Finding:
    """R&D intensity of manufacturing is said to lie between 15% and 25%."""
    low, high = (read.printed("x46", p) for p in (r"制造业(\d+)%—", r"—(\d+)%；"))
    metal, parts = (
        read.cell("e33_sector_levels", "industry", name, "rd_mean_pct")
        for name in ("金属制品业", "电子元件及专用材料")
    )
    return finding(
        f"金属制品{metal:g}<{low:g}，电子元件{parts:g}>{high:g}",
        f"Metal products {metal:g} < {low:g}, electronic parts {parts:g} > {high:g}",
        (metal, low, PER_CENT),
        (parts, high, PER_CENT),
        conflict=metal < low or parts > high,
    )


RULES: Mapping[str, Rule] = {
    "x01": x01,
    "x02": x02,
    "x09": x09,
    "x10": x10,
    "x11": x11,
    "x12": x12,
    "x19": x19,
    "x23": x23,
    "x29": x29,
    "x30": x30,
    "x31": x31,
    "x32": x32,
    "x35": x35,
    "x41": x41,
    "x46": x46,
}
