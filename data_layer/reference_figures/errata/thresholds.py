"""Errata of thresholds, targets, dates and headings."""

from collections.abc import Mapping

from data_layer.reference_figures.errata.check import (
    BATCH,
    ENTERPRISES,
    PER_CENT,
    PIECES,
    POINTS,
    TIMES,
    YEARS,
    Finding,
    Rule,
    finding,
)
from data_layer.reference_figures.errata.reader import Reader

SECTORS, WEIGHTS, STAGES, CRITERIA = (
    "r02_sector_targets",
    "e34_sector_weights",
    "r04_stage_targets",
    "r01_criteria_2026",
)


def x17(read: Reader) -> Finding:
    """R&D intensity asked of hard technology, and the 90th percentile."""
    base = read.cell(WEIGHTS, "sector", "硬科技制造", column="rd_benchmark_pct")
    wanted = read.cell(SECTORS, "sector", "硬科技制造", column="rd_ratio_min_pct")
    decile = read.cell("e12_rd_benchmarks", "percentile", 90, column="national_pct")
    return finding(
        f"图表34基准{base:g}，正文目标{wanted:g}，图表12国家级P90为{decile:g}",
        f"Benchmark {base:g} in e34, target {wanted:g} in the text, national P90 {decile:g} in e12",
        (base, wanted, PER_CENT),
        (decile, wanted, PER_CENT),
        conflict=wanted > base and wanted > decile,
    )


def x20(read: Reader) -> Finding:
    """A batch of recognition that had not been held."""
    batches, batch = read.fact("f_batches"), read.printed("x20", "第(.)批")
    year = read.cell("e53_haoshun_timeline", "period", "2025至今", column="start_year")
    return finding(
        f"{year:g}年第{batch:g}批；截至2026年2月底完成{batches:g}批",
        f"Batch {batch:g} in {year:g}; {batches:g} batches held by February 2026",
        (batches, batch, BATCH),
        conflict=batch > batches,
    )


def x33(read: Reader) -> Finding:
    """17,684 rounded to ten thousands."""
    count, printed = read.fact("f_national"), read.printed("x33", r"约([\d.]+)万家")
    rounded = round(count / 10_000, 1)
    return finding(
        f"{count:g}÷10000={count / 10_000:.4f}≈{rounded:g}万家，印作{printed:g}万家",
        f"{count:g} / 10,000 = {count / 10_000:.4f} ≈ {rounded:g}, printed {printed:g} (ten "
        "thousands)",
        (rounded * 10_000, printed * 10_000, ENTERPRISES),
        conflict=rounded != printed,
    )


def x36(read: Reader) -> Finding:
    """Years of the building stage."""
    row = ("e01_policy_stages", "stage", "体系构建期", "period")
    first, last = read.words(*row, r"(\d{4})—"), read.words(*row, r"—(\d{4})")
    printed, years = read.printed("x36", "，(.)年内"), last - first + 1
    return finding(
        f"{last:g}−{first:g}+1={years:g}年，印作{printed:g}年",
        f"{last:g} − {first:g} + 1 = {years:g} years, printed {printed:g}",
        (years, printed, YEARS),
        conflict=years != printed,
    )


def x37(read: Reader) -> Finding:
    """Patents asked of basic manufacturing."""
    target = read.cell(SECTORS, "sector", "基础制造", column="patents_min")
    general = read.cell(SECTORS, "sector", "通用设备", column="patents_min")
    printed = read.words("e51_patent_strategy", "sector", "基础制造", "target", r"总量≥(\d+)")
    return finding(
        f"3.4节≥{target:g}件，图表51≥{printed:g}件（同通用设备{general:g}件）",
        f"At least {target:g} in section 3.4, {printed:g} in e51 (as general equipment, "
        f"{general:g})",
        (target, printed, PIECES),
        conflict=target != printed,
    )


def x39(read: Reader) -> Finding:
    """Basic threshold of R&D intensity in manufacturing."""
    threshold = read.cell("r03_rd_advice", "case", "创新投入基本门槛", column="threshold_pct")
    line = read.cell("e12_rd_benchmarks", "percentile", 50, column="policy_threshold_pct")
    mean = read.cell("e27_rd_levels", "group", "国家级", column="mean_pct")
    basic = read.cell(WEIGHTS, "sector", "基础制造", column="rd_benchmark_pct")
    return finding(
        f"基本门槛{threshold:g}高于达标线{line:g}、国家级均值{mean:g}、基础制造基准{basic:g}",
        f"Basic threshold {threshold:g} above the line {line:g}, the national mean {mean:g} and "
        f"the benchmark of basic manufacturing {basic:g}",
        (line, threshold, PER_CENT),
        (mean, threshold, PER_CENT),
        conflict=threshold > max(line, mean, basic),
    )


