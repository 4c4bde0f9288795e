"""Industries that stand only where their ground is: mines, tobacco and listed kitchens.

Too few of them are listed to say where they are, and what the pairing leaves over in a small
province falls to the rarest divisions. Rule: who is away from `HOMES` changes its industry with an
enterprise of its tier at home, of one of `EVERYWHERE`, that holds the same of the titles which
belong to industries; no total of a place, tier or industry moves.
"""

from collections.abc import Mapping

import numpy as np
import polars as pl

INDUSTRY = ("division", "group", "class", "sector")
COAL = (
    "14",
    "15",
    "61",
    "65",
    "52",
    "37",
    "41",
    "34",
    "13",
    "64",
    "62",
    "23",
    "21",
    "53",
    "51",
    "11",
)
OIL = (
    "65",
    "23",
    "61",
    "37",
    "12",
    "13",
    "21",
    "51",
    "44",
    "22",
    "62",
    "63",
    "15",
    "11",
    "31",
    "32",
)
TOBACCO = ("53", "52", "43", "42", "41", "35", "37", "34", "31", "32", "33", "44", "51", "61")
KITCHENS = ("11", "31", "44", "32", "33", "51", "50", "43", "42", "61", "37")
HOMES: Mapping[str, tuple[str, ...]] = {
    "B06": COAL,
    "B07": OIL,
    "C16": TOBACCO,
    "H62": KITCHENS,
}
"""The first two digits of the provinces where a division is at home."""
ALIKE = ("tier", "single_champion", "green_factory")
EVERYWHERE = ("M75", "C26", "C30", "C35")
"""Large divisions that every province has, and of which no mean or median is printed (e33)."""


def at_home(frame: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    """The frame with INDUSTRY exchanged between enterprises away from home and others."""
    place = frame["province_code"].cast(pl.String).str.slice(0, 2).to_numpy()
    division = frame["division"].to_numpy()
    alike = frame.select(pl.struct(ALIKE).rank("dense")).to_series().to_numpy()
    source = np.arange(frame.height)
    free = np.isin(division.astype(str), EVERYWHERE)
    for code, home in HOMES.items():
        inside = np.isin(place.astype(str), home)
        for row in np.flatnonzero((division == code) & ~inside):
            able = np.flatnonzero(free & inside & (alike == alike[row]))
            if able.size:
                other = rng.choice(able)
                source[[row, other]] = source[[other, row]]
                free[other] = False
    return frame.with_columns(frame.select(INDUSTRY)[source])
