"""Apache Spark as the engine of a roll-up. PySpark and Java 17 are needed here and nowhere else.

Paths are handed to the cluster as they are: source and data folder must be the same path on the
driver and on every worker (a shared file system).
"""

from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import polars as pl

from data_layer.measures.rows import MULTIPLICITY
from data_layer.registry.rolled.layout import PARTITION
from data_layer.registry.rows_file import SORTED_BY
from data_layer.rollup.engines import Engine
from data_layer.vocabulary.schema import columns
from data_layer.vocabulary.text import Text

PLACE = "place"
"""Column of a code's place in its list, while codes are looked up."""
SETTINGS: Mapping[str, str] = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    # Codes such as 320000 are text, also where they name a partition.
    "spark.sql.sources.partitionColumnTypeInference.enabled": "false",
    "spark.sql.parquet.compression.codec": "zstd",
    "spark.sql.execution.arrow.pyspark.enabled": "true",
    # Java runs longer methods without compiling them: Spark is to split those, as in scores.
    "spark.sql.codegen.hugeMethodLimit": "8000",
    # Small results come in one piece: a task for each of many pieces costs more than it counts.
    "spark.sql.adaptive.coalescePartitions.parallelismFirst": "false",
}


class SparkEngine:
    """Everything on the cluster; only small results come back.

    Several questions at a time: the cluster counts one while the driver plans or sorts another.
    """

    at_once = 4

    def __init__(self, session: Any) -> None:
        self.session = session

    def write_partitioned(self, source: Path, folder: Path) -> None:
        """Whole cities to a file, pieces of very large ones, in one folder a province."""
        from pyspark.sql import functions

        given = self.session.read.parquet(source.as_posix())
        columns_of_schema = [
            (functions.col(name) if name in given.columns else functions.lit(None))
            .cast(_spark_type(column.dtype))
            .alias(name)
            for name, column in columns().items()
        ]
        together = given.select(*columns_of_schema).hint("rebalance", *SORTED_BY[:2])
        ordered = together.sortWithinPartitions(*SORTED_BY)
        ordered.write.partitionBy(PARTITION).parquet(folder.as_posix())

    def coded(self, rows: Path, names: Sequence[str], folder: Path) -> Any:
        """Written down once: text is slower to read, to group and to send than small numbers."""
        from pyspark.sql.functions import broadcast

        frame = self.session.read.parquet(rows.as_posix()).select(*names)
        for name in names:
            dtype = columns()[name].dtype
            if isinstance(dtype, pl.Enum):
                places = self.session.createDataFrame(_places(name, dtype).to_arrow())
                frame = frame.join(broadcast(places), name, "left").drop(name)
                frame = frame.withColumnRenamed(PLACE, name)
        frame.write.parquet(folder.as_posix())
        return self.session.read.parquet(folder.as_posix())

    def count(self, coded: Any, names: Sequence[str], folder: Path) -> None:
        """As many files as the engine likes."""
        from pyspark.sql import functions

        number = functions.count(functions.lit(1)).alias(MULTIPLICITY)
        coded.groupBy(*names).agg(number).write.parquet(folder.as_posix())


_SPARK_TYPES: Mapping[type[pl.DataType], str] = {
    pl.Boolean: "boolean",
    pl.Date: "date",
    pl.Int16: "smallint",
    pl.Int32: "int",
    pl.Float64: "double",
}


def _spark_type(dtype: pl.DataType) -> str:
    """What SQL calls a type of the schema; enumerations are text."""
    return _SPARK_TYPES.get(type(dtype), "string")


def _places(name: str, dtype: pl.Enum) -> pl.DataFrame:
    """The codes of an enumeration, as text, and their places in it."""
    codes = dtype.categories.cast(pl.String)
    return pl.DataFrame({name: codes, PLACE: pl.int_range(codes.len(), dtype=pl.Int16, eager=True)})


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
    # What fails comes as an exception; the rest is code that was too long to be one method.
    session.sparkContext.setLogLevel("FATAL")
    try:
        yield SparkEngine(session)
    finally:
        session.stop()
