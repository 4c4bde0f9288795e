"""The exhibit card: its controls and views; its answer fills the rest (answer.py)."""

from dataclasses import replace

from dash import html

from components.card.component import Card
from components.card.context_list import indicator_list
from components.card.measure_list import measure_list
from components.card.version_list import version_list
from components.contract.controls import param_control
from components.contract.exhibit import Exhibit, Param, Params
from components.contract.requests import card_query
from components.contract.seen import as_seen
from components.contract.versus import VERSUS
from components.contract.visitor import visitor
from components.parts.support_params import PARAM as SUPPORT
from components.parts.weight_params import PRESET
from data_layer.filters.query import Query
from data_layer.vocabulary.text import Lang, Text

VIEWS = (Text("图", "Chart"), Text("表", "Table"), Text("视图", "View"))
"""The chart, the table, and what is chosen between."""

MORE = Text("更多设置", "More settings")


def card(
    exhibit: Exhibit,
    lang: Lang,
    search: str,
    *,
    shared: frozenset[str] = frozenset(),
    locked: bool = False,
    own: str = "",
) -> Card:
    """An empty card; the browser asks for its answer. The address sets its switches.

    shared: scopes of parameters whose controls stand elsewhere on the page. locked: a signed frame,
    whose parameters nobody can change. own: a query that the card opens with; what the address says
    goes before it.
    """
    id = exhibit.id
    titled = as_seen(exhibit) if visitor().rule.values else exhibit
    query = card_query(exhibit, search)
    opening = card_query(exhibit, own).params
    controls = [
        _control(titled, param, query.params.get(param.name), lang=lang)
        for param in _opened(titled, opening)
        if param.scope not in shared and not locked
    ]
    table_alone = exhibit.figure is None and exhibit.body is None
    return Card(
        controls,
        id={"type": "card", "exhibit": id},
        exhibit=id,
        title=titled.title(lang),
        views=[] if table_alone else [words(lang) for words in VIEWS],
        look=_look(exhibit, query),
        height=exhibit.height if exhibit.figure else 0,
        own=own,
        more=MORE(lang) if len(controls) > 1 else "",
    )


def _opened(exhibit: Exhibit, opening: Params) -> list[Param]:
    """Its parameters, with what the card opens with as defaults, which an address leaves out."""
    return [
        replace(param, default=opening.get(param.name, param.default)) for param in exhibit.params
    ]


def _look(exhibit: Exhibit, query: Query) -> str:
    """Classes of the card: its width, and whether a preset is chosen."""
    preset = any(
        param == PRESET and query.params.get(PRESET.name, PRESET.default) != PRESET.default
        for param in exhibit.params
    )
    classes = {f"w-{exhibit.width}": True, "preset": preset}
    return " ".join(name for name, given in classes.items() if given)


def _control(exhibit: Exhibit, param: Param, value: str | None, lang: Lang) -> html.Div:
    if exhibit.context is not None and param.name == "indicator":
        return html.Div(indicator_list(exhibit, param, value or "", lang=lang), className="control")
    if param == VERSUS:
        return html.Div(version_list(exhibit, value or "", lang), className="control")
    if (param.scope, param.name) == (SUPPORT.scope, SUPPORT.name):
        label = html.Label(param.label(lang), className="control-label")
        return html.Div(
            [label, measure_list(exhibit, param, value, lang=lang)], className="control"
        )
    return param_control(exhibit, param, value, lang=lang)
