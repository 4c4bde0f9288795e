"""What went wrong with a disk, as Python says it and as a visitor may read it."""

import os
import re
from collections.abc import Generator
from contextlib import contextmanager
from typing import Final

import polars as pl

_CODE: Final = re.compile(r"\(os error (\d+)\)")
_FOLDERS: Final = re.compile(r"(?<!\w)/(?:[^\s/'\"]+/)+")


@contextmanager
def disk_errors() -> Generator[None]:
    """Raise OSError where Polars could not read or write: a full disk is no fault of the data."""
    try:
        yield
    except pl.exceptions.PolarsError as error:
        match = _CODE.search(str(error))
        if match is None:
            raise
        code = int(match[1])
        raise OSError(code, os.strerror(code)) from error


def reason(error: BaseException) -> str:
    """What went wrong, without the folders of this machine: those are for the log alone."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    words = _FOLDERS.sub("", str(error))
    return f"{type(error).__name__}: {words}" if words else type(error).__name__
