"""Two maps: the provinces, or the cities of one, as the list stood at the ends of two years."""

import polars as pl

from components.charts.map_scale import METHODS, place_of
from components.charts.sentences import leader, leaders, named, sentence
from components.charts.small_multiples import class_on_maps, one_place, small_multiples
from components.claims.extremes import Leader
from components.claims.sentence import AltText
from components.contract.counted import Members
from components.contract.exhibit import Exhibit, Figure, Param, Params, Rows, View
from components.contract.sample import by
from components.look.words import in_sentence
from components.parts.time_params import (
    FROM,
    LOOKING_BACK,
    NATIONAL,
    NATIONAL_PCT,
    TO,
    UNTIL,
    years,
)
from data_layer.filters.filters import Filters
from data_layer.topics.lifecycle.dates import at_dates
from data_layer.topics.places.within_province import PLACE, by_place
from data_layer.vocabulary.fields import ENTERPRISES, SMALL_GROUP, Field, count
from data_layer.vocabulary.text import Text

FIELDS = (
    Field("year", Text("截至", "As of"), key=True, labels=UNTIL),
    *PLACE,
    ENTERPRISES,
    NATIONAL,
    NATIONAL_PCT,
    count("tier_missing", Text("层级未填报", "Tier not reported"), ENTERPRISES.unit),
    count("year_missing", Text("认定年份未填报", "No year of recognition"), ENTERPRISES.unit),
    SMALL_GROUP,
)
METRIC = Param(
    "metric",
    Text("指标", "Metric"),
    "enterprises",
    options={field.name: field.label for field in (ENTERPRISES, NATIONAL, NATIONAL_PCT)},
)
CLASSES = Param("classes", Text("分级", "Classes"), "natural", options=METHODS)


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """A row a year and place."""
    dates = years(params, filters)
    by_date = by_place(filters, lambda column: at_dates(rows, filters, column, years=dates))
    return by_date.with_columns(pl.col("year").cast(pl.String)).select([f.name for f in FIELDS])


def figure(view: View) -> Figure:
    """The maps on one scale of colours."""
    return small_multiples(view, "year", view.params["metric"], method=view.params["classes"])


def alt(view: View) -> AltText:
    """Who leads at each of the two dates; of one place the date with more enterprises."""
    if one_place(view):
        return leader(view, "year", "enterprises")
    claims = [_leader(view, year) for year in view.frame["year"].unique(maintain_order=True)]
    return sentence(view, *[claim for claim in claims if claim is not None])


def _leader(view: View, year: str) -> Leader | None:
    of, what = named(view, "year", year), view.field(view.params["metric"]).label
    subject = Text(f"{of.zh}{what.zh}", f"{what.en} {in_sentence(of.en)}")
    where = pl.col("year") == year
    return leaders(view, place_of(view), view.params["metric"], what=subject, where=where)


EXHIBIT = Exhibit(
    title=Text("两个年份的地图", "Two dates on the map"),
    reading=Text(
        "拖动年份：两图同一色标，同色即同值，看名单从哪里长出来；只选一个省份时画其各市。",
        "Move the years: both maps share one scale, the same colour is the same value; see where "
        "enterprises were added. With one province chosen its cities are drawn.",
    ),
    origin=("e15", "f_prov_2024", "f_lg_2024"),
    fields=FIELDS,
    members=Members(row="asof={year}", whole={"year_missing": "where=given:missing"}),
    query=query,
    figure=figure,
    drawn=class_on_maps,
    alt=alt,
    sample=by("year", "enterprises"),
    params=(FROM, TO, METRIC, CLASSES),
    requires=("province_code", "tier"),
    note=LOOKING_BACK,
    width="full",
    height=430,
    order=50,
)
