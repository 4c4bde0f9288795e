"""What the text says beside its own tables, and `errata.csv` does not list."""

from collections.abc import Mapping

from data_layer.reference_figures.errata.check import (
    ENTERPRISES,
    LEVELS,
    PER_CENT,
    PIECES,
    Finding,
    Rule,
    finding,
)
from data_layer.reference_figures.errata.reader import Reader

STANDARDS_GAP = 45.0
"""Section 2.1.4: little giants hold some 17 standards, provincial enterprises some 12, a gap of
"about 45%"."""
LEVELS_S1, LEVELS_S3 = 4, 3
"""Section 1.2 of s1 counts champions as the top of four levels; s3, part 1, counts three."""
PROVINCES, INDUSTRIES = "e16_provinces_top10", "e20_industries_top12"
GIANTS = "little_giant_share_within_pct"


def c06(read: Reader) -> Finding:
    """A gap of about 45% between means that are printed as about 17 and about 12."""
    high, low = (
        read.cell("e07_standards_holding", "group", tier, column="mean_standards_estimate")
        for tier in ("国家级", "省级")
    )
    gap, most = (high / low - 1) * 100, ((high + 0.5) / (low - 0.5) - 1) * 100
    return finding(
        f"{high:g}÷{low:g}−1={gap:.1f}%，印作约{STANDARDS_GAP:g}%；两数均为约数，取整前至多{most:.1f}%",
        f"{high:g} / {low:g} − 1 = {gap:.1f}%, printed as about {STANDARDS_GAP:g}%; both means are "
        f"rounded, and before rounding the gap is {most:.1f}% at most",
        (gap, STANDARDS_GAP, PER_CENT),
        conflict=abs(gap - STANDARDS_GAP) > 0.5,
        reconcilable=most >= STANDARDS_GAP,
    )


def c07(read: Reader) -> Finding:
    """Falls that are printed in per cent and are percentage points."""
    compared, words = [], []
    for tier, fact in (("national", "f_growth_drop_nat"), ("provincial", "f_growth_drop_prov")):
        before, after = (
            read.cell("e11a_revenue_growth", "year", year, column=f"{tier}_median_pct")
            for year in (2023, 2024)
        )
        printed = read.fact(fact)
        fall = before - after
        compared.append((fall / before * 100, printed, PER_CENT))
        words.append((before, after, fall, fall / before * 100))
    zh = "；".join(f"{b:g}−{a:g}={f:.2f}个百分点，即{p:.1f}%" for b, a, f, p in words)
    en = "; ".join(f"{b:g} − {a:g} = {f:.2f} points, which is {p:.1f}%" for b, a, f, p in words)
    return finding(
        f"{zh}；正文写作“降幅”{compared[0][1]:g}%与{compared[1][1]:g}%，单位应为百分点",
        f"{en}; the text prints falls of {compared[0][1]:g}% and {compared[1][1]:g}%: the unit is "
        "percentage points",
        *compared,
        conflict=all(abs(percent - printed) > 1 for percent, printed, _ in compared),
    )


def c08(read: Reader) -> Finding:
    """More than 3% in a table, 3% at least in the text."""
    name = "近两年每年研发费用占营收比重"
    least = min(read.column_where("r01_criteria_2026", "criterion", name, column="threshold"))
    strict = read.words("e02_new_measures_2026", "no", 2, "change", r"均超(\d+)%")
    return finding(
        f"图表2第2项“均超{strict:g}%”，1.3“均不低于{least:g}%”：恰为{least:g}%者按前者不达标，按后者达标",
        f"More than {strict:g}% in item 2 of e02, {least:g}% at least in 1.3: an enterprise at "
        f"{least:g}% fails the one and meets the other",
        (least, strict, PER_CENT),
        conflict=least == strict,
    )


def c09(read: Reader) -> Finding:
    """The little-giant share that Anhui would need."""
    size, total = read.fact("f_yrd"), read.fact("f_total") / 10_000
    cluster = size / total * 100
    inside = read.cell("e17_clusters", "cluster", "长三角", column=GIANTS)
    names = ("上海市", "江苏省", "浙江省")
    shares = [
        read.cell(PROVINCES, "province", name, column="national_share_of_all_pct") for name in names
    ]
    giants = [read.cell(PROVINCES, "province", name, column=GIANTS) for name in names]
    anhui = cluster - sum(shares)
    needed = (inside * cluster - sum(s * g for s, g in zip(shares, giants, strict=True))) / anhui
    terms = "−".join(f"{s:g}×{g:g}" for s, g in zip(shares, giants, strict=True))
    highest = max(read.column(PROVINCES, GIANTS))
    return finding(
        f"安徽={cluster:.2f}−{sum(shares):.2f}={anhui:.2f}%；({inside:g}×{cluster:.2f}−{terms})÷"
        f"{anhui:.2f}={needed:.1f}%，高于表中各省（至多{highest:g}%），但与所印之数不矛盾",
        f"Anhui = {cluster:.2f} − {sum(shares):.2f} = {anhui:.2f}%; ({inside:g} × {cluster:.2f} − "
        f"{terms.replace('×', ' × ').replace('−', ' − ')}) / {anhui:.2f} = {needed:.1f}%, above "
        f"each province of the table ({highest:g}% at most), yet nothing printed contradicts it",
        (needed, highest, PER_CENT),
        conflict=needed > highest,
        reconcilable=True,
    )


