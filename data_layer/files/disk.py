"""What Polars says of a disk, as Python says it."""

import os
import re
from collections.abc import Generator
from contextlib import contextmanager
from typing import Final

import polars as pl

_CODE: Final = re.compile(r"\(os error (\d+)\)")


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
