"""A chart's legend without what is said over the chart already: which kinds of numbers it holds."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from components.contract.exhibit import Figure
from data_layer.vocabulary.fields import KINDS
from data_layer.vocabulary.text import Lang

APART = " · "
WITHOUT = ("choropleth", "heatmap", "treemap")
"""Traces that stand in no legend."""


def without_kinds(figure: Figure, lang: Lang) -> Figure:
    """The chart without entries for kinds, and for printed figures of a group that has its own."""
    names = [str(trace.get("name") or "") for trace in figure["data"] if _listed(trace)]
    said = {name for name in names if _is_said(name, names, lang)}
    if not said:
        return figure
    if said == set(names):
        return {**figure, "layout": {**figure["layout"], "showlegend": False}}
    traces = [
        {**trace, "showlegend": False} if trace.get("name") in said else trace
        for trace in figure["data"]
    ]
    return {**figure, "data": traces}


def _is_said(name: str, names: Collection[str], lang: Lang) -> bool:
    kinds = {KINDS[kind](lang) for kind in KINDS}
    printed = {KINDS[kind](lang) for kind in ("published", "derived")}
    parts = name.split(APART)
    rest = APART.join(part for part in parts if part not in printed)
    return name in kinds or (rest != name and rest in names)


def _listed(trace: Mapping[str, Any]) -> bool:
    return trace.get("showlegend") is not False and trace["type"] not in WITHOUT
