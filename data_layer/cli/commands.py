"""The command line over the data folder: import, patents, context, demo, versions, use, check ...

Every command takes its arguments, the settings and a stream to print to, and gives the exit code:
0 done, 1 refused (said on stderr in both languages); argparse gives 2 for bad usage.
"""

import argparse
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Final, TextIO

import polars as pl

from data_layer.cli.assess_input import read_enterprises
from data_layer.cli.demonstration import add_demonstration
from data_layer.cli.dictionary import dictionary
from data_layer.cli.operation import (
    audited,
    run_backup,
    run_check,
    run_restore,
    run_sign_out,
)
from data_layer.cli.parser import build_parser
from data_layer.cli.progress import RowsBar
from data_layer.cli.report_text import (
    context_lines,
    import_lines,
    patents_lines,
    version_lines,
)
from data_layer.files.disk import disk_errors, reason
from data_layer.files.tabular import csv_text
from data_layer.importer import ImportFileError, ImportMapping, import_file, read_mapping
from data_layer.importer.figures.stored import import_context
from data_layer.importer.patents.stored import import_patents
from data_layer.policy.assessment import assess
from data_layer.registry import clock
from data_layer.registry.backup import BackupError
from data_layer.registry.hosts import open_store
from data_layer.registry.manifest import DamagedVersionError, Manifest, UnknownVersion
from data_layer.registry.registry import Registry
from data_layer.registry.revoked import revoke
from data_layer.registry.settings import Settings, SettingsError, read_settings
from data_layer.registry.turns import own_turn
from data_layer.vocabulary.text import Lang, Text

Command = Callable[[argparse.Namespace, Settings, TextIO], int]
Serve = Callable[[Settings], int]
Brief = Callable[[Sequence[Path], Path | None, Settings, Lang], int]
Roll = Callable[[argparse.Namespace], int]
Prepare = Callable[[Registry], None]
RollUp = Callable[[Path, Manifest], None]


def main(
    argv: Sequence[str],
    *,
    serve: Serve | None = None,
    brief: Brief | None = None,
    roll: Roll | None = None,
    prepare: Prepare | None = None,
    roll_up: RollUp | None = None,
) -> int:
    """Run one command of the command line.

    `serve` adds the command that starts the app, `brief` the one that writes a briefing's slides,
    `roll` the one that makes a roll-up. `prepare` is done with a version before it comes into use,
    `roll_up` with the rows of one that is too large for memory.
    """
    parser = build_parser(serve is not None, brief is not None, roll is not None)
    arguments = parser.parse_args(argv)
    arguments.prepare, arguments.roll_up = prepare, roll_up
    try:
        settings = read_settings()
    except SettingsError as refused:
        return _refuse(refused.message)
    if arguments.command == "serve" and serve is not None:
        return serve(settings)
    if arguments.command == "briefing" and brief is not None:
        return brief(arguments.file, arguments.out, settings, _lang(arguments))
    if arguments.command == "rollup" and roll is not None:
        return roll(arguments)
    return run(arguments, settings, sys.stdout)


def run(arguments: argparse.Namespace, settings: Settings, out: TextIO) -> int:
    """Run a parsed command other than serve."""
    try:
        with disk_errors():
            code = COMMANDS[arguments.command](arguments, settings, out)
        if code == 0:
            audited(arguments, settings)
        return code
    except (BackupError, DamagedVersionError, ImportFileError, UnknownVersion) as refused:
        return _refuse(refused.message)
    except OSError as error:
        cause, at = reason(error), f" ({error.filename})" if error.filename else ""
        return _refuse(Text(f"读写失败：{cause.zh}{at}", f"cannot read or write: {cause.en}{at}"))


def _import(arguments: argparse.Namespace, settings: Settings, out: TextIO) -> int:
    mapping = read_mapping(arguments.mapping) if arguments.mapping else ImportMapping()
    turn = nullcontext() if arguments.dry_run else own_turn(settings.home, _waiting)
    with turn, RowsBar(sys.stderr) as bar:
        report = import_file(
            arguments.file,
            open_store(settings, arguments.prepare, arguments.roll_up),
            mapping=replace(mapping, join=True) if arguments.join else mapping,
            sheet=arguments.sheet,
            dry_run=arguments.dry_run,
            progress=bar,
            as_of=arguments.as_of or clock.today(settings.zone),
        )
    _print(out, import_lines(report, arguments.dry_run, _lang(arguments), zone=settings.zone))
    if report.accepted == 0:
        return _refuse(
            Text("没有可导入的企业，数据版本未变", "no enterprise to import; the version is kept")
        )
    return 0


