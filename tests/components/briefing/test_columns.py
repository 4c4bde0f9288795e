"""Columns of a slide's table and what stands around it, measured in letters counted by hand."""

import io
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation

from components.contract.workspace import Workspace
from components.travel.briefing.box import HEIGHT, WIDE
from components.travel.briefing.columns import PADDING, height, widths
from components.travel.briefing.deck import build
from components.travel.briefing.items import read_items
from components.travel.briefing.typeface import breadth
from components.travel.chromium import Studio
from data_layer.registry.settings import Settings
from data_layer.vocabulary.text import Lang

LONG = "新《办法》把科技型中小企业也纳入基础层，尚未认定任何层级者企业库不载，这里只计创新型。" * 3


def slides_of(home: Path, lang: Lang, id: str) -> list[Any]:
    """The slides of one exhibit."""
    items = read_items([{"exhibit": id}])
    workspace = Workspace.open(Settings(home=home))
    deck = build(items, workspace, Studio(), lang, home="https://atlas.example/")
    return list(Presentation(io.BytesIO(deck)).slides)


@pytest.mark.parametrize("amount", ["5,000 万元", "湖北", "-0.1667", "2.5 亿元"])
def test_an_amount_and_a_short_word_stand_on_one_line(amount: str) -> None:
    rows = [["说明", "门槛"], *[[LONG, amount]] * 5]
    _, own = widths(rows, room=4, size=11)
    assert own - 2 * PADDING >= breadth(amount, 11)


def test_room_goes_where_it_makes_the_table_shorter() -> None:
    """A long cell beside short ones gets what they need not, and two long ones share it."""
    short, long = widths([["甲", "乙"], ["短", LONG]], room=10, size=11)
    assert long > 8 * short
    first, second = widths([["甲", "乙"], [LONG, LONG]], room=10, size=11)
    assert first == pytest.approx(second, abs=0.2)
    uneven = height(["短", LONG], [5, 5], 11)
    assert height(["短", LONG], [short, long], 11) < uneven


def test_every_criterion_stands_on_a_slide_in_english(demo_home: Path) -> None:
    """Fourteen of the 2026 rule; 'the first 3 of 14' left out what the tiers are judged by."""
    slides = slides_of(demo_home, "en", "recognition_calculator")
    tables = [shape.table for it in slides for shape in it.shapes if shape.has_table]
    assert sum(len(table.rows) - 1 for table in tables) == 14
    said = [shape.text_frame.text for it in slides for shape in it.shapes if shape.has_text_frame]
    assert not [words for words in said if words.startswith("The first")]


def test_a_foot_of_five_documents_stays_on_the_slide(demo_home: Path) -> None:
    slide, *_ = slides_of(demo_home, "en", "sources")
    (foot,) = [
        shape
        for shape in slide.shapes
        if shape.has_text_frame and shape.text_frame.text.startswith("Source")
    ]
    lines = foot.text_frame.paragraphs
    size = lines[0].runs[0].font.size.pt
    taken = sum(-(-breadth(line.text, size) // (WIDE - 1.4)) for line in lines) * size * 1.2 / 72
    assert foot.top.inches + taken < HEIGHT
    assert size < 10
