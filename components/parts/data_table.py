"""The table of a card's body: it scrolls within its card and can be reached by keyboard."""

from collections.abc import Collection, Mapping, Sequence

from dash import html

from components.contract.exhibit import View
from components.look.amounts import number


def data_table(
    heads: Sequence[html.Th], lines: Sequence[html.Tr], style: str = "", *, tall: bool = False
) -> html.Div:
    """tall: it has a height of its own, within which it scrolls."""
    table = html.Table(
        [html.Thead(html.Tr(list(heads))), html.Tbody(list(lines))],
        className=f"data {style}".strip(),
    )
    return html.Div(table, className="table-wrap tall" if tall else "table-wrap", tabIndex="0")


def with_rest(view: View, table: html.Div, rows: int) -> html.Div:
    """A table of the first `rows` of enterprises, and below it how many more the download has."""
    rest = view.frame.height - rows
    words = f"另有{number(rest)}家，请下载全部。", f"{number(rest)} more: download for all."
    return html.Div([table, *([html.P(view.say(*words), className="muted")] if rest else [])])


def table_beside(
    view: View,
    heading: str,
    firsts: Sequence[html.Td],
    columns: Mapping[str, Sequence[str | None]],
    prose: Collection[str],
) -> html.Div:
    """A row a first cell, with cells of words (`prose`) or numbers beside it, by column."""
    styles = {name: "prose" if name in prose else "num" for name in columns}
    heads = [
        html.Th(view.field(name).label(view.lang), className="" if name in prose else "num")
        for name in columns
    ]
    cells = [
        [html.Td(words or "—", className=styles[name]) for words in texts]
        for name, texts in columns.items()
    ]
    rows = zip(firsts, *cells, strict=True)
    return data_table([html.Th(heading), *heads], [html.Tr(list(row)) for row in rows])
