"""Rows of a list that are no enterprises: totals, notes, signatures, repeated headings, groups.

What the headings of groups (江苏省（3家）) give to the rows below them is `groups`' part.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Final

import polars as pl

from data_layer.importer.cells.cleaning import squeezed
from data_layer.importer.columns.binding import Binding
from data_layer.importer.headings.meaning import heading_key
from data_layer.importer.headings.proposals import is_name
from data_layer.importer.reading.groups import BATCH, NUMBERED, TAIL, Groups, Kind, named_by, plain
from data_layer.importer.reading.signatures import DATE, SIGNATURE, is_signed
from data_layer.importer.tables.other_tables import begins_another, other_table
from data_layer.importer.tables.source import Batch, Reject
from data_layer.importer.tables.unit_rows import units_row
from data_layer.vocabulary.text import Text

COUNTED: Final = r"(?:[:：]?\(?共?计?\d+[家户个所项条]?\)?)?"
KINDS: Final[tuple[tuple[re.Pattern[str], Text], ...]] = (
    (
        re.compile(
            rf"^(?:.{{0,20}}(?:小计|合计|总计|共计|累计)|全[国省市州县区]|汇总|(?:sub|grand)?-?total|sum){COUNTED}[:：]?$"
            r"|^\(?共(?:计|有)?\d+[家户个所项条](?:企业|记录|数据|单位)?\)?.?$|^其中[:：].{1,20}$"
        ),
        Text("合计或小计，不是企业", "a total or subtotal, no enterprise"),
    ),
    (
        re.compile(
            r"^(?:(?:全[省市县区国]|行业|本页|算术|加权|总体)?(?:平均|均)[值数]?|中位[值数]|最[大小高低]值?"
            r"|标准差|占比|比重|average|mean|median|max|min)[:：]?$"
        ),
        Text("统计值，不是企业", "a statistic, no enterprise"),
    ),
    (
        re.compile(
            r"^\(?(?:注|备注|说明|附注|填报说明|填表说明|数据来源|资料来源|来源|统计口径|单位|note|notes"
            r"|source|remark)s?\d*[:：.、\)].*|^[*※].*"
            r"|^(?:数据|名单|统计|资料)?截[至止]到?[\d二].*"
        ),
        Text("注释，不是企业", "a note, no enterprise"),
    ),
    (
        re.compile(
            r"^(?:填表人?|填报人?|制表人?|制单人?|审核人?|复核人?|联系人|联系电话|电话|负责人|单位负责人"
            r"|经办人|统计负责人|填报单位|报送单位|填表日期|填报日期|制表日期|打印日期|报出日期|日期)"
            r"(?:\(.{1,6}\))?[:：].*|^.{0,20}\((?:盖章|签章|签字|公章)\)[:：]?.*$"
            rf"|^{DATE}$"
        ),
        SIGNATURE,
    ),
    (
        re.compile(
            r"^第\d+页(?:[,，/]?共\d+页)?$|^\(?(?:以下空白|[以此][下页]无正文|[转接续][上下]页|完|end)\)?$"
        ),
        Text("页码或结尾，不是企业", "the end of a page, no enterprise"),
    ),
)
COUNT: Final = re.compile(r"\(?共?计?[\d,]+[家户个所项条]?(?:企业|单位)?\)?")
"""What stands in the column of the names beside the word for a total."""
UNITS: Final = Text("各列的单位，不是企业", "the units of the columns, no enterprise")
REPEATED: Final = Text("重复的列名，不是企业", "the headings again, no enterprise")
NUMBERING: Final = Text("列的编号，不是企业", "numbers of the columns, no enterprise")
TITLE: Final = Text("重复的标题，不是企业", "the title again, no enterprise")
GROUP: Final = Text("小标题，不是企业", "a group's heading, no enterprise")
NUMERAL: Final = r"^\s*[（(]?[一二三四五六七八九十]{1,3}[）)]?[、.．]?\s*$"
"""The number of a group, in the column where enterprises have theirs."""
CONTINUED: Final = re.compile(r"\(?(?:续|接上[页表])[一二三\d]*\)?$")
FOOTNOTE: Final = re.compile(r"[①-⑳⑴-⒇★☆▲△◆●]")
REMARK: Final = Text("整行只有一句话，不是企业", "a sentence and nothing else, no enterprise")
COLUMN_NUMBER: Final = re.compile(r"\(?(?:(\d{1,2})|[甲乙丙丁戊])\)?")
SENTENCE: Final = re.compile(r"[。，；:：!?]")
HINTS: Final = (
    r"\d[家户个所项](?:企业)?[）)]?$|[小合总共累]计|^[（(]?共[计有]?\d|^其中[:：]|汇总|均|位[值数]$|^最|差$|^占|^比|average|mean|median|^m(?:ax|in)$|total|sum|页|空白|无正文|[（(](?:盖章|签章|签字|公章)|^.?(?:完|end).?$"
    r"|^\d+$|[厅局委室府日月\d]$|^.{0,2}(?:注|说明|来源|统计|单位|note|source|remark|[*※])|^(?:备注|附注|数据|资料|名单|截|填报|填表)"
    r"|^全.$|^(?:填|制|审核|复核|联系|电话|负责|经办|报|打印|日期)|^.?(?:\d{1,2}|[甲乙丙丁戊])?.?$"
)
"""What the name column says in rows that are no enterprises; others are not looked at."""
LOOKED_AT_FIRST: Final = 6
"""Columns by which most rows show that they hold more than one cell."""
ENDING: Final = r"(?:公司|厂|大学|学院|研究院|研究所|合作社)$"


class Aside:
    """Sets such rows aside, batch after batch. own: see `Groups`. titles: above the headings."""

    def __init__(
        self,
        header: Sequence[str],
        bindings: Iterable[Binding],
        own: Sequence[Kind] = (),
        titles: Iterable[str] = (),
    ) -> None:
        bound = tuple(bindings)
        self._header = tuple(header)
        self._titles = frozenset(map(_uncontinued, titles))
        self._name = next((binding.position for binding in bound if binding.column == "name"), None)
        self._other: Text | None = None
        self._first: int | None = None
        self._by_bureau = False
        self.groups = Groups(len(self._header), bound, own)

    def look(self, batch: Batch) -> Batch:
        """The batch without the rows that are no enterprises; these are among `lost`."""
        reasons: dict[int, Reject] = {}
        if self._name is not None:
            below = self._below(batch.rows, reasons)
            odd = self._suspicious(below)
            if self._first is None and not odd.all():
                self._first = int(below["row"].filter(~odd)[0])
            for number, *cells in below.filter(odd).iter_rows():
                self._judge(number, cells[: len(self._header)], reasons)
        rows = self.groups.give(batch.rows)
        remaining = rows.filter(~pl.col("row").is_in(list(reasons))) if reasons else rows
        return Batch(remaining, batch.rejects, (*batch.lost, *reasons.values()))

    def _below(self, rows: pl.DataFrame, reasons: dict[int, Reject]) -> pl.DataFrame:
        """The rows above another table's headings, if one begins; it is set aside with its title.

        Its columns are others, so that its cells would be taken for what they are not.
        """
        at = self._name or 0
        first = None if self._other else begins_another(rows, at, self._header)
        if first is not None:
            self._other = other_table(first)
            titled = rows.filter(pl.col("row") < first).tail(1)
            alone = titled.filter(self._bare(titled))["row"].to_list()
            first = alone[0] if alone else first
        if self._other is None:
            return rows
        lost = rows if first is None else rows.filter(pl.col("row") >= first)
        for number, text in lost.select("row", str(at)).iter_rows():
            reasons[number] = Reject(number, "", text or "", reason=self._other)
        return rows.filter(~pl.col("row").is_in(list(reasons)))

    def _suspicious(self, rows: pl.DataFrame) -> pl.Series:
        """Which rows are worth a closer look, one by one."""
        texts = rows[str(self._name)].fill_null("")
        ended = texts.str.strip_chars_end().str.contains(ENDING)
        name = squeezed(texts.filter(~ended))
        odd = (name == heading_key(self._header[self._name or 0])) | name.str.contains(HINTS)
        odd_rows = pl.repeat(False, rows.height, dtype=pl.Boolean, eager=True)
        odd_rows = odd_rows.scatter((~ended).arg_true(), odd)
        if len(self._header) > 1:
            odd_rows = odd_rows | (self._bare(rows) & ~ended)
            odd_rows = odd_rows | (self._numbered(rows) & ~ended)
        return odd_rows

    def _numbered(self, rows: pl.DataFrame) -> pl.Series:
        """Which rows have the number of a group in their first cell."""
        return rows["0"].str.contains(NUMERAL).fill_null(False)

    def _bare(self, rows: pl.DataFrame) -> pl.Series:
        """Which rows hold one cell of text or none; most show two among their first columns."""
        width = len(self._header)
        bare = rows.select(self._filled(range(min(LOOKED_AT_FIRST, width))) <= 1).to_series()
        if width <= LOOKED_AT_FIRST or not bare.any():
            return bare
        whole = rows.filter(bare).select(self._filled(range(width)) <= 1).to_series()
        return bare.scatter(bare.arg_true(), whole)

    def _filled(self, positions: Iterable[int]) -> pl.Expr:
        """How many cells of a row hold text."""
        return pl.sum_horizontal((pl.col(str(at)) != "").fill_null(False) for at in positions)

    def _judge(self, number: int, cells: list[str | None], reasons: dict[int, Reject]) -> None:
        filled = [cell for cell in cells if cell and cell.strip()]
        text = cells[self._name or 0] or (filled[0] if filled else "")
        if is_signed(filled):
            # A list that begins with who recommends has groups of them; elsewhere it ends so.
            self._by_bureau |= self._first is None or number < self._first
            reason: Text | None = GROUP if self._by_bureau and len(filled) == 1 else SIGNATURE
        else:
            reason = self._why(text, cells, filled)
        if reason is None:
            return
        reasons[number] = Reject(number, "", text, reason=reason)
        if reason is GROUP:
            self.groups.note(number, text)

    def _why(self, text: str, cells: list[str | None], filled: list[str]) -> Text | None:
        words = plain(text)
        if COUNT.fullmatch(words) and any(KINDS[0][0].match(plain(word)) for word in filled):
            return KINDS[0][1]
        if units_row(cells) is not None:
            return UNITS
        if _is_numbering(filled):
            return NUMBERING
        for pattern, reason in KINDS:
            if pattern.match(words):
                return reason
        if heading_key(text) == heading_key(self._header[self._name or 0]):
            same = sum(
                heading_key(cell or "") == heading_key(heading)
                for cell, heading in zip(cells, self._header, strict=True)
            )
            return REPEATED if 2 * same > len(filled) else None
        if _heads_a_group(text, cells, filled):
            return GROUP
        if len(filled) != 1 or is_name(text):
            return None
        if _uncontinued(text) in self._titles:
            return TITLE
        if FOOTNOTE.match(text.strip()):
            return KINDS[2][1]
        if len(self._header) == 1:
            return GROUP if NUMBERED.search(words) and named_by(text) else None
        if (
            named_by(text)
            or (TAIL.search(words) and words[-1] in "家户个所项)业")
            or BATCH.match(words)
        ):
            return GROUP
        return REMARK if len(words) >= 15 and SENTENCE.search(text) else None


def _uncontinued(text: str) -> str:
    """A title as it is compared: on later pages it says that it goes on."""
    return CONTINUED.sub("", plain(text))


def _heads_a_group(text: str, cells: Sequence[str | None], filled: Sequence[str]) -> bool:
    """Whether a row of three cells or more holds nothing but a group's number and its heading."""
    numbered = len(filled) == 2 < len(cells) and re.match(NUMERAL, cells[0] or "") is not None
    return numbered and text != filled[0] and not is_name(text)


def _is_numbering(cells: list[str]) -> bool:
    """甲, 1, 2, 3 or (1), (2), (3): all of a row, counting on from 1."""
    numbers = []
    for cell in cells:
        if (match := COLUMN_NUMBER.fullmatch(plain(cell))) is None:
            return False
        numbers += [int(match[1])] if match[1] else []
    return len(numbers) > 2 and numbers == list(range(1, len(numbers) + 1))
