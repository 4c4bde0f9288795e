"""Every column of the file: what it was taken for, its unit, how full it is, and a judgement."""

from __future__ import annotations

from typing import Any, Final

from markupsafe import Markup

from components.intake import tags as html
from components.intake.check_words import GROUPS, UNITS, WORDS
from components.intake.parts import correction, counted
from data_layer.importer.contents import column_by_content
from data_layer.importer.headings import meaning
from data_layer.importer.proposals import proposed_column
from data_layer.importer.units import UNITS_OF, Unit, measure_of
from data_layer.intake.preview import Preview
from data_layer.intake.tally import ColumnPreview
from data_layer.vocabulary.schema import columns, synonyms
from data_layer.vocabulary.text import Lang

ASSUMED: Final[Unit] = "wan"
"""The unit of amounts where nothing states one."""


def column_table(found: Preview, at: str, lang: Lang) -> Markup:
    """The columns, and the list that their controls open."""
    heads = [html.Th(WORDS[it](lang), scope="col") for it in ("column", "is", "unit", "judgement")]
    taken = {name for it in found.columns for name in it.columns}
    rows = [_row(at_, it, found, taken, at, lang) for at_, it in enumerate(found.columns)]
    table = html.Table([html.Thead(html.Tr(heads)), html.Tbody(rows)], className="import-columns")
    used = sum(1 for it in found.columns if _is_used(it))
    hint = counted(WORDS["columns_hint"], len(found.columns), lang, used=str(used))
    return html.Section(
        [
            html.H3(WORDS["columns"](lang)),
            html.P(hint, className="muted"),
            html.Div(table),
            _schema(found, lang),
        ]
    )


def judgement(column: ColumnPreview, lang: Lang) -> str:
    """A column in one sentence."""
    filled = f"{column.filled:,}"
    if column.filled == 0:
        return WORDS["empty"](lang)
    if column.helps is not None and column.helps[1]:
        return _helping(*column.helps, column.rejected, lang)
    if column.column is None:
        return WORDS["not_used"](lang).format(filled=filled)
    word = "judged" if column.rejected else "all"
    good = f"{column.filled - column.rejected:,}"
    return WORDS[word](lang).format(
        label=columns()[column.column].thing(lang), filled=filled, good=good
    )


def _cities(column: ColumnPreview, lang: Lang) -> Any:
    """That a column taken for the province says the city too."""
    if not column.cities:
        return None
    return html.Small(counted(WORDS["cities"], column.cities, lang), className="muted")


def _is_used(column: ColumnPreview) -> bool:
    return column.column is not None or (column.helps is not None and column.helps[1] > 0)


def _helping(name: str, rows: int, rejected: int, lang: Lang) -> str:
    """What a column is of which only the rows are taken where another one is empty."""
    words = WORDS["helps_some" if rejected else "helps"]
    label, good = columns()[name].thing(lang), f"{rows - rejected:,}"
    return counted(words, rows, lang, label=label if lang == "zh" else label.lower(), good=good)


def _row(
    number: int, column: ColumnPreview, found: Preview, taken: set[str], at: str, lang: Lang
) -> Markup:
    samples = " · ".join(it[:30] for it in column.samples)
    state = "out" if not _is_used(column) else "warn" if column.rejected else "good"
    head = html.Th([html.Div(column.heading), html.Small(samples, className="muted")], scope="row")
    judged = [
        html.Div(judgement(column, lang), className=f"import-{state}"),
        _cities(column, lang),
        _fill(number, column, found, at, lang),
    ]
    return html.Tr(
        [
            head,
            html.Td(_meaning(number, column, taken, at, lang), **{"data-label": WORDS["is"](lang)}),
            html.Td(_unit(number, column, at, lang), **{"data-label": WORDS["unit"](lang)}),
            html.Td(judged),
        ]
    )


def _meaning(number: int, column: ColumnPreview, taken: set[str], at: str, lang: Lang) -> list[Any]:
    """A field to search in the list of columns, and a proposal where nothing is known."""
    said = f"{WORDS['is'](lang)}：{column.heading}"
    shown = WORDS["out"](lang) if column.column is None else columns()[column.column].thing(lang)
    if len(column.columns) > 1:
        shown += WORDS["and_more"](lang).format(n=len(column.columns))
    field = html.Input(
        type="text",
        id=f"import-column-{number}",
        value=shown,
        role="combobox",
        autocomplete="off",
        className="form-control form-control-sm",
        **correction("column", column.heading, at, said),
        **{
            "aria-expanded": "false",
            "aria-controls": "import-schema",
            "aria-autocomplete": "list",
            "data-chosen": column.column or "",
            "data-search": WORDS["search"](lang),
        },
    )
    return [html.Div(field, className="import-pick"), _proposal(number, column, taken, at, lang)]