def c10(read: Reader) -> Finding:
    """Services above manufacturing among the twelve divisions, beside 制造业为主."""
    made = ("制造业", "制品业")
    shares = read.column(INDUSTRIES, "share_pct")
    names = read.labels(INDUSTRIES, "industry")
    goods = sum(s for n, s in zip(names, shares, strict=True) if n.endswith(made))
    services, rest = sum(shares) - goods, 100 - sum(shares)
    return finding(
        f"前12大类中服务业{services:.2f}%，制造业{goods:.2f}%；正文称“制造业为主、服务业为辅”；"
        f"其余{rest:.2f}%若多为制造业则相容",
        f"Among the twelve divisions services hold {services:.2f}% and manufacturing {goods:.2f}%, "
        f"while the text has manufacturing first; compatible if the other {rest:.2f}% are mostly "
        "manufacturing",
        (services, goods, PER_CENT),
        conflict=services > goods,
        reconcilable=goods + rest > services,
    )


def c11(read: Reader) -> Finding:
    """Little giants since the end of 2024, without a batch in between."""
    now, before = read.fact("f_national"), read.fact("f_lg_2024") * 10_000
    batches = read.fact("f_batches")
    return finding(
        f"{now:g}−{before:g}={now - before:g}家：2024年底至2026年2月新增，而正文称只完成"
        f"{batches:g}个批次；若2025年第七批已计入（勘误x20）则相容",
        f"{now:g} − {before:g} = {now - before:g} more from the end of 2024 to February 2026, "
        f"while the text counts {batches:g} batches; compatible if the seventh of 2025 is in the "
        "number (erratum x20)",
        (now - before, 0.0, ENTERPRISES),
        conflict=now > before,
        implausible=True,
    )


def c12(read: Reader) -> Finding:
    """Levels of the system in two sources."""
    top = read.fact("f_champions")
    return finding(
        f"s1为{LEVELS_S1}级，s3为{LEVELS_S3}级；s3不计单项冠军（{top:g}家）则相容",
        f"{LEVELS_S1} levels in s1, {LEVELS_S3} in s3; compatible as s3 leaves single champions "
        f"({top:g}) out",
        (LEVELS_S1, LEVELS_S3, LEVELS),
        conflict=LEVELS_S1 != LEVELS_S3,
        reconcilable=True,
    )


def c13(read: Reader) -> Finding:
    """The title of e16 says little giants; its shares are of all enterprises."""
    share = read.cell(PROVINCES, "province", "江苏省", column="national_share_of_all_pct")
    printed = read.fact("f_sz_total")
    of_all, of_giants = (share / 100 * read.fact(fact) for fact in ("f_total", "f_national"))
    return finding(
        f"图表16题为“小巨人”分布；江苏{share:g}%：按全部企业为{of_all:.0f}家，与图表54的{printed:g}家相符，"
        f"按小巨人只有{of_giants:.0f}家，故占比以全部企业为分母",
        f"The title of e16 says little giants; Jiangsu's {share:g}% is {of_all:.0f} of all "
        f"enterprises, as the {printed:g} of e54, and {of_giants:.0f} of little giants: the shares "
        "are of all enterprises",
        (of_giants, printed, ENTERPRISES),
        conflict=abs(of_all / printed - 1) < 0.01 < abs(of_giants / printed - 1),
    )


def c14(read: Reader) -> Finding:
    """A target for little giants below their present mean."""
    target = read.words("r04_stage_targets", "topic", "国际化", "target", r"≥(\d+)件")
    champions = "e40_little_giant_vs_champion"
    mean = read.cell(champions, "indicator", "PCT申请量", column="little_giant_mean")
    return finding(
        f"攻坚层目标PCT≥{target:g}件，图表40小巨人现有均值{mean:g}件；均值由少数大户拉高，中位数未印，故不矛盾",
        f"The third stage targets {target:g} PCT applications, the present mean of little giants "
        f"is {mean:g} (e40); a few large ones may pull the mean up, and no median is printed: no "
        "contradiction",
        (target, mean, PIECES),
        conflict=target < mean,
        reconcilable=True,
    )


RULES: Mapping[str, Rule] = {
    "c06": c06,
    "c07": c07,
    "c08": c08,
    "c09": c09,
    "c10": c10,
    "c11": c11,
    "c12": c12,
    "c13": c13,
    "c14": c14,
}
