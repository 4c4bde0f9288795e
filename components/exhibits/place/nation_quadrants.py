"""The four quadrants of a place or an industry beside those of the nation (e14)."""

import polars as pl

from components.charts.grouped import Panel, Series, grouped
from components.charts.labels import wrapped
from components.charts.sentences import UNSAID, cell, sentence
from components.claims.pairs import Order
from components.claims.sentence import AltText
from components.contract.counted import Members
from components.contract.exhibit import Exhibit, Figure, Params, Rows, View
from components.contract.sample import total
from components.exhibits.quadrant.quadrant import THRESHOLDS, thresholds
from components.look.theme import INK
from components.parts.members import also
from components.parts.quadrant_cell import in_cell
from components.parts.subject_param import (
    ABOUT,
    NATION,
    NOTE,
    around_subject,
    nation,
    of_subject,
    subject_name,
)
from data_layer.filters.filters import Filters
from data_layer.topics.quadrant.cells import cell_names
from data_layer.topics.subject.quadrants import quadrants
from data_layer.topics.subject.subject import subject_names
from data_layer.vocabulary.fields import ENTERPRISES, SMALL_GROUP, Field, count, per_cent
from data_layer.vocabulary.text import Text

SHARE = per_cent("share_pct", Text("占已披露企业", "Share of those reported"))
FIELDS = (
    Field("subject", Text("对象", "Of"), labels=subject_names()),
    Field("cell", Text("象限", "Quadrant"), key=True, labels=cell_names()),
    ENTERPRISES,
    SHARE,
    count("nation", Text("全国企业数", "Enterprises in the nation"), ENTERPRISES.unit),
    per_cent("nation_share_pct", Text("占全国已披露企业", "Share of those reported in the nation")),
    count("unreported", Text("未披露", "Not reported"), ENTERPRISES.unit),
    SMALL_GROUP,
)


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """The four cells, in the order of e14."""
    cells = quadrants(rows, filters, params["about"], thresholds=thresholds(params))
    return pl.DataFrame(schema=[f.name for f in FIELDS]) if cells.is_empty() else cells


def figure(view: View) -> Figure:
    """Two bars a quadrant: its share, and that of the nation."""
    ink, frame = INK[view.theme], view.named
    series = [
        Series(subject_name(view)(view.lang), ink.accent, frame["share_pct"].to_list()),
        Series(nation(view)(view.lang), ink.muted, frame["nation_share_pct"].to_list()),
    ]
    labels = [wrapped(name, 16) for name in frame["cell"]]
    return grouped(view, [Panel(labels, series, SHARE.unit(view.lang))])


def alt(view: View) -> AltText:
    """The leading quadrant's share beside the nation's; a group of fewer than ten says nothing."""
    row = view.frame.row(0, named=True)
    if row["share_pct"] is None or row["nation_share_pct"] is None or row["small_group"]:
        return UNSAID
    name = cell_names()[row["cell"]]
    own = cell(view, row, "share_pct", name=subject_name(view))
    whole = cell(view, row, "nation_share_pct", name=NATION)
    return sentence(view, Order(Text(f"{name.zh}占比", f"share of {name.en}"), own, whole))


EXHIBIT = Exhibit(
    title=Text("四象限对全国", "Quadrants against the nation"),
    reading=Text(
        "规模与创新各切一刀后，本对象与全国在四个象限中的占比。",
        "Cut by size and by innovation: the shares of the four quadrants, here and in the nation.",
    ),
    origin=("e14", "e13"),
    fields=FIELDS,
    members=Members(
        row="",
        columns={
            "enterprises": lambda context: also(context, of_subject(context), in_cell(context)),
            "nation": lambda context: also(context, around_subject(context), in_cell(context)),
            "unreported": lambda context: also(
                context, of_subject(context), "insured+patents:missing"
            ),
        },
    ),
    query=query,
    figure=figure,
    alt=alt,
    sample=total("enterprises"),
    params=(ABOUT, *THRESHOLDS),
    requires=("insured", "patents", "province_code", "division"),
    note=Text(
        f"{NOTE.zh}占比只计参保人数与专利总量都已披露的企业，其余另列；高 = 大于阈值。",
        f"{NOTE.en} Shares are of enterprises that report both employees with social insurance and "
        "patents; the others are counted beside them. High means above the threshold.",
    ),
    width="half",
    height=420,
    order=40,
)
