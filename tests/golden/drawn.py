"""What a figure says, in words and numbers: no sizes, margins or fonts, which may change freely."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from components.contract.exhibit import Figure

ENDS = 8
"""Of a longer list so many from either end are kept, and how many there are."""
WHOLE = 2 * ENDS
FEW = 3
"""As ENDS, of texts on marks, and of what hovering shows."""
SAID_OF_AXIS = (
    "ticksuffix",
    "tickprefix",
    "tickformat",
    "type",
    "categoryorder",
    "autorange",
    "side",
    "visible",
    "showticklabels",
)
SAID_OF_BAR = ("ticksuffix", "tickprefix", "tickformat")
ON_MARKS = ("text", "hovertext", "customdata")
POINTS = (
    "x",
    "y",
    "z",
    "r",
    "theta",
    "values",
    "labels",
    "parents",
    "locations",
    "q1",
    "median",
    "q3",
    "lowerfence",
    "upperfence",
    "base",
)

AltText = dict[str, Any]


def drawn(figure: Figure) -> AltText:
    """Traces, axes, colour scales and notes of a figure, as far as they say something."""
    layout = figure["layout"]
    said = {
        "legend": layout.get("showlegend", "unset"),
        "traces": [trace_said(trace) for trace in figure["data"]],
        "axes": _filled({name: axis_said(axis) for name, axis in _axes(layout)}),
        "colours": _filled({k: _scale(v) for k, v in layout.items() if k.startswith("coloraxis")}),
        "annotations": [_annotation(note) for note in layout.get("annotations", ())],
        "lines": [_line(s) for s in layout.get("shapes", ()) if "path" not in s],
        "barmode": layout.get("barmode"),
        "meta": _without_addresses(layout.get("meta")),
    }
    return _filled(said)


def trace_said(trace: Mapping[str, Any]) -> AltText:
    """Name, kind, colour, places and words of one trace."""
    said: AltText = {"type": trace["type"]}
    said |= {k: trace[k] for k in ("name", "mode", "showlegend", "orientation") if k in trace}
    marker, line = trace.get("marker", {}), trace.get("line", {})
    said["symbol"] = marker.get("symbol")
    said["pattern"] = _cut(marker.get("pattern", {}).get("shape"))
    said["colour"] = _cut(marker.get("color", line.get("color")))
    said["hover"] = _cut(trace.get("hovertemplate"), FEW)
    said["values on marks"] = trace.get("texttemplate")
    said["colour bar"] = _bar(trace.get("colorbar", marker.get("colorbar", {})))
    for part in POINTS:
        said[part] = _cut(trace.get(part))
    for part in ON_MARKS:
        said[part] = _cut(trace.get(part), FEW)
    return _filled(said)


def axis_said(axis: Mapping[str, Any]) -> AltText:
    """Title, ticks and order of an axis."""
    said = {
        "title": _title(axis),
        "ticks": _cut(axis.get("ticktext")),
        "ticks at": _cut(axis.get("tickvals")),
        "order": _cut(axis.get("categoryarray")),
    }
    return _filled(said | {name: axis.get(name) for name in SAID_OF_AXIS})


def _axes(layout: Mapping[str, Any]) -> Iterable[tuple[str, Mapping[str, Any]]]:
    """Plain and polar axes by name."""
    for name, part in sorted(layout.items()):
        if name.startswith(("xaxis", "yaxis")):
            yield name, part
        elif name.startswith("polar"):
            for axis in ("radialaxis", "angularaxis"):
                yield f"{name}.{axis}", part.get(axis, {})


def _scale(axis: Mapping[str, Any]) -> AltText:
    """A colour scale: its ends in numbers and in colours, and what its bar says."""
    scale = axis.get("colorscale") or ()
    ends = [scale[0][1], scale[-1][1]] if scale and not isinstance(scale, str) else scale
    said = {"from": number(axis.get("cmin")), "to": number(axis.get("cmax")), "colours": ends}
    return _filled(said | {"bar": _bar(axis.get("colorbar", {})), "shown": axis.get("showscale")})


def _bar(bar: Mapping[str, Any]) -> AltText:
    said = {"title": _title(bar), "ticks": _cut(bar.get("ticktext"))}
    said["ticks at"] = _cut(bar.get("tickvals"))
    return _filled(said | {name: bar.get(name) for name in SAID_OF_BAR})


def _title(part: Mapping[str, Any]) -> str | None:
    title = part.get("title")
    return title.get("text") if isinstance(title, Mapping) else title


def _annotation(note: Mapping[str, Any]) -> str:
    """The words, and the category beside which they stand, if they stand beside one."""
    at = [note[axis] for axis in ("x", "y") if isinstance(note.get(axis), str)]
    return " @ ".join([str(note["text"]), *at])


def _line(shape: Mapping[str, Any]) -> str:
    """A line or area by its ends: thresholds are drawn so."""
    ends = " ".join(str(number(shape.get(end))) for end in ("x0", "y0", "x1", "y1"))
    return f"{shape['type']} {ends}"


def _without_addresses(meta: Any) -> Any:
    """What the browser's script is told, without the app's own addresses."""
    if isinstance(meta, Mapping):
        kept = {k: _without_addresses(v) for k, v in meta.items() if k not in ("root", "query")}
        return _filled(kept)
    if isinstance(meta, list | tuple):
        return [_without_addresses(part) for part in meta]
    return number(meta)


def _cut(values: Any, ends: int = ENDS) -> Any:
    """A short list whole, the ends of a longer one, anything else as it is."""
    if not isinstance(values, list | tuple):
        return number(values)
    flat = list(_flat(values))
    if len(flat) <= 2 * ends:
        return flat
    return [*flat[:ends], f"… {len(flat)} in all …", *flat[-ends:]]


def _flat(values: Sequence[Any]) -> Iterable[Any]:
    for value in values:
        if isinstance(value, list | tuple):
            yield from _flat(value)
        else:
            yield number(value)


def number(value: Any) -> Any:
    """A number at ten digits, so that no machine's last bit is a difference."""
    return float(f"{value:.10g}") if isinstance(value, float) else value


def _filled(said: Mapping[str, Any]) -> AltText:
    """Without what is not there."""
    return {k: v for k, v in said.items() if v is not None and v not in ({}, [], "")}
