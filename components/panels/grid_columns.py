"""The columns of the grid of enterprises, with the rows of the file they came from."""

from collections.abc import Mapping, Sequence
from typing import Any

from data_layer.enterprises.listing import Sort
from data_layer.importer.rows.origin import About, about_of, rows_of
from data_layer.importer.tables.joined_sheets import label
from data_layer.registry.registry import Registry
from data_layer.vocabulary.fields import of_column
from data_layer.vocabulary.schema import columns
from data_layer.vocabulary.text import Lang, Text

GRID_COLUMNS = (
    "name",
    "tier",
    "province_code",
    "city_code",
    "division",
    "registered_capital",
    "insured",
    "patents",
    "invention_grants",
    "software_copyrights",
    "rd_ratio",
    "founded_year",
    "batch",
    "valid_until",
)
WIDTHS = {"name": 290, "division": 190, "tier": 165, "province_code": 100, "city_code": 110}
NUMBER = "params.value == null ? '' : d3.format(',')(params.value)"
SOURCE = "source_row"
WORDS = {
    "hint": Text(
        "点击表头排序；企业名称可打开画像。", "Click a header to sort; a name opens its profile."
    ),
    "source": Text("来源行", "Source row"),
    "source_hint": Text(
        "来源行：{file}{sheet}中的行号，点击可看这一行原来的内容。",
        "Source row: its number in {file}{sheet}; click it to see the row as it stands there.",
    ),
    "sheet": Text("（工作表“{sheet}”）", " (sheet “{sheet}”)"),
}


def column_defs(registry: Registry, lang: Lang, order: Sort) -> list[dict[str, Any]]:
    """The columns, with the rows of the file where the version keeps them."""
    columns = [column_def(name, lang, order) for name in GRID_COLUMNS]
    if _about(registry) is not None:
        source = {"field": SOURCE, "headerName": WORDS["source"](lang), "width": 110}
        fixed = {"sortable": False, "type": "rightAligned", "cellRenderer": "sourceLink"}
        columns.insert(1, source | fixed)
    return columns


def hint(registry: Registry, lang: Lang) -> str:
    """The line above the grid: how to use it, and which file its rows are of."""
    about, words = _about(registry), WORDS["hint"](lang)
    if about is None:
        return words
    sheet = WORDS["sheet"](lang).format(sheet=about.sheet) if about.sheet else ""
    return f"{words} {WORDS['source_hint'](lang).format(file=about.file, sheet=sheet)}"


def _about(registry: Registry) -> About | None:
    return None if registry.folder is None else about_of(registry.folder)


def source_rows(registry: Registry, ids: Sequence[str]) -> Mapping[str, int | str]:
    """Row of the file by id, where the version keeps the file's cells; of joined sheets with its
    sheet."""
    about = _about(registry)
    if about is None or registry.folder is None:
        return {}
    rows = rows_of(registry.folder, ids, registry.manifest.notes)
    return {id: label(row, about.joined) for id, row in rows.items()} if about.joined else rows


def column_def(name: str, lang: Lang, order: Sort) -> dict[str, Any]:
    """A schema column as the grid declares it, with its place in the order."""
    field = of_column(columns()[name])
    definition: dict[str, Any] = {
        "field": field.name,
        "headerName": field.title(lang).replace("代码", "").removesuffix(" code"),
    }
    if field.digits is not None:
        definition |= {"type": "rightAligned", "width": 118}
    if field.digits is not None and name != "founded_year":
        definition |= {"valueFormatter": {"function": NUMBER}}
    definition |= {"width": WIDTHS[name]} if name in WIDTHS else {}
    if name == "name":
        definition |= {"cellRenderer": "enterpriseLink"}
    for rank, (sorted_by, down) in enumerate(order):
        if sorted_by == name:
            definition |= {"initialSort": "desc" if down else "asc", "initialSortIndex": rank}
    return definition
