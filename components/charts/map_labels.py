"""Names on a map: one that is wider than its area gives way, and of two that would cover each
other the one of the smaller value.

The browser looks again at the size that the map has there (assets/src/labels.js); pictures and
slides have what is chosen here.
"""

import math
from collections.abc import Sequence
from typing import Any

from components.charts.map_areas import left_out, short_names
from components.charts.map_geo import COUNTRY, Ends, extents
from components.charts.map_scale import MapScale
from components.contract.exhibit import View
from components.look.contrast import ink_on
from components.look.theme import INK, glow
from data_layer.vocabulary.places import Place
from data_layer.vocabulary.text import Lang

SIZE = 10
HEIGHT = 460
"""Height in CSS pixels of the smallest map on a card that is as wide as its page."""
MOST = {"province": 40, "city": 24}
"""Names at most; small cities of the whole country are named when one points at them."""
ASIDE = {
    "110000": "top center",
    "120000": "middle right",
    "310000": "middle right",
    "810000": "bottom right",
    "820000": "bottom left",
}
"""Where the name of an area that is smaller than it stands: on the sea, or clear of a neighbour."""
WIDTHS = {"zh": 1.0, "en": 0.56}
"""Width of a letter as a part of its size."""
LEADING = 1.25
MIDDLE = "middle center"
SHIFTS = {
    MIDDLE: (0, 0),
    "top center": (-1, 0),
    "middle right": (0, 1),
    "bottom right": (1, 1),
    "bottom left": (1, -1),
}
"""Down and to the right, in halves of a name's height and width."""


def names_on_map(
    view: View,
    place: str,
    places: Sequence[Place],
    values: dict[str, float],
    scale: MapScale,
    file: str,
    ends: Ends | None = None,
) -> dict[str, Any]:
    """Names of areas, each in the ink that its ground asks for.

    values: by code. file: of the boundaries. ends: of the one province whose cities these are;
    None for the country.
    """
    most = len(places) if ends else MOST[place]
    labelled = _apart(places, values, view.lang, file=file, ends=ends or COUNTRY, most=most)
    short = short_names(view.lang)
    grounds = _grounds(view, place, labelled, values=values, scale=scale)
    return {
        "type": "scattergeo",
        "meta": "base",
        "lon": [spot.lon for spot in labelled],
        "lat": [spot.lat for spot in labelled],
        "ids": [spot.code for spot in labelled],
        "text": [short[spot.code] for spot in labelled],
        "mode": "text",
        "textfont": {
            "size": SIZE,
            "color": [ink_on(ground) for ground in grounds],
            "shadow": [glow(ground) for ground in grounds],
        },
        "textposition": [
            ASIDE.get(spot.code, MIDDLE) if spot.level == "province" else MIDDLE
            for spot in labelled
        ],
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _grounds(
    view: View,
    place: str,
    labelled: Sequence[Place],
    values: dict[str, float],
    scale: MapScale,
) -> list[str]:
    """What each name stands on: its area, or the card beside it."""
    ink = INK[view.theme]
    colors = scale.colors_of(
        {spot.code: values[spot.code] for spot in labelled if spot.code in values}
    )
    out = left_out(view, place, [spot.code for spot in labelled])
    grounds = []
    for spot, left in zip(labelled, out, strict=True):
        if spot.level == "province" and spot.code in ASIDE:
            grounds.append(ink.surface)
        else:
            grounds.append(colors.get(spot.code, ink.canvas if left else ink.nodata))
    return grounds


def _apart(
    places: Sequence[Place], values: dict[str, float], lang: Lang, file: str, ends: Ends, most: int
) -> list[Place]:
    """The places whose names stand free of each other, the largest value first.

    On a map HEIGHT high, as an equal-area projection roughly has it.
    """
    ranked = sorted([(-values.get(spot.code, -math.inf), spot.code, spot) for spot in places])[
        :most
    ]
    _, (south, north) = ends
    high = HEIGHT / (north - south)
    wide = high * math.cos(math.radians((south + north) / 2))
    names, line = short_names(lang), SIZE * LEADING
    areas = extents(file)
    taken: list[tuple[float, float, float, float]] = []
    free = []
    for _, code, spot in ranked:
        half = len(names[code]) * SIZE * WIDTHS[lang] / 2
        position = ASIDE.get(code, MIDDLE) if spot.level == "province" else MIDDLE
        (west, east), (low, top) = areas[code]
        if position == MIDDLE and (half * 2 > (east - west) * wide or line > (top - low) * high):
            continue
        down, across = SHIFTS[position]
        x, y = (
            (spot.lon or 0) * wide + across * half,
            down * line / 2 - (spot.lat or 0) * high,
        )
        box = (x - half, x + half, y - line / 2, y + line / 2)
        for one in taken:
            if box[0] < one[1] and one[0] < box[1] and box[2] < one[3] and one[2] < box[3]:
                break
        else:
            taken.append(box)
            free.append(spot)
    return free
