"""A briefing as a PowerPoint file: 16:9, one view a slide, charts that can be edited."""

import io
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pptx import Presentation
from pptx.util import Inches

from components.contract.delivery import readable
from components.contract.exhibit import Figure
from components.contract.result import Result
from components.contract.workspace import Workspace
from components.look.amounts import worded
from components.look.theme import INK, PUBLISHED_COLOR
from components.receipts.compare import View
from components.receipts.manifest import manifest_of, written
from components.rendering.caption import WORDS as CAPTION
from components.rendering.caption import Caption, caption, headed
from components.rendering.draw import draw
from components.rendering.written import Written
from components.rendering.written import written as table_of
from components.travel.briefing import slides
from components.travel.briefing.box import (
    ABOVE,
    BELOW,
    BESIDE,
    CONTENT,
    HEIGHT,
    ON_THE_RIGHT,
    WIDTH,
    Box,
    Place,
    within,
)
from components.travel.briefing.charts import add_chart
from components.travel.briefing.deck_words import WORDS, changed, spoken, unlisted
from components.travel.briefing.items import Briefing, Item
from components.travel.briefing.panels import panels, remarks
from components.travel.briefing.tables import MOST_COLUMNS, add_table, further_sheets, whole_rows
from components.travel.briefing.tags import COVER, numbers_in, tag, texts_of
from components.travel.chromium import ASSETS, PictureError, Studio
from data_layer.files.limit import Limit
from data_layer.vocabulary.text import Lang

MIME = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
PIXELS, MOST_PIXELS = 62, 84
"""Of an inch of a picture, from figures of few rows to those of many, which would lie on each
other: type of 12 pixels is 14 points there and 10 here."""
CLOSER = 0.85
"""Of the pixels that an exhibit asks for, how many it has: its type is read from a distance."""
PRINTED = 192
"""Pixels of an inch that a picture holds."""
MOST_ROWS = 40
REMARK_SIZE = 11
REMARKS = 0.06
"""Part of the content's height for a line over a chart."""


def build(
    briefing: Briefing,
    workspace: Workspace,
    studio: Studio,
    lang: Lang,
    home: str,
    before: Sequence[View] = (),
    limit: Limit | None = None,
) -> bytes:
    """The deck. home: address of the atlas that notes link back to, with a slash at its end.
    before: what became of the numbers of an older deck, a view a slide: changes are marked.

    FilterError for a data version that is not there; BusyError if the studio's queue is full;
    LateError beyond the limit.
    """
    limit = limit or Limit()
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(WIDTH), Inches(HEIGHT)
    _entitle(deck, briefing, lang)
    views = [(item, workspace.run(item.exhibit, item.query)) for item in limit.each(briefing.items)]
    if briefing.title or len(views) > 1:
        _cover(deck, briefing.title, len(views), caption(views[0][1], lang))
    further = len(views)
    for at, (item, result) in enumerate(limit.each(views), 1):
        words = headed(caption(result, lang, item.title, coded=True), item.title)
        slide = slides.new_slide(deck)
        slides.surround(slide, words, f"{at} / {len(views)}")
        own = [*numbers_in(texts_of(slide))]
        box = _room(slide, item, result)
        changes = changed(before[at - 1], lang) if before else ""
        if changes:
            box = _remarked(slide, box, changes, ink=PUBLISHED_COLOR["light"])
        remark, rest = _content(slide, result, words, studio=studio, box=box)
        slides.notes(slide, [*spoken(item, words, home), changes, remark])
        tag(
            deck,
            slide,
            at,
            manifest=_carried(result, item, [*own, *numbers_in(texts_of(slide))], lang=lang),
        )
        for rows in rest:
            further += 1
            sheet = _continued(deck, rows, words, place=f"{at} / {len(views)}")
            tag(deck, sheet, further, manifest=COVER)
    buffer = io.BytesIO()
    deck.save(buffer)
    return buffer.getvalue()


def _cover(deck: Any, title: str, views: int, first: Caption) -> None:
    """The first slide: title, number of views, the day of the first of them."""
    lang = first.lang
    remark = worded(WORDS["views"], lang, n=views, date=first.date)
    tag(deck, slides.cover(deck, title or WORDS["cover"](lang), remark), 0, manifest=COVER)


def _continued(deck: Any, rows: Written, words: Caption, place: str) -> Any:
    """A slide with the rows of a table that the one before it had no room for."""
    slide = slides.new_slide(deck)
    title = words.title + WORDS["continued"](words.lang)
    slides.surround(slide, replace(words, title=title), place)
    frame, _ = add_table(slide, rows, within(CONTENT, Place(bottom=REMARKS)))
    slides.describe(frame, words.alt)
    return slide


