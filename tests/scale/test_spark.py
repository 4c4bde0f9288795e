"""A roll-up by a Spark cluster that loses a worker on the way shows what Polars shows.

SRDI_SCALE_ROWS sets how many enterprises (20,000 without it; the bar is 1,000,000).
"""

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Generator
from pathlib import Path

import pytest
from polars.testing import assert_frame_equal

from components.contract.catalogue import exhibits
from components.contract.evaluate import evaluate
from data_layer import demo
from data_layer.filters.filters import Filters
from data_layer.registry.cache import ResultCache
from data_layer.registry.registry import Registry
from data_layer.registry.store import Store
from tests.scale.cluster import Cluster, running_cluster
from tests.scale.conftest import free_port

pytestmark = pytest.mark.spark
ROOT = Path(__file__).parents[2]
ROWS = int(os.environ.get("SRDI_SCALE_ROWS", "20000"))
COMPUTED = [e.id for e in exhibits().values() if e.basis != "reference"]
QUERIES = ("", "tier=national", "province=320000&industry=C39", "honour=high_tech&insured=50..")
SETTINGS = {
    "spark.driver.host": "127.0.0.1",
    "spark.driver.memory": "2g",
    "spark.executor.memory": "1g",
    "spark.sql.shuffle.partitions": "4",
    # Hundreds of small queries: optimising their code costs more than it saves.
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1",
}
KILLED_AT = "cube 3 of"


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Generator[Cluster]:
    pytest.importorskip("pyspark", reason="PySpark is not installed: make scale installs it")
    if shutil.which("java") is None:
        pytest.skip("no Java: apt-get install openjdk-17-jre-headless")
    with running_cluster(tmp_path_factory.mktemp("cluster"), free_port()) as started:
        yield started


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Registry:
    store = Store(tmp_path_factory.mktemp("plain"))
    store.add(demo.build(ROWS, seed=3), demonstration=True, source="demonstration")
    return _current(store)


@pytest.fixture(scope="module")
def rolled(cluster: Cluster, plain: Registry, tmp_path_factory: pytest.TempPathFactory) -> Registry:
    """Rolled up by the command, on the cluster, of which one worker is killed at the third cube."""
    home = tmp_path_factory.mktemp("rolled")
    source = home / "source.parquet"
    plain.rows.collect().write_parquet(source)
    settings = [part for pair in SETTINGS.items() for part in ("--conf", "=".join(pair))]
    command = [sys.executable, "app.py", "rollup", "--engine", "spark", "--master", cluster.url]
    job = subprocess.Popen(
        [*command, *settings, str(source), str(home)],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
    )
    said: list[str] = []
    assert job.stderr is not None
    for line in job.stderr:
        said.append(line)
        if KILLED_AT in line:
            threading.Timer(0.5, cluster.kill_a_worker).start()
    assert job.wait() == 0, "".join(said[-40:])
    assert any(KILLED_AT in line for line in said)
    return _current(Store(home))


def test_the_cluster_lost_a_worker_and_finished(cluster: Cluster, rolled: Registry) -> None:
    assert rolled.manifest.rows == ROWS
    assert cluster.lost_a_worker()


@pytest.mark.parametrize("id", COMPUTED)
def test_every_exhibit_equals_polars(id: str, plain: Registry, rolled: Registry) -> None:
    for query in QUERIES:
        filters = Filters.from_query(query)
        direct = evaluate(exhibits()[id], plain, filters, {}, ResultCache(None))
        served = evaluate(exhibits()[id], rolled, filters, {}, ResultCache(None))
        assert_frame_equal(served.frame, direct.frame, rel_tol=1e-9, abs_tol=1e-9)
        assert (served.selected, served.among) == (direct.selected, direct.among)
        assert served.lacking == direct.lacking


def test_some_numbers_are_cells_that_the_cluster_counted(rolled: Registry) -> None:
    assert rolled.rollup is not None
    assert len(rolled.rollup.cubes) > 10
    assert all(cube.cells < ROWS for cube in rolled.rollup.cubes)


def _current(store: Store) -> Registry:
    found = store.current()
    assert found is not None
    return found
