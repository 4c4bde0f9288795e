"""Errata of honours: shares of holders, and the numbers of enterprises that they amount to."""

from collections.abc import Mapping

from data_layer.reference_figures.errata.check import ENTERPRISES, PER_CENT, Finding, Rule, finding
from data_layer.reference_figures.errata.reader import Reader

HONOURS, MATRIX, TIERS = "e06_honours", "e39_honour_matrix", "e03_tiers"


def _tier_shares(read: Reader) -> tuple[float, float]:
    national, provincial = (
        read.cell(TIERS, "tier", t, column="share_pct") for t in ("国家级", "省级")
    )
    return national / 100, provincial / 100


def _overall(read: Reader, honour: str) -> tuple[float, str]:
    """The holding rate over both tiers, and how it is computed."""
    a, b = _tier_shares(read)
    x, y = (
        read.cell(HONOURS, "honour", honour, column=f"{t}_pct") for t in ("national", "provincial")
    )
    return a * x + b * y, f"{a:g}×{x:g}+{b:g}×{y:g}"


def _honour(honour: str) -> Rule:
    def rule(read: Reader) -> Finding:
        overall, how = _overall(read, honour)
        printed = read.cell(MATRIX, "honour", honour, column="holding_low_pct")
        return finding(
            f"{how}={overall:.2f}，印作{printed:g}",
            f"{how} = {overall:.2f}, printed {printed:g}",
            (overall, printed, PER_CENT),
            conflict=abs(overall - printed) > 0.05,
        )

    return rule


def x21(read: Reader) -> Finding:
    """Provincial enterprises with the national title, though tiers exclude each other."""
    share = read.cell(HONOURS, "honour", "专精特新“小巨人”", column="provincial_pct")
    count = share / 100 * (read.fact("f_total") - read.fact("f_national"))
    return finding(
        f"层级互斥时应为0，印作{share:g}%，即约{count:.0f}家；若指省级称号则相容",
        f"0 if tiers exclude each other; printed {share:g}%, about {count:.0f} enterprises; "
        "compatible if a provincial title is meant",
        (0.0, share, PER_CENT),
        conflict=share > 0,
        reconcilable=True,
    )


def x22(read: Reader) -> Finding:
    """Unicorns lie below the range printed for rare honours."""
    overall, how = _overall(read, "独角兽企业")
    low = read.cell(MATRIX, "honour", "独角兽企业", column="holding_low_pct")
    return finding(
        f"{how}={overall:.2f}，低于下限{low:g}",
        f"{how} = {overall:.2f}, below the lower end {low:g}",
        (overall, low, PER_CENT),
        conflict=overall < low - 0.05,
    )


def x25(read: Reader) -> Finding:
    """Single champions among little giants against the national count."""
    share, total = read.fact("f_lg_also_champion"), read.fact("f_national")
    count, printed = share / 100 * total, read.fact("f_champions")
    return finding(
        f"{share:g}%×{total:g}={count:.0f}，印作{printed:g}",
        f"{share:g}% × {total:g} = {count:.0f}, printed {printed:g}",
        (count, printed, ENTERPRISES),
        conflict=count > printed,
    )


def x26(read: Reader) -> Finding:
    """How many unicorns the shares amount to."""
    national = read.fact("f_national")
    provincial = read.fact("f_total") - national
    a, b = (
        read.cell(HONOURS, "honour", "独角兽企业", column=f"{t}_pct")
        for t in ("national", "provincial")
    )
    count = (a * national + b * provincial) / 100
    return finding(
        f"{a:g}%×{national:g}+{b:g}%×{provincial:g}={count:.0f}；算术只给出数量，无印本数字可比",
        f"{a:g}% × {national:g} + {b:g}% × {provincial:g} = {count:.0f}; arithmetic gives the "
        "number only, no printed one to set beside it",
        (count, None, ENTERPRISES),
        conflict=False,
    )


RULES: Mapping[str, Rule] = {
    "x13": _honour("高新技术企业"),
    "x14": _honour("企业技术中心"),
    "x15": _honour("科技型中小企业"),
    "x21": x21,
    "x22": x22,
    "x25": x25,
    "x26": x26,
}
