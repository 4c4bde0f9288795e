"""The space of industries: a map of divisions that live in the same cities."""

from typing import Any

import polars as pl

from components.charts.empty import sentence_figure
from components.charts.sentences import UNSAID, leaders, sentence
from components.claims.extremes import Count
from components.claims.sentence import AltText
from components.contract.counted import Members
from components.contract.exhibit import Exhibit, Figure, Param, Params, Rows, View
from components.contract.sample import total
from components.look.amounts import each_number
from components.look.theme import DIVERGING, INK, PALE, layout
from components.parts.space_lists import of_space
from components.parts.space_note import ELSEWHERE, NOTE, ORIGIN, REQUIRES, named_codes, spelt
from data_layer.filters.filters import Filters
from data_layer.topics.space.tables import BETWEEN, nodes
from data_layer.vocabulary.fields import ENTERPRISES, Field, count, decimal, flag, key
from data_layer.vocabulary.places import city_names
from data_layer.vocabulary.text import Text

CITIES = Text("个城市", "cities")
HERE = count(
    "here",
    Text("该城企业数（不足10家不列）", "Enterprises of the city (if ten or more)"),
    ENTERPRISES.unit,
)
NATION = count("nation", Text("全国企业数", "Enterprises in the nation"), ENTERPRISES.unit)
FIELDS = (
    key("industry_code", Text("行业大类代码", "Division code"), "industry"),
    Field("looked_at", Text("所看城市", "City looked at"), labels=city_names()),
    flag("held", Text("该城具备", "Held by the city")),
    flag("near", Text("该城最接近的十个", "Among the ten that the city is nearest to")),
    decimal("density", Text("密度", "Density"), digits=3),
    decimal("location_quotient", Text("该城区位商", "Location quotient of the city")),
    HERE,
    NATION,
    count("ubiquity", Text("具备它的城市", "Cities that hold it"), CITIES),
    decimal("complexity", Text("复杂度", "Complexity")),
    *named_codes("nearest", Text("最接近的行业", "Nearest divisions")),
    decimal("proximity", Text("与首个的接近度", "Proximity to the first"), digits=3),
    decimal("x", Text("图上横坐标", "Across the map"), digits=1),
    decimal("y", Text("图上纵坐标", "Up the map"), digits=1),
    Field("linked", Text("连线所至", "Lines lead to")),
)
NAMES = [field.name for field in FIELDS]
NEAR = 10
STATES = {
    "held": Text("该城具备", "Held by the city"),
    "near": Text("最接近而尚不具备（十个）", "Nearest, and not held (ten)"),
    "far": Text("其余", "Others"),
}
COLOR = {"city": Text("所看城市", "The city"), "complexity": Text("复杂度", "Complexity")}
LARGEST, SMALLEST = 28.0, 7.0
NO_SPACE = Text(
    "所选企业中没有两个行业集聚于同样的城市，无从作图",
    "No two industries of the selection gather in the same cities: there is no space to draw",
)
NAMED = 22
"""Divisions whose names stand on the map: those with most enterprises, and the nearest ten."""
LETTERS = 20
POINTED = ("nation", "here", "location_quotient", "density", "ubiquity", "complexity")


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """A row a division."""
    divisions = nodes(rows, filters)
    if divisions.is_empty():
        return pl.DataFrame(schema=NAMES)
    # A city that holds nothing is near to nothing: ten of density 0 would be ten by their codes.
    lacks = pl.when(~pl.col("held") & (pl.col("density") > 0)).then(pl.col("density"))
    ranks = lacks.rank("ordinal", descending=True)
    return spelt(
        divisions.rename({"division": "industry_code", "city": "looked_at"}).with_columns(
            (ranks <= NEAR).fill_null(value=False).alias("near")
        ),
        "nearest",
    ).select(NAMES)


def figure(view: View) -> Figure:
    """Lines, then divisions by state or by complexity; the size is that of their enterprises."""
    frame = view.frame.drop_nulls("x")
    if frame.is_empty():
        return sentence_figure(NO_SPACE(view.lang), view.theme)
    # Of names that would cover each other the first stays: that of the larger division.
    frame = _worded(view, frame).sort("nation", "industry_code", descending=[True, False])
    traces = [_lines(view, frame)]
    if view.params["color"] == "complexity":
        traces.append(_by_complexity(view, frame))
    else:
        traces += [_state(view, frame, state) for state in STATES]
    hidden = {"visible": False, "range": [-6, 106]}
    axes = {"xaxis": hidden, "yaxis": hidden, "hovermode": "closest", "margin": {"t": 8, "r": 8}}
    return {"data": traces, "layout": layout(view.theme, **axes, showlegend=len(traces) > 2)}


def _worded(view: View, frame: pl.DataFrame) -> pl.DataFrame:
    """With the size, the label and the words of a pointer of each."""
    named = view.named.filter(pl.col("x").is_not_null())
    most = max(frame["nation"].to_list())
    ranks = frame["nation"].rank("ordinal", descending=True)
    wanted = zip(named["industry"], ranks, frame["near"], strict=True)
    labels = [name if rank <= NAMED or near else "" for name, rank, near in wanted]
    return frame.with_columns(
        (SMALLEST + (LARGEST - SMALLEST) * (pl.col("nation") / most).sqrt()).alias("size"),
        pl.Series("label", labels).map_elements(_short, return_dtype=pl.String),
        pl.Series("hover", _hovers(view, named)),
    )


