"""What plotly.js is told of every chart beside its figure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from data_layer.vocabulary.text import Lang

if TYPE_CHECKING:
    from dash.dcc import Graph


# A base map without a line, whatever name plotly.js asks for: what it appends to the address falls
# behind the `#`. The first line of defence is assets/src/geo_stub.js.
_LAYERS = ("coastlines", "land", "ocean", "lakes", "rivers", "countries", "subunits")
_NO_LINES = {"type": "GeometryCollection", "geometries": []}
_TOPOLOGY = {"type": "Topology", "arcs": [], "objects": dict.fromkeys(_LAYERS, _NO_LINES)}
_NO_BASE_MAP = f"data:application/json,{json.dumps(_TOPOLOGY, separators=(',', ':'))}#"

_LOCALES: Mapping[Lang, str] = MappingProxyType({"zh": "zh-CN", "en": "en"})


def graph_config(lang: Lang) -> Graph.Config:
    """The `config` of every chart: in the reader's language, with no way out of this machine.

    The mode bar has no picture button: a picture leaves through the card, which puts the source,
    the filters and the badges on it.
    """
    return {
        "locale": _LOCALES[lang],
        "responsive": True,
        "displaylogo": False,
        "showSendToCloud": False,
        "showEditInChartStudio": False,
        "plotlyServerURL": "",
        "topojsonURL": _NO_BASE_MAP,
        "modeBarButtonsToRemove": [
            "toImage",
            "select2d",
            "lasso2d",
            "autoScale2d",
            "toggleSpikelines",
            "hoverClosestCartesian",
            "hoverCompareCartesian",
        ],
    }
