"""Each number in a figure stands at the bar it is of, and at no published mark that it is not of.

Held over all exhibits: of the demonstration registry, which is near the report, and of one that is
far from it.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from components.contract.catalogue import exhibits
from components.contract.evaluate import evaluate
from components.contract.workspace import Workspace
from components.look.theme import PUBLISHED_COLOR
from components.rendering.draw import draw
from data_layer.filters.filters import Filters
from data_layer.registry.cache import ResultCache
from data_layer.registry.registry import Registry
from data_layer.registry.settings import Settings

IDS = sorted(id for id, it in exhibits().items() if it.figure is not None)
NUMBER = re.compile(r"[-+−]?\d[\d,]*(?:\.\d+)?")
SCALES = (1, 10_000, 1e8, 1 / 100, 1e4 / 1e6, 1e4 / 1e9, 1e8 / 1e6, 1e8 / 1e9)
"""A bar of 万元 or 万家 is said in yuan, millions or enterprises in English."""
NAMES_SOMETHING_ELSE = {
    "region_comparison": "bars are as long as a part of the larger region; numbers are values",
    "peer_ranks": "bars are parts of the peers; words are ranks",
    "enterprise_standing": "percentiles rounded to whole numbers",
}
FAR = {"patents": 3, "insured": 2, "registered_capital": 2, "rd_ratio": 1, "standards": 1}
SAMPLE, NEAREST = 1_500, 0.03
"""As a part of the axis: what is nearer than this stands at the end of its bar."""


@pytest.fixture(scope="module")
def registries(demo_home: Path) -> list[Registry]:
    """The demonstration, and one of which the printed figures are far: fewer national, more of
    what is counted."""
    near = Workspace.open(Settings(home=demo_home)).registry()
    rows = near.rows.collect().sort("id").sample(SAMPLE, seed=7)
    national = pl.col("tier") == "national"
    more = [(pl.col(name) * times).alias(name) for name, times in FAR.items()]
    half = pl.when(national & (pl.int_range(pl.len()) % 3 > 0)).then(pl.lit("provincial"))
    tiers = half.otherwise(pl.col("tier")).cast(rows.schema["tier"]).alias("tier")
    far = rows.with_columns(*more, tiers)
    manifest = replace(near.manifest, version="f" * 12)
    return [near, Registry(manifest, far.lazy())]


def _figures(registries: list[Registry], id: str, lang: Any) -> Iterator[dict[str, Any]]:
    for registry in registries:
        found = evaluate(exhibits()[id], registry, Filters(), {}, ResultCache(None))
        if not found.lacking and not found.frame.is_empty():
            yield draw(found, lang, "light")


def _bars(figure: dict[str, Any]) -> Iterator[tuple[dict[str, Any], str, str]]:
    """Bars with the axis of their values and that of their labels."""
    for trace in figure["data"]:
        if trace["type"] == "bar":
            lying = trace.get("orientation") == "h"
            yield trace, *(("x", "y") if lying else ("y", "x"))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("id", [id for id in IDS if id not in NAMES_SOMETHING_ELSE])
def test_a_number_is_that_of_its_bar(registries: list[Registry], id: str, lang: Any) -> None:
    for figure in _figures(registries, id, lang):
        for trace, value_axis, _ in _bars(figure):
            texts = trace.get("text") or []
            for value, text in zip(trace[value_axis], texts if texts else [], strict=False):
                stated = [float(it.replace(",", "").replace("−", "-")) for it in _numbers(text)]
                if value is not None and stated:
                    assert any(_same(value, it, text) for it in stated), (value, text)


def _numbers(text: str) -> list[str]:
    return NUMBER.findall(str(text).replace("<br>", " "))


def _same(value: float, stated: float, text: str) -> bool:
    digits = max((len(it.partition(".")[2]) for it in _numbers(text)), default=0)
    step = 0.5 * 10.0**-digits * (1 + 1e-6)
    return any(abs(value * scale - stated) <= step for scale in SCALES)


@pytest.mark.parametrize("id", IDS)
def test_no_number_stands_at_a_mark_that_it_is_not_of(registries: list[Registry], id: str) -> None:
    """Beside the end of a bar there is room for its number, or the number stands elsewhere."""
    for figure in _figures(registries, id, "zh"):
        for trace, value_axis, label_axis in _bars(figure):
            marks = _marks_of(figure, trace, value_axis, label_axis)
            longest = _longest(figure, trace, value_axis)
            for label, value, place in _numbers_outside(trace, value_axis, label_axis):
                mark = marks.get(label)
                apart = None if mark is None or value is None else (mark - value) / longest
                assert apart is None or not NEAREST < apart < 0.17, (label, value, mark, place)


def _longest(figure: dict[str, Any], bars: dict[str, Any], values: str) -> float:
    """The longest bar or mark on the same axis."""
    axis = f"{values}axis"
    sharing = [t for t in figure["data"] if t.get(axis) == bars.get(axis)]
    every = [v for trace in sharing for v in trace.get(values) or () if isinstance(v, int | float)]
    return max(map(abs, every), default=0) or 1


def _numbers_outside(trace: dict[str, Any], values: str, labels: str) -> Iterator[Any]:
    texts, places = trace.get("text") or [], trace.get("textposition")
    for at, text in enumerate(texts):
        place = places[at] if isinstance(places, list) else places
        if text and place == "outside":
            yield trace[labels][at], trace[values][at], place


def _marks_of(
    figure: dict[str, Any], bars: dict[str, Any], values: str, labels: str
) -> dict[str, float | None]:
    """Published marks that stand in the same places as the bars."""
    own = ("xaxis", "yaxis", "offsetgroup")
    return {
        label: value
        for trace in figure["data"]
        if trace["type"] == "scatter" and "markers" in trace.get("mode", "")
        if (trace.get("marker") or {}).get("color") == PUBLISHED_COLOR["light"]
        if all(trace.get(key) == bars.get(key) for key in own)
        for label, value in zip(trace[labels], trace[values], strict=True)
    }
