"""Colours, type and the base layout of every figure, light and dark, as plain values.

Each palette holds 3:1 and more against its own two backgrounds, and its colours stay apart for
protanopes, deuteranopes and tritanopes (simulated after Machado 2009): the tests measure both.
"""

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from data_layer.filters.query import Theme

Colorscale = tuple[tuple[float, str], ...]

FONT = (
    "Inter, Noto Sans SC, Noto Sans CJK SC, PingFang SC, Microsoft YaHei, "
    "WenQuanYi Micro Hei, sans-serif"
)
TRANSPARENT = "rgba(0,0,0,0)"


@dataclass(frozen=True)
class Ink:
    """What is not data: words, lines and grounds of one theme.

    `nodata` is a warm grey, away from the blues, for areas without a value; a map that uses it
    says so in words too, since a fill is never the only sign.
    """

    text: str
    muted: str
    line: str
    canvas: str
    surface: str
    accent: str
    nodata: str


INK: Mapping[Theme, Ink] = MappingProxyType(
    {
        "light": Ink(
            text="#1d2733",
            muted="#5c6878",
            line="#e4e8ee",
            canvas="#f5f6f8",
            surface="#ffffff",
            accent="#1f5fa8",
            nodata="#c8c4bc",
        ),
        "dark": Ink(
            text="#dfe6ee",
            muted="#93a1b3",
            line="#263140",
            canvas="#0f151d",
            surface="#171f29",
            accent="#6aa6e8",
            nodata="#5a564e",
        ),
    }
)

TIER_COLORS: Mapping[Theme, Mapping[str, str]] = MappingProxyType(
    {
        "light": MappingProxyType(
            {
                "national": "#1f5fa8",
                "provincial": "#149a94",
                "champion": "#4d1438",
                "innovative": "#8a4a58",
            }
        ),
        "dark": MappingProxyType(
            {
                "national": "#6aa6e8",
                "provincial": "#6fe3d2",
                "champion": "#9c4fc4",
                "innovative": "#c05a62",
            }
        ),
    }
)

PUBLISHED_COLOR: Mapping[Theme, str] = MappingProxyType({"light": "#e05f09", "dark": "#f0a83a"})

PALE: Mapping[Theme, str] = MappingProxyType({"light": "#588ec7", "dark": "#3a6fae"})
"""What stands beside the accent and is neither a tier nor missing: grey means no data alone."""

# The fifth colour is the published accent: a chart that shows published figures too keeps to four.
# More than five groups are told apart by their labels, not by colour.
CATEGORICAL: Mapping[Theme, tuple[str, ...]] = MappingProxyType(
    {
        "light": (*TIER_COLORS["light"].values(), PUBLISHED_COLOR["light"]),
        "dark": (*TIER_COLORS["dark"].values(), PUBLISHED_COLOR["dark"]),
    }
)


def _even(*colors: str) -> Colorscale:
    """The colours as a Plotly colour scale with equal steps from 0 to 1."""
    return tuple((step / (len(colors) - 1), color) for step, color in enumerate(colors))


SEQUENTIAL: Mapping[Theme, Colorscale] = MappingProxyType(
    {
        "light": _even("#e8eef6", "#b9cfe8", "#7ba6d4", "#3d78b8", "#123f73"),
        "dark": _even("#1f3046", "#24425f", "#2f6596", "#4d92cf", "#a8d1f7"),
    }
)

# Brown below, blue above, a neutral grey at the middle value (1 for a location quotient).
DIVERGING: Mapping[Theme, Colorscale] = MappingProxyType(
    {
        "light": _even("#8c3d0a", "#d98b52", "#eef0f2", "#7ba6d4", "#123f73"),
        "dark": _even("#f6b26b", "#a8652a", "#3a424d", "#3f7ab3", "#a8d1f7"),
    }
)


def merge(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """`base` with the entries of `over` laid on top, mapping into mapping; neither is changed."""
    merged = copy.deepcopy(dict(base))
    for key, value in over.items():
        below = merged.get(key)
        if isinstance(below, Mapping) and isinstance(value, Mapping):
            merged[key] = merge(below, value)
        else:
            merged[key] = copy.deepcopy(value)
    return merged


def template(theme: Theme) -> dict[str, Any]:
    """The Plotly template of a theme: defaults for every axis, legend and trace of a figure.

    A page changes theme by putting the other template into `figure.layout.template`.
    """
    ink, scale = INK[theme], SEQUENTIAL[theme]
    colorbar = {"thickness": 8, "outlinewidth": 0, "tickfont": {"size": 10, "color": ink.muted}}
    return {
        "layout": {
            "font": {"family": FONT, "size": 12, "color": ink.text},
            "paper_bgcolor": TRANSPARENT,
            "plot_bgcolor": TRANSPARENT,
            "colorway": list(CATEGORICAL[theme]),
            **_axes(ink),
            "coloraxis": {"colorscale": scale, "colorbar": colorbar},
            "margin": {"l": 8, "r": 8, "t": 28, "b": 8},
            **_around(ink),
            "dragmode": False,
        },
        "data": {
            "bar": [{"marker": {"line": {"width": 0}}}],
            "heatmap": [{"colorscale": scale, "colorbar": colorbar}],
            "choropleth": [
                {
                    "colorscale": scale,
                    "colorbar": colorbar,
                    "marker": {"line": {"color": ink.surface, "width": 0.5}},
                }
            ],
        },
    }


def _axes(ink: Ink) -> dict[str, Any]:
    """Defaults of axes, flat, polar and of maps."""
    small = {"size": 11, "color": ink.muted}
    lines = {"gridcolor": ink.line, "linecolor": ink.line}
    axis = {
        **lines,
        "zerolinecolor": ink.line,
        "automargin": True,
        "ticklabeloverflow": "allow",
        "tickfont": small,
        "title": {"font": small},
    }
    return {
        "xaxis": axis,
        "yaxis": axis,
        "polar": {
            "bgcolor": TRANSPARENT,
            "radialaxis": {**lines, "tickfont": {"size": 10, "color": ink.muted}},
            "angularaxis": lines,
        },
        "geo": {"bgcolor": TRANSPARENT},
    }


def _around(ink: Ink) -> dict[str, Any]:
    """Defaults of what stands around and over the marks: legend, hover label, buttons, notes."""
    return {
        "legend": {
            "orientation": "h",
            "xref": "container",
            "x": 0,
            "xanchor": "left",
            "yref": "container",
            "y": 1,
            "yanchor": "top",
            "font": {"size": 11},
            "bgcolor": TRANSPARENT,
        },
        "hoverlabel": {
            "bgcolor": ink.surface,
            "bordercolor": ink.muted,
            "font": {"family": FONT, "size": 12, "color": ink.text},
        },
        "modebar": {"bgcolor": ink.surface, "color": ink.muted, "activecolor": ink.accent},
        "annotationdefaults": {"font": {"color": ink.muted}},
    }


def glow(ground: str) -> str:
    """A glow of the ground's colour, which keeps letters legible where they reach beyond it."""
    return ", ".join([f"0 0 3px {ground}"] * 3)


def halo(theme: Theme) -> dict[str, str]:
    """What keeps the letters of a `textfont` legible over marks."""
    return {"shadow": glow(INK[theme].surface)}


def layout(theme: Theme, **overrides: Any) -> dict[str, Any]:
    """A figure's layout in a theme: the template, and `overrides` laid deeply on top of it.

    `layout("light", xaxis={"title": {"text": "家"}}, template={"layout": {"bargap": 0.3}})`
    """
    return merge({"template": template(theme)}, overrides)