def _short(name: str) -> str:
    """A name that has room on the map; 农业 stays whole, 农 says too little."""
    cut = name.removeprefix("Manufacture of ").removesuffix("制造业")
    cut = cut.removesuffix("业") if len(cut) > len("农业") else cut
    return cut if len(cut) <= LETTERS else cut[: LETTERS - 1] + "…"


def _hovers(view: View, named: pl.DataFrame) -> list[str]:
    """What a pointer on each says: its name, its numbers and what is nearest."""
    columns = []
    for name in POINTED:
        label = view.field(name).label(view.lang)
        columns.append(
            [f"<br>{label} {value}" if value else "" for value in each_number(named[name], 3)]
        )
    nearest = view.field("nearest").label(view.lang) + view.say("：", ": ")
    words = [f"<br>{nearest}{name}" if name else "" for name in named["nearest"]]
    rows = zip(named["industry"], *columns, words, strict=True)
    return [f"<b>{name}</b>{''.join(parts)}" for name, *parts in rows]


def _lines(view: View, frame: pl.DataFrame) -> dict[str, Any]:
    places = {row["industry_code"]: (row["x"], row["y"]) for row in frame.iter_rows(named=True)}
    x: list[float | None] = []
    y: list[float | None] = []
    for code, linked in frame.select("industry_code", "linked").iter_rows():
        for other in (linked or "").split(BETWEEN):
            if other in places:
                x += [places[code][0], places[other][0], None]
                y += [places[code][1], places[other][1], None]
    line = {"color": INK[view.theme].muted, "width": 0.7}
    lines = {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": line}
    return lines | {"opacity": 0.5, "hoverinfo": "skip", "showlegend": False}


def _points(view: View, frame: pl.DataFrame, marker: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": frame["x"].to_list(),
        "y": frame["y"].to_list(),
        "text": frame["label"].to_list(),
        "textposition": "top center",
        "textfont": {"size": 10, "color": INK[view.theme].text},
        "hovertext": frame["hover"].to_list(),
        "hovertemplate": "%{hovertext}<extra></extra>",
        "customdata": [f"industry:{code}" for code in frame["industry_code"]],
        "marker": {"size": frame["size"].to_list(), "opacity": 0.9, **marker},
    }


def _state(view: View, frame: pl.DataFrame, state: str) -> dict[str, Any]:
    """The divisions of a state; shapes tell them apart as colours do."""
    ink = INK[view.theme]
    where = {
        "held": pl.col("held"),
        "near": pl.col("near"),
        "far": ~pl.col("held") & ~pl.col("near"),
    }
    markers = {
        "held": {"color": ink.accent},
        "near": {"color": ink.text, "symbol": "diamond-open", "line": {"width": 2}},
        "far": {"color": PALE[view.theme], "symbol": "circle-open", "line": {"width": 1.5}},
    }
    return _points(view, frame.filter(where[state]), markers[state]) | {
        "name": STATES[state](view.lang)
    }


def _by_complexity(view: View, frame: pl.DataFrame) -> dict[str, Any]:
    with_complexity = frame.drop_nulls("complexity")
    bar = {"title": {"text": COLOR["complexity"](view.lang)}, "thickness": 10}
    marker = {
        "color": with_complexity["complexity"].to_list(),
        "colorscale": [list(step) for step in DIVERGING[view.theme]],
        "cmid": 0,
        "colorbar": bar,
    }
    return _points(view, with_complexity, marker)


def alt(view: View) -> AltText:
    """How many divisions the city holds, how many some city does, and which most cities hold."""
    if view.frame.is_empty():
        return UNSAID
    city = city_names()[view.frame["looked_at"][0]]
    every, is_held = pl.lit(value=True), pl.col("held")
    what = Text(f"{city.zh}具备的行业大类", f"Divisions that {city.en} holds")
    cities = Text("具备的城市数", "number of cities that hold it")
    common = leaders(view, "industry", "ubiquity", what=cities)
    return sentence(
        view,
        Count(what, view.frame.filter(is_held).height, is_held),
        Count(Text("有城市具备的", "that some city holds"), view.frame.height, every),
        *([] if common is None else [common]),
    )


EXHIBIT = Exhibit(
    title=Text("产业空间：哪些行业同处一城", "Industry space: which industries live together"),
    reading=Text(
        "连线的行业常在同一批城市中集聚；圆越大企业越多。选一个城市，看它具备什么，离什么近。",
        "Joined industries gather in the same cities; a larger mark has more enterprises. Choose a "
        "city to see what it holds and what it is near to.",
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
    alt=alt,
    sample=total("nation"),
    params=(Param("color", Text("颜色", "Colour"), "city", options=COLOR),),
    ignores=lambda params: ELSEWHERE,
    requires=REQUIRES,
    note=NOTE,
    width="full",
    height=640,
    order=10,
)
