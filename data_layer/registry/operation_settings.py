"""Settings of logs, of own measures, and of how much one client may ask for."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field
from pydantic_settings import BaseSettings

from data_layer.vocabulary.text import Text

Log = Annotated[
    Literal["warnings", "requests"], Text("warnings 或 requests", "warnings or requests")
]
PerMinute = Annotated[
    int,
    Field(ge=0, le=100_000),
    Text("0 到 100000 的整数，0 为不限", "a whole number from 0 to 100000, 0 for no limit"),
]
File = Annotated[Path | None, Text("文件的路径", "the path of a file")]


class OperationSettings(BaseSettings):
    """log: lines of warnings alone, or of each request too.

    support_file: measures of support that the operator adds to the printed ones
        (SRDI_SUPPORT_FILE), by default support.toml in the data folder.
    exports_per_minute, pictures_per_minute: files, and pictures and decks, that one client gets of
        a process.
    """

    log: Log = "warnings"
    support_file: File = None
    exports_per_minute: PerMinute = 120
    pictures_per_minute: PerMinute = 30
