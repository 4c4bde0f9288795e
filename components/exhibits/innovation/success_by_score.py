"""Recognition success by score band and sector (e35), and the registry's nearest analogue."""

import polars as pl

from components.charts.bars import computed_name, published_name
from components.charts.labels import wrapped
from components.charts.panels import Panel, panels
from components.charts.sentences import UNSAID, cell, sentence
from components.claims.pairs import Listing
from components.claims.sentence import AltText
from components.contract.counted import Members, RowContext
from components.contract.exhibit import Exhibit, Figure, Params, Rows, View
from components.contract.sample import total
from components.look.amounts import counted, number
from components.parts.members import score
from components.parts.weight_params import NOTE, PARAMS, REQUIRES, in_use, scoring
from data_layer.filters.filters import Filters
from data_layer.measures import little_giants
from data_layer.measures.tallies import every, tally
from data_layer.reference_figures import tables as reference
from data_layer.scoring.typology import score_band, score_bands
from data_layer.topics.innovation.scored import with_score_band
from data_layer.vocabulary.fields import ENTERPRISES, SMALL_GROUP, Field, key, per_cent
from data_layer.vocabulary.terms import SECTORS
from data_layer.vocabulary.text import Text

PRINTED = {
    "electronics": "电子核心产业",
    "high_end_equipment": "高端装备",
    "software": "软件信息",
    "basic_manufacturing": "基础制造",
}
"""Sector to its column in e35."""
FIELDS = (
    key("sector", Text("产业领域", "Sector"), "sector"),
    Field(
        "band",
        Text("科创力得分段", "Score band"),
        key=True,
        labels={id: words for id, (_, words) in score_bands().items()},
    ),
    ENTERPRISES,
    per_cent("national_share_pct", Text("国家级占该段企业", "National tier in the band"), 1),
    per_cent("success_rate_pct", Text("报告：认定成功率", "Report: recognition success rate"), 1),
    little_giants.MISSING,
    SMALL_GROUP,
)


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """Share of the national tier in each band of the four sectors that e35 prints."""
    passed = with_score_band(rows, filters, scoring(params), name="band", band=score_band())
    counted = tally(passed, ["sector", "band"], little_giants.FLAGS)
    if not tally(passed, ())["n"].item():
        return pl.DataFrame(schema={f.name: pl.Int64 for f in FIELDS})
    filled = every(counted, {"sector": list(PRINTED), "band": list(score_bands())})
    return filled.with_columns(
        *little_giants.little_giants(),
        little_giants.small_group(),
        pl.lit(None, pl.Float64).alias("success_rate_pct"),
    ).rename({"n": "enterprises", "little_giant_share_pct": "national_share_pct"})


def published(params: Params) -> pl.DataFrame:
    """The sixteen rates of e35."""
    names = {words.zh: id for id, (_, words) in score_bands().items()}
    return (
        reference.table("e35_success_by_score")
        .rename({column: sector for sector, column in PRINTED.items()})
        .unpivot(
            list(PRINTED), index="score_band", variable_name="sector", value_name="success_rate_pct"
        )
        .with_columns(pl.col("score_band").replace_strict(names).alias("band"))
        .drop("score_band")
    )


def figure(view: View) -> Figure:
    """The registry's shares above, the printed rates below (of all enterprises only)."""
    width = 14 if view.lang == "en" else 12
    columns = [wrapped(SECTORS[sector](view.lang), width, 3) for sector in PRINTED]
    stacked = [_panel(view, view.frame, "national_share_pct", kind=computed_name(view))]
    if view.published is not None and view.comparable:
        stacked.append(_panel(view, view.published, "success_rate_pct", kind=published_name(view)))
    return panels(view, columns, stacked, low=0, high=100, below=in_use(view))


def _panel(view: View, frame: pl.DataFrame, value: str, kind: str) -> Panel:
    cells = {(r["band"], r["sector"]): r for r in frame.iter_rows(named=True)}
    grid = [[cells.get((band, sector)) for sector in PRINTED] for band in score_bands()]
    what = view.field(value).label(view.lang)
    return Panel(
        title=f"{what} (%) · {kind}",
        rows=[words(view.lang) for _, words in score_bands().values()],
        values=[[cell[value] if cell else None for cell in line] for line in grid],
        texts=[[_text(cell, value) for cell in line] for line in grid],
        hover=[[_hover(view, cell, value) for cell in line] for line in grid],
    )


def _text(cell: dict[str, object] | None, value: str) -> str:
    if cell is None or not isinstance(cell[value], float):
        return ""
    return f"{cell[value]:.1f}" + ("*" if cell["small_group"] else "")


def _hover(view: View, cell: dict[str, object] | None, value: str) -> str:
    if cell is None:
        return ""
    parts = [f"{view.field(value).label(view.lang)} {cell[value]}%"]
    if isinstance(cell["enterprises"], int):
        parts.append(f"n = {cell['enterprises']:,}")
    return "<br>".join(parts)


def alt(view: View) -> AltText:
    """Electronics in the top band, or whichever cell comes first that has enterprises."""
    filled = view.frame.drop_nulls("national_share_pct")
    if filled.is_empty():
        return UNSAID
    first = filled.row(0, named=True)
    sector, band, n = (
        SECTORS[first["sector"]],
        score_bands()[first["band"]][1],
        first["enterprises"],
    )
    group = Text(
        f"{sector.zh}{band.zh}的{number(n)}家企业",
        f"{sector.en}, score {band.en}, {counted(n, 'enterprises')}",
    )
    share = cell(view, first, "national_share_pct", name=Text("国家级占", "little giants"))
    return sentence(view, Listing(group, (share,)))


def _in_band(context: RowContext) -> str:
    lows = [low for low, _ in score_bands().values()]
    low = score_bands()[context.row["band"]][0]
    higher = min((bound for bound in lows if bound > low), default=None)
    end = "" if higher is None else f"<{higher:g}"
    sector = f"sector={context.row['sector']}"
    return f"{sector}&where={score(context.params)}:{low:g}..{end}"


EXHIBIT = Exhibit(
    title=Text("得分段与国家级占比", "Little-giant share by score band"),
    reading=Text(
        "下为报告的认定成功率（图表35），上为当前企业库同一得分段中国家级企业的占比："
        "两者含义不同，只宜比较高低次序。",
        "Below are the report's success rates of recognition (exhibit 35), above the share of the "
        "national tier in the same band of this registry: different things, alike in order only.",
    ),
    origin=("e35",),
    fields=FIELDS,
    members=Members(row=_in_band),
    query=query,
    published=published,
    figure=figure,
    alt=alt,
    sample=total("enterprises"),
    params=PARAMS,
    requires=(*REQUIRES, "sector"),
    note=Text(
        "企业库没有申报记录，算不出认定成功率；此处以国家级占该得分段企业的比例作类比，"
        "产业领域未知的企业不计。报告各列相加不为100，可见不是占比。" + NOTE.zh,
        "A registry holds no applications, so it gives no success rate: the share of "
        "the national tier in the band stands in for it, enterprises without a sector left out. "
        "The report's columns do not add up to 100, so they are no shares. " + NOTE.en,
    ),
    width="half",
    height=420,
    order=53,
)
