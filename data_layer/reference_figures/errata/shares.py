"""Errata of sums and shares: places and industries."""

from collections.abc import Mapping

from data_layer.reference_figures.errata.check import ENTERPRISES, PER_CENT, Finding, Rule, finding
from data_layer.reference_figures.errata.reader import Reader

PROVINCES, CITIES, INDUSTRIES = "e16_provinces_top10", "e19_cities", "e20_industries_top12"
TIERS = "e03_tiers"


def _plus(values: list[float]) -> str:
    return "+".join(f"{value:g}" for value in values)


def _sum(values: list[float], printed: float, subject: tuple[str, str]) -> Finding:
    total = sum(values)
    return finding(
        f"{subject[0]}：{_plus(values)}={total:.2f}，印作{printed:g}",
        f"{subject[1]}: {_plus(values)} = {total:.2f}, printed {printed:g}",
        (total, printed, PER_CENT),
        conflict=abs(total - printed) > 0.05,
    )


def _province(read: Reader, name: str) -> float:
    return read.cell(PROVINCES, "province", name, column="national_share_of_all_pct")


def x04(read: Reader) -> Finding:
    """Ten provinces against their printed sum."""
    shares = read.column(PROVINCES, "national_share_of_all_pct")
    return _sum(shares, read.fact("f_top10"), ("十省相加", "Ten provinces"))


def x05(read: Reader) -> Finding:
    """Three clusters by their sizes, and by provinces without Anhui and Tianjin."""
    sizes = [read.fact(id) for id in ("f_yrd", "f_bth", "f_prd")]
    total, printed = read.fact("f_total") / 10_000, read.fact("f_three_clusters")
    by_size = sum(sizes) / total * 100
    names = ("上海市", "江苏省", "浙江省", "北京市", "河北省", "广东省")
    of_provinces = [_province(read, name) for name in names]
    part = sum(of_provinces)
    return finding(
        f"({_plus(sizes)})÷{total:g}={by_size:.1f}%；"
        f"未含安徽、天津：{_plus(of_provinces)}={part:.2f}%；印作{printed:g}%",
        f"({_plus(sizes)}) / {total:g} = {by_size:.1f}%; without Anhui and Tianjin "
        f"{_plus(of_provinces)} = {part:.2f}%; printed {printed:g}%",
        (by_size, printed, PER_CENT),
        (part, printed, PER_CENT),
        conflict=part > printed + 0.05,
    )


def x06(read: Reader) -> Finding:
    """Four first-tier cities."""
    names = ("北京市", "上海市", "深圳市", "广州市")
    shares = [read.cell(CITIES, "city", name, column="share_of_all_pct") for name in names]
    return _sum(shares, read.fact("f_city4"), ("四市相加", "Four cities"))


def x07(read: Reader) -> Finding:
    """The five largest manufacturing divisions of e20."""
    names = (
        "通用设备制造业",
        "专用设备制造业",
        "电气机械和器材制造业",
        "计算机、通信和其他电子设备制造业",
        "金属制品业",
    )
    shares = [read.cell(INDUSTRIES, "industry", name, column="share_pct") for name in names]
    return _sum(shares, read.fact("f_mfg_top5"), ("前五大制造业", "Five manufacturing divisions"))


def x08(read: Reader) -> Finding:
    """The three service divisions that the text names."""
    names = ("科技推广和应用服务业", "研究和试验发展", "专业技术服务业")
    shares = [read.cell(INDUSTRIES, "industry", name, column="share_pct") for name in names]
    total, printed = sum(shares), read.fact("f_services")
    return finding(
        f"{_plus(shares)}={total:.2f}，印作超过{printed:g}；若“等”含其他行业则不矛盾",
        f"{_plus(shares)} = {total:.2f}, printed as more than {printed:g}; "
        "no contradiction if “and others” stands for further divisions",
        (total, printed, PER_CENT),
        conflict=total <= printed,
        reconcilable=True,
    )


def x16(read: Reader) -> Finding:
    """Suzhou's enterprises are those of Jiangsu."""
    total = read.fact("f_total")
    suzhou = read.cell(CITIES, "city", "苏州市", column="share_of_all_pct") / 100
    jiangsu = _province(read, "江苏省") / 100
    inside = (
        read.cell(PROVINCES, "province", "江苏省", column="little_giant_share_within_pct") / 100
    )
    printed, national = read.fact("f_sz_total"), read.fact("f_sz_national")
    city, province, giants = suzhou * total, jiangsu * total, jiangsu * total * inside
    return finding(
        f"苏州{suzhou:.4f}×{total:g}={city:.0f}，印作{printed:g}；"
        f"江苏{jiangsu:.4f}×{total:g}={province:.0f}，×{inside:.4f}={giants:.0f}，印作{national:g}",
        f"Suzhou {suzhou:.4f} × {total:g} = {city:.0f}, printed {printed:g}; Jiangsu "
        f"{jiangsu:.4f} × {total:g} = {province:.0f}, × {inside:.4f} = {giants:.0f}, "
        f"printed {national:g}",
        (city, printed, ENTERPRISES),
        (province, printed, ENTERPRISES),
        (giants, national, ENTERPRISES),
        conflict=abs(city / printed - 1) > 0.01,
    )


