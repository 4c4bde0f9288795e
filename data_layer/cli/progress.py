"""The progress bar of long imports."""

from types import TracebackType
from typing import Final, Self, TextIO

from tqdm import tqdm

SHOWN_FROM: Final = 50_000


class RowsBar:
    """Called with the rows read so far; shows a bar from 50,000 on, and on a terminal only."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._bar: tqdm | None = None

    def __call__(self, rows: int) -> None:
        if rows < SHOWN_FROM or not self._stream.isatty():
            return
        if self._bar is None:
            self._bar = tqdm(unit="行 rows", file=self._stream, unit_scale=True)
        self._bar.update(rows - self._bar.n)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._bar is not None:
            self._bar.close()
