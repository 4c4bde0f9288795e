"""Lists with one column a tier: a yes, a batch or a year in it says that the enterprise has it.

Of several tiers of a row the first in the order of the schema's is taken, as of titles that stand
in one cell; the batch and the year are those that its column states.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

import polars as pl

from data_layer.importer.cells import titles
from data_layer.importer.cells.cleaning import NO, YES, both
from data_layer.importer.cells.convert import converter
from data_layer.importer.cells.dates import batch, batch_in_name, year
from data_layer.importer.columns.bind_tiers import TITLES
from data_layer.importer.columns.binding import Binding, OfTier
from data_layer.importer.columns.texts import text_of
from data_layer.importer.headings.tier_headings import counts_batches
from data_layer.vocabulary.schema import columns
from data_layer.vocabulary.terms import TIERS
from data_layer.vocabulary.text import Lang, Text

NO_ANSWER: Final = both(
    Text("不是是或否，也不是批次或年份", "not yes or no, and neither a batch nor a year")
)
LANGS: Final[tuple[Lang, ...]] = ("zh", "en")
FIRST_YEAR, LAST_YEAR = 2010, 2100
RANKS: Final = {tier: at for at, tier in enumerate(TIERS)}
UNDERSTOOD: Final = 0.5
"""Share of a column's filled cells from which it says who has the tier."""


class OfRows(NamedTuple):
    """values: what the columns say, as many rows as there are: tier, batch, recognised_year, and
    the titles that are tiers. rejects: heading, text and reason of each cell, by column; null where
    the cell is understood."""

    values: pl.DataFrame
    rejects: tuple[tuple[str, pl.Series, pl.Series], ...]


def speaks(of_tier: OfTier, cells: pl.Series) -> bool:
    """Whether the cells of a column say who has its tier: most of those that are filled."""
    answers = _answers(of_tier, cells)
    filled = answers.filter(pl.col("text").is_not_null())
    understood = filled.height - filled["reason"].count()
    return filled.height > 0 and understood >= UNDERSTOOD * filled.height


def in_words(bindings: Sequence[Binding]) -> tuple[Text, ...]:
    """A note on the columns that the tier is taken from, none where one column holds it."""
    of_tiers = next((one.of_tiers for one in bindings if one.column == "tier"), ())
    if not of_tiers:
        return ()
    return (Text(*(_words(of_tiers, lang) for lang in LANGS)),)


def _words(of_tiers: Sequence[OfTier], lang: Lang) -> str:
    labels = columns()["tier"].labels
    between = Text("；", "; ")(lang)
    each = between.join(f"{one.binding.heading} → {labels[one.tier](lang)}" for one in of_tiers)
    words = Text(f"层级由一级一列得出（{each}）", f"the tier comes from a column a tier ({each})")(
        lang
    )
    if len(of_tiers) == 1:
        return words
    order = Text("、", ", ")(lang).join(label(lang) for label in labels.values())
    more = Text(
        f"一行有几级时，按{order}的次序取第一个",
        f"of several tiers of a row the first in this order is taken: {order}",
    )
    return f"{words}{between}{more(lang)}"


def tiers_of_rows(columns_of_tiers: Sequence[OfTier], rows: pl.DataFrame) -> OfRows:
    """What the columns say of each row."""
    answers = [_answers(one, rows[str(one.binding.position)]) for one in columns_of_tiers]
    ranks = [_rank(answer["tier"]) for answer in answers]
    best = pl.select(pl.min_horizontal(pl.lit(rank) for rank in ranks)).to_series()
    taken = {
        name: pl.coalesce(
            pl.when(pl.lit(rank == best)).then(pl.lit(answer[name]))
            for rank, answer in zip(ranks, answers, strict=True)
        ).alias(name)
        for name in ("tier", "batch", "recognised_year")
    }
    flags = {
        title: pl.lit(_held(one.tier, answer))
        for one, answer in zip(columns_of_tiers, answers, strict=True)
        if (title := TITLES.get(one.tier))
    }
    rejects = tuple(
        (one.binding.heading, rows[str(one.binding.position)], answer["reason"])
        for one, answer in zip(columns_of_tiers, answers, strict=True)
    )
    values = {**taken, **flags}
    return OfRows(pl.select(value.alias(name) for name, value in values.items()), rejects)


def _held(tier: str, answer: pl.DataFrame) -> pl.Series:
    """Whether the title that is this tier is held; null where nothing is said."""
    answered = pl.col("text").is_not_null() & pl.col("reason").is_null()
    holds = (pl.col("tier") == tier).fill_null(False)
    return answer.select(pl.when(answered).then(holds)).to_series()


def _rank(tiers: pl.Series) -> pl.Series:
    return tiers.cast(pl.String).replace_strict(RANKS, default=None, return_dtype=pl.Int8)


def _answers(of_tier: OfTier, cells: pl.Series) -> pl.DataFrame:
    """text, tier, batch, recognised_year and reason of each cell; each distinct text once."""
    given = pl.DataFrame([cells.alias("raw")])
    texts = given.unique().select("raw", *text_of(of_tier.binding))
    text = pl.col("text")
    titled = converter(columns()["tier"], None)(text).value
    denied = text.is_in(NO) | text.str.contains(titles.SAID_NO)
    numbered = batch(text) if counts_batches(of_tier.binding.heading) else None
    number = batch_in_name(text) if numbered is None else numbered.value
    dated = year(text).value
    when = pl.when(dated.is_between(FIRST_YEAR, LAST_YEAR)).then(dated)
    yes = text.is_in(YES) | text.str.contains(titles.SAID_YES) | text.str.contains(titles.PASSED)
    again = text.str.contains(titles.AGAIN)
    own = pl.lit(of_tier.tier).cast(columns()["tier"].dtype)
    has = yes | number.is_not_null() | when.is_not_null()
    tier = pl.when(~denied).then(pl.coalesce(titled, pl.when(has).then(own)))
    answers = texts.with_columns(
        tier=tier,
        batch=pl.when(~denied & ~again).then(number).cast(pl.Int16),
        recognised_year=pl.when(~denied & ~again).then(when).cast(pl.Int16),
        reason=pl.coalesce("refused", pl.when(~denied & tier.is_null()).then(pl.lit(NO_ANSWER))),
    )
    return given.join(answers, on="raw", how="left", nulls_equal=True, maintain_order="left")
