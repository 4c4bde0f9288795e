"""The atlas in eight numbers, published beside computed (e03, e17, e26)."""

from collections.abc import Mapping
from typing import Any

import polars as pl
from dash import html

from components.charts.tiles import Tile, tiles
from components.contract.counted import Members
from components.contract.exhibit import Exhibit, View
from components.contract.queries import always, of_rows
from components.look.amounts import counted
from data_layer.topics.tiers import overview
from data_layer.vocabulary.fields import ENTERPRISES, SMALL_GROUP, Field, count, decimal, per_cent
from data_layer.vocabulary.terms import PIECES
from data_layer.vocabulary.text import Text

FIGURES: Mapping[str, Text] = {
    "total": Text("专精特新企业", "SRDI enterprises"),
    "national": Text("国家级“小巨人”", "Little giants (national tier)"),
    "provincial": Text("省级专精特新", "Provincial tier"),
    "little_giant_share": Text("国家级占比", "Little-giant share"),
    "patents_national": Text("国家级专利总量中位数", "Median patents, national"),
    "patents_provincial": Text("省级专利总量中位数", "Median patents, provincial"),
    "leading_provinces": Text("企业最多的三省合计占比", "Share of the three largest provinces"),
    "clusters": Text("三大城市群合计占比", "Share of the three city clusters"),
}
ERRATA: Mapping[str, str] = {"national": "x33", "clusters": "x05"}
"""Errata on the printed number itself, not on its table."""
FIELDS = (
    Field("figure", Text("指标", "Figure"), key=True, labels=FIGURES),
    ENTERPRISES,
    decimal("enterprises_10k", Text("企业数", "Enterprises"), Text("万家", "10,000 enterprises")),
    per_cent("share_pct", Text("占比", "Share")),
    decimal("patents_median", Text("专利总量中位数", "Median patents"), PIECES, digits=1),
    count("missing", Text("未填报", "Not reported"), ENTERPRISES.unit),
    SMALL_GROUP,
)
VALUES = ("enterprises", "share_pct", "patents_median", "enterprises_10k")
"""The first of these that a row fills is its number."""


def body(view: View) -> html.Div:
    """A tile a figure."""
    return tiles(view, [_tile(view, row) for row in view.frame.iter_rows(named=True)])


def _tile(view: View, row: dict[str, Any]) -> Tile:
    printed = {} if view.published is None else _row(view.published, row["figure"])
    column = next((v for v in VALUES if row[v] is not None), None)
    beside = column if column and printed.get(column) is not None else None
    beside = beside or next((v for v in VALUES if printed.get(v) is not None), None)
    return Tile(
        label=FIGURES[row["figure"]](view.lang),
        value=None if column is None else row[column],
        unit=view.field(column).unit(view.lang) if column else "",
        published=printed.get(beside) if beside else None,
        published_unit=view.field(beside).unit(view.lang) if beside else "",
        computed=row[beside] if beside else None,
        erratum=ERRATA.get(row["figure"]),
        small=row["small_group"],
    )


def _row(frame: pl.DataFrame, figure: str) -> dict[str, Any]:
    return frame.filter(pl.col("figure") == figure).row(0, named=True)


def alt(view: View) -> str:
    """How many enterprises, and how many little giants."""
    total = _row(view.frame, "total")["enterprises"]
    share = _row(view.frame, "little_giant_share")["share_pct"]
    zh, en = f"{total:,}家企业", counted(total, "enterprises")
    missing = _row(view.frame, "little_giant_share")["missing"]
    if share is not None and missing:
        with_tier = counted(total - missing, "enterprises")
        zh += f"，填报层级的{total - missing:,}家中国家级占{share:g}%"
        en += f", of {with_tier} with a tier {share:g}% are little giants"
    elif share is not None:
        zh, en = f"{zh}，国家级占{share:g}%", f"{en}, {share:g}% of them little giants"
    return view.say(f"{zh}。", f"{en}.")


OF_FIGURE = {"total": "", "national": "tier=national", "provincial": "tier=provincial"}
"""The filters of the figures that count enterprises."""
WITHOUT = {
    **dict.fromkeys(("national", "provincial", "little_giant_share"), "where=tier:missing"),
    "patents_national": "tier=national&where=patents:missing",
    "patents_provincial": "tier=provincial&where=patents:missing",
    **dict.fromkeys(("leading_provinces", "clusters"), "where=province_code:missing"),
}
"""Those that a figure is not of."""


EXHIBIT = Exhibit(
    title=Text("关键数字", "Key figures"),
    reading=Text(
        "大字随筛选变化；◆ 为报告原值，两者定义相同，差距一并给出。",
        "Large numbers follow the filters; ◆ is what the report prints, by the same definition, "
        "with the gap between the two.",
    ),
    origin=(
        "e03",
        "e17",
        "e26",
        "f_total",
        "f_total_wan",
        "f_national",
        "f_provincial_wan",
        "f_top3",
        "f_three_clusters",
    ),
    fields=FIELDS,
    members=Members(
        row="",
        columns={"enterprises": lambda context: OF_FIGURE[context.row["figure"]]},
        whole={"missing": lambda context: WITHOUT[context.row["figure"]]},
    ),
    query=of_rows(overview.key_figures),
    published=always(overview.key_figures_published),
    alt=alt,
    body=body,
    note=Text(
        "国家级占比 = 国家级企业 ÷ 填报层级的企业；三省、城市群占比 = 该地企业 ÷ 省份已知的企业；"
        "三省为筛选后企业最多的三个省，报告为江苏、广东、山东；中位数按有数值的企业计算，"
        "不足3家不显示，不足10家标注。",
        "Little-giant share = little giants over the enterprises whose tier is known; shares of "
        "provinces and clusters are of those whose province is known; the three provinces are the "
        "largest under the filters, in the report Jiangsu, Guangdong and Shandong; medians are "
        "over enterprises with a value, hidden below 3 and marked below 10.",
    ),
    width="full",
    height=230,
    order=10,
)
