"""A workbook of many enterprises, written by a process of its own, after what anybody waits for.

Writing one is Python all through, some ten seconds of it: in a process that answers pages, every
page would wait for its turn of the interpreter meanwhile.

`python -m data_layer.enterprises.workbook FOLDER` is that process: FOLDER holds `asked.json` and
the rows in files of Arrow, and receives `workbook.xlsx`.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

import orjson
import polars as pl

from data_layer.enterprises.listing import enterprise_fields
from data_layer.files.limit import LateError
from data_layer.files.workbook import xlsx_file
from data_layer.vocabulary.text import Lang

ROOT: Final = Path(__file__).parents[2]
PATIENT: Final = 10
"""How much the process gives way to others (nice)."""
LONGEST: Final = 120.0
"""Seconds for one: 100,000 rows take some fifteen of an idle core."""
ASKED: Final = "asked.json"
BOOK: Final = "workbook.xlsx"
Pairs = Sequence[tuple[str, str]]


class WorkbookError(RuntimeError):
    """The process that writes a workbook failed; what it said last."""


def workbook(chunks: Iterable[pl.DataFrame], lang: Lang, about: Pairs, sources: Pairs) -> bytes:
    """The workbook's bytes. WorkbookError where its process fails, LateError where it is ended."""
    with tempfile.TemporaryDirectory(prefix="srdi-workbook-") as name:
        folder = Path(name)
        for at, chunk in enumerate(chunks):
            chunk.write_ipc(folder / f"{at:06}.arrow")
        asked = {"lang": lang, "about": about, "sources": sources}
        (folder / ASKED).write_bytes(orjson.dumps(asked))
        command = [sys.executable, "-m", "data_layer.enterprises.workbook", name]
        try:
            ended = subprocess.run(
                command, cwd=ROOT, check=False, capture_output=True, text=True, timeout=LONGEST
            )
        except subprocess.TimeoutExpired as late:
            raise LateError from late
        if ended.returncode:
            raise WorkbookError(ended.stderr.strip().rpartition("\n")[2])
        return (folder / BOOK).read_bytes()


def write(folder: Path) -> None:
    """Write the workbook that a folder asks for."""
    asked = orjson.loads((folder / ASKED).read_bytes())
    rows = (pl.read_ipc(path) for path in sorted(folder.glob("*.arrow")))
    fields, lang = enterprise_fields(), asked["lang"]
    xlsx_file(
        folder / BOOK, rows, fields, lang=lang, about=asked["about"], sources=asked["sources"]
    )


if __name__ == "__main__":
    os.nice(PATIENT)
    write(Path(sys.argv[1]))
