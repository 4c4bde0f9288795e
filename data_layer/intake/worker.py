"""The process of one preview or import: `python -m data_layer.intake.worker KIND HOME FOLDER ...`.

KIND: preview, import, patents or context. HOME: the data folder. FOLDER: of the upload; of a
preview `-`, which is asked for when it is wanted (see `readers`). Then the limits: megabytes of
memory and seconds of processor time.
"""

import os
import resource
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from data_layer.files.disk import disk_errors, reason
from data_layer.importer import ImportFileError, import_file
from data_layer.importer.figures.stored import import_context
from data_layer.importer.patents.stored import import_patents
from data_layer.intake import figures, patent_list
from data_layer.intake.choices import Choices
from data_layer.intake.jobs import Job, keep
from data_layer.intake.preview import Files, preview_of
from data_layer.intake.preview_json import to_json
from data_layer.intake.propose import opened
from data_layer.intake.readers import answer_order
from data_layer.intake.remembered import remember
from data_layer.intake.uploads import MB, Upload, write
from data_layer.registry import clock
from data_layer.registry.hosts import open_store
from data_layer.registry.settings import read_settings
from data_layer.registry.turns import own_turn
from data_layer.vocabulary.schema import columns
from data_layer.vocabulary.text import Text, several

NOTHING = Text(
    "没有可导入的企业，数据没有变化", "There is no enterprise to import: nothing changed"
)
BROKEN = Text(
    "文件读到一半出错，数据没有变化：{error}", "Reading the file failed, nothing changed: {error}"
)


def main(arguments: list[str]) -> int:
    """Do one thing within the limits; the exit code is 1 for a file that cannot be taken."""
    kind, home, folder, memory, seconds = arguments
    resource.setrlimit(resource.RLIMIT_AS, (int(memory) * MB, int(memory) * MB))
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds)))
    if kind == "preview":
        _load()
        answer_order(Path(home), lambda order: _previewed(Upload(Path(order)), Path(home)))
        return 0
    upload = Upload(Path(folder))
    steps = {"import": _import, "context": _context, "patents": _patents}
    with own_turn(Path(home), lambda: keep(upload, Job("waiting", os.getpid()))):
        keep(upload, Job("reading", os.getpid()))
        return _finished(upload, lambda: steps[kind](upload, Path(home)))


def preview(upload: Upload, home: Path) -> None:
    """Write the preview of an upload as was decided so far; ImportFileError says what is wrong."""
    if patent_list.is_list(upload):
        reading = patent_list.preview(upload, open_store(read_settings(home)))
        write(upload.preview, patent_list.to_json(reading))
        return
    if (decided := figures.choices_of(upload)) is not None:
        write(upload.preview, figures.to_json(figures.preview(upload, decided, home)))
        return
    reading, choices = opened(upload.file, upload.choices())
    upload.keep(choices)
    if not upload.headings():
        upload.keep_headings(reading.source.header)
    for path in (upload.rejects, upload.questions):
        path.unlink(missing_ok=True)
    files = Files(upload.rejects, upload.questions, upload.folder)
    seen = preview_of(upload.file, reading, choices.same_id, files=files)
    write(upload.preview, to_json(seen))


def _load() -> None:
    """Look at a list of one row, so that what every look makes at first is made."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "list.csv"
        cells = dict.fromkeys(columns(), "1")
        path.write_text("\n".join((",".join(cells), ",".join(cells.values()))), encoding="utf-8")
        preview_of(path, opened(path, Choices())[0], "keep_both", Files())


def _previewed(upload: Upload, home: Path) -> str:
    """What is wrong with an upload (zh, en); nothing where its preview was written."""
    try:
        preview(upload, home)
    except ImportFileError as error:
        return "\x1f".join(error.message)
    return ""


def _import(upload: Upload, home: Path) -> Job:
    choices, process, settings = upload.choices(), os.getpid(), read_settings(home)
    report = import_file(
        upload.file,
        open_store(settings),
        mapping=choices.mapping(),
        activate=False,
        progress=lambda rows: keep(upload, Job("reading", process, rows)),
        as_of=clock.today(settings.zone),
    )
    if report.manifest is None:
        return Job("failed", process, report.read, message=NOTHING)
    headers = {upload.headings(), tuple(report.mapped)} - {()}
    remember(home, sorted(headers), upload.file.name, choices=choices)
    return Job("done", process, report.read, version=report.manifest.version)


def _context(upload: Upload, home: Path) -> Job:
    decided = figures.choices_of(upload) or figures.FigureChoices()
    report = import_context(upload.file, home, decided.roles, sheet=decided.sheet)
    words = Text(
        f"“{report.name}”：存入 {report.stored:,} 个数值、{len(report.indicators):,} 项指标；"
        f"{report.rejects.height:,} 个未采用",
        f"“{report.name}”: {several(report.stored, 'figure', 'figures')} of "
        f"{several(len(report.indicators), 'indicator', 'indicators')} stored; "
        f"{report.rejects.height:,} not taken",
    )
    return Job("done", os.getpid(), report.read, message=words)


def _patents(upload: Upload, home: Path) -> Job:
    report = import_patents(
        upload.file,
        open_store(read_settings(home)),
        sheet=patent_list.chosen_sheet(upload),
        activate=False,
    )
    words = Text(
        f"已导入 {report.patents:,} 件专利，其中 {report.of_registry:,} 件属于企业库中的 "
        f"{report.enterprises:,} 家企业。看板仍在使用原来的数据。",
        f"{several(report.patents, 'patent', 'patents')} imported, {report.of_registry:,} of them "
        f"of {several(report.enterprises, 'enterprise', 'enterprises')} of the registry. The pages "
        "still use the data from before.",
    )
    version = None if report.manifest is None else report.manifest.version
    return Job("done", os.getpid(), report.read, version=version, message=words)


def _finished(upload: Upload, step: Callable[[], Job]) -> int:
    """Take a step and tell how it ended, also when it failed."""
    try:
        with disk_errors():
            job = step()
    except ImportFileError as error:
        job = Job("failed", os.getpid(), message=error.message)
    except Exception as error:
        traceback.print_exc()
        message = Text(
            *(
                words.format(error=cause[:200])
                for words, cause in zip(BROKEN, reason(error), strict=True)
            )
        )
        job = Job("failed", os.getpid(), message=message)
    keep(upload, job)
    return 0 if job.state == "done" else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
