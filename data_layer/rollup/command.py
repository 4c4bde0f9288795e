"""python app.py rollup [--engine spark --master spark://HOST:PORT] SOURCE DEST."""

import argparse
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from data_layer.registry.hosts import open_store
from data_layer.registry.settings import read_settings
from data_layer.rollup.build import Job, roll_up
from data_layer.rollup.engines import Engine, polars_engine
from data_layer.rollup.questions import Question
from data_layer.rollup.source import RollupError
from data_layer.rollup.spark import SparkMissingError, spark_engine
from data_layer.vocabulary.text import Text


def add_rollup(commands: Any) -> None:
    """The arguments of the command."""
    parser = commands.add_parser(
        "rollup", help="把分区 Parquet 汇总为数据版本 · roll partitioned Parquet up into a version"
    )
    parser.add_argument("--engine", choices=("polars", "spark"), default="polars")
    parser.add_argument(
        "--master", default="local[*]", metavar="URL", help="Spark 主节点 · spark://HOST:PORT"
    )
    parser.add_argument(
        "--conf",
        action="append",
        default=[],
        type=_setting,
        metavar="KEY=VALUE",
        help="Spark 配置 · a Spark property, as often as needed",
    )
    parser.add_argument("source", type=Path, metavar="SOURCE")
    parser.add_argument("dest", type=Path, metavar="DEST")


def run_rollup(
    arguments: argparse.Namespace, questions: Sequence[Question], fingerprint: str
) -> int:
    """Run the job and say what it does; exit code 0, or 1 with what is wrong on stderr."""
    try:
        with _engine(arguments) as engine:
            job = Job(engine, questions, fingerprint, say=say)
            home = read_settings(arguments.dest.resolve())
            made = roll_up(arguments.source.resolve(), open_store(home), job)
    except (RollupError, SparkMissingError) as error:
        say(error.message)
        return 1
    print(f"{made.version}  {made.rows:,}  {made.source}")
    return 0


def _engine(arguments: argparse.Namespace) -> AbstractContextManager[Engine]:
    if arguments.engine == "polars":
        return polars_engine()
    return spark_engine(arguments.master, dict(arguments.conf))


def say(message: Text) -> None:
    """Tell who waits what is done, on stderr."""
    print(f"{message.zh} · {message.en}", file=sys.stderr)


def _setting(text: str) -> tuple[str, str]:
    key, equals, value = text.partition("=")
    if not equals or not key:
        raise argparse.ArgumentTypeError(f"KEY=VALUE: {text}")
    return key, value
