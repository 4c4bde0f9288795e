"""Targets of honours, standards and evaluations (e06-e10, e37, e39)."""

from collections.abc import Iterator

import polars as pl

from data_layer.calibration.target import (
    EVERYONE,
    Target,
    by_tier,
    mean,
    median,
    percentage,
    printed_share,
    share_of_all,
)
from data_layer.reference_figures.tables import table
from data_layer.vocabulary.terms import COUNT, EVALUATIONS, HONOURS, PER_CENT, PIECES
from data_layer.vocabulary.text import Text

CONTRADICTED = {"high_tech": "x13", "tech_centre": "x14", "tech_sme": "x15", "unicorn": "x22"}
STANDARDS = pl.col("standards") > 0
OUTPUT = pl.col("patents") + pl.col("software_copyrights")
OUTPUT_NOTE = Text(
    "报告未定义综合成果；取专利总量与软件著作权之和",
    "The report does not define its composite output; patents plus software copyrights",
)


def targets() -> Iterator[Target]:
    """All targets of this file."""
    yield from _holdings()
    yield from _multiples()
    yield from _matrix()
    yield from _standards()
    yield from _output()
    yield from _evaluations()
    yield from _grants()


def _id(honour: str) -> str:
    return next(id for id, label in HONOURS.items() if label.zh == honour)


def _holdings() -> Iterator[Target]:
    for row in table("e06_honours").iter_rows(named=True):
        id = _id(row["honour"])
        yield from by_tier(
            f"e06.{id}",
            Text(f"{row['honour']}持有率", f"Share holding: {HONOURS[id].en}"),
            PER_CENT,
            kind="share",
            measure=percentage(pl.col(id)),
            printed=(row["national_pct"], row["provincial_pct"]),
            gap=row["gap_pp"],
            errata=("x21",) if id == "little_giant_title" else (),
        )


def _multiples() -> Iterator[Target]:
    for row in table("e37_honour_ratios").iter_rows(named=True):
        id = _id(row["honour"])
        yield from by_tier(
            f"e37.{id}",
            Text(f"{row['honour']}持有率", f"Share holding: {HONOURS[id].en}"),
            PER_CENT,
            kind="share",
            measure=percentage(pl.col(id)),
            printed=(row["national_pct"], row["provincial_pct"]),
            ratio=row["ratio"],
        )


def _matrix() -> Iterator[Target]:
    """A share, or the distance to the nearer end of a printed range."""
    for row in table("e39_honour_matrix").iter_rows(named=True):
        id = _id(row["honour"])
        holding = share_of_all(pl.col(id))
        errata = (CONTRADICTED[id],) if id in CONTRADICTED else ()
        low, high = row["holding_low_pct"], row["holding_high_pct"]
        if low == high:
            label = Text(f"{row['honour']}总体持有率", f"Share of all holding: {HONOURS[id].en}")
            yield printed_share(f"e39.{id}", label, published=low, measure=holding, errata=errata)
            continue
        for end, bound, inside in (("low", low, holding >= low), ("high", high, holding <= high)):
            label = Text(
                f"{row['honour']}总体持有率{'下' if end == 'low' else '上'}限",
                f"Share of all holding: {HONOURS[id].en}, {end} end",
            )
            nearest = pl.when(inside).then(pl.lit(float(bound))).otherwise(holding)
            note = Text(f"区间{low:g}—{high:g}%内即符合", f"Met inside {low:g}-{high:g}%")
            yield Target(
                f"e39.{id}.{end}",
                "e39",
                label,
                unit=PER_CENT,
                published=bound,
                kind="range",
                measure=nearest,
                errata=errata,
                reason=note,
            )


def _standards() -> Iterator[Target]:
    rows = table("e07_standards_holding").rows(named=True)
    yield from by_tier(
        "e07.holding",
        Text("标准持有率", "Share holding standards"),
        PER_CENT,
        kind="share",
        measure=percentage(STANDARDS),
        printed=(rows[0]["holding_pct"], rows[1]["holding_pct"]),
    )
    label = Text("总体标准持有率", "Share of all holding standards")
    measure = percentage(STANDARDS)(EVERYONE)
    printed = rows[2]["holding_pct"]
    yield printed_share("e07.holding.all", label, published=printed, measure=measure)
    yield from by_tier(
        "e07.mean",
        Text("平均标准数量", "Mean number of standards"),
        COUNT,
        kind="mean",
        measure=lambda tier: mean("standards")(tier & STANDARDS),
        printed=(rows[0]["mean_standards_estimate"], rows[1]["mean_standards_estimate"]),
        reason=Text("持有标准的企业", "Enterprises that hold any"),
    )


def _output() -> Iterator[Target]:
    columns = {
        "专利总量中位数": ("patents", pl.col("patents"), "patents"),
        "发明授权中位数": ("invention_grants", pl.col("invention_grants"), "invention grants"),
        "综合成果中位数": ("output", OUTPUT, "patents and copyrights"),
    }
    for row in table("e08_standards_by_tier").iter_rows(named=True):
        name, value, english = columns[row["indicator"]]
        for side, rows in (("with", STANDARDS), ("without", ~STANDARDS)):
            words = "有标准" if side == "with" else "无标准"
            yield from by_tier(
                f"e08.{name}.{side}_standards",
                Text(f"{words}企业{row['indicator']}", f"Median of {english} {side} standards"),
                PIECES,
                kind="median",
                measure=lambda tier, value=value, rows=rows: value.filter(tier & rows).median(),
                printed=(row[f"national_{side}"], row[f"provincial_{side}"]),
                reason=OUTPUT_NOTE if name == "output" else Text("", ""),
            )


def _evaluations() -> Iterator[Target]:
    ids = {label.zh: id for id, label in EVALUATIONS.items()}
    for row in table("e09_tech_evaluation").iter_rows(named=True):
        id = ids[row["evaluation"]]
        yield from by_tier(
            f"e09.{id}",
            Text(f"{row['evaluation']}占比", f"Share assessed: {EVALUATIONS[id].en}"),
            PER_CENT,
            kind="share",
            measure=percentage(pl.col("technology_evaluation").eq_missing(id)),
            printed=(row["national_pct"], row["provincial_pct"]),
            gap=row["gap_pp"],
            ratio=row["ratio"],
        )


def _grants() -> Iterator[Target]:
    evaluated = pl.col("technology_evaluation").is_not_null()
    rows = table("e10_evaluation_vs_grants").rows(named=True)
    grants = median("invention_grants")
    for side, mask in (("with", evaluated), ("without", ~evaluated)):
        words = "有评价" if side == "with" else "无评价"
        yield from by_tier(
            f"e10.grants.{side}_evaluation",
            Text(f"{words}企业发明授权中位数", f"Median grants {side} evaluation"),
            PIECES,
            kind="median",
            measure=lambda tier, mask=mask: grants(tier & mask),
            printed=(rows[0][f"{side}_evaluation"], rows[1][f"{side}_evaluation"]),
        )
    yield from by_tier(
        "e10.grants.uplift",
        Text("有评价企业发明授权中位数高出", "Median grants, above those without an assessment"),
        PER_CENT,
        kind="ratio",
        measure=lambda tier: (grants(tier & evaluated) / grants(tier & ~evaluated) - 1) * 100,
        printed=(rows[0]["gap_pct"], rows[1]["gap_pct"]),
    )
