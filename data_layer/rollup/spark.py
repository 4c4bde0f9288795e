"""Apache Spark as the engine of a roll-up. PySpark and Java 17 are needed here and nowhere else.

Paths are handed to the cluster as they are: source and data folder must be the same path on the
driver and on every worker (a shared file system).
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import narwhals as nw
import polars as pl

from data_layer.rollup.engines import Engine
from data_layer.rollup.layout import PARTITION
from data_layer.text import Text

Rows = nw.LazyFrame[Any]
SETTINGS: Mapping[str, str] = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    # Codes such as 320000 are text, also where they name a partition.
    "spark.sql.sources.partitionColumnTypeInference.enabled": "false",
    "spark.sql.parquet.compression.codec": "zstd",
    "spark.sql.execution.arrow.pyspark.enabled": "true",
    # The expressions of scores outgrow what one Java method may hold: compiling them only fails.
    "spark.sql.codegen.wholeStage": "false",
}


class SparkEngine:
    """Everything on the cluster; only small results come back."""

    def __init__(self, session: Any) -> None:
        self.session = session

    def read(self, path: Path) -> Rows:
        """Read Parquet, folders of partitions included."""
        return nw.from_native(self.session.read.parquet(path.as_posix()))

    def sample(self, rows: Rows, part: float) -> pl.DataFrame:
        """A seeded Bernoulli sample."""
        chosen = rows.to_native().sample(fraction=min(1.0, part), seed=1)
        return nw.from_native(chosen).collect(backend="polars").to_native()

    def write(self, frame: Rows, folder: Path) -> None:
        """As many files as the engine likes."""
        frame.to_native().write.parquet(folder.as_posix())

    def write_partitioned(self, rows: Rows, folder: Path, order: tuple[str, ...]) -> None:
        """Files by range of the order, in one folder a province."""
        spread = rows.to_native().repartitionByRange(*order).sortWithinPartitions(*order)
        spread.write.partitionBy(PARTITION).parquet(folder.as_posix())


class SparkMissingError(RuntimeError):
    """PySpark is not installed; `message` says how to get it."""

    message = Text(
        "未安装 PySpark：pip install -e '.[spark]'，并需要 Java 17",
        "PySpark is not installed: pip install -e '.[spark]'; it needs Java 17",
    )


@contextmanager
def spark_engine(master: str, settings: Mapping[str, str]) -> Generator[Engine]:
    """A session on the cluster for the time of one job. settings: further Spark properties."""
    try:
        from pyspark.sql import SparkSession
    except ModuleNotFoundError as missing:
        raise SparkMissingError from missing

    builder = SparkSession.builder.master(master).appName("srdi-atlas rollup")
    for key, value in {**SETTINGS, **settings}.items():
        builder = builder.config(key, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    try:
        yield SparkEngine(session)
    finally:
        session.stop()
