"""Share of each tier against the printed ones (e03)."""

from dataclasses import replace

from components.charts.bars import ranking
from components.charts.sentences import UNSAID, cell, sentence
from components.claims.pairs import Listing
from components.claims.sentence import AltText
from components.contract.counted import Members
from components.contract.exhibit import Exhibit, Figure, View
from components.contract.queries import always, of_rows
from components.contract.sample import total
from components.look.theme import INK, TIER_COLORS
from data_layer.measures.rows import SMALL_GROUP
from data_layer.topics.tiers.shares import FIELDS, UNREPORTED, printed_tiers, tier_shares
from data_layer.vocabulary.text import Text


def figure(view: View) -> Figure:
    """A bar a tier, in the colours of the tiers."""
    figure = ranking(view, "tier", "share_pct", click=("tier", "tier"))
    colors = TIER_COLORS[view.theme]
    marker = {"color": [colors.get(tier, INK[view.theme].nodata) for tier in view.frame["tier"]]}
    figure["data"][0]["marker"] = marker
    return figure


def alt(view: View) -> AltText:
    """Both tiers' shares."""
    with_share = view.frame.drop_nulls("share_pct")
    small = with_share["enterprises"].sum() < SMALL_GROUP
    cells = tuple(
        replace(cell(view, row, "share_pct"), small=small)
        for row in with_share.iter_rows(named=True)
    )
    return sentence(view, Listing(view.field("share_pct").label, cells)) if cells else UNSAID


EXHIBIT = Exhibit(
    title=Text("层级构成", "Tiers"),
    reading=Text(
        "国家级与省级各占两级企业的比重。报告：每十家专精特新企业中约有一家是国家级“小巨人”。",
        "Each tier's share of the two together. The report: about one "
        "in ten SRDI enterprises is a little giant.",
    ),
    origin=("e03", "f_national", "f_total"),
    fields=FIELDS,
    members=Members(
        row=lambda context: (
            "where=tier:missing"
            if context.row["tier"] == UNREPORTED
            else f"tier={context.row['tier']}"
        )
    ),
    query=of_rows(tier_shares),
    published=always(printed_tiers),
    figure=figure,
    alt=alt,
    sample=total("enterprises"),
    requires=("tier",),
    note=Text(
        "占比以符合筛选的国家级与省级企业为分母，与图表3一致；未填报层级的只列家数，不计入占比。"
        "单项冠军、创新型企业不在其内，见总览的梯度培育金字塔。各层级的认定标准见表格。",
        "Shares are of the national and provincial enterprises that pass the filters, as in "
        "exhibit 3; those without a tier are counted and in no share. Single champions and "
        "innovative SMEs are not among them: the pyramid of the overview has them. How each tier "
        "is recognised stands in the table.",
    ),
    width="third",
    height=240,
    order=10,
)
