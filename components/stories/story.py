"""The stories as data_layer/stories has them: one TOML file a chapter, in two languages."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from data_layer.vocabulary.text import Text

FOLDER: Final = Path(__file__).parents[2] / "data_layer" / "stories"


@dataclass(frozen=True)
class Part:
    """Some words, a live chart, some words.

    id: its place in the address. query: filters and settings that the chart opens with.
    """

    id: str
    heading: Text
    before: Text
    exhibit: str
    query: str
    after: Text


@dataclass(frozen=True)
class Story:
    """A chapter. number: of the chapter in the report."""

    name: str
    number: int
    title: Text
    lead: Text
    parts: tuple[Part, ...]

    @property
    def path(self) -> str:
        """Its page's path below the app's own."""
        return f"story/{self.name}"


@cache
def stories() -> Mapping[str, Story]:
    """Every story by name, in the order of the chapters."""
    by_file = [_story(path) for path in sorted(FOLDER.glob("*.toml"))]
    return {story.name: story for story in by_file}


def _story(path: Path) -> Story:
    number, _, name = path.stem.partition("_")
    written = tomllib.loads(path.read_text(encoding="utf-8"))
    parts = tuple(_part(part) for part in written["parts"])
    return Story(
        name, int(number), Text(**written["title"]), lead=Text(**written["lead"]), parts=parts
    )


def _part(written: Mapping[str, Any]) -> Part:
    texts = {name: Text(**written[name]) for name in ("heading", "before", "after")}
    return Part(
        id=written["id"], exhibit=written["exhibit"], query=written.get("query", ""), **texts
    )
