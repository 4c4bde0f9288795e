"""Grants for a hundred applications by year (e44, a picture), from a list of patents."""

from components.charts.grouped import Panel, Series, grouped
from components.contract.exhibit import Exhibit, Figure, View
from components.contract.sample import largest
from components.look.theme import TIER_COLORS
from components.parts.patent_list import (
    LISTED_ALONE,
    YEARLY,
    by_year,
    from_first_to_last,
    no_list,
    years_from,
)
from data_layer.vocabulary.fields import Field, per_cent
from data_layer.vocabulary.patents import LISTED
from data_layer.vocabulary.text import Text

RATE = Text("授权量与申请量之比", "Grants for 100 applications")
FIELDS = (
    Field("year", Text("年份", "Year"), key=True),
    per_cent("grant_rate_pct", RATE, 1),
    *YEARLY,
)


def figure(view: View) -> Figure:
    """A bar a year."""
    values = view.frame["grant_rate_pct"].to_list()
    series = Series(RATE(view.lang), TIER_COLORS[view.theme]["national"], values)
    return grouped(view, [Panel(view.frame["year"].to_list(), [series], "%")], legend=False)


EXHIBIT = Exhibit(
    title=Text("发明授权率趋势", "Trend of the grant rate"),
    reading=Text(
        "每年的发明授权量除以当年申请量；授权的是往年的申请，比值也可以在100%以上。",
        "The grants of a year over the applications of that year; they are of earlier "
        "applications, so that 100 is no bound.",
    ),
    origin=("e44",),
    fields=FIELDS,
    query=no_list(FIELDS),
    patents=by_year,
    report_says=Text(
        "2020—2025年公开的授权率上升，并远高于全国发明专利授权率；图表40另印64.41%（勘误x32）。",
        "the grant rate of what was published in 2020-2025 rises, far above the national one; "
        "exhibit 40 prints 64.41% (erratum x32).",
    ),
    figure=figure,
    alt=from_first_to_last("grant_rate_pct"),
    sample=largest("holders"),
    params=years_from(2020, 2025),
    requires=("tier", LISTED),
    note=Text(
        f"报告没有写明授权率的口径；这里是当年授权量除以当年申请量。{LISTED_ALONE.zh}",
        "The report does not define its rate; here it is the grants of a year over the "
        f"applications of that year. {LISTED_ALONE.en}",
    ),
    width="half",
    height=320,
    order=50,
)
