"""Slopes: the median growth of revenue from year to year, by tier, field, industry or province."""

import polars as pl

from components.charts.sentences import UNSAID, leaders, sentence
from components.charts.slopes import Slope, cut, slopes
from components.claims.sentence import AltText
from components.contract.counted import Members
from components.contract.exhibit import Exhibit, Figure, Param, Params, Rows, View
from components.contract.sample import each
from components.look.amounts import with_unit
from components.look.theme import INK, TIER_COLORS
from data_layer.filters.filters import Filters
from data_layer.topics.lifecycle.dates import GROWTH_YEARS, growth_medians
from data_layer.vocabulary.fields import ENTERPRISES, SMALL_GROUP, Field, count, per_cent
from data_layer.vocabulary.industries import industry_names
from data_layer.vocabulary.places import province_names
from data_layer.vocabulary.terms import SECTORS, TIERS
from data_layer.vocabulary.text import Text

BY = {
    "tier": Text("层级", "Tier"),
    "sector": Text("产业领域", "Sector"),
    "division": Text("行业大类", "Division"),
    "province_code": Text("省份", "Province"),
}
KEYS = {"tier": "tier", "sector": "sector", "division": "industry", "province_code": "province"}
NAMES = {**TIERS, **SECTORS, **province_names(), **industry_names()}
FIELDS = (
    Field("group", Text("分组", "Group"), key=True, labels=NAMES),
    *(
        per_cent(f"growth_{year}", Text(f"{year}年营收增速中位数", f"Median growth {year}"))
        for year in GROWTH_YEARS
    ),
    *(
        count(f"values_{year}", Text(f"{year}年有增速", f"With growth {year}"), ENTERPRISES.unit)
        for year in GROWTH_YEARS
    ),
    SMALL_GROUP,
)
FIRST, LAST = f"growth_{GROWTH_YEARS[0]}", f"growth_{GROWTH_YEARS[-1]}"


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """A row a group; of many the `top` with most values in the last year, ties by code."""
    medians = growth_medians(rows, filters, params["by"])
    most = medians.sort(f"values_{GROWTH_YEARS[-1]}", "group", descending=[True, False])
    return most.head(int(float(params["top"])))


def figure(view: View) -> Figure:
    """A line a group; tiers in their own colours."""
    ink, key = INK[view.theme], KEYS[view.params["by"]]
    colors = TIER_COLORS[view.theme] if view.params["by"] == "tier" else {}
    lines = []
    for name, row in zip(view.named["group"], view.frame.iter_rows(named=True), strict=True):
        values = [row[f"growth_{year}"] for year in GROWTH_YEARS]
        labels = ["—" if value is None else with_unit(value, "%", view.lang) for value in values]
        hover = [
            f"{name}<br>{year}: {label}" for year, label in zip(GROWTH_YEARS, labels, strict=True)
        ]
        fell = None not in (values[0], values[-1]) and values[-1] < values[0]
        color = colors.get(row["group"], ink.muted if fell else ink.accent)
        words = (labels[0], f"{labels[-1]} {cut(name)}")
        click = f"{key}:{row['group']}"
        lines.append(Slope(values, words, color, hover=hover, click=click, strong=not fell))
    return slopes(view, [str(year) for year in GROWTH_YEARS], lines, down=False)


def alt(view: View) -> AltText:
    """Whose median growth was highest in the first and in the last year."""
    claims = [leaders(view, "group", column) for column in (FIRST, LAST)]
    claimed = [claim for claim in claims if claim is not None]
    return sentence(view, *claimed) if claimed else UNSAID


EXHIBIT = Exhibit(
    title=Text("营收增速逐年变化", "Growth of revenue, year by year"),
    reading=Text(
        "看各组的营收增速中位数从2022年到2024年怎样变化。",
        "How the median growth of revenue moved from 2022 to 2024 in each group.",
    ),
    origin=("e11a", "f_growth_drop_nat", "f_growth_drop_prov"),
    fields=FIELDS,
    members=Members(
        row=lambda context: f"{KEYS[context.params['by']]}={context.row['group']}",
        columns={f"values_{year}": f"where=revenue_growth_{year}:known" for year in GROWTH_YEARS},
    ),
    query=query,
    figure=figure,
    alt=alt,
    sample=each(*(f"values_{year}" for year in GROWTH_YEARS)),
    params=(
        Param("by", Text("分组", "Groups"), "tier", options=BY),
        Param("top", Text("最多几组", "Groups at most"), "10", low=2, high=40, step=1),
    ),
    requires=tuple(f"revenue_growth_{year}" for year in GROWTH_YEARS),
    note=Text(
        "中位数只计填报该年增速的企业，不足3个值不显示，不足10个值有标记；组多时取2024年填报最多的。",
        "Medians are of the enterprises that report the growth of that year; fewer than 3 values "
        "have none, fewer than 10 are marked; of many groups those with most values in 2024.",
    ),
    width="half",
    height=520,
    order=52,
)
