"""Commands of who runs the atlas for others: backup, check, restore, sign-out."""

import argparse
import getpass
from pathlib import Path
from typing import Any, Final, TextIO

from data_layer.access.audit import Audit
from data_layer.access.sessions import end_all_of
from data_layer.registry import checksums
from data_layer.registry.backup import backup, restore
from data_layer.registry.settings import Settings
from data_layer.registry.store import Store

AUDITED: Final = frozenset({"context", "demo", "import", "restore", "revoke", "sign-out", "use"})
"""Commands that change what others see."""


def add_operation(commands: Any) -> None:
    """Add the commands to a parser."""
    keep = commands.add_parser("backup", help="备份数据文件夹 · back the data folder up")
    keep.add_argument("file", type=Path, metavar="FILE.tar")
    bring = commands.add_parser("restore", help="恢复备份 · bring a backup back")
    bring.add_argument("file", type=Path, metavar="FILE.tar")
    checked = commands.add_parser(
        "check", help="核对数据版本的文件 · hold the files of versions against their checksums"
    )
    checked.add_argument("version", nargs="*", metavar="VERSION")
    out = commands.add_parser("sign-out", help="让某人退出登录 · end somebody's sessions")
    out.add_argument("who", metavar="NAME")


def run_backup(arguments: argparse.Namespace, settings: Settings, out: TextIO) -> int:
    """Write the data folder to a file."""
    versions = backup(settings.home, arguments.file)
    out.write(f"已备份 {versions} 个版本 · backed up, versions: {versions}\n")
    return 0


def run_restore(arguments: argparse.Namespace, settings: Settings, out: TextIO) -> int:
    """Bring a backup back."""
    versions = restore(arguments.file, settings.home)
    out.write(f"已恢复 {versions} 个版本 · restored, versions: {versions}\n")
    return 0


def run_check(arguments: argparse.Namespace, settings: Settings, out: TextIO) -> int:
    """Read every byte of versions, all if none is named; 1 where one is damaged."""
    store = Store(settings.home)
    damaged = {version: store.damaged(version) for version in arguments.version or store.names()}
    for version, files in damaged.items():
        verdict = f"已损坏 · damaged: {', '.join(files)}" if files else "完好 · whole"
        if not checksums.exist(store.home / "versions" / version):
            verdict = "没有校验值 · no checksums: stored by an earlier release"
        out.write(f"{version}  {verdict}\n")
    return 1 if any(damaged.values()) else 0


def run_sign_out(arguments: argparse.Namespace, settings: Settings, out: TextIO) -> int:
    """End the sessions of one person."""
    ended = end_all_of(settings.home, arguments.who)
    out.write(f"已结束 {ended} 个登录 · sessions ended: {ended}\n")
    return 0


def audited(arguments: argparse.Namespace, settings: Settings) -> None:
    """Keep a line of a command that changed what others see, where access is on."""
    if settings.access == "off" or arguments.command not in AUDITED:
        return
    given = {
        name: str(value)
        for name, value in vars(arguments).items()
        if name in ("file", "version", "who", "rows", "seed") and value is not None
    }
    audit = Audit(settings.home, settings.audit_days)
    audit.write(
        "import",
        who=f"shell:{getpass.getuser()}",
        command=arguments.command,
        given=" ".join(given.values()),
    )
