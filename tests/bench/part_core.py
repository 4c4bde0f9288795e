"""The core questions: the atlas against plain Polars, pandas and DuckDB, checked equal first."""

from collections.abc import Callable
from types import ModuleType
from typing import Any

from tests.bench import engine_atlas, engine_duckdb, engine_pandas, engine_polars
from tests.bench.history import record
from tests.bench.homes import home
from tests.bench.questions import SELECTIONS, Answers, Selection, differences
from tests.bench.timing import apart, interleaved

ENGINES: dict[str, ModuleType] = {
    "atlas": engine_atlas,
    "polars": engine_polars,
    "pandas": engine_pandas,
    "duckdb": engine_duckdb,
}


def run(rows: int, repeats: int) -> None:
    """Ratios of one run; ValueError where engines disagree."""
    folder = home(rows)
    loaded = {name: engine.load(folder) for name, engine in ENGINES.items()}
    for selection in SELECTIONS:
        cases = {name: _case(name, loaded[name], selection) for name in ENGINES}
        expected = cases["atlas"]()
        for name, case in cases.items():
            if wrong := differences(case(), expected):
                raise ValueError(f"{name} differs: {wrong[:5]}")
        took = interleaved(cases, repeats)
        ours = took["atlas"]
        record(
            "core",
            f"{rows:,} rows, {selection.name}",
            cpu_ms={name: it.cpu_ms for name, it in took.items()},
            wall_ms={name: it.wall_ms for name, it in took.items()},
            faster_than_polars=round(took["polars"].cpu_ms / ours.cpu_ms, 2),
            faster_than_pandas=round(took["pandas"].cpu_ms / ours.cpu_ms, 2),
            faster_than_duckdb=round(took["duckdb"].cpu_ms / ours.cpu_ms, 2),
        )
    peaks = {name: float(apart("tests.bench.engine_memory", name, str(rows))) for name in ENGINES}
    record("core", f"{rows:,} rows, peak memory", mb=peaks)


def _case(name: str, loaded: Any, selection: Selection) -> Callable[[], Answers]:
    return lambda: ENGINES[name].answer(loaded, selection)
