"""The arguments of every command."""

import argparse
from datetime import date
from pathlib import Path
from typing import Any, Final

from data_layer.cli.operation import add_operation
from data_layer.rollup.command import add_rollup

DEMO_ROWS: Final = 167_372
DEMO_SEED: Final = 2026


def build_parser(
    with_serve: bool = False, with_briefing: bool = False, with_rollup: bool = False
) -> argparse.ArgumentParser:
    """The parser of all commands; the parsed name is in `command`."""
    parser = argparse.ArgumentParser(
        prog="app.py", description="专精特新图谱 · SRDI Atlas", allow_abbrev=False
    )
    parser.set_defaults(prepare=None, roll_up=None)
    parser.add_argument(
        "--lang", choices=("zh", "en"), default=None, help="语言 · language (SRDI_LANG)"
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    if with_serve:
        commands.add_parser("serve", help="启动看板 · start the dashboard")
    if with_briefing:
        slides = commands.add_parser("briefing", help="生成简报幻灯片 · write a briefing's slides")
        slides.add_argument(
            "file",
            type=Path,
            nargs="+",
            metavar="FILE",
            help="TOML 文件，或 check 与待核对的幻灯片、图片 · a TOML file, or `check` and decks "
            "or pictures: 1 if a number is another now",
        )
        slides.add_argument("-o", "--out", type=Path, metavar="OUT.pptx")
    if with_rollup:
        add_rollup(commands)
    _add_lists(commands)
    demo = commands.add_parser("demo", help="生成演示企业库 · make the demonstration registry")
    demo.add_argument("--rows", type=_positive, default=DEMO_ROWS, metavar="N")
    demo.add_argument("--seed", type=_natural, default=DEMO_SEED, metavar="S")
    commands.add_parser("versions", help="列出数据版本 · list data versions")
    use = commands.add_parser("use", help="切换数据版本 · switch to a data version")
    use.add_argument("version", metavar="VERSION")
    taken_back = commands.add_parser("revoke", help="撤销签名链接 · take a signed link back")
    taken_back.add_argument("link", metavar="LINK")
    add_operation(commands)
    judge = commands.add_parser("assess", help="按2026年标准测评 · assess against the criteria")
    judge.add_argument("file", type=Path, metavar="FILE")
    commands.add_parser("dictionary", help="数据字典（CSV）· data dictionary as CSV")
    return parser


def _add_lists(commands: Any) -> None:
    """The commands that bring lists: of enterprises, province figures, patents."""
    bring = commands.add_parser("import", help="导入企业文件 · import a file of enterprises")
    bring.add_argument("file", type=Path, metavar="FILE")
    bring.add_argument("--mapping", type=Path, metavar="FILE", help="列映射 · mapping file (TOML)")
    bring.add_argument("--sheet", metavar="NAME", help="Excel 工作表 · sheet of a workbook")
    bring.add_argument(
        "--join",
        action="store_true",
        help="列名相同的工作表一起读 · with all sheets that have the same headings",
    )
    bring.add_argument(
        "--as-of",
        type=_date,
        metavar="YYYY-MM-DD",
        help="名单截至日期，默认今天（SRDI_TZ） · the day of which the list is, by default today",
    )
    bring.add_argument("--dry-run", action="store_true", help="只预演，不写入 · write nothing")
    context = commands.add_parser(
        "context", help="导入省份×年份指标 · import province x year figures"
    )
    context.add_argument("file", type=Path, metavar="FILE")
    listed = commands.add_parser("patents", help="导入专利清单 · import a list of patents")
    listed.add_argument("file", type=Path, metavar="FILE")
    listed.add_argument("--sheet", metavar="NAME", help="Excel 工作表 · sheet of a workbook")
    listed.add_argument("--dry-run", action="store_true", help="只预演，不写入 · write nothing")


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"应为 YYYY-MM-DD · not YYYY-MM-DD: {text}") from None


def _positive(text: str) -> int:
    number = _whole(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"至少为 1 · at least 1: {text}")
    return number


def _natural(text: str) -> int:
    number = _whole(text)
    if number < 0:
        raise argparse.ArgumentTypeError(f"不能为负 · not negative: {text}")
    return number


def _whole(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"不是整数 · not a whole number: {text}") from None