def x40(read: Reader) -> Finding:
    """6% and 10% against the lowest band and the criterion."""
    start = read.words(STAGES, "horizon", "6—12个月", "target", r"<(\d+)%")
    gate = read.words(STAGES, "horizon", "12—24个月", "target", r"≥(\d+)%")
    band = read.cell("e28_rd_bands", "band", "<15%（低强度）", column="high_pct")
    name = "近两年每年研发费用占营收比重"
    criterion = min(read.column_where(CRITERIA, "criterion", name, column="threshold"))
    return finding(
        f"4.1.1的{start:g}与第三章最低档{band:g}；门槛{gate:g}与1.3的{criterion:g}",
        f"{start:g} in 4.1.1 against the lowest band {band:g} of chapter 3; {gate:g} against "
        f"{criterion:g} in 1.3",
        (start, band, PER_CENT),
        (gate, criterion, PER_CENT),
        conflict=start != band and gate != criterion,
    )


def x42(read: Reader) -> Finding:
    """A target for recognised little giants that equals their threshold."""
    target = read.words(STAGES, "topic", "I类知识产权", "target", r"≥(\d+)件")
    criterion = max(read.column_where(CRITERIA, "criterion", "I类知识产权", column="threshold"))
    return finding(
        f"攻坚层目标{target:g}项=认定门槛{criterion:g}项；已认定者按旧门槛认定，未必达到，故不矛盾",
        f"Target {target:g} of the third stage = threshold {criterion:g} of recognition; those "
        "recognised by the old threshold need not meet it: no contradiction",
        (target, criterion, PIECES),
        conflict=target == criterion,
        reconcilable=True,
    )


def x43(read: Reader) -> Finding:
    """The honour said to be of low importance has the largest multiple."""
    ratios = read.column("e37_honour_ratios", "ratio")
    champion = read.cell("e37_honour_ratios", "honour", "制造业单项冠军", column="ratio")
    value = read.cell("e39_honour_matrix", "honour", "制造业单项冠军", column="value_low")
    return finding(
        f"图表32列为低重要性；图表37差距{champion:g}倍为最大，图表39价值{value:g}分以上；"
        "政策重要性、差距与价值是不同的量，不能断定矛盾",
        f"Low importance in e32; the largest multiple, {champion:g}, in e37 and a value of "
        f"{value:g} and more in e39; importance to policy, gap and value are different measures: "
        "no contradiction proven",
        (max(ratios), champion, TIMES),
        conflict=champion == max(ratios),
        reconcilable=True,
    )


def x44(read: Reader) -> Finding:
    """A high value inside the range of low values."""
    high = read.cell("e39_honour_matrix", "honour", "高新技术企业", column="value_low")
    low, top = (
        read.cell("e39_honour_matrix", "honour", "绿色工厂", column=c)
        for c in ("value_low", "value_high")
    )
    return finding(
        f"高价值{high:g}分在低价值区间{low:g}—{top:g}分之内",
        f"The high value {high:g} lies inside the range of low values, {low:g} to {top:g}",
        (high, top, POINTS),
        conflict=low <= high <= top,
    )


def x45(read: Reader) -> Finding:
    """Shares that do not add up to 100."""
    shares = read.column("e35_success_by_score", "电子核心产业")
    total = sum(shares)
    words = "+".join(f"{share:g}" for share in shares)
    return finding(
        f"{words}={total:.1f}，不为100",
        f"{words} = {total:.1f}, not 100",
        (total, 100.0, PER_CENT),
        conflict=abs(total - 100) > 0.5,
    )


def x48(read: Reader) -> Finding:
    """230 patents by 2024 and by 2025."""
    text = read.fact("f_hs_patents")
    row = ("e53_haoshun_timeline", "period", "2021-2024")
    table = read.words(*row, "outcome", r"累计获得(\d+)项")
    year = read.cell(*row, "end_year")
    return finding(
        f"图表53：至{year:g}年{table:g}项；正文：截至2025年{text:g}项；若2025年无新增则相容",
        f"e53: {table:g} by {year:g}; text: {text:g} by 2025; compatible if 2025 added none",
        (table, text, PIECES),
        conflict=table == text and year < 2025,
        reconcilable=True,
    )


def x49(read: Reader) -> Finding:
    """Contribution of little giants to patents in two sources."""
    s5, s3 = read.fact("f_lg_inv_share"), read.fact("f_lg_patent_share")
    return finding(
        f"s5为{s5:g}%，s3为{s3:g}%，相差{s5 / s3:.1f}倍",
        f"{s5:g}% in s5, {s3:g}% in s3: {s5 / s3:.1f} times",
        (s5, s3, PER_CENT),
        conflict=s5 != s3,
    )


RULES: Mapping[str, Rule] = {
    "x17": x17,
    "x20": x20,
    "x33": x33,
    "x36": x36,
    "x37": x37,
    "x39": x39,
    "x40": x40,
    "x42": x42,
    "x43": x43,
    "x44": x44,
    "x45": x45,
    "x48": x48,
    "x49": x49,
}
