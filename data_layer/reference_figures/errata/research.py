"""Errata of R&D intensity."""

from collections.abc import Mapping

from data_layer.reference_figures.errata.check import ENTERPRISES, PER_CENT, Finding, Rule, finding
from data_layer.reference_figures.errata.reader import Reader

RESEARCH, LEVELS = "e28_rd_bands", "e27_rd_levels"
BANDS = ("≥25%（高强度）", "15%—25%（中等强度）", "<15%（低强度）")


def x02(read: Reader) -> Finding:
    """The table titled profitability holds the means of R&D intensity."""
    pairs = [
        (
            read.cell(LEVELS, "group", group, column="mean_pct"),
            read.cell("e11b_rd_ratio_by_year", "year", 2024, column=column),
        )
        for group, column in (("国家级", "national_mean_pct"), ("省级", "provincial_mean_pct"))
    ]
    words = [f"{printed:g}={mean:g}" for mean, printed in pairs]
    return finding(
        f"图表11b的2024年均值等于图表27的研发占比均值：{'、'.join(words)}",
        f"Means of e11b for 2024 equal the means of R&D intensity in e27: {', '.join(words)}",
        *((mean, printed, PER_CENT) for mean, printed in pairs),
        conflict=all(mean == printed for mean, printed in pairs),
    )


def x11(read: Reader) -> Finding:
    """Share of 25% and more: bands against quartiles, which hold values up to 30% only."""
    shares = [read.cell(RESEARCH, "band", band, column="share_pct") / 100 for band in BANDS]
    giants = [
        read.cell(RESEARCH, "band", band, column="national_share_pct") / 100 for band in BANDS
    ]
    parts = [s * g for s, g in zip(shares, giants, strict=True)]
    high = parts[0] / sum(parts) * 100
    quartile, decile = (
        read.cell("e12_rd_benchmarks", "percentile", p, column="national_pct") for p in (75, 90)
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


def x19(read: Reader) -> Finding:
    """R&D intensity of little giants in two sources."""
    printed, mean = read.fact("f_rd_lg_s5"), read.cell(LEVELS, "group", "国家级", column="mean_pct")
    return finding(
        f"s1均值{mean:g}%，s5均值{printed:g}%，相差{mean - printed:.1f}个百分点；"
        "样本与年份不同，不可比",
        f"Mean {mean:g}% in s1, {printed:g}% in s5: {mean - printed:.1f} points apart; sample and "
        "year differ, and they do not compare",
        (mean, printed, PER_CENT),
        conflict=abs(mean - printed) > 0.1,
        reconcilable=True,
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


def x46(read: Reader) -> Finding:
    """R&D intensity of manufacturing is said to lie between 15% and 25%."""
    low, high = (read.printed("x46", p) for p in (r"制造业(\d+)%—", r"—(\d+)%；"))
    metal, parts = (
        read.cell("e33_sector_levels", "industry", name, column="rd_mean_pct")
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
    "x02": x02,
    "x11": x11,
    "x19": x19,
    "x29": x29,
    "x35": x35,
    "x46": x46,
}
