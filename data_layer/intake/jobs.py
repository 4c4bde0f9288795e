"""Processes that look at or import an upload, within limits of memory and time.

An import tells how far it is in `job.json`; what it did not tell, its exit does.
"""

import json
import os
import signal
import subprocess
import sys
import threading
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from data_layer.importer.errors import ImportFileError
from data_layer.intake import figures, patent_list
from data_layer.intake.figures import FiguresPreview
from data_layer.intake.preview import Preview
from data_layer.intake.preview_json import from_json
from data_layer.intake.uploads import Upload, write
from data_layer.registry.drafts import is_running, remove_drafts
from data_layer.registry.settings import Settings
from data_layer.vocabulary.text import Text

ROOT = Path(__file__).parents[2]
PREVIEW_SECONDS = 120
WAITING = "-"
"""In place of the folder: it will be said."""
State = Literal["starting", "waiting", "reading", "done", "failed", "cancelled"]
ENDED = ("done", "failed", "cancelled")
KILLED = Text(
    "导入进程用完了允许的内存或时间，已停止；使用中的数据没有变化",
    "The import used up the memory or time that it may have and was stopped; the data in use are "
    "unchanged",
)


@dataclass(frozen=True)
class Job:
    """How far an import is. rows: read so far. version: of a finished one, none for figures."""

    state: State
    process: int = 0
    rows: int = 0
    version: str | None = None
    message: tuple[str, str] | None = None


Ready = subprocess.Popen[bytes]
"""A process that has loaded what a preview needs, and waits to be told of an upload."""


def ready(settings: Settings) -> Ready:
    """Begin one while a file comes in: loading takes as long as reading 50,000 rows."""
    return subprocess.Popen(
        _command("preview", WAITING, settings),
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def dismiss(process: Ready) -> None:
    """End one that is not needed."""
    process.kill()
    process.communicate()


def look(upload: Upload, settings: Settings, process: Ready | None = None) -> None:
    """Make the preview of an upload as was decided so far; ImportFileError says what is wrong."""
    upload.preview.unlink(missing_ok=True)
    process = process or ready(settings)
    try:
        output, _ = process.communicate(f"{upload.folder.resolve()}\n".encode(), PREVIEW_SECONDS)
    except subprocess.TimeoutExpired:
        dismiss(process)
        raise ImportFileError(KILLED) from None
    if process.returncode == 0:
        return
    zh, _, en = output.decode("utf-8", "replace").strip().partition("\x1f")
    raise ImportFileError(Text(zh, en) if en else KILLED)


def seen(upload: Upload) -> Preview:
    """The last preview of an upload of enterprises."""
    return from_json(upload.preview.read_text(encoding="utf-8"))


def seen_figures(upload: Upload) -> FiguresPreview:
    """The last preview of an upload of figures."""
    return figures.from_json(upload.preview.read_text(encoding="utf-8"))


def start(upload: Upload, settings: Settings) -> None:
    """Begin an import; a second one of the same upload is not begun."""
    kind = "import" if figures.choices_of(upload) is None else "context"
    kind = "patents" if patent_list.is_list(upload) else kind
    if job_of(upload) is not None:
        return
    keep(upload, Job("starting"))
    process = subprocess.Popen(
        _command(kind, str(upload.folder.resolve()), settings),
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    keep(upload, Job("starting", process.pid))
    threading.Thread(target=_wait, args=(process, upload, settings.home), daemon=True).start()


def job_of(upload: Upload) -> Job | None:
    """How far an upload's import is; None before it was begun."""
    path = upload.folder / "job.json"
    if not path.is_file():
        return None
    job = Job(**json.loads(path.read_text(encoding="utf-8")))
    if job.state not in ENDED and job.process and not is_running(job.process):
        return Job("failed", job.process, job.rows, message=KILLED)
    return job


def keep(upload: Upload, job: Job) -> None:
    """Tell how far an import is."""
    write(upload.folder / "job.json", json.dumps(asdict(job)))


def forget(upload: Upload) -> None:
    """Let a cancelled or failed import be begun anew."""
    job = job_of(upload)
    if job is not None and job.state in ("cancelled", "failed"):
        (upload.folder / "job.json").unlink(missing_ok=True)


def cancel(upload: Upload, home: Path) -> None:
    """Kill an import that has not ended; what it had written is removed."""
    job = job_of(upload)
    if job is None or job.state in ENDED:
        return
    keep(upload, Job("cancelled", job.process, job.rows))
    if job.process and _is_ours(job.process, upload):
        os.kill(job.process, signal.SIGKILL)
        remove_drafts(home)


def _is_ours(process: int, upload: Upload) -> bool:
    """Whether a process is the one that imports an upload, and not another of the same number."""
    try:
        return upload.id.encode() in Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return False


def _command(kind: str, folder: str, settings: Settings) -> list[str]:
    limits = (str(settings.import_memory_mb), str(settings.import_seconds))
    home = str(settings.home.resolve())
    return [sys.executable, "-m", "data_layer.intake.worker", kind, home, folder, *limits]


def _wait(process: subprocess.Popen[bytes], upload: Upload, home: Path) -> None:
    """Take note of how an import ended, and remove what it left behind."""
    process.wait()
    job = job_of(upload)
    if job is not None and job.state not in ENDED:
        keep(upload, Job("failed", job.process, job.rows, message=KILLED))
    remove_drafts(home)
