"""A figure with a reader's notes on it: the same in card, frame, picture and slide."""

from collections.abc import Mapping, Sequence
from typing import Any

from components.contract.exhibit import Figure
from components.contract.notes import Note
from components.look.tagless import tagless
from components.look.theme import INK
from components.look.words import wrap
from data_layer.filters.query import Theme

WIDTH = 28
"""Columns of a line of words; a Chinese sign takes two."""
PALE = 0.28
"""Opacity of what a mark leaves behind."""
MARKED = ("bar", "scatter", "choropleth", "scatterpolar")
"""Traces in which single marks can stand out."""
NAMES = ("y", "x", "theta", "hovertext", "text")
_PAPER = {"xref": "paper", "yref": "paper"}


def noted(figure: Figure, notes: Sequence[Note], theme: Theme) -> Figure:
    """The figure with the notes; what they name and the chart does not hold is left out."""
    layout = dict(figure["layout"])
    shapes, annotations = [*layout.get("shapes", ())], [*layout.get("annotations", ())]
    data = figure["data"]
    for note in notes:
        if note.kind == "mark" and any(_holds(trace, note.names) for trace in data):
            data = [_marked(trace, note.names) for trace in data]
        elif note.kind == "mark":
            continue
        elif note.kind == "range":
            band = _band(figure, note.names)
            if band is not None:
                shapes.append(_shape(band, theme))
                annotations.append(_over(band, note.words, theme))
        else:
            annotations.append(_words(note, theme))
    return {
        **figure,
        "data": data,
        "layout": {**layout, "shapes": shapes, "annotations": annotations},
    }


def _words(note: Note, theme: Theme) -> dict[str, Any]:
    """Words at a place of the plot, or words with an arrow to it."""
    ink = INK[theme]
    look = {
        "name": "note",
        "text": wrap(_safe(note.words), WIDTH),
        "font": {"size": 12, "color": ink.text},
        "bgcolor": ink.surface,
        "bordercolor": ink.muted,
        "borderwidth": 1 if note.words else 0,
        "borderpad": 4,
        "align": "left",
    }
    if note.kind == "text":
        x, y = note.at
        return {**look, **_PAPER, "x": x / 100, "y": y / 100, "showarrow": False}
    x, y, right, up = note.at
    tail = {"ax": right, "ay": -up}
    arrow = {"arrowhead": 2, "arrowwidth": 1.5, "arrowcolor": ink.text, "showarrow": True}
    return {**look, **_PAPER, **tail, **arrow, "x": x / 100, "y": y / 100}


def _safe(words: str) -> str:
    """Plotly reads some tags: a reader's words bring none."""
    return tagless(words)


def _names_of(trace: Mapping[str, Any]) -> list[Any]:
    """What the marks of a trace are called: their categories, else what is written at them."""
    for key in NAMES:
        names = trace.get(key)
        if isinstance(names, list) and any(isinstance(name, str) for name in names):
            return names
    return []


def _marks(trace: Mapping[str, Any], names: Sequence[str]) -> list[int]:
    """Which marks of a trace are named."""
    mark_names = trace["text"] if trace["type"] == "choropleth" else _names_of(trace)
    return [i for i, name in enumerate(mark_names) if _plain(name) in names]


def _holds(trace: Mapping[str, Any], names: Sequence[str]) -> bool:
    """Whether a trace, or a mark of it, is named: else nothing would stand out."""
    if trace["type"] not in MARKED or trace.get("meta") == "base":
        return False
    return bool(_marks(trace, names)) or str(trace.get("name") or "") in names


def _marked(trace: dict[str, Any], names: Sequence[str]) -> dict[str, Any]:
    """The trace with the named marks standing out; one without any of them steps back whole."""
    if trace["type"] not in MARKED or trace.get("meta") == "base":
        return trace
    at = _marks(trace, names)
    if not at and str(trace.get("name") or "") in names:
        return trace
    back = {"marker": {"opacity": PALE}}
    return {**trace, "selectedpoints": at, "unselected": back}


def _plain(name: object) -> str:
    """A name as it is read: lines joined, without what Plotly reads as a tag."""
    return " ".join(str(name).replace("<br>", " ").split())


def _band(figure: Figure, ends: Sequence[str]) -> tuple[str, float, float] | None:
    """Where a range lies: along the axis of categories, or of numbers where there are none."""
    bars = [t for t in figure["data"] if t["type"] == "bar"]
    plain = [t for t in figure["data"] if t["type"] in ("bar", "scatter") and t.get("x")]
    if not plain:
        return None
    axis = "y" if any(t.get("orientation") == "h" for t in bars) else "x"
    names = _categories(figure, plain, axis)
    if names:
        places = [names.index(end) for end in ends if end in names]
        return (axis, min(places) - 0.5, max(places) + 0.5) if len(places) == 2 else None
    try:
        low, high = sorted(float(end) for end in ends)
    except ValueError:
        return None
    return axis, low, high


def _categories(figure: Figure, traces: Sequence[Mapping[str, Any]], axis: str) -> list[str]:
    """The names along an axis in their order; none of an axis of numbers."""
    given = figure["layout"].get(f"{axis}axis", {}).get("categoryarray")
    names = list(given or dict.fromkeys(v for t in traces for v in t.get(axis) or ()))
    return [_plain(name) for name in names] if any(isinstance(v, str) for v in names) else []


def _shape(band: tuple[str, float, float], theme: Theme) -> dict[str, Any]:
    axis, low, high = band
    other = "y" if axis == "x" else "x"
    return {
        "type": "rect",
        "name": "note",
        f"{axis}ref": axis,
        f"{axis}0": low,
        f"{axis}1": high,
        f"{other}ref": "paper",
        f"{other}0": 0,
        f"{other}1": 1,
        "fillcolor": INK[theme].accent,
        "opacity": 0.14,
        "line": {"width": 0},
        "layer": "below",
    }


def _over(band: tuple[str, float, float], words: str, theme: Theme) -> dict[str, Any]:
    """The words of a range: on top of a band that stands, in the lower right of one that lies."""
    axis, low, high = band
    middle = (low + high) / 2
    place: dict[str, Any] = {"x": middle, "y": 1, "xref": "x", "yref": "paper", "yanchor": "top"}
    if axis == "y":
        place = {"x": 1, "y": low, "xref": "paper", "yref": "y", "xanchor": "right"}
        place["yanchor"] = "bottom"
    font = {"size": 12, "color": INK[theme].text}
    text = wrap(_safe(words), WIDTH)
    return {"name": "note", "text": text, "showarrow": False, "font": font, **place}
