"""What the commands print: reports of imports, context tables and versions, as lines of text."""

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from data_layer.importer.figures.stored import ContextReport
from data_layer.importer.patents.stored import NOTE, PatentsReport
from data_layer.importer.rows.report import ImportReport
from data_layer.registry.clock import CHINA, stamped
from data_layer.registry.manifest import Manifest
from data_layer.vocabulary.fields import KINDS
from data_layer.vocabulary.schema import columns
from data_layer.vocabulary.text import Lang, Text, several

SHOWN_REJECTS = 10
CORRECTING = Text(
    "  （更正：--sheet 选工作表；--mapping 写明列、单位、列名行、向下填充、代码相同怎么办）",
    "  (to correct: --sheet for another sheet; --mapping for columns, units, heading rows, filling "
    "down and shared ids)",
)


def import_lines(
    report: ImportReport, dry_run: bool, lang: Lang, zone: ZoneInfo = CHINA
) -> list[str]:
    """Mapping, notes and counts; of a dry run also samples and the first rejects."""
    encoding = f", {report.encoding}" if report.encoding else ""
    lines = [f"{report.source} ({report.format}{encoding})", Text("列：", "Columns:")(lang)]
    lines += _mapping_lines(report, lang)
    lines += [f"! {note(lang)}" for note in report.notes]
    if report.notes:
        lines.append(CORRECTING(lang))
    if dry_run:
        lines += [Text("转换示例：", "Samples:")(lang), *_sample_lines(report)]
    lines.append(
        Text(
            f"读取 {report.read:,} 行 = 接受 {report.accepted:,} + 搁置 {report.set_aside:,}"
            f"（其中并入他行 {report.merged:,}）；拒绝单元格 {report.cells_rejected:,} 个",
            f"read {several(report.read, 'row', 'rows')} = accepted {report.accepted:,} + "
            f"set aside {report.set_aside:,} (of these merged {report.merged:,}); "
            f"cells rejected: {report.cells_rejected:,}",
        )(lang)
    )
    lines += [f"  {heading}: {count:,}" for heading, count in report.rejected_by_column.items()]
    if dry_run:
        lines += [_reject_line(reject, lang) for reject in report.first_rejects[:SHOWN_REJECTS]]
        lines.append(Text("预演，没有写入任何内容", "dry run: nothing was written")(lang))
    if report.rejects:
        lines.append(Text(f"拒绝清单：{report.rejects}", f"rejects: {report.rejects}")(lang))
    if report.questions_file:
        asked = report.questions_file
        lines.append(Text(f"待核对：{asked}", f"to look at: {asked}")(lang))
    if report.manifest:
        lines += version_lines((report.manifest,), report.manifest.version, lang, zone=zone)
    return lines


def _mapping_lines(report: ImportReport, lang: Lang) -> list[str]:
    left_out = Text("（未用）", "(not used)")(lang)
    return [
        f"  {heading} -> {', '.join(_named(name, lang) for name in names) or left_out}"
        + (f" [{report.units[heading]}]" if heading in report.units else "")
        for heading, names in report.mapped.items()
    ]


def _named(name: str, lang: Lang) -> str:
    return f"{name} {columns()[name].label.zh}" if lang == "zh" else name


def _sample_lines(report: ImportReport) -> list[str]:
    return [
        f"  {sample.heading}: {sample.text!r} -> {sample.column} = {sample.stored}"
        for sample in report.samples
    ]


def _reject_line(reject: tuple[int, str, str, str], lang: Lang) -> str:
    row, column, value, reason = reject
    zh, _, en = reason.partition(" / ")
    place = Text(f"第 {row} 行", f"row {row}")(lang)
    return f"  {place} {column} {value!r}: {Text(zh, en)(lang)}"


def context_lines(report: ContextReport, lang: Lang) -> list[str]:
    """Counts, indicators and the first rejects of a context table."""
    rejected = report.rejects.height
    return [
        Text(
            f"{report.name}：读取 {report.read:,} 个数值 = 存入 {report.stored:,} + "
            f"缺失 {report.missing:,} + 拒绝 {rejected:,}",
            f"{report.name}: read {several(report.read, 'figure', 'figures')} = "
            f"stored {report.stored:,} + missing {report.missing:,} + rejected {rejected:,}",
        )(lang),
        *(f"  {indicator}" for indicator in report.indicators),
        *(_reject_line(reject, lang) for reject in report.rejects.head(SHOWN_REJECTS).iter_rows()),
    ]


def patents_lines(report: PatentsReport, lang: Lang, zone: ZoneInfo = CHINA) -> list[str]:
    """What columns are, what is assumed, counts and the first rejects of a list of patents."""
    version = report.manifest
    holders = several(report.enterprises, "enterprise", "enterprises")
    return [
        report.source,
        *(f"  {heading} -> {role}" for role, heading in report.roles.items()),
        *(f"! {note(lang)}" for note in report.assumed),
        Text(
            f"读取 {report.read:,} 行 = 专利 {report.patents:,} 件 + 搁置或并入 "
            f"{report.set_aside:,} 行；拒绝单元格 {report.cells_rejected:,} 个",
            f"read {several(report.read, 'row', 'rows')} = "
            f"{several(report.patents, 'patent', 'patents')} + set aside or put together "
            f"{report.set_aside:,}; cells rejected: {report.cells_rejected:,}",
        )(lang),
        Text(
            f"其中 {report.of_registry:,} 件属于企业库中的 {report.enterprises:,} 家企业；"
            "其余保留，待这些企业导入后计入",
            f"of these {report.of_registry:,} belong to {holders} of the registry; the others are "
            "kept and count once their enterprise is imported",
        )(lang),
        *(_reject_line(reject, lang) for reject in report.rejects.head(SHOWN_REJECTS).iter_rows()),
        *(
            [Text("预演，没有写入任何内容", "dry run: nothing was written")(lang)]
            if version is None
            else version_lines((version,), version.version, lang, zone=zone)
        ),
    ]


def version_lines(
    manifests: Iterable[Manifest], current: str | None, lang: Lang, zone: ZoneInfo = CHINA
) -> list[str]:
    """One line a version; the current one has a star."""
    return [
        f"{'*' if manifest.version == current else ' '} {manifest.version}  {manifest.rows:>10,}  "
        f"{stamped(manifest.created, zone)}  {manifest.source}"
        + (f"  + {manifest.notes[NOTE].get('source', '')}" if NOTE in manifest.notes else "")
        + (f"  [{KINDS['demonstration'](lang)}]" if manifest.demonstration else "")
        for manifest in manifests
    ]
