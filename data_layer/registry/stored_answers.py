"""Results kept in the folder of a version, under the mark of the code that computed them."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from data_layer.filters.filters import Filters
from data_layer.registry.rolled.layout import Layout, answer_key

MOST_ROWS = 100_000
"""Of a result that is stored: a list of enterprises may be as long as the registry."""


@dataclass(frozen=True)
class StoredAnswers:
    """Of one version; folder: None keeps nothing."""

    folder: Path | None

    def get(
        self, fingerprint: str, question: str, filters: Filters, params: Mapping[str, str]
    ) -> pl.DataFrame | None:
        """A result of this very code, or None."""
        file = self._file(fingerprint, question, filters, params=params)
        return pl.read_ipc(file) if file is not None and file.is_file() else None

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
        file.parent.mkdir(parents=True, exist_ok=True)
        draft = file.with_name(f".{uuid.uuid4().hex}")
        result.write_ipc(draft)
        draft.replace(file)

    def _file(
        self, fingerprint: str, question: str, filters: Filters, params: Mapping[str, str]
    ) -> Path | None:
        if self.folder is None:
            return None
        return Layout(self.folder).answer(fingerprint, answer_key(question, filters, params))
