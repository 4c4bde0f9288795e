"""Where the number of a bar stands, so that it is never read as that of a published mark."""

from collections.abc import Sequence
from typing import Any

from components.contract.exhibit import View
from components.look.theme import INK

NEAR = (0.02, 0.2)
"""Right of a bar's end, as parts of the longest bar, a mark stands on the number of the bar."""
ROOMY = 0.45
"""As a part of the longest bar: a bar that holds its number inside, on a phone too."""
ROOMY_UPRIGHT = 0.3
"""The same of bars that stand upright."""
UPRIGHT = (0.02, 0.22)
"""The same of bars that stand upright, as parts of the axis."""
LIFT = "<br>\u00a0"
"""An empty line below a number, where the published mark may stand."""


def in_the_way(
    values: Sequence[float | None],
    published: Sequence[float | None],
    longest: float | None = None,
    near: tuple[float, float] = NEAR,
) -> list[float | None]:
    """The published values whose mark would stand on the number beside their bar.

    longest: what the axis shows, by default the longest bar or mark. near: how far from the end of
    its bar a mark is in the way, as parts of that.
    """
    whole = longest or max((v for v in (*values, *published) if v is not None), default=0) or 1
    return [
        mark
        if value is not None and mark is not None and near[0] < (mark - value) / whole < near[1]
        else None
        for value, mark in zip(values, published, strict=True)
    ]


def places_of(
    values: Sequence[float | None], covered: Sequence[float | None], roomy: float = ROOMY
) -> list[str]:
    """Where the number of each bar stands: beside it, inside where a mark is in the way, or, of a
    bar too short for that, nowhere: it then stands beyond the mark."""
    longest = max((v for v in values if v is not None), default=0) or 1
    return [
        "outside" if mark is None else "inside" if (value or 0) / longest >= roomy else "none"
        for value, mark in zip(values, covered, strict=True)
    ]


def lifted(texts: Sequence[str], places: Sequence[str]) -> list[str]:
    """Numbers as they stand at their bars: lifted above them, or plain inside."""
    lifted = {"outside": LIFT, "inside": ""}
    return [
        text + lifted[place] if text and place in lifted else ""
        for text, place in zip(texts, places, strict=True)
    ]


def numbers_alone(
    view: View,
    values: Sequence[float | None],
    published: Sequence[float | None],
    amounts: Sequence[str],
    place: str,
) -> dict[str, Any]:
    """What published marks say where no bar says anything: their own number.

    amounts: the published values in words. place: of the number, as Plotly names it.
    """
    alone = [
        words if value is None and mark is not None else ""
        for value, mark, words in zip(values, published, amounts, strict=True)
    ]
    if not any(alone):
        return {}
    room = "\u00a0\u00a0" if place == "middle right" else ""
    return {
        "mode": "markers+text",
        "text": [room + words if words else "" for words in alone],
        "textposition": place,
        "textfont": {"size": 12, "color": INK[view.theme].text},
        "cliponaxis": False,
    }


def above_marks(
    view: View,
    own: dict[str, Any],
    texts: Sequence[str],
    covered: Sequence[float | None],
    places: Sequence[str],
) -> dict[str, Any]:
    """Numbers of bars too low for them, above the published mark, with the sign of computed."""
    lying = beyond_marks(view, own, [text + LIFT for text in texts], covered=covered, places=places)
    return lying | {"y": lying["x"], "x": own["x"], "textposition": "top center"}


def beyond_marks(
    view: View,
    own: dict[str, Any],
    texts: Sequence[str],
    covered: Sequence[float | None],
    places: Sequence[str],
) -> dict[str, Any]:
    """The same of bars that lie: right of the published mark."""
    written_beyond = [place == "none" for place in places]
    return own | {
        "type": "scatter",
        "mode": "text",
        "name": "",
        "x": [
            mark if beyond else None for mark, beyond in zip(covered, written_beyond, strict=True)
        ],
        "text": [
            f"\u2003■ {text.strip()}" if beyond else ""
            for text, beyond in zip(texts, written_beyond, strict=True)
        ],
        "textposition": "middle right",
        "textfont": {"size": 11, "color": INK[view.theme].text},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }
