"""Industries that a city is near to and does not hold, with what carries them."""

from dataclasses import replace

import polars as pl
from dash import html

from components.charts.bars import ranking
from components.charts.sentences import UNSAID, leaders, sentence
from components.claims.sentence import AltText
from components.contract.counted import Members
from components.contract.exhibit import Exhibit, Figure, Params, Rows, View
from components.contract.sample import each
from components.exhibits.space.space_map import CITIES, HERE, NATION
from components.look.amounts import each_number
from components.parts.data_table import table_beside
from components.parts.space_lists import of_space
from components.parts.space_note import ELSEWHERE, NOTE, ORIGIN, REQUIRES, named_codes, spelt
from data_layer.filters.filters import Filters
from data_layer.topics.space.tables import options
from data_layer.vocabulary.field_frames import with_names
from data_layer.vocabulary.fields import Field, count, decimal, key
from data_layer.vocabulary.places import city_names
from data_layer.vocabulary.text import Text

FIELDS = (
    key("industry_code", Text("行业大类代码", "Division code"), "industry"),
    Field("looked_at", Text("所看城市", "City looked at"), labels=city_names()),
    decimal("density", Text("密度", "Density"), digits=3),
    *named_codes("carriers", Text("由哪些行业支撑", "Carried by")),
    decimal("proximity", Text("与首个的接近度", "Proximity to the first"), digits=3),
    HERE,
    NATION,
    decimal("location_quotient", Text("该城区位商", "Location quotient of the city")),
    count("ubiquity", Text("具备它的城市", "Cities that hold it"), CITIES),
    decimal("complexity", Text("复杂度", "Complexity")),
)
NAMES = [field.name for field in FIELDS]
COLUMNS = ("density", "carriers", "here", "nation", "location_quotient", "ubiquity", "complexity")
MOST = 15
"""Rows that a page or a picture holds; the table and the downloads have all."""


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """A row a division that the city does not hold."""
    near = options(rows, filters)
    if near.is_empty():
        return pl.DataFrame(schema=NAMES)
    named = {"division": "industry_code", "city": "looked_at"}
    return spelt(near.rename(named), "carriers").select(NAMES)


def figure(view: View) -> Figure:
    """Bars of the first by density."""
    first = replace(view, frame=view.frame.head(MOST))
    return ranking(first, "industry", "density", click=("industry", "industry_code"))


def body(view: View) -> html.Div:
    """The first as a table, with what carries each."""
    frame = view.frame.head(MOST)
    named = with_names(frame, view.fields, view.lang)
    columns = {
        name: named[name].to_list()
        if name == "carriers"
        else each_number(frame[name], 3 if name == "density" else 2)
        for name in COLUMNS
    }
    firsts = [
        html.Td(html.A(name, href=f"{view.home}industry/{code}"), className="prose")
        for name, code in named.select("industry", "industry_code").iter_rows()
    ]
    heading = view.say("行业大类", "Division")
    return table_beside(view, heading, firsts, columns=columns, prose=("carriers",))


def alt(view: View) -> AltText:
    """Which division the city is nearest to."""
    if view.frame.is_empty():
        return UNSAID
    city = city_names()[view.frame["looked_at"][0]]
    what = Text(f"{city.zh}尚不具备的行业中密度", f"density of what {city.en} does not hold")
    nearest = leaders(view, "industry", "density", what=what)
    return UNSAID if nearest is None else sentence(view, nearest)


EXHIBIT = Exhibit(
    title=Text("这座城市离哪些行业近", "Industries that the city is near to"),
    reading=Text(
        "尚不具备、但与本城已有行业常同处一城的行业，按密度排列，并列出支撑它的行业。",
        "Industries that the city does not hold and that often live with those it has, by density, "
        "with the industries that carry them.",
    ),
    origin=ORIGIN,
    fields=FIELDS,
    members=Members(
        columns={
            "here": of_space("city={looked_at}&industry={industry_code}"),
            "nation": of_space("industry={industry_code}"),
        }
    ),
    query=query,
    figure=figure,
    body=body,
    alt=alt,
    sample=each("nation"),
    ignores=lambda params: ELSEWHERE,
    requires=REQUIRES,
    none=Text(
        "所看城市没有一个不少于10家企业且区位商不低于1的行业，故不计算",
        "The city holds no industry with ten enterprises and a quotient of 1: nothing is computed",
    ),
    note=NOTE,
    width="full",
    height=460,
    order=20,
)
