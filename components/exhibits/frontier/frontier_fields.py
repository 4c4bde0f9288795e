"""Six frontier fields: small and medium-sized, SRDI and little-giant enterprises (s2)."""

from typing import Any

import polars as pl

from components.charts.bars import computed_name, published_name
from components.charts.sentences import leading
from components.contract.exhibit import Exhibit, Figure, Params, Rows, View
from components.contract.sample import total
from components.look.amounts import number
from components.look.theme import INK, PUBLISHED_COLOR, TIER_COLORS, layout
from data_layer.filters.filters import Filters
from data_layer.measures import little_giants
from data_layer.measures.tallies import every, tally
from data_layer.reference_figures import tables as reference
from data_layer.vocabulary.fields import ENTERPRISES, SMALL_GROUP, count, key
from data_layer.vocabulary.terms import FRONTIER_FIELDS
from data_layer.vocabulary.text import Text

FACTS = {field: f"f_frontier_{place}" for place, field in enumerate(FRONTIER_FIELDS, 1)}
"""Field to the fact that counts its enterprises: s2 lists them in the order of the schema."""
FIELDS = (
    key("frontier_field", Text("前沿领域", "Frontier field"), "frontier"),
    count("smes", Text("中小企业（报告）", "SMEs (published)"), ENTERPRISES.unit),
    count("enterprises", Text("专精特新企业", "SRDI enterprises"), ENTERPRISES.unit),
    *little_giants.FIELDS,
    SMALL_GROUP,
)


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """SRDI enterprises and little giants of each field in the registry; SMEs are not in it."""
    passed = filters.apply(rows)
    counted = tally(passed, ["frontier_field"], little_giants.FLAGS)
    if not tally(passed, ())["n"].item():
        counted = counted.clear()
    else:
        counted = every(counted, {"frontier_field": list(FRONTIER_FIELDS)})
    return (
        counted.with_columns(
            *little_giants.little_giants(),
            little_giants.small_group(),
            pl.lit(None, pl.Int64).alias("smes"),
        )
        .rename({"n": "enterprises"})
        .sort("enterprises", "frontier_field", descending=[True, False])
    )


def published(params: Params) -> pl.DataFrame:
    """The six printed numbers of SMEs."""
    numbers = [int(reference.fact_value(fact)) for fact in FACTS.values()]
    printed = pl.DataFrame({"frontier_field": list(FACTS), "smes": numbers})
    return printed.sort("smes", descending=True)


def figure(view: View) -> Figure:
    """Printed SMEs, and SRDI enterprises and little giants of the registry, by field."""
    colors = TIER_COLORS[view.theme]
    mine = computed_name(view)
    frame, ids = view.named, view.frame["frontier_field"].to_list()
    traces = [
        _bars(view, frame, ids, column="little_giants", kind=mine, tint=colors["national"]),
        _bars(view, frame, ids, column="enterprises", kind=mine, tint=INK[view.theme].muted),
    ]
    printed = view.published_named
    if printed is not None and view.comparable and view.published is not None:
        codes = view.published["frontier_field"].to_list()
        tint = PUBLISHED_COLOR[view.theme]
        traces.append(
            _bars(view, printed, codes, column="smes", kind=published_name(view), tint=tint)
        )
    order = [name(view.lang) for name in FRONTIER_FIELDS.values()]
    axes = {
        "barmode": "group",
        "bargap": 0.3,
        "xaxis": {"visible": False, "rangemode": "tozero"},
        "yaxis": {"categoryorder": "array", "categoryarray": order[::-1], "ticks": ""},
        "showlegend": True,
        "legend": {"traceorder": "reversed"},
        "margin": {"r": 56},
    }
    return {"data": traces, "layout": layout(view.theme, **axes)}


def _bars(
    view: View, frame: pl.DataFrame, codes: list[str], column: str, kind: str, tint: str
) -> dict[str, Any]:
    label = view.field(column).label(view.lang)
    return {
        "type": "bar",
        "orientation": "h",
        "name": label if kind in label else f"{label} · {kind}",
        "y": frame["frontier_field"].to_list(),
        "x": frame[column].to_list(),
        "text": [number(n) for n in frame[column]],
        "textposition": "outside",
        "cliponaxis": False,
        "customdata": [
            f"frontier:{code}" + ("&tier:national" if column == "little_giants" else "")
            for code in codes
        ],
        "marker": {"color": tint},
        "hovertemplate": "%{y}  %{x:,}<extra>%{fullData.name}</extra>",
    }


EXHIBIT = Exhibit(
    title=Text("六大前沿技术领域", "Six frontier fields"),
    reading=Text(
        "点击一条只看该领域企业。s2：中小企业数以生物制造最多、6G最少，只印出各领域的中小企业数。",
        "Click a bar to see a field alone. s2: biomanufacturing has the most SMEs, 6G the "
        "fewest; it prints only the number of SMEs by field.",
    ),
    origin=tuple(FACTS.values()),
    fields=FIELDS,
    query=query,
    published=published,
    figure=figure,
    alt=leading("frontier_field", "enterprises"),
    sample=total("enterprises"),
    requires=("frontier_field",),
    note=Text(
        "来源s2（2026年4月，Wind数据库）。中小企业含非专精特新企业，企业库中没有，故两类数不可相减；"
        "演示企业库按报告的比例分配到六个领域。",
        "Source s2 (April 2026, Wind database). SMEs include enterprises that are not SRDI and not "
        "in the registry: the two kinds of numbers do not compare. The demonstration registry "
        "follows the printed proportions of the fields.",
    ),
    width="two_thirds",
    height=460,
    order=10,
)
