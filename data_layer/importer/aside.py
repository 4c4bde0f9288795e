"""Rows of a list that are no enterprises: totals, notes, signatures, repeated headings, groups.

A group row names a place alone (江苏省（3家）); it gives that place to the rows below it that have
none, until the next group row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

import polars as pl

from data_layer.importer.binding import Binding
from data_layer.importer.codes import PLACE
from data_layer.importer.headings import heading_key
from data_layer.importer.source import Batch, Reject
from data_layer.vocabulary.addresses import locate
from data_layer.vocabulary.text import Text

COUNTED: Final = r"(?:[:：]?[(]?共?计?\d+[家户个所项条]?[)]?)?"
KINDS: Final[tuple[tuple[str, Text], ...]] = (
    (
        rf"^(?:.{{0,20}}(?:小计|合计|总计|共计)|(?:sub|grand)?total){COUNTED}[:：]?$",
        Text("合计或小计，不是企业", "a total or subtotal, no enterprise"),
    ),
    (
        r"^[(]?(?:注|备注|说明|附注|填报说明|填表说明|数据来源|资料来源|来源|统计口径|单位|note|notes|source)"
        r"\d*[:：.、].*",
        Text("注释，不是企业", "a note, no enterprise"),
    ),
    (
        r"^(?:填表人|填报人|制表人?|制单人?|审核人?|复核人?|联系人|联系电话|电话|负责人|经办人|填报单位|报送单位"
        r"|填表日期|填报日期|制表日期|打印日期|日期)[(]?[^:：]{0,6}[:：].*|^.{0,20}[(]盖章[)][:：]?.*$",
        Text("签名或填表信息，不是企业", "a signature, no enterprise"),
    ),
    (r"^第\d+页(?:[,，/]?共\d+页)?$|^[(]?以下空白[)]?$", Text("页码，不是企业", "a page mark")),
)
REPEATED: Final = Text("重复的列名，不是企业", "the headings again, no enterprise")
GROUP: Final = Text("小标题，不是企业", "a group's heading, no enterprise")
TAIL: Final = re.compile(r"[(（]?共?计?\s*\d+\s*[家户个所项]?[)）]?$")
NUMERAL: Final = re.compile(r"^[(（]?[一二三四五六七八九十\d]+[)）]?[、.．]\s*")


class Aside:
    """Sets such rows aside, batch after batch; the group that a batch ends in goes on."""

    def __init__(self, header: tuple[str, ...], bindings: Iterable[Binding]) -> None:
        bound = tuple(bindings)
        self._header = header
        self._name = next((it.position for it in bound if it.column == "name"), None)
        self._places = [
            str(it.position) for it in bound if it.column in PLACE and it.position is not None
        ]
        self._group: str | None = None

    def look(self, batch: Batch) -> Batch:
        """The batch without the rows that are no enterprises; these are among `lost`."""
        if self._name is None or batch.rows.is_empty() or len(self._header) < 2:
            return batch
        suspects = batch.rows.filter(self._suspicious())
        reasons: dict[int, Reject] = {}
        groups: dict[int, str] = {}
        for number, *cells in suspects.iter_rows():
            filled = [cell for cell in cells if cell and cell.strip()]
            text = cells[self._name] or (filled[0] if len(filled) == 1 else "")
            reason = self._why(text, cells, filled)
            if reason is not None:
                reasons[number] = Reject(number, "", text, reason)
            if reason is GROUP and (place := _place(text)) is not None:
                groups[number] = place
        rows = self._with_groups(batch.rows, groups)
        kept = rows.filter(~pl.col("row").is_in(list(reasons))) if reasons else rows
        return Batch(kept, batch.rejects, (*batch.lost, *reasons.values()))

    def _suspicious(self) -> pl.Expr:
        """Rows worth a closer look: what the name says, or a single filled cell."""
        name = _plain(pl.col(str(self._name)))
        filled = pl.sum_horizontal(
            (pl.col(str(at)).str.strip_chars() != "").fill_null(False)
            for at in range(len(self._header))
        )
        said = pl.any_horizontal(name.str.contains(pattern) for pattern, _ in KINDS)
        again = name == heading_key(self._header[self._name or 0])
        return said.fill_null(False) | again.fill_null(False) | (filled == 1)

    def _why(self, text: str, cells: list[str | None], filled: list[str]) -> Text | None:
        plain = pl.select(_plain(pl.lit(text))).item()
        for pattern, reason in KINDS:
            if re.match(pattern, plain):
                return reason
        if heading_key(text) == heading_key(self._header[self._name or 0]):
            same = sum(
                1
                for cell, heading in zip(cells, self._header, strict=True)
                if cell and heading_key(cell) == heading_key(heading)
            )
            return REPEATED if same == len(filled) else None
        if len(filled) == 1 and (_place(text) or (TAIL.search(text) and not text[-1].isdigit())):
            return GROUP
        return None

    def _with_groups(self, rows: pl.DataFrame, groups: dict[int, str]) -> pl.DataFrame:
        """Rows without a place take that of the group that they stand in."""
        if not self._places or (not groups and self._group is None):
            return rows
        given = pl.col("row").replace_strict(groups, default=None, return_dtype=pl.String)
        group = given.forward_fill().fill_null(pl.lit(self._group, dtype=pl.String))
        first = self._places[0]
        empty = pl.all_horizontal(
            pl.col(it).fill_null("").str.strip_chars() == "" for it in self._places
        )
        filled = rows.with_columns(pl.when(empty).then(group).otherwise(pl.col(first)).alias(first))
        self._group = next(reversed(groups.values()), self._group)
        return filled


def _plain(text: pl.Expr) -> pl.Expr:
    return text.str.normalize("NFKC").str.replace_all(r"\s", "").str.to_lowercase()


def _place(text: str) -> str | None:
    """The place that is all that a group row says, or None."""
    bare = TAIL.sub("", NUMERAL.sub("", text.strip())).strip()
    found = locate(bare) if 2 <= len(bare) <= 12 else None
    return bare if found is not None and not re.search(r"公司|厂|所|院|校|中心", bare) else None
