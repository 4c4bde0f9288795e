"""A chart's legend without what is said over the chart already: which kinds of numbers it holds."""

from collections.abc import Mapping
from functools import cache
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
    kinds = _kinds(lang)
    repeated = {name for name in names if name in kinds or _without(name, kinds) in names}
    if not repeated:
        return figure
    if repeated == set(names):
        return {**figure, "layout": {**figure["layout"], "showlegend": False}}
    traces = [
        {**trace, "showlegend": False} if trace.get("name") in repeated else trace
        for trace in figure["data"]
    ]
    return {**figure, "data": traces}


@cache
def _kinds(lang: Lang) -> Mapping[str, str]:
    """Words of the kinds to their ids."""
    return {words(lang): kind for kind, words in KINDS.items()}


def _without(name: str, kinds: Mapping[str, str]) -> str:
    """The group of a printed figure: 国家级 of 国家级 · 报告原值; nothing for other names."""
    parts = name.split(APART)
    rest = [part for part in parts if kinds.get(part) not in ("published", "derived")]
    return APART.join(rest) if len(rest) < len(parts) else ""


def _listed(trace: Mapping[str, Any]) -> bool:
    return trace.get("showlegend") is not False and trace["type"] not in WITHOUT
