"""The job: rows in, a version with rows, cubes and answers out."""

import shutil
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import polars as pl

from data_layer.filters.filters import Filters
from data_layer.registry.manifest import Manifest
from data_layer.registry.rolled.files import scan
from data_layer.registry.rolled.layout import Cube, Layout, answer_key
from data_layer.registry.rolled.serve import Rollup
from data_layer.registry.store import Store
from data_layer.registry.stored_answers import write_answer
from data_layer.rollup.cubes import store_cube
from data_layer.rollup.engines import Engine
from data_layer.rollup.plan import SAMPLE_ROWS, planned
from data_layer.rollup.questions import Need, Question, needs
from data_layer.rollup.source import Source, find
from data_layer.rollup.survey import Survey, survey
from data_layer.vocabulary.schema import columns
from data_layer.vocabulary.text import Text

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

    A version that is already there, and whole, is kept as it is.
    """
    source = find(path)
    if store.holds(source.version):
        return store.use(source.version)
    with store.draft() as folder:
        manifest = _build(source, Layout(folder), job)
        return store.adopt(folder, manifest)


def _build(source: Source, layout: Layout, job: Job) -> Manifest:
    job.say(Text("按省分区写出企业", "writing the enterprises by province"))
    job.engine.write_partitioned(source.path, layout.rows)
    job.say(Text("按规范核对", "holding them against the schema"))
    manifest = _manifest(source, survey(scan(layout.rows).select(*columns())))
    fill(layout, manifest, job)
    return manifest


def roll_up_draft(folder: Path, manifest: Manifest, job: Job) -> None:
    """Turn a draft's checked rows into the parts of a roll-up, for `Store.add`."""
    layout, stored = Layout(folder), folder / "rows.parquet"
    job.engine.write_partitioned(stored, layout.rows)
    fill(layout, manifest, job)
    stored.unlink()


def fill(layout: Layout, manifest: Manifest, job: Job) -> None:
    """Write the cubes and the answers beside the written rows."""
    job.say(Text("规划立方体", "planning cubes"))
    sample = _sample(scan(layout.rows).select(*columns()), manifest.rows)
    few = sample.head(TRACED_ROWS)
    asked = [q for q in job.questions if set(q.requires) <= set(manifest.columns_present)]
    traced = [(question, needs(question, few)) for question in asked]
    counted = {need.columns for _, needed in traced for need in needed if need.counted}
    cubes = _cubes(planned(counted, sample, manifest.rows), layout, manifest.rows, job=job)
    layout.write_contents(cubes)
    missed = [q for q, needed in traced if q.opening and not _covered(needed, cubes)]
    _answers(missed, layout, job)


def _sample(rows: pl.LazyFrame, number: int) -> pl.DataFrame:
    """Every so many rows."""
    return rows.gather_every(max(1, number // SAMPLE_ROWS)).collect(engine="streaming")


def _manifest(source: Source, surveyed: Survey) -> Manifest:
    """What the version is."""
    return Manifest(
        version=source.version,
        rows=surveyed.rows,
        demonstration=source.demonstration,
        source=source.path.name,
        created=datetime.now(UTC).isoformat(),
        columns_present=surveyed.present,
        notes={"rollup": True},
    )


def _cubes(plan: Sequence[tuple[str, ...]], layout: Layout, number: int, job: Job) -> list[Cube]:
    """All cubes of the plan, in its order."""
    used = [name for name in columns() if any(name in names for names in plan)]
    coded = job.engine.coded(layout.rows, used, layout.coded)
    layout.cube("").parent.mkdir()

    def build(at: int, names: tuple[str, ...]) -> Cube:
        job.say(Text(f"立方体 {at}/{len(plan)}", f"cube {at} of {len(plan)}: {', '.join(names)}"))
        return store_cube(coded, names, layout, number=number, engine=job.engine)

    with ThreadPoolExecutor(job.engine.at_once) as pool:
        built = list(pool.map(build, range(1, len(plan) + 1), plan))
    for folder in (layout.coded, layout.parts):
        shutil.rmtree(folder, ignore_errors=True)
    return built


def _covered(needed: Iterable[Need], cubes: Sequence[Cube]) -> bool:
    """Whether cubes answer all that a question reads."""
    return all(
        need.counted and any(need.columns <= set(cube.columns) for cube in cubes) for need in needed
    )


def _answers(questions: Sequence[Question], layout: Layout, job: Job) -> None:
    """Results of the whole registry for the questions that no cube answers."""
    rows = Rollup(layout.folder).rows

    def answer(at: int, question: Question) -> None:
        job.say(
            Text(
                f"结果 {at}/{len(questions)}：{question.id}",
                f"answer {at} of {len(questions)}: {question.id}",
            )
        )
        key = answer_key(question.id, Filters(), question.params)
        write_answer(question.ask(rows, Filters()), layout.answer(job.fingerprint, key))

    for at, question in enumerate(questions, 1):
        answer(at, question)
