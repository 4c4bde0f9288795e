"""One panel of weights for all exhibits of a page that score enterprises.

Presets move the sliders, and a moved slider ends the preset: assets/src/weights.js.
"""

import dash
from dash import ClientsideFunction, Input, Output, State, dcc, html

from components.contract.catalogue import exhibits
from components.contract.controls import param_control
from components.contract.requests import card_query
from components.parts.weight_params import METHOD, PRESET, SLIDERS
from data_layer.scoring.dimensions import LABELS
from data_layer.scoring.weights import PRESETS, Weighting, weighting
from data_layer.vocabulary.text import Lang, Text

HOST = "score_distribution"
"""The exhibit whose parameters the panel sets; all others share them by scope."""
WORDS = {
    "title": Text("评分权重", "Weights of the score"),
    "reading": Text(
        "拖动滑块、输入数值或选择行业方案；权重自动归一为100，下面各图表随之变化。",
        "Drag a slider, type a weight or choose a preset. Weights are normalised to 100, and every "
        "chart below follows.",
    ),
}


def weights_panel(lang: Lang, search: str) -> html.Section:
    """Preset, kind of score and the five sliders."""
    exhibit = exhibits()[HOST]
    given = card_query(exhibit, search).params
    controls = [
        param_control(exhibit, param, given.get(param.name), lang=lang)
        for param in (PRESET, METHOD, *SLIDERS)
    ]
    return html.Section(
        [
            html.Header(html.H2(WORDS["title"](lang), id="weights-title")),
            html.P(WORDS["reading"](lang), className="reading"),
            html.Div(controls[:2], className="controls"),
            html.Div(controls[2:], className="controls weights"),
            dcc.Store(id="weights-presets", data=positions()),
            dcc.Store(id="weights-followed"),
        ],
        className="exhibit w-full",
        **{"aria-labelledby": "weights-title"},
    )


def positions() -> dict[str, dict[str, int] | None]:
    """Where each preset puts the sliders, in whole per cent; None if weights differ by sector."""
    return {
        preset: _position(weighting(preset, {})) for preset in PRESETS if preset != PRESET.default
    }


def _position(chosen: Weighting) -> dict[str, int] | None:
    if chosen.by_sector:
        return None
    return {dimension: round(chosen.common[dimension]) for dimension in LABELS}


def register(app: dash.Dash, workspace: object) -> None:
    """Keep preset and sliders in step, in the browser."""
    app.clientside_callback(
        ClientsideFunction("weights", "follow"),
        Output("weights-followed", "data"),
        Input("url", "search"),
        Input("weights-presets", "data"),
        State("weights-followed", "data"),
    )
