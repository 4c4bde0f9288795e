"""Reading a Plotly trace as plain values: words without markup, numbers, colours."""

import math
import re
from collections.abc import Mapping
from typing import Any

from components.look.theme import CATEGORICAL

Trace = Mapping[str, Any]
Layout = Mapping[str, Any]

_WITHIN_CHINESE = re.compile(r"(?<=[\u4e00-\u9fff])<br>(?=[\u4e00-\u9fff])")
_TAG = re.compile(r"<[^>]*>")
_HEX = re.compile(r"#[0-9a-fA-F]{6}")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_RGB = re.compile(r"rgba?\(\s*(\d+)\s*,\s*(\d+)\s*,\s*(\d+)")


def listed(part: Any) -> list[Any]:
    """The values of a part of a trace; empty if it has none."""
    return list(part) if isinstance(part, list | tuple) else []


def plain(words: object) -> str:
    """Words without Plotly's markup; a line break becomes a blank, and nothing within Chinese."""
    joined = _WITHIN_CHINESE.sub("", str(words))
    return _TAG.sub("", joined.replace("<br>", " ")).strip()


def number(value: object) -> float | None:
    """A finite number, or None."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return value if math.isfinite(value) else None


def agree(value: object, words: object) -> bool:
    """Whether the first number in the words is the value as far as it is written out.

    Words without a number, and values that are none, contradict nothing.
    """
    exact, written = number(value), _NUMBER.search(plain(words).replace(",", ""))
    if exact is None or written is None:
        return True
    decimals = len(written.group().partition(".")[2])
    return abs(exact - float(written.group())) <= 0.5 * 10**-decimals + 1e-9


def unit_of(words: object) -> str:
    """What follows the number in the words at a bar: % of 12.5%; empty if there is no number."""
    text = plain(words)
    digits = _NUMBER.search(text.replace(",", ""))
    return text.replace(",", "")[digits.end() :].strip() if digits else ""


def scaled(trace: Trace, axis: str, factor: float) -> Trace:
    """The trace with its values along an axis in a smaller unit."""
    values = [v if number(v) is None else round(v * factor, 6) for v in listed(trace.get(axis))]
    return {**trace, axis: values}


def hexadecimal(color: object) -> str | None:
    """#rrggbb of a CSS colour written as hexadecimal or rgb(a); None for anything else."""
    if not isinstance(color, str):
        return None
    if _HEX.fullmatch(color):
        return color.lower()
    parts = _RGB.match(color)
    return "#" + "".join(f"{int(p):02x}" for p in parts.groups()) if parts else None


def is_dark(color: str) -> bool:
    """Whether white type reads better on #rrggbb than dark type (luma of ITU-R BT.601)."""
    red, green, blue = (int(color[at : at + 2], 16) for at in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue < 140


def marker(trace: Trace) -> Mapping[str, Any]:
    """How a trace's marks are drawn."""
    return trace.get("marker") or {}


def color_of(trace: Trace, layout: Layout, at: int) -> str:
    """The one colour of a trace: its line's, its marks', else that of its place in the palette."""
    line = trace.get("line") or {}
    own = hexadecimal(marker(trace).get("color")) or hexadecimal(line.get("color"))
    palette = layout.get("colorway") or CATEGORICAL["light"]
    return own or palette[at % len(palette)]


def colors_of(trace: Trace, part: str = "color") -> list[str | None]:
    """The colours of single marks; empty where they do not differ."""
    return [hexadecimal(color) for color in listed(marker(trace).get(part))]


def axis_title(layout: Layout, axis: str) -> str:
    """The title of an axis, or nothing."""
    title = (layout.get(axis) or {}).get("title") or ""
    return plain(title.get("text") or "" if isinstance(title, Mapping) else title)


def is_log(layout: Layout, axis: str) -> bool:
    """Whether an axis is logarithmic."""
    return (layout.get(axis) or {}).get("type") == "log"
