"""Columns of a file that feed nothing though their headings mean something: said in the report."""

import re
from collections.abc import Iterable

from data_layer.importer.columns.binding import Binding, positions_of
from data_layer.importer.headings.meaning import meaning
from data_layer.vocabulary.schema import columns
from data_layer.vocabulary.text import Text

REPEATED = re.compile(r"(.+) \(\d+\)")
"""How `checked_header` writes a heading that was there before."""


def left_out(header: tuple[str, ...], bindings: Iterable[Binding]) -> tuple[Text, ...]:
    """Which columns repeat a heading, or mean what another column gives, for the report."""
    sources = {binding.column: binding for binding in bindings}
    positions = positions_of(sources.values())
    again = [
        text
        for position, text in enumerate(header)
        if position not in positions and REPEATED.fullmatch(text) is not None
    ]
    if any((of_name := meaning(text)) and of_name.column == "name" for text in again):
        return (side_by_side(again),)
    repeated = tuple(
        Text(
            f"列名 {match[1]} 重复：只读第一个，{text} 未读",
            f"the heading {match[1]} is repeated: the first is read, {text} is not",
        )
        for position, text in enumerate(header)
        if position not in positions
        and (match := REPEATED.fullmatch(text)) is not None
        and match[1] in header
    )
    return repeated + tuple(
        _unused(text, columns()[of_heading.column].label, sources[of_heading.column].heading)
        for position, text in enumerate(header)
        if position not in positions
        and (of_heading := meaning(text)) is not None
        and of_heading.column in sources
    )


def side_by_side(headings: list[str]) -> Text:
    """A list that stands in several blocks beside each other, of which the left one is read."""
    return Text(
        f"名单左右并排，只读了左边一组；{'、'.join(headings)} 未读，请移到左边一组下面再导入",
        "the list stands in blocks beside each other and the left one is read; not read: "
        f"{', '.join(headings)}; move them below the left block and import that",
    )


def _unused(heading: str, label: Text, source: str) -> Text:
    return Text(
        f"未用列 {heading}：{label.zh}取自列 {source}",
        f"column {heading} is not used: {label.en} comes from column {source}",
    )
