"""科创力: five dimensions, what they are weighted by, and who scores how."""

from typing import Any

from components.card.card import card
from components.contract.catalogue import exhibits, on_page
from components.panels.weights_panel import weights_panel
from components.parts.group_params import SCOPE as GROUPS
from components.parts.weight_params import SCOPE as WEIGHTS
from components.shell.page import register_page, sheet
from data_layer.vocabulary.text import Lang, Text

TITLE = Text("科创力", "Innovation")
LEAD = Text(
    "五个维度衡量科创力：谁强在哪里，差距多大，换一套权重谁升谁降。",
    "Innovation capability in five dimensions: who is strong in what, how far apart, and who rises "
    "with other weights.",
)
SCORED_FROM = 50
"""Exhibits of this order and above follow the weights."""
TYPES = "score_typology"
"""Belongs to the page of R&D and follows the weights too."""

register_page(__name__, "/innovation", TITLE, order=50)


def layout(lang: Lang, search: str, **_: Any) -> Any:
    """Comparisons first; then the weights and all that follows from them."""
    own = on_page("innovation")
    compared = [exhibit for exhibit in own if exhibit.order < SCORED_FROM]
    scored = [exhibit for exhibit in own if exhibit.order >= SCORED_FROM]
    first, *others = compared
    return sheet(
        TITLE,
        LEAD,
        lang,
        card(first, lang, search),
        *(card(exhibit, lang, search, shared=frozenset({GROUPS})) for exhibit in others),
        weights_panel(lang, search),
        *(
            card(exhibit, lang, search, shared=frozenset({WEIGHTS}))
            for exhibit in (*scored, exhibits()[TYPES])
        ),
    )
