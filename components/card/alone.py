"""What a ranking of one row says beside its bar, which alone would leave its card empty."""

from dash import html

from components.card.markup import markup
from components.contract.delivery import readable
from components.contract.exhibit import Figure
from components.contract.result import Result
from components.rendering.written import written
from data_layer.vocabulary.text import Lang

HEIGHT = 150
"""Pixels of a chart of one bar."""
NOTHING = ("", "—")


def only_row(result: Result, figure: Figure, lang: Lang) -> str:
    """HTML of all that the only row holds, name by name; empty for any other chart."""
    bars = [trace for trace in figure["data"] if trace.get("type") == "bar"]
    lying = len(bars) == 1 and bars[0].get("orientation") == "h"
    if result.frame.height != 1 or not lying or len(bars[0]["y"]) != 1:
        return ""
    rows = written(*readable(result), lang, 1, downwards=False)
    said = zip(rows.titles, rows.rows[0], strict=True)
    facts = [
        html.Div([html.Dt(title), html.Dd(value)]) for title, value in said if value not in NOTHING
    ]
    return markup(html.Dl(facts, className="alone"))
