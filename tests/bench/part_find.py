"""Questions in words: each of the test's sentences against one look through all names by Polars."""

import csv
from collections.abc import Callable
from pathlib import Path

import polars as pl

from components.contract.workspace import Workspace
from components.find.answer import found
from components.find.matches import Page
from data_layer.registry.settings import Settings
from data_layer.vocabulary.text import Text
from tests.bench.history import record
from tests.bench.homes import home
from tests.bench.timing import interleaved

QUESTIONS = Path(__file__).parents[1] / "components" / "find" / "questions.csv"
PAGES = (Page("regions", Text("区域", "Regions")), Page("rd", Text("研发", "R&D")))
BAR_MS = 50


def run(rows: int, repeats: int) -> None:
    """The slowest sentence, asked again as by a reader who corrects a word, and the mean of all."""
    workspace = Workspace.open(Settings(home=home(rows)))
    registry = workspace.registry()
    with QUESTIONS.open(encoding="utf-8", newline="") as file:
        texts = [row["text"] for row in csv.DictReader(file, delimiter=";")]

    def asking(text: str) -> Callable[[], object]:
        return lambda: found(workspace, registry, text, PAGES, "zh")

    def names() -> pl.DataFrame:
        holds = pl.col("name").str.contains("精密", literal=True)
        return registry.rows.select("id", "name").filter(holds).head(20).collect()

    for text in texts:
        asking(text)()
    took = interleaved({text: asking(text) for text in texts} | {"plain": names}, repeats)
    plain = took.pop("plain")
    slowest = max(took, key=lambda text: took[text].wall_ms)
    record(
        "find",
        f"{rows:,} rows, {len(texts)} sentences",
        slowest=slowest,
        slowest_ms=took[slowest].wall_ms,
        mean_ms=round(sum(it.wall_ms for it in took.values()) / len(took), 1),
        bar_ms=BAR_MS,
        times_one_scan=round(took[slowest].cpu_ms / plain.cpu_ms, 2),
    )
