"""研发: how much the enterprises spend on R&D and what comes of it."""

from typing import Any

from components.card.card import card
from components.contract.catalogue import exhibits
from components.panels.weights_panel import weights_panel
from components.parts.weight_params import SCOPE as WEIGHTS
from components.shell.page import cards, register_page, sheet
from data_layer.vocabulary.text import Lang, Text

TITLE = Text("研发", "R&D")
LEAD = Text(
    "研发投入多少算够，投入之后产出如何。",
    "How much R&D is enough, and what comes of it.",
)
TYPES = "score_typology"

register_page(__name__, "/rd", TITLE, order=70)


def layout(lang: Lang, search: str, **_: Any) -> Any:
    """Benchmarks, distribution, years, bands; then the weights and the types that follow them."""
    return sheet(
        TITLE,
        LEAD,
        lang,
        *cards("rd", lang, search, skip=(TYPES,)),
        weights_panel(lang, search),
        card(exhibits()[TYPES], lang, search, shared=frozenset({WEIGHTS})),
    )
