"""Six frontier fields: small and medium-sized, SRDI and little-giant enterprises (s2)."""

from typing import Any

import polars as pl

from components.charts.bar_numbers import numbers_alone
from components.charts.bars import computed_name, published_marker, published_name
from components.charts.sentences import leading
from components.contract.exhibit import Exhibit, Figure, Params, Rows, View
from components.contract.sample import total
from components.look.amounts import number
from components.look.theme import PALE, TIER_COLORS, layout
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
    """SRDI enterprises and little giants of the registry by field, printed SMEs as marks."""
    order = [name(view.lang) for name in FRONTIER_FIELDS.values()]
    tints = {"little_giants": TIER_COLORS[view.theme]["national"], "enterprises": PALE[view.theme]}
    traces = [_bars(view, column, tint) for column, tint in tints.items()]
    if view.published_named is not None and view.comparable:
        traces.append(_marks(view, view.published_named))
    axes = {
        "barmode": "group",
        "scattermode": "group",
        "bargap": 0.3,
        "scattergap": 0.3,
        "xaxis": {"visible": False, "rangemode": "tozero"},
        "yaxis": {"categoryorder": "array", "categoryarray": order[::-1], "ticks": ""},
        "showlegend": True,
        "legend": {"traceorder": "reversed"},
        "margin": {"r": 56},
    }
    return {"data": traces, "layout": layout(view.theme, **axes)}


def _row(view: View, frame: pl.DataFrame, column: str, kind: str) -> dict[str, Any]:
    """What bars and marks of a column share."""
    label = view.field(column).label(view.lang)
    return {
        "orientation": "h",
        "offsetgroup": column,
        "name": label if kind in label else f"{label} · {kind}",
        "y": frame["frontier_field"].to_list(),
        "x": frame[column].to_list(),
        "cliponaxis": False,
        "hovertemplate": "%{y}  %{x:,}<extra>%{fullData.name}</extra>",
    }


def _bars(view: View, column: str, tint: str) -> dict[str, Any]:
    also = "&tier:national" if column == "little_giants" else ""
    return _row(view, view.named, column, computed_name(view)) | {
        "type": "bar",
        "text": [number(n) for n in view.named[column]],
        "textposition": "outside",
        "customdata": [f"frontier:{code}{also}" for code in view.frame["frontier_field"]],
        "marker": {"color": tint},
    }


def _marks(view: View, printed: pl.DataFrame) -> dict[str, Any]:
    values = printed["smes"].to_list()
    codes = [] if view.published is None else view.published["frontier_field"].to_list()
    return (
        _row(view, printed, "smes", published_name(view))
        | {
            "type": "scatter",
            "mode": "markers",
            "customdata": [f"frontier:{code}" for code in codes],
            "marker": published_marker(view),
        }
        | numbers_alone(
            view, [None] * len(values), values, [number(n) for n in values], place="middle right"
        )
    )


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