def _proposal(number: int, column: ColumnPreview, taken: set[str], at: str, lang: Lang) -> Any:
    if column.column or not column.filled or meaning(column.heading) is not None:
        return None
    near = proposed_column(column.heading) or column_by_content(column.samples)
    if near is None or near in taken:
        return None
    words = WORDS["resembles"](lang).format(label=columns()[near].thing(lang))
    data = correction("column", column.heading, at, None) | {"data-value": near}
    return html.Button(
        words, type="button", id=f"import-proposal-{number}", className="import-chip", **data
    )


def _unit(number: int, column: ColumnPreview, at: str, lang: Lang) -> Any:
    allowed = UNITS_OF[measure_of(columns()[column.column])] if column.column else ()
    if not allowed:
        return "" if column.column is None else columns()[column.column].unit(lang)
    assumed = column.assumed is not None
    options = [
        html.Option(UNITS[it](lang), value=it, selected=it == column.unit and not assumed)
        for it in allowed
    ]
    unit = next((it for it in allowed if it == column.unit), ASSUMED)
    taken = UNITS[unit](lang)
    words = WORDS["unit_taken"](lang).format(unit=taken) if assumed else WORDS["unit_auto"](lang)
    auto = html.Option(words, value="", selected=assumed or column.unit is None)
    said = f"{WORDS['unit'](lang)}：{column.heading}"
    select = html.Select(
        [auto, *options],
        id=f"import-unit-{number}",
        className="form-select form-select-sm",
        **correction("unit", column.heading, at, said) | {"data-column": column.column},
    )
    if column.assumed is None:
        return select
    return [select, html.Small(column.assumed(lang), className="import-warn")]


def _fill(number: int, column: ColumnPreview, found: Preview, at: str, lang: Lang) -> Any:
    """How many cells hold something, where some do not, and the switch to fill them."""
    if column.filled in (0, found.rows) and not column.fill_down:
        return None
    said = WORDS["fill"](lang).format(rows=f"{found.rows:,}", filled=f"{column.filled:,}")
    parts: list[Any] = [] if column.fill_down else [html.Small(said, className="muted")]
    if column.column is not None:
        data = correction("fill_down", column.heading, at, None) | {"data-column": column.column}
        box = html.Input(
            type="checkbox", id=f"import-fill-{number}", checked=column.fill_down, **data
        )
        hint = html.Span(WORDS["blank_below"](lang), className="import-warn")
        parts.append(
            html.Div(
                [
                    hint if column.blank_below else None,
                    html.Label([box, WORDS["fill_down"](lang)], className="import-switch"),
                ]
            )
        )
    return html.Div(parts, className="import-fill")


def _schema(found: Preview, lang: Lang) -> Markup:
    """The columns of the schema by group, each with the words by which it is found."""
    feeding = {name: it.heading for it in found.columns for name in it.columns}
    items: list[Markup] = [_option("", WORDS["out"](lang), "", "")]
    group = None
    for name, held in columns().items():
        if held.group != group:
            group = held.group
            items.append(html.Li(GROUPS[group](lang), className="group", role="presentation"))
        words = " ".join((name, *held.label, *synonyms().get(name, ())))
        items.append(_option(name, columns()[name].thing(lang), feeding.get(name, ""), words))
    items.append(
        html.Li(WORDS["nothing_found"](lang), className="none", role="presentation", hidden=True)
    )
    said = WORDS["is"](lang)
    return html.Ul(
        items,
        id="import-schema",
        className="import-schema",
        role="listbox",
        hidden=True,
        **{"aria-label": said},
    )


def _option(name: str, words: str, source: str, keys: str) -> Markup:
    return html.Li(
        [html.Span(words), html.Small(f"← {source}") if source else None],
        id=f"import-option-{name or 'none'}",
        role="option",
        **{"data-value": name, "data-words": f"{words} {keys}".casefold()},
    )
