"""A demonstration registry of 20,000 rows with missing provinces, and its roll-up by Polars."""

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from data_layer import demo
from data_layer.registry.registry import Registry
from data_layer.registry.store import Store

ROWS = 20_000


@pytest.fixture(scope="session")
def rows() -> pl.DataFrame:
    """Every fiftieth enterprise has no province and no city, every seventieth no tier."""
    at = pl.int_range(pl.len())
    return demo.build(rows=ROWS, seed=11).with_columns(
        pl.when(at % 50 != 0).then(pl.col("province_code", "city_code")),
        tier=pl.when(at % 70 != 0).then(pl.col("tier")),
    )


@pytest.fixture(scope="session")
def plain(rows: pl.DataFrame, tmp_path_factory: pytest.TempPathFactory) -> Registry:
    """The same rows as an ordinary version."""
    store = Store(tmp_path_factory.mktemp("plain"))
    store.add(rows, demonstration=True, source="rows")
    return _current(store)


@pytest.fixture(scope="session")
def rolled(
    plain: Registry,
    tmp_path_factory: pytest.TempPathFactory,
    roll: Callable[[Path, Path], Registry],
) -> Registry:
    """The same rows as a roll-up."""
    home = tmp_path_factory.mktemp("rolled")
    source = home / "source.parquet"
    plain.rows.with_columns(kind=pl.lit("demonstration")).collect().write_parquet(source)
    return roll(source, home)


@pytest.fixture(scope="session")
def roll() -> Callable[[Path, Path], Registry]:
    """Run the command as a user would, and open what it made."""
    from components.http.rolling import roll
    from data_layer.cli.parser import build_parser

    def run(source: Path, home: Path) -> Registry:
        arguments = build_parser(with_rollup=True).parse_args(["rollup", str(source), str(home)])
        assert roll(arguments) == 0
        return _current(Store(home))

    return run


def _current(store: Store) -> Registry:
    found = store.current()
    assert found is not None
    return found
