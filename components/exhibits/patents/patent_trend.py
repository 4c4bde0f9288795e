"""Mean applications and grants of little giants by year (e43), from a list of patents."""

from components.charts.grouped import Panel, Series, grouped
from components.contract.exhibit import Exhibit, Figure, View
from components.contract.sample import largest
from components.look.theme import PALE, TIER_COLORS
from components.parts.patent_list import (
    LISTED_ALONE,
    YEARLY,
    by_year,
    from_first_to_last,
    no_list,
    years_from,
)
from data_layer.vocabulary.fields import Field, decimal
from data_layer.vocabulary.patents import LISTED
from data_layer.vocabulary.terms import PIECES
from data_layer.vocabulary.text import Text

MEANS = {
    "applications_mean": Text("户均发明申请", "Mean invention applications"),
    "grants_mean": Text("户均发明授权", "Mean invention grants"),
}
FIELDS = (
    Field("year", Text("年份", "Year"), key=True),
    *(decimal(name, label, PIECES, digits=1) for name, label in MEANS.items()),
    *YEARLY,
)


def figure(view: View) -> Figure:
    """Applications and grants beside each other."""
    colors = (PALE[view.theme], TIER_COLORS[view.theme]["national"])
    series = [
        Series(label(view.lang), color, view.frame[name].to_list())
        for (name, label), color in zip(MEANS.items(), colors, strict=True)
    ]
    unit = PIECES(view.lang)
    return grouped(view, [Panel(view.frame["year"].to_list(), series, unit)])


EXHIBIT = Exhibit(
    title=Text("发明申请与授权趋势", "Trend of applications and grants"),
    reading=Text(
        "清单中的“小巨人”平均每家每年申请和获授权多少件发明。",
        "How many inventions a little giant of the list applied for and was granted, by year.",
    ),
    origin=("e43",),
    fields=FIELDS,
    query=no_list(FIELDS),
    patents=by_year,
    report_says=Text(
        "2022—2024年户均申请量和授权量逐年上升，数量与质量同步提高。",
        "from 2022 to 2024 mean applications and grants rise year by year.",
    ),
    figure=figure,
    alt=from_first_to_last(*MEANS),
    sample=largest("holders"),
    params=years_from(2022, 2024),
    requires=("tier", LISTED),
    note=LISTED_ALONE,
    width="half",
    height=320,
    order=40,
)
