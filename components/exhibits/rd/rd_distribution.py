"""How R&D intensity is spread in each tier (e27)."""

from dataclasses import replace

import polars as pl

from components.charts.grouped import Panel, grouped
from components.charts.sentences import UNSAID, named
from components.claims.sentence import AltText
from components.contract.counted import Members
from components.contract.exhibit import Exhibit, Figure, View
from components.contract.queries import of_rows
from components.contract.sample import total
from components.parts.tier_bars import contrast, tier_series
from data_layer.topics.rd.bands import SPREAD_FIELDS, UNREPORTED, spread, spread_range, spread_test
from data_layer.vocabulary.terms import PAIR
from data_layer.vocabulary.text import Text


def figure(view: View) -> Figure:
    """Bars by band in the colours of the tiers; a click filters to band and tier."""
    disclosed = view.frame.filter(pl.col("band") != UNREPORTED)
    seen = replace(view, frame=disclosed)
    clicks = [
        tuple(f"rd:{spread_range(band)}&tier:{t}" for t in PAIR) for band in disclosed["band"]
    ]
    series = tier_series(seen, ("national_pct", "provincial_pct"), [(a, b) for a, b in clicks])
    drawn = grouped(seen, [Panel(disclosed["band"].to_list(), series, "%")])
    drawn["layout"]["xaxis"]["title"] = {"text": view.say("研发占比（%）", "R&D intensity (%)")}
    return drawn


def alt(view: View) -> AltText:
    """The band with most little giants, or provincial enterprises where there are no others."""
    disclosed = view.frame.filter(pl.col("band") != UNREPORTED)
    column = "national_pct" if disclosed["national_pct"].count() else "provincial_pct"
    rows = disclosed.drop_nulls(column).sort(column, "band", descending=[True, False])
    if rows.is_empty():
        return UNSAID
    row = rows.row(0, named=True)
    band = named(view, "band", row["band"])
    what = Text(f"研发占比{band.zh}%的企业", f"R&D intensity of {band.en}%")
    return contrast(view, what, row, columns=("national_pct", "provincial_pct"))


EXHIBIT = Exhibit(
    title=Text("研发占比的分布", "How R&D intensity is spread"),
    reading=Text(
        "看两个层级的分布错开多少；研发占比超过30%的企业不在报告的标杆之内。",
        "See how far apart the tiers are; enterprises above 30% are outside the report's "
        "benchmarks.",
    ),
    origin=("e27",),
    fields=SPREAD_FIELDS,
    members=Members(row=lambda context: f"where=rd_ratio:{spread_test(context.row['band'])}"),
    query=of_rows(spread),
    figure=figure,
    alt=alt,
    sample=total("national", "provincial", where=pl.col("national_pct").is_not_null()),
    requires=("rd_ratio", "tier"),
    note=Text(
        "占比以该层级披露研发占比的企业为分母；未披露的只计数，列在表格末行。区间含下限、不含上限。",
        "Shares are of the tier's enterprises that disclose; those that do not are counted in the "
        "last row of the table. Bands hold their lower bound, not their upper.",
    ),
    height=400,
    order=20,
)
