"""Every column of the file: what it was taken for, its unit, how full it is, and a judgement."""

import re
from typing import Any, Final

from markupsafe import Markup

from components.intake import tags as html
from components.intake.check_words import GROUPS, UNITS, WORDS
from components.intake.otherwise_view import read_otherwise
from components.intake.parts import correction, counted
from data_layer.importer.cells.units import UNITS_OF, Unit, measure_of
from data_layer.importer.columns.contents import column_by_content
from data_layer.importer.headings.meaning import meaning
from data_layer.importer.headings.proposals import proposed_column
from data_layer.importer.headings.tier_headings import tier_of_heading
from data_layer.intake.preview import Preview
from data_layer.intake.tally import ColumnPreview
from data_layer.vocabulary.schema import columns, synonyms
from data_layer.vocabulary.text import Lang

SHORT_NAME: Final = re.compile(r"(?:公司|证券|股票|企业|单位|机构)简称|short name|security name")
"""Headings of short names, which are proposed where a list has no others."""
ASSUMED: Final[Unit] = "wan"
"""The unit of amounts where nothing states one."""


def column_table(preview: Preview, at: str, lang: Lang) -> Markup:
    """The columns, and the list that their controls open."""
    heads = [
        html.Th(WORDS[head](lang), scope="col") for head in ("column", "is", "unit", "judgement")
    ]
    taken = {name for column in preview.columns for name in column.columns}
    rows = [
        _row(at_, column, preview, taken=taken, at=at, lang=lang)
        for at_, column in enumerate(preview.columns)
    ]
    table = html.Table([html.Thead(html.Tr(heads)), html.Tbody(rows)], className="import-columns")
    used = sum(1 for column in preview.columns if _is_used(column))
    hint = counted(WORDS["columns_hint"], len(preview.columns), lang, used=str(used))
    return html.Section(
        [
            html.H3(WORDS["columns"](lang)),
            html.P(hint, className="muted"),
            html.Div(table),
            _schema(preview, lang),
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
    number: int, column: ColumnPreview, preview: Preview, taken: set[str], at: str, lang: Lang
) -> Markup:
    samples = " · ".join(sample[:30] for sample in column.samples)
    state = "out" if not _is_used(column) else "warn" if column.rejected else "good"
    head = html.Th([html.Div(column.heading), html.Small(samples, className="muted")], scope="row")
    judged = [
        html.Div(judgement(column, lang), className=f"import-{state}"),
        _cities(column, lang),
        read_otherwise(column, lang),
        _fill(number, column, preview, at=at, lang=lang),
    ]
    return html.Tr(
        [
            head,
            html.Td(
                _meaning(number, column, taken, at=at, lang=lang),
                **{"data-label": WORDS["is"](lang)},
            ),
            html.Td(_unit(number, column, at, lang=lang), **{"data-label": WORDS["unit"](lang)}),
            html.Td(judged),
        ]
    )


def _meaning(number: int, column: ColumnPreview, taken: set[str], at: str, lang: Lang) -> list[Any]:
    """A field to search in the list of columns, and a proposal where nothing is known."""
    label = f"{WORDS['is'](lang)}：{column.heading}"
    meaning = WORDS["out"](lang) if column.column is None else columns()[column.column].thing(lang)
    if len(column.columns) > 1:
        meaning += WORDS["and_more"](lang).format(n=len(column.columns))
    field = html.Input(
        type="text",
        id=f"import-column-{number}",
        value=meaning,
        role="combobox",
        autocomplete="off",
        className="form-control form-control-sm",
        **correction("column", column.heading, at, label=label),
        **{
            "aria-expanded": "false",
            "aria-controls": "import-schema",
            "aria-autocomplete": "list",
            "data-chosen": column.column or "",
            "data-search": WORDS["search"](lang),
        },
    )
    return [
        html.Div(field, className="import-pick"),
        _proposal(number, column, taken, at=at, lang=lang),
    ]


def _proposal(number: int, column: ColumnPreview, taken: set[str], at: str, lang: Lang) -> Any:
    if column.column or not column.filled or meaning(column.heading) is not None:
        return None
    near = (
        _by_heading(column.heading)
        or proposed_column(column.heading)
        or column_by_content(column.samples)
    )
    if near is None or near in taken:
        return None
    words = WORDS["resembles"](lang).format(label=columns()[near].thing(lang))
    data = correction("column", column.heading, at, label=None) | {"data-value": near}
    return html.Button(
        words, type="button", id=f"import-proposal-{number}", className="import-chip", **data
    )


def _by_heading(heading: str) -> str | None:
    """What a heading is proposed for that means nothing by itself."""
    if SHORT_NAME.search(heading.casefold()):
        return "name"
    return "tier" if tier_of_heading(heading) else None


def _unit(number: int, column: ColumnPreview, at: str, lang: Lang) -> Any:
    allowed = UNITS_OF[measure_of(columns()[column.column])] if column.column else ()
    if not allowed:
        return "" if column.column is None else columns()[column.column].unit(lang)
    assumed = column.assumed is not None
    options = [
        html.Option(
            UNITS[unit_name](lang),
            value=unit_name,
            selected=unit_name == column.unit and not assumed,
        )
        for unit_name in allowed
    ]
    unit = next((unit_name for unit_name in allowed if unit_name == column.unit), ASSUMED)
    taken = UNITS[unit](lang)
    words = WORDS["unit_taken"](lang).format(unit=taken) if assumed else WORDS["unit_auto"](lang)
    auto = html.Option(words, value="", selected=assumed or column.unit is None)
    label = f"{WORDS['unit'](lang)}：{column.heading}"
    select = html.Select(
        [auto, *options],
        id=f"import-unit-{number}",
        className="form-select form-select-sm",
        **correction("unit", column.heading, at, label=label) | {"data-column": column.column},
    )
    if column.assumed is None:
        return select
    return [select, html.Small(column.assumed(lang), className="import-warn")]


def _fill(number: int, column: ColumnPreview, preview: Preview, at: str, lang: Lang) -> Any:
    """How many cells hold something, where some do not, and the switch to fill them."""
    if column.filled in (0, preview.rows) and not column.fill_down:
        return None
    words = WORDS["fill"](lang).format(rows=f"{preview.rows:,}", filled=f"{column.filled:,}")
    parts: list[Any] = [] if column.fill_down else [html.Small(words, className="muted")]
    if column.column is not None:
        data = correction("fill_down", column.heading, at, label=None) | {
            "data-column": column.column
        }
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


def _schema(preview: Preview, lang: Lang) -> Markup:
    """The columns of the schema by group, each with the words by which it is found."""
    feeding = {name: column.heading for column in preview.columns for name in column.columns}
    items: list[Markup] = [_option("", WORDS["out"](lang), "", keys="")]
    group = None
    for name, column in columns().items():
        if column.group != group:
            group = column.group
            items.append(html.Li(GROUPS[group](lang), className="group", role="presentation"))
        words = " ".join((name, *column.label, *synonyms().get(name, ())))
        items.append(_option(name, columns()[name].thing(lang), feeding.get(name, ""), keys=words))
    items.append(
        html.Li(WORDS["nothing_found"](lang), className="none", role="presentation", hidden=True)
    )
    label = WORDS["is"](lang)
    return html.Ul(
        items,
        id="import-schema",
        className="import-schema",
        role="listbox",
        hidden=True,
        **{"aria-label": label},
    )


def _option(name: str, words: str, source: str, keys: str) -> Markup:
    return html.Li(
        [html.Span(words), html.Small(f"← {source}") if source else None],
        id=f"import-option-{name or 'none'}",
        role="option",
        **{"data-value": name, "data-words": f"{words} {keys}".casefold()},
    )
