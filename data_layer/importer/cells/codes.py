"""Names of places and industries to their codes, the columns of each kind looked at together."""

from collections.abc import Callable, Mapping

import polars as pl

from data_layer.importer.cells.industry_codes import INDUSTRY, resolve_industry
from data_layer.importer.cells.place_codes import PLACE, resolve_place
from data_layer.importer.cells.resolved import Resolved
from data_layer.vocabulary.schema import columns


def resolve(texts: Mapping[str, pl.Series]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Codes of place and industry, and reasons, from the text of those columns that a file has.

    Both frames have the six columns, as many rows as the texts, reasons null where nothing is
    rejected.
    """
    resolved = [
        _each(texts, PLACE, lambda texts_of_place: resolve_place(*texts_of_place)),
        _each(texts, INDUSTRY, lambda texts_of_industry: resolve_industry(*texts_of_industry)),
    ]
    codes = pl.concat([codes for codes, _ in resolved], how="horizontal")
    return codes, pl.concat([reasons for _, reasons in resolved], how="horizontal")


def _each(
    texts: Mapping[str, pl.Series],
    names: tuple[str, ...],
    resolver: Callable[[tuple[str | None, ...]], Resolved],
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Apply a resolver once to each distinct combination of texts."""
    height = next(iter(texts.values())).len()
    empty = pl.repeat(None, height, dtype=pl.String, eager=True)
    given = pl.DataFrame([texts.get(name, empty).alias(name) for name in names])
    distinct = given.unique(maintain_order=True)
    answers = [resolver(row) for row in distinct.iter_rows()]
    labelled = distinct.with_columns(
        *(
            pl.Series(
                f"code {name}",
                [answer.codes[at] for answer in answers],
                dtype=columns()[name].dtype,
            )
            for at, name in enumerate(names)
        ),
        *(
            pl.Series(f"reason {name}", [answer.reasons[at] for answer in answers], dtype=pl.String)
            for at, name in enumerate(names)
        ),
    )
    joined = given.join(labelled, on=names, how="left", nulls_equal=True, maintain_order="left")
    return (
        joined.select(pl.col(f"code {name}").alias(name) for name in names),
        joined.select(pl.col(f"reason {name}").alias(name) for name in names),
    )
