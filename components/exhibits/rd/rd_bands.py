"""Bands of R&D intensity and what the enterprises in them achieve (e28)."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from components.charts.bars import computed_name
from components.charts.grouped import Panel, Series, grouped
from components.charts.labels import wrapped
from components.contract.counted import Members
from components.contract.exhibit import Exhibit, Figure, View
from components.contract.queries import always, of_rows
from components.contract.sample import total
from components.look.amounts import counted, number
from components.look.theme import INK
from components.parts.tier_bars import printed
from data_layer.topics.rd.bands import (
    BAND_FIELDS,
    UNREPORTED,
    band_range,
    band_test,
    bands,
    printed_bands,
)
from data_layer.vocabulary.text import Text

PANELS = {
    "share_pct": Text("占披露企业", "Share"),
    "national_share_pct": Text("国家级占比", "Little giants"),
    "patents_median": Text("专利中位数", "Median patents"),
    "grants_median": Text("授权中位数", "Median grants"),
}
"""Measures and the short titles of their panels."""
SHORT = {"from_25": "≥25%", "from_15": "15–25%", "from_0": "<15%"}


def figure(view: View) -> Figure:
    """A panel a measure; those that disclose nothing stand in the table."""
    disclosed = view.frame.filter(pl.col("band") != UNREPORTED)
    panels = [_panel(view, disclosed, name) for name in PANELS]
    return grouped(view, panels, legend=False)


def _panel(view: View, rows: pl.DataFrame, name: str) -> Panel:
    field = view.field(name)
    bars = Series(
        computed_name(view),
        INK[view.theme].accent,
        rows[name].to_list(),
        published=printed(view, name, rows),
        clicks=[f"rd:{band_range(band)}" for band in rows["band"]],
    )
    labels = [SHORT[band] for band in rows["band"]]
    unit = field.unit(view.lang)
    title = wrapped(PANELS[name](view.lang), 12) + (f" ({unit})" if unit == "%" else "")
    return Panel(labels, [bars], unit, title=title)


def alt(view: View) -> str:
    """Median patents of each band, and how many disclose nothing."""
    rows = {row["band"]: row for row in view.frame.iter_rows(named=True)}
    parts = [_band(view, band, row) for band, row in rows.items() if band != UNREPORTED]
    missing = rows[UNREPORTED]["enterprises"] if UNREPORTED in rows else 0
    n = number(missing)
    some = Text(f"未披露{n}家。", f"{n} not disclosed.")
    tail = (some if missing else Text("均已披露。", "all disclose it."))(view.lang)
    return view.say("；", "; ").join([*parts, tail])


def _band(view: View, band: str, row: Mapping[str, Any]) -> str:
    """How many are in a band, and their median where it is one."""
    many = Text(
        f"{SHORT[band]}的{number(row['enterprises'])}家",
        f"{SHORT[band]}: {counted(row['enterprises'], 'enterprises')}",
    )(view.lang)
    if row["patents_median"] is None:
        return many
    median = number(row["patents_median"])
    return many + view.say(f"专利中位数{median}件", f", median {median} patents")


EXHIBIT = Exhibit(
    title=Text("研发强度分层与创新产出", "R&D bands and what they yield"),
    reading=Text(
        "点击柱子即筛选。报告：研发强度越高，专利与发明授权越多，国家级占比也越高。",
        "Click a bar to filter. The report: the higher the R&D intensity, the more patents "
        "and grants and the higher the little-giant share.",
    ),
    origin=("e28", "f_rd_sample", "f_rd_multiple"),
    fields=BAND_FIELDS,
    members=Members(row=lambda context: f"where=rd_ratio:{band_test(context.row['band'])}"),
    query=of_rows(bands),
    published=always(printed_bands),
    figure=figure,
    alt=alt,
    sample=total("enterprises", where=pl.col("share_pct").is_not_null()),
    requires=("rd_ratio",),
    note=Text(
        "占披露企业：以披露研发占比的企业为分母；国家级占比、中位数以该层企业为准。"
        "未披露研发占比的企业单列在表格末行。报告样本为7,000余家。",
        "Share: of all enterprises that disclose their R&D intensity; "
        "little-giant share and medians are of the band. Enterprises that disclose nothing have "
        "the last row of the table. The report's sample is some 7,000.",
    ),
    width="two_thirds",
    height=360,
    order=40,
)
