"""What went wrong with a disk, as Python says it and as a visitor may read it."""

import errno
import os
import re
from collections.abc import Generator
from contextlib import contextmanager
from typing import Final

import polars as pl

from data_layer.vocabulary.text import Text, same

_CODE: Final = re.compile(r"\(os error (\d+)\)")
CAUSES: Final = {
    errno.ENOSPC: Text("磁盘已满", "no space left on the disk"),
    errno.EDQUOT: Text("磁盘配额已用完", "the disk quota is used up"),
    errno.EROFS: Text("文件系统只读", "read-only file system"),
    errno.EACCES: Text("没有权限", "permission denied"),
    errno.EPERM: Text("不允许此操作", "not permitted"),
    errno.ENOENT: Text("没有这个文件或文件夹", "no such file or folder"),
    errno.EISDIR: Text("这是文件夹，不是文件", "a folder, not a file"),
    errno.ENOTDIR: Text("路径中有一段不是文件夹", "a part of the path is no folder"),
    errno.EIO: Text("磁盘读写出错", "the disk failed"),
    errno.EMFILE: Text("打开的文件过多", "too many open files"),
}
"""What an operator meets, in both languages; of others the system's own words."""
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


def reason(error: BaseException) -> Text:
    """What went wrong, without the folders of this machine: those are for the log alone."""
    if isinstance(error, OSError) and error.strerror:
        return CAUSES.get(error.errno or 0) or same(error.strerror)
    words = _FOLDERS.sub("", str(error))
    return same(f"{type(error).__name__}: {words}" if words else type(error).__name__)
