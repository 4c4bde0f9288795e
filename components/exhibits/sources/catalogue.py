"""Every figure and table of the main report, and where this atlas shows it."""

import polars as pl

from components.contract.exhibit import Exhibit, Params, Rows, View
from data_layer.filters.filters import Filters
from data_layer.reference_figures import tables as reference
from data_layer.reference_figures.notes import notes
from data_layer.vocabulary.fields import Field, key, text
from data_layer.vocabulary.text import Text

FORMS = {"table": Text("表", "table"), "figure": Text("图", "figure")}
PRINTED = {
    "printed": Text("印出", "printed"),
    "partly printed": Text("部分印出", "partly printed"),
    "not printed": Text("未印出，仅图片", "not printed, picture only"),
    "same as e14": Text("同图表14", "same as exhibit 14"),
    "same as e16": Text("同图表16", "same as exhibit 16"),
    "same as e37": Text("同图表37", "same as exhibit 37"),
    "derivable from e40": Text("可由图表40推得", "derivable from exhibit 40"),
}


def _titles() -> dict[str, Text]:
    return {entry.title.zh: entry.title for entry in reference.catalogue().values()}


FIELDS = (
    key("id", Text("编号", "Id")),
    text("number", Text("图表号", "Number")),
    Field("title", Text("标题", "Title"), domain="words", labels=_titles()),
    Field("section", Text("章节", "Section")),
    Field("form", Text("形式", "Form"), labels=FORMS),
    Field("numbers", Text("数值", "Numbers"), labels=PRINTED),
    Field("shown_by", Text("本图谱的图表", "Shown by"), domain="exhibit"),
    Field("errata", Text("勘误", "Errata")),
    Field("note", Text("说明", "Note"), domain="words", labels=notes()),
)


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """The 57 entries in printed order; exhibits and errata by id, separated by spaces."""
    from components.contract.catalogue import shown_by

    errata = reference.errata().values()
    return pl.DataFrame(
        [
            {
                "id": entry.id,
                "number": entry.number,
                "title": entry.title.zh,
                "section": entry.section,
                "form": entry.kind,
                "numbers": entry.numbers,
                "shown_by": " ".join(shown_by(entry.id)) or None,
                "errata": " ".join(e.id for e in errata if entry.id in e.refers_to) or None,
                "note": entry.id if entry.id in notes() else None,
            }
            for entry in reference.catalogue().values()
        ]
    )


def alt(view: View) -> str:
    """How many entries, and how many of them are shown."""
    total, charted = view.frame.height, view.frame["shown_by"].drop_nulls().len()
    return view.say(
        f"报告的{total}项图表（编号1至56，图表11有两项），本图谱展示其中{charted}项。",
        f"{total} figures and tables of the report (numbered 1 to 56, two of them 11), {charted} "
        "of them shown here.",
    )


EXHIBIT = Exhibit(
    title=Text("报告图表目录", "Figures and tables of the report"),
    reading=Text(
        "报告的每个图表在本图谱何处、数值是否印出；点击名称前往。",
        "Where each figure and table of the report is in this atlas, and whether its numbers are "
        "printed; click a name to go there.",
    ),
    origin=tuple(reference.catalogue()),
    fields=FIELDS,
    query=query,
    alt=alt,
    basis="reference",
    width="full",
    order=20,
)
