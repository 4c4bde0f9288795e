"""The demonstration's list of patents, in step with the counts of its registry.

Printed: that applications, grants and overseas filings rise, and in which order places are named;
no figure (e42-e47). Rule: of each little giant exactly as many inventions are applied for at home,
granted, and filed by the PCT as its row of the registry counts, spread over YEARS by weights that
grow by GROWTH a year, none before it was founded; its main class is one of its division's. PCT
filings are followed by filings abroad in the parts of ABROAD. All of it follows from the rows, so
that the same registry always has the same list.
"""

from collections.abc import Mapping
from typing import Final

import numpy as np
import polars as pl

from data_layer.demo.spread import Floats
from data_layer.measures.memo import per_rows
from data_layer.measures.rows import Rows
from data_layer.registry.patents import EVENTS, Patents, of_rows
from data_layer.vocabulary.patents import HOME, PCT

YEARS: Final = tuple(range(2016, 2026))
GROWTH: Final[Mapping[str, float]] = {
    "invention_applications": 1.10,
    "invention_grants": 1.16,
    "pct_applications": 1.13,
}
ABROAD: Final[Mapping[str, float]] = {"US": 0.42, "EP": 0.30, "TW": 0.16, "JP": 0.13, "KR": 0.09}
"""Filings for one by the PCT, in the order in which the text names the places."""
CLASSES: Final[Mapping[str, tuple[str, ...]]] = {
    "C26": ("C08L", "C07C", "C09D"),
    "C27": ("A61K", "C07D"),
    "C29": ("C08L", "B29C"),
    "C30": ("C04B", "C03B"),
    "C32": ("C22C", "C22B"),
    "C33": ("B21D", "B23K"),
    "C34": ("F16K", "F16H", "B65G"),
    "C35": ("B23P", "B65B", "H01L"),
    "C36": ("B60K", "B62D"),
    "C37": ("B63B", "B64C"),
    "C38": ("H02J", "H01M", "H02K"),
    "C39": ("H01L", "H04L", "H05K"),
    "C40": ("G01N", "G01R", "G01B"),
    "I65": ("G06F", "G06Q", "G06T"),
    "M73": ("G01N", "A61K"),
}
"""Main classes by division; OTHER for the rest."""
OTHER: Final = ("G06Q", "B01D", "E02D", "C02F", "A61B", "B65D", "F24F", "E04G", "A23L", "D06M")


@per_rows
def patents(rows: Rows) -> Patents:
    """The list of the demonstration registry's little giants, as `registry.patents` has it."""
    return of_rows(rows, events(rows))


def events(rows: Rows) -> pl.DataFrame:
    """The same with the columns of EVENTS, before it is asked who is there."""
    columns = ("id", "name", "division", "founded_year", *GROWTH)
    giants = rows.filter(pl.col("tier") == "national").select(columns).collect().sort("id")
    if giants.is_empty():
        return pl.DataFrame(schema=EVENTS)
    # What is rounded up for one enterprise is rounded down for another: ranks are even.
    place = np.linspace(0, 1, giants.height, endpoint=False)
    shift = (place * 617) % 1
    main = _main_class(giants["division"], shift)
    parts = []
    for column, office, event in (
        ("invention_applications", HOME, "applied"),
        ("invention_grants", HOME, "granted"),
        ("pct_applications", PCT, "published"),
    ):
        counts = giants[column].fill_null(0).to_numpy().astype(float)
        parts.append(
            _spread(giants, main, counts, growth=GROWTH[column], shift=shift, what=(office, event))
        )
    pct = giants["pct_applications"].fill_null(0).to_numpy().astype(float)
    growth = GROWTH["pct_applications"]
    for office, part in ABROAD.items():
        filed = np.floor(pct * part + shift)
        parts.append(
            _spread(giants, main, filed, growth=growth, shift=shift, what=(office, "published"))
        )
    return pl.concat(parts)


def _main_class(divisions: pl.Series, shift: Floats) -> pl.Series:
    named = [CLASSES.get(str(division), OTHER) for division in divisions]
    return pl.Series(
        [classes[int(at * len(classes))] for classes, at in zip(named, shift, strict=True)]
    )


def _spread(
    giants: pl.DataFrame,
    main: pl.Series,
    counts: Floats,
    growth: float,
    shift: Floats,
    what: tuple[str, str],
) -> pl.DataFrame:
    """A row an enterprise and year with any: whole numbers that add up to `counts`."""
    founded = giants["founded_year"].fill_null(YEARS[0]).clip(YEARS[0], YEARS[-1]).to_numpy()
    open_yet = np.asarray(YEARS)[None, :] >= founded[:, None]
    upto = np.cumsum(open_yet * growth ** np.arange(len(YEARS)), axis=1)
    upto = upto / upto[:, -1:]
    ends = np.floor(counts[:, None] * upto + shift[:, None] * ((upto > 0) & (upto < 1)))
    ends[:, -1] = counts
    yearly = np.diff(np.minimum(ends, counts[:, None]), axis=1, prepend=0.0)
    who, when = np.nonzero(yearly)
    office, event = what
    picked = pl.Series(who)
    return pl.DataFrame(
        {
            "id": giants["id"].gather(picked),
            "name": giants["name"].gather(picked),
            "event": pl.repeat(event, picked.len(), eager=True),
            "year": np.asarray(YEARS)[when],
            "office": pl.repeat(office, picked.len(), eager=True),
            "kind": pl.repeat("invention", picked.len(), eager=True),
            "ipc": main.gather(picked),
            "n": yearly[who, when],
        }
    ).cast(dict(EVENTS))
