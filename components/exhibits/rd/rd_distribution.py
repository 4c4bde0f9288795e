"""How R&D intensity is spread in each tier (e27)."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from components.charts.grouped import Panel, grouped
from components.charts.sentences import UNSAID
from components.contract.exhibit import Exhibit, Figure, Params, Rows, View
from components.parts.tier_bars import contrast, tier_series
from data_layer.filters.filters import Filters
from data_layer.topics.rd.bands import SPREAD_FIELDS, UNREPORTED, spread, spread_range
from data_layer.vocabulary.schema import PAIR
from data_layer.vocabulary.text import Text


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """Bands of five percentage points, and those that disclose nothing."""
    return spread(rows, filters)


def figure(view: View) -> Figure:
    """Bars by band in the colours of the tiers; a click filters to band and tier."""
    shown = view.frame.filter(pl.col("band") != UNREPORTED)
    seen = replace(view, frame=shown)
    clicks = [tuple(f"rd:{spread_range(band)}&tier:{t}" for t in PAIR) for band in shown["band"]]
    series = tier_series(seen, ("national_pct", "provincial_pct"), [(a, b) for a, b in clicks])
    drawn = grouped(seen, [Panel(shown["band"].to_list(), series, "%")])
    drawn["layout"]["xaxis"]["title"] = {"text": view.say("研发占比（%）", "R&D intensity (%)")}
    return drawn


def alt(view: View) -> str:
    """The band with most little giants."""
    known = view.named.filter(view.frame["band"] != UNREPORTED).drop_nulls("national_pct")
    if known.is_empty():
        known = view.named.filter(view.frame["band"] != UNREPORTED).drop_nulls("provincial_pct")
    if known.is_empty():
        return UNSAID
    top = known.sort("national_pct", "band", descending=[True, False]).row(0, named=True)
    subject = view.say(f"研发占比{top['band']}%的企业", f"R&D intensity of {top['band']}%")
    return contrast(view, subject, "%", (top["national_pct"], top["provincial_pct"]))


EXHIBIT = Exhibit(
    id="rd_distribution",
    title=Text("研发占比的分布", "How R&D intensity is spread"),
    reading=Text(
        "国家级的分布整体偏右；超过30%的企业不在报告的标杆之内。",
        "Little giants lie further to the right; those above 30% are outside the report's "
        "benchmarks.",
    ),
    page="rd",
    origin=("e27",),
    fields=SPREAD_FIELDS,
    query=query,
    figure=figure,
    alt=alt,
    requires=("rd_ratio", "tier"),
    note=Text(
        "占比以该层级披露研发占比的企业为分母；未披露的只计数，列在表格末行。区间含下限、不含上限。",
        "Shares are of the tier's enterprises that disclose; those that do not are counted in the "
        "last row of the table. Bands hold their lower bound, not their upper.",
    ),
    height=400,
    order=20,
)
