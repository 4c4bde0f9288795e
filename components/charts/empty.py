"""What stands where there is nothing to draw: a sentence, never a blank or an error."""

from components.contract.exhibit import Figure
from components.look.theme import INK, layout
from components.look.words import wrap
from data_layer.filters.query import Theme

LINE = 40
"""Latin letters on a line, for which a phone has room."""


def sentence_figure(words: str, theme: Theme) -> Figure:
    """A figure without axes that says why it is empty."""
    note = {
        "text": wrap(words, LINE),
        "showarrow": False,
        "x": 0.5,
        "y": 0.5,
        "xref": "paper",
        "yref": "paper",
        "font": {"size": 13, "color": INK[theme].muted},
    }
    hidden = {"visible": False}
    return {"data": [], "layout": layout(theme, annotations=[note], xaxis=hidden, yaxis=hidden)}
