"""How a place ranks among places, or an industry among industries of its level."""

from collections.abc import Mapping

import polars as pl

from data_layer.filters.filters import Filters
from data_layer.measures import indicators
from data_layer.measures.indicators import FLAGS, SHARES
from data_layer.measures.quantiles import medians_of
from data_layer.measures.rows import SMALL_GROUP as SMALL
from data_layer.measures.rows import Rows
from data_layer.measures.tallies import share, tally
from data_layer.topics.subject.subject import Subject, peers, subject_names, subject_of
from data_layer.vocabulary.fields import ENTERPRISES, SMALL_GROUP, Field, count, decimal, per_cent
from data_layer.vocabulary.text import Text
from data_layer.vocabulary.units import by_unit, in_units

LEFT_OUT = ("registered_capital",)
"""A place or an industry is not ranked by what its enterprises were founded with."""
INDICATORS = {name: label for name, label in indicators.INDICATORS.items() if name not in LEFT_OUT}
MEDIANS = tuple(name for name in indicators.MEDIANS if name not in LEFT_OUT)
UNITS = {name: indicators.UNITS[name] for name in INDICATORS}
PEERS: Mapping[str, Text] = {
    "province_code": Text("个省份", "provinces"),
    "city_code": Text("个城市", "cities"),
    "section": Text("个行业门类", "sections"),
    "division": Text("个行业大类", "divisions"),
    "group": Text("个行业中类", "groups"),
    "class": Text("个行业小类", "classes"),
}
"""What the peers are, by the column that holds their codes."""
FIELDS: tuple[Field, ...] = (
    Field("subject", Text("对象", "Of"), labels=subject_names()),
    Field("indicator", Text("指标", "Indicator"), key=True, labels=INDICATORS),
    *in_units(decimal("value", Text("数值", "Value")), UNITS.values()),
    *in_units(decimal("peer_median", Text("同类中位数", "Median of the peers")), UNITS.values()),
    count("rank", Text("名次", "Rank"), Text("", "")),
    count("peer_values", Text("参与排名的同类", "Peers ranked"), Text("个", "")),
    per_cent("at_or_below_pct", Text("不高于它的同类", "Peers at or below it"), digits=1),
    Field("peer_kind", Text("同类", "Peers are"), labels=PEERS),
    count("values", Text("有值企业", "Enterprises with a value"), ENTERPRISES.unit),
    SMALL_GROUP,
)


def ranks(rows: Rows, filters: Filters, about: str) -> pl.DataFrame:
    """FIELDS, a row an indicator.

    Ranked are the peers of which ten enterprises or more have the indicator; equal values share
    the better rank. A subject of fewer has its value, marked, and no rank.
    """
    subject = subject_of(rows, filters, about)
    if subject is None:
        return pl.DataFrame(schema=[field.name for field in FIELDS])
    measured = _measured(peers(rows, filters, subject), subject.column)
    if measured.filter(pl.col(subject.column) == subject.code).is_empty():
        return pl.DataFrame(schema=[field.name for field in FIELDS])
    placed = [_placed(measured, subject, name) for name in INDICATORS]
    ranked = pl.concat(placed).select(
        pl.lit(subject.code).alias("subject"),
        "indicator",
        "value",
        "peer_median",
        pl.col("indicator").replace_strict(UNITS).alias("unit"),
        "rank",
        "peer_values",
        ((pl.col("peer_values") - pl.col("rank") + 1) / pl.col("peer_values") * 100).alias(
            "at_or_below_pct"
        ),
        pl.lit(subject.column).alias("peer_kind"),
        "values",
        (pl.col("values") < SMALL).alias("small_group"),
    )
    return by_unit(ranked, FIELDS)


def _measured(chosen: Rows, column: str) -> pl.DataFrame:
    """`column`, and for each indicator its value and `<indicator>_n` enterprises that have it."""
    counted = tally(chosen, [column], FLAGS)
    middle = medians_of(chosen, [column], MEDIANS).rename(
        {f"{name}_median": name for name in MEDIANS}
    )
    return counted.with_columns(
        pl.col("n").alias("enterprises"),
        pl.col("n").alias("enterprises_n"),
        *(share(name, f"{name}_n").alias(name) for name in SHARES),
    ).join(middle, on=column, how="left")


def _placed(measured: pl.DataFrame, subject: Subject, name: str) -> pl.DataFrame:
    """One row: the subject's value of an indicator and its rank among those that are ranked."""
    large = measured.filter(pl.col(f"{name}_n") >= SMALL).drop_nulls(name)
    own = measured.filter(pl.col(subject.column) == subject.code)
    value, values = own[name].item(), int(own[f"{name}_n"].item() or 0)
    ranked = value is not None and values >= SMALL
    above = large.filter(pl.col(name) > value).height if ranked else None
    row = {
        "indicator": name,
        "value": value,
        "peer_median": large[name].median(),
        "rank": None if above is None else above + 1,
        "peer_values": large.height,
        "values": values,
    }
    types = {"value": pl.Float64, "peer_median": pl.Float64, "rank": pl.Int64}
    return pl.DataFrame([row], schema_overrides=types)
