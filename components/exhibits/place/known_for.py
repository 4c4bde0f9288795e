"""Industries that a place is known for, or places that an industry is: by location quotient."""

from typing import Any

import polars as pl

from components.charts.empty import sentence_figure
from components.charts.labels import brief, wrapped
from components.charts.sentences import UNSAID, leaders, named, sentence
from components.claims.extremes import ANY_ROWS, Count
from components.claims.sentence import AltText
from components.contract.counted import Members, RowContext
from components.contract.exhibit import Exhibit, Figure, Param, Params, Rows, View
from components.contract.sample import total
from components.look.amounts import number
from components.look.theme import INK, layout
from components.parts.members import also
from components.parts.subject_param import ABOUT, NOTE, around_subject, of_subject, subject_name
from data_layer.filters.filters import Filters
from data_layer.topics.subject.known_for import COLUMN_OF, FIELDS, GRAINS, known_for
from data_layer.topics.subject.subject import subject_of_code
from data_layer.vocabulary.text import Text

SPOKEN = pl.col("location_quotient").is_not_null()
ABOVE = pl.col("location_quotient") > 1
TOO_FEW = Text(
    "没有达到10家企业的行业或地区，不计区位商",
    "No industry or place has ten enterprises: no location quotient is said",
)


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """The first `top` by location quotient; those of fewer than ten enterprises come last."""
    top = int(float(params["top"]))
    return known_for(rows, filters, params["about"], grain=params["grain"], top=top)


def figure(view: View) -> Figure:
    """Bars and a line at 1, the pattern of the nation: what passes it is more than its share."""
    frame = view.named.filter(SPOKEN)
    if frame.is_empty():
        return sentence_figure(TOO_FEW(view.lang), view.theme)
    codes = view.frame.filter(SPOKEN)["item"]
    ink = INK[view.theme]
    quotients = frame["location_quotient"].to_list()
    bars: dict[str, Any] = {
        "type": "bar",
        "orientation": "h",
        "y": [wrapped(brief(name), 22, 2) for name in frame["item"]],
        "x": quotients,
        "text": [_beside(view, row) for row in frame.iter_rows(named=True)],
        "textposition": "outside",
        "textangle": 0,
        "cliponaxis": False,
        "constraintext": "none",
        "customdata": [f"{_key(code)}:{code}" for code in codes],
        "marker": {"color": [ink.accent if value >= 1 else ink.muted for value in quotients]},
        "hovertemplate": "%{y}  %{text}<extra></extra>",
    }
    axes = {
        "xaxis": {
            "title": {"text": view.title("location_quotient")},
            "range": [0, max(*quotients, 1.0) * 1.3],
        },
        "yaxis": {"autorange": "reversed", "ticks": "", "tickfont": {"size": 11}},
        "shapes": [_pattern(ink.muted)],
        "bargap": 0.35,
    }
    return {"data": [bars], "layout": layout(view.theme, **axes)}


def _key(code: str) -> str:
    """The filter key of a code."""
    if code[0].isalpha():
        return "industry"
    return "province" if code.endswith("0000") else "city"


def _beside(view: View, row: dict[str, Any]) -> str:
    n = view.say(f"{row['enterprises']:,}家", f"n {row['enterprises']:,}")
    return f"{number(row['location_quotient'])} · {n}"


def _pattern(color: str) -> dict[str, Any]:
    """A line at 1, the pattern of the nation."""
    line = {"color": color, "width": 1, "dash": "dot"}
    return {
        "type": "line",
        "x0": 1,
        "x1": 1,
        "y0": 0,
        "y1": 1,
        "yref": "paper",
        "layer": "below",
        "line": line,
    }


def alt(view: View) -> AltText:
    """The item with the largest quotient, and how many of the listed are above the nation."""
    if view.frame.filter(SPOKEN).is_empty():
        return UNSAID
    name = subject_name(view)
    what = Text(f"{name.zh}区位商", f"location quotient of {name.en}")
    first = leaders(
        view,
        "item",
        "location_quotient",
        where=SPOKEN,
        what=what,
        call=lambda row: named(view, "item", row["item"]),
        rows=ANY_ROWS,
    )
    above = Count(
        Text("所列中高于全国的", "Of those listed, above the nation"),
        view.frame.filter(ABOVE).height,
        ABOVE,
        unit="项",
    )
    return UNSAID if first is None else sentence(view, first, above)


def _own(context: RowContext) -> Filters | None:
    column = COLUMN_OF[context.params["about"], context.params["grain"]]
    return also(context, of_subject(context), f"{column}:{context.row['item']}")


def _nation(context: RowContext) -> Filters | None:
    """Of the nation, those whose place or industry is known at the subject's own level."""
    subject = subject_of_code(
        "industry" if context.params["about"] == "industry" else "place", context.row["subject"]
    )
    column = COLUMN_OF[context.params["about"], context.params["grain"]]
    placed = "" if subject is None or subject.column == "section" else f",{subject.column}:known"
    return also(context, around_subject(context), f"{column}:{context.row['item']}{placed}")


EXHIBIT = Exhibit(
    title=Text("以什么见长", "What it is known for"),
    reading=Text(
        "区位商 = 本地该行业占比 ÷ 全国该行业占比，1即与全国相同；不足10家的不计。",
        "Location quotient: an industry's share here over its share of the nation; 1 is the "
        "pattern of the nation. Groups under ten enterprises have none.",
    ),
    origin=("e18",),
    fields=FIELDS,
    members=Members(row="", columns={"enterprises": _own, "nation": _nation}),
    query=query,
    figure=figure,
    alt=alt,
    sample=total("enterprises"),
    params=(
        ABOUT,
        Param("grain", Text("粒度", "Grain"), "coarse", options=GRAINS),
        Param("top", Text("前几项", "Top"), "10", low=5, high=40, step=1),
    ),
    requires=("province_code", "division"),
    note=Text(
        f"{NOTE.zh}占比只计地区与该层次行业都已填报的企业。看行业时行列互换：该行业在一地的占比"
        "÷ 全国企业在该地的占比。",
        f"{NOTE.en} Shares are of enterprises of which both place and industry are reported. Of an "
        "industry the other way round: a place's share of the industry over its share of all.",
    ),
    width="half",
    height=430,
    order=10,
)
