"""Names on a map: the larger value keeps its name where two would cover each other.

The browser looks again at the size that the map has there (assets/src/labels.js); pictures and
slides have what is chosen here.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from components.charts.map_areas import left_out
from components.charts.map_geo import COUNTRY, Ends
from components.charts.map_scale import MapScale
from components.contract.exhibit import View
from components.look.contrast import ink_on
from components.look.theme import INK, halo
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


class _Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: _Box) -> bool:
        """Whether two boxes cover each other."""
        wide = min(self.right, other.right) > max(self.left, other.left)
        return wide and min(self.bottom, other.bottom) > max(self.top, other.top)


def names_on_map(
    view: View,
    place: str,
    places: Sequence[Place],
    values: dict[str, float],
    scale: MapScale,
    ends: Ends | None = None,
) -> dict[str, Any]:
    """Names of areas, each in the ink that its ground asks for.

    values: by code. ends: of the one province whose cities these are; None for the country.
    """
    most = len(places) if ends else MOST[place]
    shown = list(_apart(places, values, view.lang, ends or COUNTRY, most))
    spilling = place == "city" and ends is None
    grounds = _grounds(view, place, shown, values, scale, spilling=spilling)
    return {
        "type": "scattergeo",
        "meta": "base",
        "lon": [it.lon for it in shown],
        "lat": [it.lat for it in shown],
        "text": [it.short(view.lang) for it in shown],
        "mode": "text",
        "textfont": {
            "size": SIZE,
            "color": [ink_on(ground) for ground in grounds],
            **(halo(view.theme) if spilling else {}),
        },
        "textposition": [_position(it) for it in shown],
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _position(it: Place) -> str:
    return ASIDE.get(it.code, "middle center") if it.level == "province" else "middle center"


def _grounds(
    view: View,
    place: str,
    shown: Sequence[Place],
    values: dict[str, float],
    scale: MapScale,
    *,
    spilling: bool,
) -> list[str]:
    """What each name stands on: its area, or, where names are wider than areas, the card."""
    ink = INK[view.theme]
    out = left_out(view, place, [it.code for it in shown])
    found = []
    for it, left in zip(shown, out, strict=True):
        if spilling or (it.level == "province" and it.code in ASIDE):
            found.append(ink.surface)
        elif it.code in values:
            found.append(scale.color(values[it.code]))
        else:
            found.append(ink.canvas if left else ink.nodata)
    return found


def _apart(
    places: Sequence[Place], values: dict[str, float], lang: Lang, ends: Ends, most: int
) -> Iterator[Place]:
    """The places whose names stand free of each other, the largest value first."""
    taken: list[_Box] = []
    ranked = sorted(places, key=lambda it: (-values.get(it.code, -math.inf), it.code))
    for it in ranked[:most]:
        box = _box(it, lang, ends)
        if not any(box.meets(other) for other in taken):
            taken.append(box)
            yield it


def _box(it: Place, lang: Lang, ends: Ends) -> _Box:
    """Of a name on a map HEIGHT high, as an equal-area projection roughly has it."""
    _, (south, north) = ends
    degree = HEIGHT / (north - south)
    x = (it.lon or 0) * degree * math.cos(math.radians((south + north) / 2))
    y = -(it.lat or 0) * degree
    half, line = len(it.short(lang)) * SIZE * WIDTHS[lang] / 2, SIZE * LEADING
    down, across = _position(it).split(" ")
    x += {"left": -half, "right": half}.get(across, 0)
    y += {"top": -line / 2, "bottom": line / 2}.get(down, 0)
    return _Box(x - half, y - line / 2, x + half, y + line / 2)
