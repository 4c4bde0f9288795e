"""Enterprises by score and R&D intensity: the types of e29."""

from collections.abc import Mapping
from functools import cache
from typing import Any

import polars as pl

from components.charts.labels import wrapped
from components.charts.panels import Panel, panels
from components.charts.sentences import UNSAID
from components.contract.counted import Members, RowContext
from components.contract.exhibit import Exhibit, Figure, Params, Rows, View
from components.contract.sample import total
from components.look.amounts import number
from components.parts.members import score
from components.parts.weight_params import NOTE, PARAMS, REQUIRES, in_use, scoring, weights_in_words
from data_layer.filters.filters import Filters
from data_layer.measures import little_giants
from data_layer.measures.tallies import every, tally
from data_layer.reference_figures import tables as reference
from data_layer.scoring.typology import (
    LEVELS,
    PRINTED,
    bounds,
    rd_level,
    score_level,
)
from data_layer.topics.innovation.scored import with_score_band
from data_layer.vocabulary.fields import (
    ENTERPRISES,
    SMALL_GROUP,
    Field,
    per_cent,
    printed,
    text,
    words,
)
from data_layer.vocabulary.text import Text

OUTSIDE = "未归类"
NO_RATIO = "研发占比未披露"
NO_SCORE = "无得分"
LEVELS_WITH_DATA = ("high", "middle", "low")
TITLE_WIDTH = 44
NARROW_WIDTH = 26
"""Where the chart is narrow: Latin letters of a line that are not wider than the cells."""
NARROW_LINES = 5
NARROW_TOP = 0.84
"""Height of the cells there, below three lines of words."""
FIELDS = (
    Field("score_level", Text("科创力得分", "Score"), key=True, labels=LEVELS),
    Field("rd_level", Text("研发占比", "R&D intensity"), key=True, labels=LEVELS),
    printed(text("type", Text("企业类型", "Type"))),
    ENTERPRISES,
    per_cent("share_pct", Text("占两项皆知企业", "Share of enterprises with both known")),
    little_giants.SHARE,
    little_giants.MISSING,
    printed(text("feature", Text("特征", "Feature"))),
    printed(text("advice", Text("培育建议", "Advice"))),
    SMALL_GROUP,
)


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """Nine cells of score by R&D level, then those where one of the two is unknown."""
    passed = with_score_band(rows, filters, scoring(params), name="score_level", band=score_level())
    levelled = passed.with_columns(rd_level=rd_level())
    counted = tally(levelled, ["score_level", "rd_level"], little_giants.FLAGS)
    if counted.is_empty():
        return pl.DataFrame(schema={f.name: pl.Int64 for f in FIELDS})
    levels = list(LEVELS)
    named = counted.with_columns(
        pl.col(name).replace_strict(dict(enumerate(levels)), return_dtype=pl.String)
        for name in ("score_level", "rd_level")
    )
    cells = every(named, {"score_level": levels, "rd_level": levels})
    unknown = (pl.col("score_level") == "unknown") | (pl.col("rd_level") == "unknown")
    typed = int(cells.filter(~unknown)["n"].sum())
    names = [_typed(*cell) for cell in cells.select("score_level", "rd_level").iter_rows()]
    words = pl.DataFrame(names, schema=["type", "feature", "advice"], orient="row")
    return (
        cells.hstack(words.cast(pl.String))
        .with_columns(
            *little_giants.little_giants(),
            little_giants.small_group(),
            pl.when(~unknown & (typed > 0))
            .then(pl.col("n") / max(typed, 1) * 100)
            .alias("share_pct"),
        )
        .rename({"n": "enterprises"})
    )


def _typed(score: str, rd: str) -> tuple[str | None, str | None, str | None]:
    """Type, feature and advice of a pair of levels."""
    if score == "unknown":
        return NO_SCORE, None, None
    if rd == "unknown":
        return NO_RATIO, None, None
    return _printed().get((score, rd), (OUTSIDE, None, None))


@cache
def _printed() -> Mapping[tuple[str, str], tuple[str, str, str]]:
    """Type, feature and advice of the pairs of levels that e29 names."""
    table = reference.table("e29_typology")
    columns = table.select("score_level", "rd_level", "type", "feature", "advice").iter_rows()
    return {(PRINTED[score], PRINTED[rd]): tuple(words) for score, rd, *words in columns}


LEFT_OUT: Mapping[str, Any] = dict.fromkeys(field.name for field in FIELDS)
"""A cell of so few enterprises that a row rule does not show it."""


def figure(view: View) -> Figure:
    """Score from the top, R&D intensity to the right; how many lack either stands above."""
    frame = view.frame
    columns = tuple(reversed(LEVELS_WITH_DATA))
    by_cell = {(r["score_level"], r["rd_level"]): r for r in frame.iter_rows(named=True)}
    cells = [[by_cell.get((s, r), LEFT_OUT) for r in columns] for s in LEVELS_WITH_DATA]
    scores, ratios = bounds("score"), bounds("rd")
    rows = [_between(scores, level, "") for level in LEVELS_WITH_DATA]
    heads = [_between(ratios, level, "%") for level in columns]
    texts = [[_cell(view, cell) for cell in line] for line in cells]
    panel = Panel(
        title=wrapped(_title(view), TITLE_WIDTH),
        rows=[view.say(f"得分 {row}", f"Score {row}") for row in rows],
        values=[[cell["share_pct"] for cell in line] for line in cells],
        texts=texts,
        hover=[
            [_hover(view, cell, text) for cell, text in zip(line, said, strict=True)]
            for line, said in zip(cells, texts, strict=True)
        ],
    )
    named = [view.say(f"研发 {head}", f"R&D {head}") for head in heads]
    highest = max([cell["share_pct"] or 0 for line in cells for cell in line], default=0)
    drawn = panels(view, named, [panel], low=0, high=max(highest, 1), below=in_use(view))
    drawn["layout"]["meta"] = {"narrow": _narrow(view)}
    return drawn


