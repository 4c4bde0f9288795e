"""Headings of groups (江苏省（3家）; 一、专精特新“小巨人”企业（12家）; 第三批) and what they give.

The place, tier or batch that such a row names is that of the rows below it which say none, until
another row names one. Of several kinds the one that came first holds the others: what it names
anew ends what they named before.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final, Literal

import polars as pl

from data_layer.importer.cells import titles
from data_layer.importer.cells.cleaning import cleaned
from data_layer.importer.cells.dates import batch_in_name
from data_layer.importer.cells.place_codes import PLACE
from data_layer.importer.columns.binding import Binding
from data_layer.importer.headings.proposals import is_name
from data_layer.vocabulary.addresses import locate

Kind = Literal["place", "tier", "batch"]
FEEDS: Final[Mapping[Kind, tuple[str, ...]]] = {
    "place": PLACE,
    "tier": ("tier",),
    "batch": ("batch",),
}
"""Columns of the schema, of which the first takes what a group says where the file has none."""
HEADINGS: Final[Mapping[Kind, str]] = {
    "place": "（小标题）",
    "tier": "（小标题：层级）",
    "batch": "（小标题：批次）",
}
TAIL: Final = re.compile(r"[:：]?\(?共?计?\d+[家户个所项]?(?:企业)?\)?$")
NUMBERED: Final = re.compile(r"\(?共?计?\d+[家户个所项](?:企业)?\)?$")
BATCH: Final = re.compile(r"^\(?第?[一二三四五六七八九十\d]+(?:批|[、.．)])")
NUMERAL: Final = re.compile(
    r"^\(?[一二三四五六七八九十\d]+\)?[、.．]|^\([一二三四五六七八九十\d]+\)"
)
WITHIN: Final = re.compile(r"批|小巨人|专精特新|单项冠军|创新型|[国省市]级|瞪羚|独角兽|企业名单")
TITLED: Final = re.compile(r"小巨人|专精特新|单项冠军|创新型|[国省市区县]级")
SENTENCE: Final = re.compile(r"[。；:：!?]")
BUREAU: Final = re.compile(r".{2,24}(?:厅|局|委|委员会|办公室|人民政府)")
"""Who recommends the enterprises of a group, or signs below a list."""
LONGEST: Final = 40
NOTHING: Final = ""
"""What rows are given below a group that names nothing of the kind."""


class Groups:
    """What the groups of a list have said so far. own: kinds for which the file has no column; they
    get one each behind the others, in their order."""

    def __init__(self, width: int, bindings: Iterable[Binding], own: Sequence[Kind] = ()) -> None:
        self._own = {kind: str(width + at) for at, kind in enumerate(own)}
        self._columns = {kind: _columns(bindings, kind) for kind in FEEDS}
        self._order: list[Kind] = []
        self._now: dict[Kind, str] = {}
        self._said: dict[Kind, dict[int, str]] = {kind: {} for kind in FEEDS}

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """Kinds that groups have named, in the order in which columns of their own stand."""
        return tuple(kind for kind in FEEDS if kind in self._order)

    def note(self, number: int, text: str) -> None:
        """Take note of the group's heading in a row."""
        named = named_by(text)
        self._order += [kind for kind in named if kind not in self._order]
        ended = set(self._order[-1:]) | ({"place"} if _ends_places(text) else set[Kind]())
        if named:
            outermost = min(self._order.index(kind) for kind in named)
            ended = set(self._order[outermost + 1 :])
        if "tier" not in named and TITLED.search(plain(text)):
            ended.add("tier")  # 市级专精特新: of none that is known, and not of the one above
        for kind, words in (dict.fromkeys(ended, NOTHING) | dict(named)).items():
            self._said[kind][number] = words

    def give(self, rows: pl.DataFrame) -> pl.DataFrame:
        """The rows with what their groups say, those of a batch after those of the one before."""
        for kind, words_by_row in self._said.items():
            given = pl.col("row").replace_strict(words_by_row, default=None, return_dtype=pl.String)
            now = pl.lit(self._now.get(kind), dtype=pl.String)
            group = given.forward_fill().fill_null(now)
            names = self._columns[kind]
            if kind in self._own:
                rows = rows.with_columns(group.alias(self._own[kind]))
            elif names and (words_by_row or kind in self._now):
                empty = (cleaned(pl.col(name)).is_null() for name in names)
                value = pl.when(pl.all_horizontal(empty)).then(group).otherwise(pl.col(names[0]))
                rows = rows.with_columns(value.alias(names[0]))
            if words_by_row:
                self._now[kind] = next(reversed(words_by_row.values()))
                words_by_row.clear()
        return rows


def _columns(bindings: Iterable[Binding], kind: Kind) -> list[str]:
    """Columns of the file that say what a group of this kind says."""
    return [
        str(binding.position)
        for binding in bindings
        if binding.column in FEEDS[kind] and binding.position is not None and not binding.listed
    ]


@lru_cache(maxsize=4096)
def named_by(text: str) -> Mapping[Kind, str]:
    """What a group's heading names, by kind."""
    readers: dict[Kind, Callable[[str], str | None]] = {
        "place": _place,
        "tier": _tier,
        "batch": _batch,
    }
    return {kind: words for kind, read in readers.items() if (words := read(text)) is not None}


def plain(text: str) -> str:
    """A text without spaces, case and the width of its signs."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).lower()


def _bare(text: str) -> str:
    """A heading without its numeral and the number of its enterprises."""
    return TAIL.sub("", NUMERAL.sub("", plain(text)))


def _place(text: str) -> str | None:
    """The place that is all that a heading says."""
    bare = _bare(text)
    short = 2 <= len(bare) <= 12 or BUREAU.fullmatch(bare) is not None
    located = locate(bare) if short and not is_name(bare) else None
    return bare if located is not None and located.province is not None else None


def _tier(text: str) -> str | None:
    """A heading that names a tier, with what else it says of it; 北京市 alone is a place."""
    bare = _bare(text)
    of_place = _place(text) is not None and not WITHIN.search(bare)
    if len(bare) > LONGEST or of_place or is_name(bare) or SENTENCE.search(bare):
        return None
    tier = pl.select(titles.tier(cleaned(pl.lit(bare)))).item()
    return None if tier is None else bare


def _batch(text: str) -> str | None:
    """The batch that a heading names."""
    bare = _bare(text)
    if len(bare) > LONGEST or is_name(bare) or SENTENCE.search(bare):
        return None
    batch = pl.select(batch_in_name(cleaned(pl.lit(bare)))).item()
    return None if batch is None else str(batch)


def _ends_places(text: str) -> bool:
    """Whether a heading stands beside those of places (中央企业（5家）), so that the rows below it
    lie in none of them; one that names a batch or a tier stands below them."""
    words = plain(text)
    beside = NUMBERED.search(words) or BUREAU.fullmatch(words)
    return beside is not None and not (BATCH.match(words) or WITHIN.search(words))
