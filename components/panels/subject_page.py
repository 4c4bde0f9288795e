"""The page on one place or industry: a head in words, then its charts and lists."""

from urllib.parse import unquote

from dash import html

from components.card.card import card
from components.card.component import Live
from components.contract.catalogue import exhibits
from components.panels.subject_head import ABOUT_KEY, shown_on
from components.parts.subject_param import SCOPE, chosen_alone, with_subject
from data_layer.filters.query import query_of
from data_layer.filters.reading import parse_pairs
from data_layer.topics.subject.subject import About, subject_of_code
from data_layer.vocabulary.text import Lang, Text

WORDS = {
    "unknown": Text("没有代码为“{code}”的地区或行业", "No place or industry has the code “{code}”"),
    "hint": Text(
        "地区用六位行政区划代码（苏州320500），行业用国民经济行业分类代码（C39）。",
        "Places go by their six-digit code (Suzhou 320500), industries by their code in GB/T 4754 "
        "(C39).",
    ),
}
SCOPES = frozenset({SCOPE, "quadrant", "weights"})
"""Parameters whose controls stand elsewhere: the path says the subject."""


def subject_page(about: About, code: str, lang: Lang, search: str) -> html.Div:
    """The page of a code; without one, of what the filters of the address choose."""
    pairs = parse_pairs(search or "")
    subject = subject_of_code(about, unquote(code)) if code else None
    if code and subject is None:
        message = WORDS["unknown"](lang).format(code=unquote(code)[:80])
        return html.Div([html.H1(message), html.P(WORDS["hint"](lang))], className="nothing")
    if subject is None:
        subject = chosen_alone(query_of(pairs).filters)
    industry = about == "industry" or pairs.get(ABOUT_KEY) == "industry"
    key = subject.key if subject is not None and (subject.key == "industry") == industry else None
    about = "industry" if industry else "place"
    placed = search if subject is None else _search(dict(with_subject(pairs, subject)))
    cards = [card(exhibits()[id], lang, placed or "", shared=SCOPES) for id in shown_on(key, about)]
    head = Live("subject", tag="section", look="subject-head w-full")
    return html.Div([head, html.Div(cards, className="cards subject-cards")])


def _search(pairs: dict[str, str]) -> str:
    return "&".join(f"{name}={value}" for name, value in pairs.items())