def _demo(arguments: argparse.Namespace, settings: Settings, out: TextIO) -> int:
    store = open_store(settings, arguments.prepare, arguments.roll_up)
    with own_turn(settings.home, _waiting):
        add_demonstration(store, arguments.rows, arguments.seed)
    _print(
        out,
        version_lines(
            store.versions()[:1], store.current_version(), _lang(arguments), zone=settings.zone
        ),
    )
    return 0


def _versions(arguments: argparse.Namespace, settings: Settings, out: TextIO) -> int:
    store = open_store(settings)
    _print(
        out,
        version_lines(
            store.versions(), store.current_version(), _lang(arguments), zone=settings.zone
        ),
    )
    return 0


def _use(arguments: argparse.Namespace, settings: Settings, out: TextIO) -> int:
    store = open_store(settings, arguments.prepare, arguments.roll_up)
    manifest = store.use(arguments.version)
    _print(out, version_lines((manifest,), manifest.version, _lang(arguments), zone=settings.zone))
    return 0


def _revoke(arguments: argparse.Namespace, settings: Settings, out: TextIO) -> int:
    revoke(settings.home, arguments.link)
    _print(out, ["已撤销 · revoked"])
    return 0


def _context(arguments: argparse.Namespace, settings: Settings, out: TextIO) -> int:
    with own_turn(settings.home, _waiting):
        report = import_context(arguments.file, settings.home)
    _print(out, context_lines(report, _lang(arguments)))
    return 0


def _patents(arguments: argparse.Namespace, settings: Settings, out: TextIO) -> int:
    turn = nullcontext() if arguments.dry_run else own_turn(settings.home, _waiting)
    with turn:
        report = import_patents(
            arguments.file,
            open_store(settings, arguments.prepare, arguments.roll_up),
            sheet=arguments.sheet,
            dry_run=arguments.dry_run,
        )
    _print(out, patents_lines(report, _lang(arguments), zone=settings.zone))
    return 0


def _assess(arguments: argparse.Namespace, settings: Settings, out: TextIO) -> int:
    enterprises = read_enterprises(arguments.file)
    for row, column, value, why in enterprises.rejects.iter_rows():
        print(f"第 {row} 行 row {row}: {column} {value!r}: {why}", file=sys.stderr)
    _write_csv(out, assess(enterprises.rows))
    return 0


def _dictionary(arguments: argparse.Namespace, settings: Settings, out: TextIO) -> int:
    _write_csv(out, dictionary())
    return 0


COMMANDS: Final[Mapping[str, Command]] = {
    "import": _import,
    "demo": _demo,
    "versions": _versions,
    "use": _use,
    "context": _context,
    "patents": _patents,
    "revoke": _revoke,
    "backup": run_backup,
    "check": run_check,
    "restore": run_restore,
    "sign-out": run_sign_out,
    "assess": _assess,
    "dictionary": _dictionary,
}


def _lang(arguments: argparse.Namespace) -> Lang:
    return "en" if (arguments.lang or os.environ.get("SRDI_LANG")) == "en" else "zh"


def _print(out: TextIO, lines: Sequence[str]) -> None:
    out.write("".join(f"{line}\n" for line in lines))


def _write_csv(out: TextIO, frame: pl.DataFrame) -> None:
    # Text streams turn \n into the platform's own line end; \r\n would come out doubled.
    out.write(csv_text(frame).replace("\r\n", "\n"))


def _waiting() -> None:
    print(
        "另一个导入正在进行，完成后自动开始…",
        "Another import runs; this one follows…",
        sep="\n",
        file=sys.stderr,
    )


def _refuse(message: Text) -> int:
    print(message.zh, message.en, sep="\n", file=sys.stderr)
    return 1
