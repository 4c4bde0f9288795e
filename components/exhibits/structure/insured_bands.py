"""Bands of insured employees, national against provincial (e05)."""

from components.charts.grouped import Panel, grouped
from components.charts.sentences import named
from components.claims.sentence import AltText
from components.contract.counted import Members
from components.contract.exhibit import Exhibit, Figure, View
from components.contract.queries import always, of_rows
from components.contract.sample import total
from components.parts.tier_bars import contrast, of_few, tier_series
from data_layer.reference_figures.tables import fact_value
from data_layer.topics.structure.insured_bands import (
    FIELDS,
    band_ends,
    insured_bands,
    printed_bands,
)
from data_layer.vocabulary.terms import PAIR
from data_layer.vocabulary.text import Text

MIDDLE = fact_value("f_100_500")


def figure(view: View) -> Figure:
    """Bars by band in the colours of the tiers."""
    ends = band_ends()
    clicks = [
        tuple(
            f"insured:{ends[band]}&tier:{tier}" if band in ends else f"tier:{tier}" for tier in PAIR
        )
        for band in view.frame["band"]
    ]
    series = tier_series(view, ("national_pct", "provincial_pct"), [(a, b) for a, b in clicks])
    return grouped(view, [Panel(view.named["band"].to_list(), series, "%")])


def alt(view: View) -> AltText:
    """The smallest band."""
    row = view.frame.row(0, named=True)
    band = named(view, "band", row["band"])
    what = Text(f"参保{band.zh}", f"{band.en} employees with social insurance")
    row = {**row, "small_group": of_few(view)}
    return contrast(view, what, row, columns=("national_pct", "provincial_pct"))


EXHIBIT = Exhibit(
    title=Text("参保人数", "Employees with social insurance"),
    reading=Text(
        "最右是未披露的部分。报告：国家级集中在101—500人，省级近一半不超过50人。",
        "On the far right, those that do not report. The report: little giants cluster at "
        "101 to 500 employees with social insurance, nearly half of the provincial "
        "enterprises have 50 at most.",
    ),
    origin=("e05", "f_100_500"),
    fields=FIELDS,
    members=Members(
        row=lambda context: f"where=insured:{band_ends().get(context.row['band'], 'missing')}"
    ),
    query=of_rows(insured_bands),
    published=always(printed_bands),
    figure=figure,
    alt=alt,
    sample=total("national", "provincial"),
    requires=("tier", "insured"),
    note=Text(
        "占比以该层级全部企业为分母，含未披露参保人数的企业。报告各段相加不足100%，差额未印出，"
        f"图中只有计算值；正文另印国家级101—500人合计{MIDDLE}%。",
        "Shares are of all enterprises of the tier, those that do not report included. The printed "
        "bands add up to less than 100%; the rest is not printed, so that only the computed part "
        f"is drawn. The text also prints {MIDDLE}% of little giants with 101 to 500 employees.",
    ),
    width="half",
    height=360,
    order=20,
)
