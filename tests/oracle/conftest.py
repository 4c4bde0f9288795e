"""A registry with gaps, served: the oracle reads what it exports and nothing else."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

from tests.oracle.patents import listed

GAPS = 0.08
"""The part of the cells of each column that is emptied."""
FOUNDED = 2015
"""The version before holds who was founded by then."""
PROVINCES = "province,year,GDP（亿元）\n江苏,2024,137008.0\n广东,2024,141633.8\n浙江,2024,90131.0\n"


@pytest.fixture(scope="session")
def get(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Any]:
    """GET of an address of an atlas over a registry with some empty cells in every column."""
    from app import create_app
    from data_layer import demo
    from data_layer.importer.figures.stored import import_context
    from data_layer.importer.patents.stored import import_patents
    from data_layer.registry.settings import Settings
    from data_layer.registry.store import Store

    home = tmp_path_factory.mktemp("oracle")
    rows = demo.build(rows=2_500, seed=11)
    chance = np.random.default_rng(5)
    gaps = [
        pl.when(pl.Series(chance.random(rows.height) >= GAPS)).then(pl.col(name)).alias(name)
        for name in rows.columns
        if name not in ("id", "name")
    ]
    gapped = rows.with_columns(gaps)
    Store(home).add(gapped, demonstration=True, source="seed 11, with gaps")
    older = gapped.filter(pl.col("founded_year") <= FOUNDED)
    Store(home).add(older, demonstration=True, source="an earlier list", activate=False)
    patents = home / "patents.csv"
    listed(rows["id"].to_list()).to_csv(patents, index=False)
    import_patents(patents, Store(home))
    figures = home / "figures.csv"
    figures.write_text(PROVINCES, encoding="utf-8")
    import_context(figures, home)
    return create_app(Settings(home=Path(home))).server.test_client().get