def x24(read: Reader) -> Finding:
    """The little-giant share that Tianjin would need."""
    size, total = read.fact("f_bth"), read.fact("f_total") / 10_000
    cluster = size / total * 100
    inside = read.cell("e17_clusters", "cluster", "京津冀", column="little_giant_share_within_pct")
    names = ("北京市", "河北省")
    shares = [_province(read, name) for name in names]
    column = "little_giant_share_within_pct"
    giants = [read.cell(PROVINCES, "province", name, column=column) for name in names]
    implied = sum(s * g for s, g in zip(shares, giants, strict=True))
    tianjin = cluster - sum(shares)
    needed = (inside * cluster - implied) / tianjin
    widest = (size + 0.05) / total * 100  # 1.9 is printed of anything up to 1.95
    least = (inside * widest - implied) / (widest - sum(shares))
    return finding(
        f"天津={cluster:.3f}−{shares[0]:g}−{shares[1]:g}={tianjin:.3f}%；所需占比=({inside:g}×"
        f"{cluster:.3f}−{shares[0]:g}×{giants[0]:g}−{shares[1]:g}×{giants[1]:g})÷{tianjin:.3f}"
        f"={needed:.0f}%；企业数{size:g}万取整前至多{size + 0.05:g}万，此时天津仍须{least:.0f}%，"
        f"而京冀为{giants[0]:g}%与{giants[1]:g}%",
        f"Tianjin = {cluster:.3f} − {shares[0]:g} − {shares[1]:g} = {tianjin:.3f}%; it would need "
        f"({inside:g} × {cluster:.3f} − {shares[0]:g} × {giants[0]:g} − {shares[1]:g} × "
        f"{giants[1]:g}) / {tianjin:.3f} = {needed:.0f}%; {size:g} (ten thousands) is at most "
        f"{size + 0.05:g} before rounding, and Tianjin would still need {least:.0f}%, against "
        f"{giants[0]:g}% and {giants[1]:g}% of the other two",
        (needed, 100.0, PER_CENT),
        (least, max(giants), PER_CENT),
        conflict=least > max(giants),
        implausible=least <= 100,
    )


def x27(read: Reader) -> Finding:
    """The five largest divisions against a heading."""
    shares = read.column(INDUSTRIES, "share_pct", rows=5)
    printed = 10 * read.printed("x27", "超(.)成")
    return _sum(shares, printed, ("前五相加", "Five largest divisions"))


def x28(read: Reader) -> Finding:
    """Yancheng by subtraction would belong into the table."""
    names = ("苏州市", "上海市", "杭州市", "无锡市", "南京市", "宁波市", "常州市")
    seven = sum(read.cell(CITIES, "city", name, column="share_of_all_pct") for name in names)
    eight = read.fact("f_city_yrd8")
    yancheng = eight - seven
    last = [
        read.cell(CITIES, "city", name, column="share_of_all_pct") for name in ("佛山市", "厦门市")
    ]
    return finding(
        f"{eight:g}−{seven:.2f}={yancheng:.2f}，高于表中佛山{last[0]:g}、厦门{last[1]:g}",
        f"{eight:g} − {seven:.2f} = {yancheng:.2f}, above Foshan {last[0]:g} and Xiamen "
        f"{last[1]:g} of the table",
        (yancheng, min(last), PER_CENT),
        conflict=yancheng > min(last),
    )


def x34(read: Reader) -> Finding:
    """Three provinces are said to be near or above the mean."""
    mean = read.cell(TIERS, "tier", "国家级", column="share_pct")
    column = "little_giant_share_within_pct"
    shares = [
        read.cell(PROVINCES, "province", name, column=column)
        for name in ("湖北省", "湖南省", "四川省")
    ]
    gap = mean - min(shares)
    listed = "、".join(f"{share:g}" for share in shares)
    return finding(
        f"{listed}均低于{mean:g}，相差最多{mean:g}−{min(shares):g}={gap:.2f}个百分点",
        f"{', '.join(f'{s:g}' for s in shares)} are all below {mean:g}, by up to "
        f"{mean:g} − {min(shares):g} = {gap:.2f} points",
        *((share, mean, PER_CENT) for share in shares),
        conflict=max(shares) < mean,
    )


RULES: Mapping[str, Rule] = {
    "x04": x04,
    "x05": x05,
    "x06": x06,
    "x07": x07,
    "x08": x08,
    "x16": x16,
    "x24": x24,
    "x27": x27,
    "x28": x28,
    "x34": x34,
}
