"""Who is in each quadrant: tiers, provinces, cities, industries or sectors by cell (e14)."""

import polars as pl

from components.charts.heatmap import heatmap
from components.charts.labels import brief, wrapped
from components.charts.matrix import Matrix, described
from components.charts.sentences import leader
from components.claims.sentence import AltText
from components.contract.counted import Members, RowContext
from components.contract.exhibit import Exhibit, Figure, Param, Params, Rows, View
from components.contract.sample import total
from components.exhibits.quadrant.quadrant import THRESHOLDS, thresholds
from components.look.words import in_sentence
from components.parts.quadrant_cell import in_cell
from data_layer.filters.filters import Filters
from data_layer.topics.quadrant.cells import UNREPORTED, cell_names
from data_layer.topics.quadrant.composition import BY as COLUMN_OF
from data_layer.topics.quadrant.composition import FIELDS, OTHER, quadrant_composition
from data_layer.vocabulary.text import Text

BY = {
    "tier": Text("层级", "Tier"),
    "province": Text("省份", "Province"),
    "city": Text("城市", "City"),
    "industry": Text("行业大类", "Industry"),
    "sector": Text("产业领域", "Sector"),
}
MEASURE_NAMES = ("share_of_cell_pct", "share_of_group_pct", "location_quotient", "enterprises")
MEASURES = {name: f.label for name in MEASURE_NAMES for f in FIELDS if f.name == name}


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """The largest groups in each of the four cells."""
    top = int(float(params["top"]))
    return quadrant_composition(rows, filters, thresholds(params), by=params["by"], top=top)


def figure(view: View) -> Figure:
    """Groups down, quadrants across; a click filters to the group."""
    measure, by = view.params["measure"], view.params["by"]
    names = dict(zip(view.frame["group"], view.named["group"], strict=True))
    matrix = Matrix(
        row="group",
        column="cell",
        value=measure,
        total="group_total",
        labels={code: _label(code, name, by) for code, name in names.items()},
        columns={cell: wrapped(name(view.lang), 14) for cell, name in cell_names().items()},
        clicks=[
            "" if group in (OTHER, UNREPORTED) else f"{by}:{group}" for group in view.frame["group"]
        ],
        hover=described(view, "group", "cell", names=MEASURE_NAMES),
        small="small_group",
        around_one=measure == "location_quotient",
    )
    return heatmap(view, matrix)


def _label(code: str, name: str, by: str) -> str:
    if by != "industry" or code in (OTHER, UNREPORTED):
        return wrapped(name, 24)
    return f"{code} {wrapped(brief(name), 24)}"


def alt(view: View) -> AltText:
    """The largest group of the leading enterprises."""
    cell = cell_names()["leading"]
    reported = pl.col("group").is_in([OTHER, UNREPORTED]).not_()
    leading = reported & (pl.col("cell") == "leading")
    what = Text(f"占{cell.zh}的比重", f"share of the {in_sentence(cell.en)}")
    return leader(view, "group", "share_of_cell_pct", where=leading, what=what)


def _group(context: RowContext) -> str:
    column, group = COLUMN_OF[context.params["by"]], context.row["group"]
    if group == UNREPORTED:
        return f"{column}:missing"
    if group != OTHER:
        return f"{column}:{group}"
    groups = context.frame.filter(~pl.col("group").is_in([OTHER, UNREPORTED]))["group"].unique()
    return f"{column}:known,{column}:!{'|'.join(groups.sort())}"


EXHIBIT = Exhibit(
    title=Text("各象限由谁构成", "Who is in each quadrant"),
    reading=Text(
        "阈值与四象限图相同。纵看一个象限由哪些层级、省份或行业构成；相对倍数显示谁在哪个象限偏多。"
        "点击即筛选。",
        "Cut at the same thresholds as the plane. Read down for what a quadrant is made of; the "
        "ratio shows who is over-represented where. Click to filter.",
    ),
    origin=("e14",),
    fields=FIELDS,
    members=Members(
        row=lambda context: f"where={_group(context)},{in_cell(context)}",
        whole={"group_total": lambda context: f"where={_group(context)},insured+patents:known"},
    ),
    query=query,
    figure=figure,
    alt=alt,
    sample=total("enterprises"),
    params=(
        Param("by", Text("按", "By"), "tier", options=BY),
        Param("measure", Text("指标", "Measure"), "share_of_cell_pct", options=MEASURES),
        Param("top", Text("前几组", "Top"), "12", low=3, high=40, step=1),
        *THRESHOLDS,
    ),
    requires=("insured", "patents"),
    note=Text(
        "只含参保人数与专利总量都已披露的企业。占该象限：该组企业占该象限全部企业的比重；"
        "占该组：该象限企业占该组全部企业的比重；相对倍数：该组占该象限的比重 ÷ "
        "该组占四个象限合计的比重，大于1表示在此偏多。组别未披露的单列一行。",
        "Only enterprises that report both numbers. Share of the quadrant: of all enterprises in "
        "the quadrant; share of the group: of all enterprises of the group; ratio to all "
        "quadrants: the group's share of the quadrant over its share of the four together, above "
        "1 where it is over-represented. Enterprises whose group is unreported have their own row.",
    ),
    width="two_thirds",
    height=470,
    order=20,
)
