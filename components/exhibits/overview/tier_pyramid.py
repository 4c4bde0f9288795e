"""The four levels of cultivation, from innovative SMEs to single champions (e03)."""

import polars as pl

from components.charts.pyramid import pyramid
from components.contract.counted import Members
from components.contract.exhibit import Exhibit, Figure, Params, Rows, View
from components.contract.queries import always
from components.contract.sample import total
from data_layer.filters.filters import Filters
from data_layer.measures.little_giants import MISSING
from data_layer.topics.tiers import growth as tiers
from data_layer.vocabulary.fields import ENTERPRISES, Field, count, decimal, key, per_cent, text
from data_layer.vocabulary.text import Text

FIELDS = (
    key("tier", Text("层级", "Tier"), "tier"),
    Field(
        "as_of",
        Text("时间", "As of"),
        key=True,
        labels={tiers.REGISTRY: Text("当前企业库", "Registry in use")},
    ),
    count("enterprises", ENTERPRISES.label, ENTERPRISES.unit),
    decimal("enterprises_10k", ENTERPRISES.label, Text("万家", "10,000 enterprises")),
    per_cent("share_pct", Text("占层级已知企业比重", "Share of enterprises with a known tier")),
    MISSING,
    text("recognition", Text("认定", "Recognition")),
)


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """One row a level, the top first; recognition is what the report prints, so empty here."""
    none = pl.lit(None, pl.String).alias("recognition")
    return tiers.pyramid(rows, filters).with_columns(none)


def figure(view: View) -> Figure:
    """A pyramid of equal steps; the numbers stand beside it."""
    return pyramid(view, tiers.LEVELS)


def alt(view: View) -> str:
    """Every level with its number."""
    levels = [f"{row['tier']} {row['enterprises']:,}" for row in view.named.iter_rows(named=True)]
    return view.say("，", ", ").join(levels) + view.say("。", ".")


EXHIBIT = Exhibit(
    title=Text("梯度培育金字塔", "The pyramid of cultivation"),
    reading=Text(
        "从上到下看每级的企业数，点击一级即筛选。",
        "Read the number of each level from the top; click one to filter.",
    ),
    origin=(
        "e03",
        "f_base_tier",
        "f_prov_2024",
        "f_provincial_wan",
        "f_lg_2024",
        "f_national",
        "f_champions",
    ),
    fields=FIELDS,
    members=Members(row="", whole={"tier_missing": "where=tier:missing"}),
    query=query,
    published=always(tiers.pyramid_published),
    figure=figure,
    alt=alt,
    sample=total("enterprises"),
    requires=("tier",),
    note=Text(
        "台阶宽度为示意，不按比例。报告原值的时间不同，分别注明；创新型一级为“科技和创新型中小企业”。"
        "e03 的占比以国家级、省级合计为100%。",
        "The steps are schematic and not to scale. The printed numbers have different dates, which "
        "stand beside them; the lowest level is printed as technology-based and innovative SMEs. "
        "The shares of e03 take national and provincial together as 100%.",
    ),
    width="third",
    height=360,
    order=30,
)