def _carried(result: Result, item: Item, numbers: Sequence[str], lang: Lang) -> str:
    """What a slide carries. numbers: all of its text, of which the presenter's are no atlas's."""
    presenters = set(numbers_in([item.title, item.comment]))
    own = tuple(text for text in dict.fromkeys(numbers) if text not in presenters)
    return written(manifest_of(result, lang, item.title, comment=item.comment, readings=own))


def _entitle(deck: Any, briefing: Briefing, lang: Lang) -> None:
    """What a file manager shows of the file, in place of what python-pptx's template says."""
    brand = CAPTION["brand"](lang)
    deck.core_properties.title = briefing.title or brand
    deck.core_properties.author = deck.core_properties.last_modified_by = brand
    deck.core_properties.language = "zh-CN" if lang == "zh" else "en"


def _room(slide: Any, item: Item, result: Result) -> Box:
    """Where the content stands, once the comment has its place: below a table, beside a chart."""
    if not item.comment:
        return CONTENT
    tabular = result.exhibit.figure is None
    box, place = (ABOVE, BELOW) if tabular else (BESIDE, ON_THE_RIGHT)
    slides.add_words(slide, place, item.comment, 13 if tabular else 15, INK["light"].text)
    return box


def _content(
    slide: Any, result: Result, words: Caption, studio: Studio, box: Box
) -> tuple[str, list[Written]]:
    """Chart, picture or table; answers what the notes have to say of it, and the rows of a table
    that go on further slides, by slide."""
    if result.lacking or result.frame.is_empty():
        slides.add_words(slide, box, words.alt, 18, INK["light"].muted)
        return "", []
    if result.exhibit.figure is None:
        return _table(slide, result, words, box=box, goes_on=not result.exhibit.lists_enterprises)
    figure = draw(result, words.lang, "light", assets=f"{ASSETS.as_uri()}/")
    drawn = [] if result.notes else panels(figure)  # PowerPoint's own charts take no notes
    if drawn and (rest_in_words := remarks(figure, drawn)):
        box = _remarked(slide, box, rest_in_words)
    for panel in drawn:
        frame = add_chart(slide, panel.chart, within(box, panel.place), title=panel.title)
        slides.describe(frame, words.alt)
    if drawn:
        return "", []
    try:
        image = _image(studio, figure, box, rows=result.exhibit.height)
    except PictureError as error:
        rest_in_words, _ = _table(slide, result, words, box=box, goes_on=False)
        return WORDS["no_picture"](words.lang) + f"{error}\n{rest_in_words}", []
    shape = slide.shapes.add_picture(io.BytesIO(image), *box)
    slides.describe(shape, words.alt)
    return "", []


def _remarked(slide: Any, box: Box, remark: str, ink: str = INK["light"].muted) -> Box:
    """Put a remark on top of the box, in as many lines as it needs; answers the rest of it."""
    tall = slides.height_of(remark, REMARK_SIZE, box.width.inches)
    part = max(REMARKS, tall / box.height.inches)
    slides.add_words(slide, within(box, Place(bottom=1 - part)), remark, REMARK_SIZE, ink)
    return within(box, Place(top=1 - part))


def _image(studio: Studio, figure: Figure, box: Box, rows: int) -> bytes:
    """The figure as it fits the box, without a caption: the slide has it. rows: pixels that the
    exhibit asks for, from top to bottom."""
    pixels = min(max(PIXELS, CLOSER * rows / box.height.inches), MOST_PIXELS)
    width, height = (round(side.inches * pixels) for side in (box.width, box.height))
    return studio.picture(figure, "png", width=width, height=height, scale=PRINTED / pixels)


def _table(
    slide: Any, result: Result, words: Caption, box: Box, *, goes_on: bool = True
) -> tuple[str, list[Written]]:
    """The rows that fit, and those that go on further slides if it `goes_on`; where these would be
    too many, how many rows there are is said under the table and in the notes."""
    rows = whole_rows(table_of(*readable(result), words.lang, MOST_ROWS))
    place = within(box, Place(bottom=REMARKS))
    frame, rows_on_slide = add_table(slide, rows, place, goes_on=goes_on)
    slides.describe(frame, words.alt)
    lines, rest = [], []
    if rows_on_slide < rows.total:
        further = within(CONTENT, Place(bottom=REMARKS))
        rest = further_sheets(rows, rows_on_slide, further) if goes_on else []
        if not rest:
            lines.append(CAPTION["more"](words.lang).format(shown=rows_on_slide, total=rows.total))
    lines += rows.aside
    lines += unlisted(rows.titles[MOST_COLUMNS:], words.lang)
    if lines:
        under = within(box, Place(top=REMARKS))
        slides.add_words(slide, under, " · ".join(lines), 11, INK["light"].muted)
    return "\n".join(lines), rest
