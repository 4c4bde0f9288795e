"""Where an enterprise stands among its peers, indicator by indicator."""

import polars as pl

from components.charts.placed import placed
from components.charts.sentences import leader
from components.claims.sentence import AltText
from components.contract.counted import Members
from components.contract.exhibit import Exhibit, Figure, Params, Rows, View
from components.contract.quantity import amounts
from components.contract.sample import each
from components.look.amounts import number
from components.look.theme import INK
from components.parts.enterprise_param import NOTE, PARAM, among_peers, chosen
from data_layer.enterprises.peers import INDICATORS, KINDS, peers_of, standing
from data_layer.filters.filters import Filters
from data_layer.measures.rows import SMALL_GROUP as SMALL
from data_layer.vocabulary.fields import SMALL_GROUP, Field, count, decimal
from data_layer.vocabulary.schema import columns
from data_layer.vocabulary.text import Text
from data_layer.vocabulary.units import by_unit, in_units, units_of

LABELS = {name: columns()[name].label for name in INDICATORS}
FIELDS = (
    Field("indicator", Text("指标", "Indicator"), key=True, labels=LABELS),
    *in_units(decimal("value", Text("本企业", "This enterprise")), units_of(INDICATORS)),
    *in_units(decimal("median", Text("同行中位数", "Median of peers")), units_of(INDICATORS)),
    decimal("percentile", Text("在同行中的百分位", "Percentile among peers"), digits=1),
    count("values", Text("有值的同行", "Peers with a value"), Text("家", "")),
    count("missing", Text("缺失的同行", "Peers without"), Text("家", "")),
    Field("peers", Text("同行", "Peers"), labels=KINDS),
    SMALL_GROUP,
)


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """A row an indicator that the enterprise has, in the order of INDICATORS."""
    enterprise = chosen(rows, filters, params)
    if enterprise is None:
        return pl.DataFrame(schema=[field.name for field in FIELDS])
    group = peers_of(rows, enterprise)
    placed = standing(rows, enterprise, group)
    measured = placed.with_columns(
        units_of(placed["indicator"]),
        pl.lit(group.kind).alias("peers"),
        (pl.col("values") < SMALL).alias("small_group"),
    )
    return by_unit(measured, FIELDS)


def figure(view: View) -> Figure:
    """Percentiles as bars, value and median in words; a line at the middle."""
    frame, ink = view.named, INK[view.theme]
    against = view.say("中位数", "median")
    own, medians = (amounts(frame, FIELDS, name, lang=view.lang) for name in ("value", "median"))
    drawn = placed(
        view,
        frame["indicator"].to_list(),
        frame["percentile"].to_list(),
        texts=[number(round(value)) for value in frame["percentile"]],
        beside=[
            f"{value}<br>{against} {median or '—'}"
            for value, median in zip(own, medians, strict=True)
        ],
        axis={"tickvals": [0, 25, 50, 75, 100], "title": {"text": view.title("percentile")}},
    )
    drawn["layout"]["shapes"] = [
        {
            "type": "line",
            "x0": 50,
            "x1": 50,
            "y0": 0,
            "y1": 1,
            "yref": "paper",
            "line": {"color": ink.muted, "dash": "dot", "width": 1},
        }
    ]
    return drawn


def alt(view: View) -> AltText:
    """Where it stands highest among its peers."""
    peers = KINDS[view.frame["peers"][0]]
    what = Text(f"在同行（{peers.zh}）中的百分位", f"percentile among its peers ({peers.en})")
    return leader(view, "indicator", "percentile", what=what)


EXHIBIT = Exhibit(
    title=Text("在同行中的位置", "Standing among its peers"),
    reading=Text(
        "百分位 = 低于本企业的同行加一半相同者；50 为中间。",
        "Percentile: peers below it and half of those equal to it; 50 is the middle.",
    ),
    origin=("e26",),
    fields=FIELDS,
    members=Members(
        row=among_peers,
        columns={"values": "where={indicator}:known", "missing": "where={indicator}:missing"},
    ),
    query=query,
    figure=figure,
    alt=alt,
    sample=each("values"),
    basis="enterprise",
    params=(PARAM,),
    note=NOTE,
    width="half",
    height=520,
    order=220,
)
