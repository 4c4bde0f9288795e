"""Cities like mine: those that hold the same industries, and what they hold beside."""

from collections.abc import Sequence
from dataclasses import replace

import polars as pl
from dash import html

from components.charts.bars import ranking
from components.charts.empty import sentence_figure
from components.charts.sentences import UNSAID, leaders, sentence
from components.claims.sentence import AltText
from components.contract.counted import Members
from components.contract.exhibit import Exhibit, Figure, Params, Rows, View
from components.contract.sample import each
from components.look.amounts import each_number
from components.parts.data_table import table_beside
from components.parts.space_lists import of_space
from components.parts.space_note import ELSEWHERE, NOTE, ORIGIN, REQUIRES, named_codes, spelt
from data_layer.filters.filters import Filters
from data_layer.topics.places.regions import place_key
from data_layer.topics.space.tables import alike
from data_layer.vocabulary.field_frames import with_names
from data_layer.vocabulary.fields import ENTERPRISES, count, decimal
from data_layer.vocabulary.places import city_names
from data_layer.vocabulary.text import Text

DIVISIONS = Text("个", "divisions")
FIELDS = (
    place_key("city_code"),
    decimal("likeness", Text("相似度", "Likeness"), digits=3),
    count("both", Text("共有的行业大类", "Divisions that both hold"), DIVISIONS),
    *named_codes("shared", Text("共有哪些", "Which both hold")),
    *named_codes("other", Text("它有而本城没有", "Held there and not here")),
    count("diversity", Text("具备的行业大类", "Divisions held"), DIVISIONS),
    decimal("complexity", Text("复杂度", "Complexity")),
    count("city_enterprises", Text("该城企业数", "Enterprises of the city"), ENTERPRISES.unit),
)
NAMES = [field.name for field in FIELDS]
COLUMNS = ("likeness", "both", "shared", "other", "diversity", "complexity", "city_enterprises")
WORDS = ("shared", "other")
MOST = 12
"""Rows that a page or a picture holds; the table and the downloads have all."""
NAMED = 4
"""Industries that are named in a cell; the table has all."""
OWN = pl.col("likeness").is_null()
LIKENESS = Text(
    "相似度 = 两城共有的行业数 ÷ 行业较多一城的行业数（接近度的定义用于城市）。首行是所看城市。",
    "Likeness = divisions that both cities hold over those of the more diverse one (the definition "
    "of proximity, of cities). The first row is the city looked at.",
)


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """A row a city, the one that is looked at first."""
    cities = alike(rows, filters)
    if cities.is_empty():
        return pl.DataFrame(schema=NAMES)
    return spelt(
        cities.rename({"city": "city_code", "enterprises": "city_enterprises"}), *WORDS
    ).select(NAMES)


def figure(view: View) -> Figure:
    """Bars of the first by likeness."""
    first = replace(view, frame=view.frame.filter(~OWN).head(MOST))
    if first.frame.is_empty():
        words = view.say("没有其他城市与之相似", "No other city is like it")
        return sentence_figure(words, view.theme)
    return ranking(first, "city", "likeness", click=("city", "city_code"))


def body(view: View) -> html.Div:
    """The first as a table, with what both hold and what the other holds alone."""
    frame = view.frame.head(MOST + 1)
    named = with_names(frame, view.fields, view.lang)
    columns: dict[str, Sequence[str | None]] = {
        name: _cut(named, name, view) if name in WORDS else each_number(frame[name], 3)
        for name in COLUMNS
    }
    firsts = []
    for row in named.iter_rows(named=True):
        link = html.A(row["city"], href=f"{view.home}place/{row['city_code']}")
        firsts.append(html.Td(html.B(link) if row["likeness"] is None else link))
    return table_beside(view, view.say("城市", "City"), firsts, columns=columns, prose=WORDS)


def _cut(named: pl.DataFrame, column: str, view: View) -> list[str]:
    """The first names of each cell and how many more; the city looked at has none."""
    comma, texts = view.say("；", "; "), []
    for words, likeness in named.select(column, "likeness").iter_rows():
        names = [] if likeness is None else (words or "").split(comma)
        more = f" +{len(names) - NAMED}" if len(names) > NAMED else ""
        texts.append(comma.join(names[:NAMED]) + more)
    return texts


def alt(view: View) -> AltText:
    """Which city is most like it."""
    if view.frame.height < 2:
        return UNSAID
    city = city_names()[view.frame["city_code"][0]]
    what = Text(f"与{city.zh}的相似度", f"likeness to {city.en}")
    nearest = leaders(view, "city", "likeness", what=what)
    return UNSAID if nearest is None else sentence(view, nearest)


EXHIBIT = Exhibit(
    title=Text("与本城相似的城市", "Cities like this one"),
    reading=Text(
        "具备相同行业的城市：共有哪些，对方还有哪些本城没有的。",
        "Cities that hold the same industries: which both hold, and which the other holds alone.",
    ),
    origin=ORIGIN,
    fields=FIELDS,
    members=Members(columns={"city_enterprises": of_space("city={city_code}")}),
    query=query,
    figure=figure,
    body=body,
    alt=alt,
    sample=each("city_enterprises"),
    ignores=lambda params: ELSEWHERE,
    requires=REQUIRES,
    none=Text(
        "所看城市没有一个不少于10家企业且区位商不低于1的行业，故不计算",
        "The city holds no industry with ten enterprises and a quotient of 1: nothing is computed",
    ),
    note=Text(LIKENESS.zh + NOTE.zh, f"{LIKENESS.en} {NOTE.en}"),
    width="full",
    height=460,
    order=30,
)
