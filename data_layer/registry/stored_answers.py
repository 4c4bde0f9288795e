"""Results kept in the folder of a version, under the mark of the code that computed them."""

import io
import uuid
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from data_layer.filters.filters import Filters
from data_layer.registry.rolled.layout import Layout, answer_key
from data_layer.registry.sealed import sealed, unsealed

MOST_ROWS = 100_000
"""Of a result that is stored: a list of enterprises may be as long as the registry."""


@dataclass(frozen=True)
class StoredAnswers:
    """Of one version; folder: None keeps nothing."""

    folder: Path | None

    def get(
        self, fingerprint: str, question: str, filters: Filters, params: Mapping[str, str]
    ) -> pl.DataFrame | None:
        """A result of this very code, or None; a damaged one is none."""
        file = self._file(fingerprint, question, filters, params=params)
        if file is None or not file.is_file():
            return None
        result = read_answer(file)
        if result is None:
            with suppress(OSError):
                file.unlink()
        return result

    def keep(
        self,
        fingerprint: str,
        question: str,
        params: Mapping[str, str],
        compute: Callable[[], pl.DataFrame],
    ) -> None:
        """Keep an unfiltered result, unless it is there or too long. OSError where nothing can be
        written."""
        file = self._file(fingerprint, question, Filters(), params=params)
        if file is None or file.is_file():
            return
        result = compute()
        if result.height > MOST_ROWS:
            return
        write_answer(result, file)

    def _file(
        self, fingerprint: str, question: str, filters: Filters, params: Mapping[str, str]
    ) -> Path | None:
        if self.folder is None:
            return None
        return Layout(self.folder).answer(fingerprint, answer_key(question, filters, params))


def write_answer(result: pl.DataFrame, file: Path) -> None:
    """Keep a result with its checksum."""
    buffer = io.BytesIO()
    result.write_ipc(buffer)
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f".{uuid.uuid4().hex}")
    draft.write_bytes(sealed(buffer.getvalue()))
    draft.replace(file)


def read_answer(file: Path) -> pl.DataFrame | None:
    """A result that was kept; None where it was damaged since."""
    content = unsealed(file.read_bytes())
    return None if content is None else pl.read_ipc(io.BytesIO(content))
