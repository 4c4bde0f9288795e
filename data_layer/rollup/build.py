"""The job: rows in, a version with rows, cubes and answers out."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import narwhals as nw
import polars as pl

from data_layer.engine import collect
from data_layer.filters import Filters
from data_layer.measures import MULTIPLICITY
from data_layer.registry import Manifest, Store
from data_layer.rollup.engines import Engine, declared, emptied
from data_layer.rollup.layout import Cube, Layout, answer_key
from data_layer.rollup.plan import SAMPLE_ROWS, planned
from data_layer.rollup.questions import Need, Question, needs
from data_layer.rollup.serve import Rollup
from data_layer.rollup.source import RollupError, Source, check, find, whole
from data_layer.schema import columns
from data_layer.storing import SORTED_BY
from data_layer.text import Text

Rows = nw.LazyFrame[Any]
TRACED_ROWS = 2_000
Say = Callable[[Text], None]


@dataclass(frozen=True)
class Job:
    """One roll-up. fingerprint: of the code that computes the answers; they are kept under it."""

    engine: Engine
    questions: Sequence[Question]
    fingerprint: str
    say: Say


def roll_up(path: Path, store: Store, job: Job) -> Manifest:
    """Make the rows under `path` the store's current version; RollupError if they break the schema.

    A version that is already there is kept as it is.
    """
    source = find(path, job.engine)
    if source.version in {manifest.version for manifest in store.versions()}:
        return store.use(source.version)
    with store.draft() as folder:
        manifest = _build(source, Layout(folder), job)
        return store.adopt(folder, manifest)


def _build(source: Source, layout: Layout, job: Job) -> Manifest:
    given = whole(job.engine, source)
    job.say(Text("按省分区写出企业", "writing the enterprises by province"))
    job.engine.write_partitioned(given, layout.rows, SORTED_BY)
    rows = job.engine.read(layout.rows).select(*columns())
    job.say(Text("按规范核对", "holding them against the schema"))
    check(rows)
    manifest = _manifest(source, rows)
    job.say(Text("规划立方体", "planning cubes"))
    sample = job.engine.sample(rows, min(1.0, SAMPLE_ROWS / max(manifest.rows, 1)))
    few = sample.head(TRACED_ROWS)
    asked = [q for q in job.questions if set(q.requires) <= set(manifest.columns_present)]
    traced = [(question, needs(question, few)) for question in asked]
    counted = {need.columns for _, found in traced for need in found if need.counted}
    cubes = _cubes(rows, planned(counted, sample, manifest.rows), layout, manifest.rows, job)
    layout.write_contents(cubes)
    missed = [q for q, found in traced if q.opening and not _covered(found, cubes)]
    _answers(rows, missed, layout, job)
    return manifest


def _manifest(source: Source, rows: Rows) -> Manifest:
    """What the version is, counted by the engine."""
    filled = [nw.col(name).count().alias(name) for name in columns()]
    ids = nw.col("id").n_unique().alias("distinct")
    held = collect(rows.select(nw.len().alias("rows"), ids, *filled)).row(0, named=True)
    if held["distinct"] != held["rows"]:
        repeated = held["rows"] - held["distinct"]
        raise RollupError(
            Text(f"有 {repeated} 行的 id 重复", f"{repeated} rows repeat the id of another row")
        )
    return Manifest(
        version=source.version,
        rows=held["rows"],
        demonstration=source.demonstration,
        source=source.path.name,
        created=datetime.now(UTC).isoformat(),
        columns_present=tuple(name for name in columns() if held[name]),
        notes={"rollup": True},
    )


def _cubes(
    rows: Rows, plan: Sequence[tuple[str, ...]], layout: Layout, number: int, job: Job
) -> tuple[Cube, ...]:
    built = []
    for at, names in enumerate(plan, 1):
        job.say(Text(f"立方体 {at}/{len(plan)}", f"cube {at} of {len(plan)}: {', '.join(names)}"))
        built.append(_cube(rows, names, layout, number, job.engine))
    return tuple(built)


def _cube(rows: Rows, names: tuple[str, ...], layout: Layout, number: int, engine: Engine) -> Cube:
    """Count the rows by some columns and store the cells, sorted, in the schema's types.

    The cells must add up to all rows: a lost piece of a distributed job cannot pass unseen.
    """
    parts = emptied(layout.folder / "parts")
    engine.write(rows.group_by(*names).agg(nw.len().cast(nw.Int64).alias(MULTIPLICITY)), parts)
    cells = declared(pl.scan_parquet(parts / "*.parquet")).sort(names).collect()
    total = cells[MULTIPLICITY].sum()
    if total != number:
        raise RollupError(
            Text(
                f"立方体 {', '.join(names)} 计 {total} 行，应为 {number} 行",
                f"cube {', '.join(names)} counts {total} rows instead of {number}",
            )
        )
    cube = Cube(names, cells.height)
    layout.cube(cube.name).parent.mkdir(exist_ok=True)
    cells.write_parquet(layout.cube(cube.name))
    shutil.rmtree(parts)
    return cube


def _covered(found: Iterable[Need], cubes: Sequence[Cube]) -> bool:
    """Whether cubes answer all that a question reads."""
    return all(
        need.counted and any(need.columns <= set(cube.columns) for cube in cubes) for need in found
    )


def _answers(rows: Rows, questions: Sequence[Question], layout: Layout, job: Job) -> None:
    """Results of the whole registry for the questions that no cube answers."""
    written = nw.from_native(Rollup(layout.folder).rows)
    for at, question in enumerate(questions, 1):
        job.say(
            Text(
                f"结果 {at}/{len(questions)}：{question.id}",
                f"answer {at} of {len(questions)}: {question.id}",
            )
        )
        key = answer_key(question.id, Filters(), question.params)
        file = layout.answer(job.fingerprint, key)
        file.parent.mkdir(parents=True, exist_ok=True)
        question.ask(written if question.local else rows, Filters()).write_ipc(file)