def _narrow(view: View) -> dict[str, Any]:
    """The words above and below on more and shorter lines."""
    return {
        "annotations[0].text": wrapped(_title(view), NARROW_WIDTH, NARROW_LINES),
        "annotations[0].y": NARROW_TOP,
        "yaxis.domain": [0, NARROW_TOP],
        "xaxis.title.text": in_use(view, NARROW_WIDTH, NARROW_LINES),
    }


def _between(lows: Mapping[str, float], level: str, unit: str) -> str:
    high, middle = lows["high"], lows["middle"]
    return {
        "high": f"≥{high:g}{unit}",
        "middle": f"{middle:g}–{high:g}{unit}",
        "low": f"<{middle:g}{unit}",
    }[level]


def _cell(view: View, cell: Mapping[str, Any]) -> str:
    if cell is LEFT_OUT:
        return ""
    name = words()[cell["type"]](view.lang)
    mark = "*" if cell["small_group"] else ""
    part = "" if cell["share_pct"] is None else f" · {number(cell['share_pct'])}%"
    return f"<b>{name}</b><br>{number(cell['enterprises'])}{mark}{part}"


def _hover(view: View, cell: Mapping[str, Any], text: str) -> str:
    """text: what stands in the cell."""
    if cell is LEFT_OUT:
        return ""
    advice = words()[cell["advice"]](view.lang) if cell["advice"] else ""
    little = number(cell["little_giant_share_pct"])
    label = view.field("little_giant_share_pct").label(view.lang)
    return "<br>".join(filter(None, (text, f"{label} {little}%", advice)))


def _title(view: View) -> str:
    lacking = (pl.col("score_level") == "unknown") | (pl.col("rd_level") == "unknown")
    unknown = sum(view.frame.filter(lacking)["enterprises"].to_list())
    if not unknown:
        return view.say("* 不足10家", "* fewer than 10")
    return view.say(
        f"另有{number(unknown)}家研发占比或得分未知；* 不足10家",
        f"{number(unknown)} more without R&D intensity or score; * fewer than 10",
    )


def alt(view: View) -> str:
    """How many are high in both, of how many that can be typed."""
    both = (pl.col("score_level") == LEVELS_WITH_DATA[0]) & (
        pl.col("rd_level") == LEVELS_WITH_DATA[0]
    )
    first = next(view.frame.filter(both).iter_rows(named=True), LEFT_OUT)
    if first["share_pct"] is None:
        return UNSAID
    name, many = words()[first["type"]](view.lang), number(first["enterprises"])
    part, how = number(first["share_pct"]), weights_in_words(view.params)(view.lang)
    zh = f"{name}企业{many}家，占两项皆知企业的{part}%（{how}）。"
    en = f"{name}: {many}, which is {part}% of those with score and R&D intensity known ({how})."
    return view.say(zh, en)


def _in_cell(context: RowContext) -> str:
    level, lows = context.row["score_level"], bounds("score")
    tests = {
        "high": f"{lows['high']:g}..",
        "middle": f"{lows['middle']:g}..<{lows['high']:g}",
        "low": f"..<{lows['middle']:g}",
        "unknown": "missing",
    }
    return f"where={score(context.params)}:{tests[level]},rd_level:{context.row['rd_level']}"


EXHIBIT = Exhibit(
    title=Text("科创力得分 × 研发占比分类", "Types by score and R&D intensity"),
    reading=Text(
        "右上为双高型。不披露研发占比的企业不能归类；软件信息服务业的研发界限为35%与25%。",
        "Top right is high in both. Enterprises that do not disclose R&D intensity cannot be "
        "typed; for software and information services the R&D bounds are 35% and 25%.",
    ),
    origin=("e29",),
    fields=FIELDS,
    members=Members(row=_in_cell),
    query=query,
    figure=figure,
    alt=alt,
    sample=total("enterprises", where=pl.col("share_pct").is_not_null()),
    params=PARAMS,
    requires=(*REQUIRES, "rd_ratio"),
    note=Text(
        "图表29只命名五类，其余组合标为“未归类”。得分下限80、60，研发占比下限25%、15%；"
        "软件信息服务类（产业领域为软件信息，或行业门类I）按报告注上调为35%、25%。" + NOTE.zh,
        "Exhibit 29 names five types; the other pairs stand as unnamed. Bounds: score 80 and 60, "
        "R&D 25% and 15%; for software and information services (sector software or section I) "
        "35% and 25%, as the report's note says. " + NOTE.en,
    ),
    width="full",
    height=400,
    order=60,
)
