"""Days and years as a filter takes them: `2026-03-01..2027-02-28`, `2026..`, `2023`."""

import re
from datetime import date, timedelta
from typing import Final, NamedTuple

import polars as pl

from data_layer.vocabulary.text import Lang, Text

FIRST, LAST = 1990, 2100
"""Years that the schema allows of a recognition."""
DAYS_ALLOWED: Final = Text(
    "日期a..b，如2026-03-01..2027-02-28，也可只写年或年月，任一端可空，a不晚于b",
    "days a..b, as in 2026-03-01..2027-02-28, or years or months alone; either end may be open, a "
    "not after b",
)
YEARS_ALLOWED: Final = Text(f"年份 {FIRST}–{LAST}", f"a year from {FIRST} to {LAST}")
_DAY: Final = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)
_YEAR: Final = re.compile(r"\d{4}", re.ASCII)


class Days(NamedTuple):
    """From a day to another, both within; None is an open end."""

    low: date | None
    high: date | None

    @property
    def written(self) -> str:
        """As it stands in an address."""
        return "..".join("" if end is None else end.isoformat() for end in self)

    def within(self, day: pl.Expr) -> pl.Expr:
        """Whether a day lies between them; one at least is given."""
        ends = [day >= self.low] if self.low is not None else []
        ends += [day <= self.high] if self.high is not None else []
        return pl.all_horizontal(ends)

    def words(self, lang: Lang) -> str:
        """Between which days."""
        if self.low is None:
            return Text(f"不晚于 {self.high}", f"{self.high} at the latest")(lang)
        if self.high is None:
            return Text(f"不早于 {self.low}", f"{self.low} at the earliest")(lang)
        return f"{self.low}–{self.high}"


class Year(NamedTuple):
    """The end of a year, up to which is looked back.

    Who was recognised by then and is in the list still: who has left since is not, and what tier
    somebody had before is not known.
    """

    year: int

    @property
    def written(self) -> str:
        """As it stands in an address."""
        return str(self.year)

    def words(self, lang: Lang) -> str:
        """Until when, and what that leaves out."""
        return Text(
            f"截至{self.year}年底已认定（不含此后退出者）",
            f"Recognised by the end of {self.year} (without who has left since)",
        )(lang)


def days_of(text: str) -> Days | None:
    """The days that an address names; None where it names none."""
    low, dots, high = (part.strip() for part in text.partition(".."))
    days = Days(_day(low, first=True), _day(high, first=False))
    if not dots or (days.low is None) != (not low) or (days.high is None) != (not high):
        return None
    if days.low is None or days.high is None:
        return days if low or high else None
    return days if days.low <= days.high else None


def year_of(text: str) -> Year | None:
    """The year that an address names; None where it names none."""
    is_year = _YEAR.fullmatch(text) is not None and FIRST <= int(text) <= LAST
    return Year(int(text)) if is_year else None


def _day(text: str, *, first: bool) -> date | None:
    """A day; of a month or a year its first or last one."""
    match = _DAY.fullmatch(text)
    if match is None:
        return None
    year, month, day = (int(part or 0) for part in match.groups())
    try:
        if day:
            return date(year, month, day)
        if first:
            return date(year, month or 1, 1)
        in_next_month = date(year, month or 12, 28) + timedelta(days=4)
        return in_next_month.replace(day=1) - timedelta(days=1)
    except (ValueError, OverflowError):
        return None
