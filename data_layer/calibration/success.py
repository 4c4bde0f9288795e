"""Success rates by score and sector (e35): printed, but no registry tells who applied."""

from collections.abc import Iterator

from data_layer.calibration.target import Target, printed_share
from data_layer.reference_figures.tables import table
from data_layer.vocabulary.text import Text

NO_APPLICANTS = Text(
    "认定成功率须知申报企业，企业库只有已认定企业",
    "A success rate needs the applicants; the registry has recognised enterprises only",
)
SECTORS = {
    "电子核心产业": Text("电子核心产业", "core electronics"),
    "高端装备": Text("高端装备", "high-end equipment"),
    "软件信息": Text("软件信息", "software and information"),
    "基础制造": Text("基础制造", "basic manufacturing"),
}


def targets() -> Iterator[Target]:
    """All targets of this file."""
    for row in table("e35_success_by_score").iter_rows(named=True):
        for place, (column, name) in enumerate(SECTORS.items(), start=1):
            label = Text(
                f"{name.zh}{row['score_band']}认定成功率",
                f"Success rate from score {row['low']}, {name.en}",
            )
            yield printed_share(
                f"e35.{row['low']}.{place}",
                label,
                published=row[column],
                measure=None,
                errata=("x45",),
                reason=NO_APPLICANTS,
            )
