"""How many meet a rule as one of its thresholds moves and the others stand."""

from dataclasses import replace
from typing import Any

import polars as pl

from components.charts.sentences import UNSAID, leaders, sentence
from components.claims.sentence import AltText
from components.contract.counted import Members, RowContext
from components.contract.exhibit import Exhibit, Figure, Params, Rows, View
from components.contract.quantity import values
from components.contract.sample import largest
from components.look.theme import INK, layout
from components.look.words import wrap
from components.parts.rule_params import NOTE, PARAMS, UNITS, bar, by_rule, own_rule
from data_layer.filters.filters import Filters
from data_layer.policy.rule import Rule
from data_layer.policy.rule_words import LABELS
from data_layer.topics.pathway.sensitivity import COUNTS, levels, sensitivity
from data_layer.vocabulary.fields import ENTERPRISES, Field, count, decimal
from data_layer.vocabulary.text import Lang, Text
from data_layer.vocabulary.units import by_unit, in_units, unit_code

HOME = ENTERPRISES.unit
CODES = {name: unit_code(unit.zh) for name, unit in UNITS.items()}
FIELDS = (
    Field("criterion", Text("移动的门槛", "Threshold moved"), key=True, labels=LABELS),
    Field("step", Text("滑块位置", "Step of the slider"), key=True, digits=0),
    *in_units(decimal("threshold", Text("门槛", "Threshold")), CODES.values()),
    count("meets", Text("全部达到", "Meet every criterion"), HOME),
    count("fails", Text("有一项未达到", "Fail a criterion"), HOME),
    count("unknown", Text("缺数据", "Unknown"), HOME),
    count("enters", Text("入围（原未达到）", "Enter (failed before)"), HOME),
    count("leaves", Text("落选（原达到）", "Fall out (met it before)"), HOME),
)
ACROSS, DOWN = 2, 4
"""Small charts beside and below each other; two fit a telephone too."""
ROWS = Text("项门槛", "thresholds")
TITLE, NARROW = 60, 24
"""Letters of a title on one line, and where the chart is narrow."""
GAP = 0.09


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """A row a threshold that a slider can take."""
    counts = sensitivity(rows, filters, own_rule(params))
    placed = counts.with_columns(
        pl.int_range(pl.len()).over("criterion").alias("step"),
        pl.col("criterion").replace_strict(CODES, return_dtype=pl.String).alias("unit"),
    )
    return by_unit(placed, FIELDS)


def figure(view: View) -> Figure:
    """A step line a criterion, with the own threshold as a dotted line."""
    rule = own_rule(view.params)
    axes: dict[str, Any] = {"showlegend": False, "margin": {"t": 8, "b": 30, "l": 8}}
    lines, bounds, titles, narrow = [], [], [], {}
    for place, name in enumerate(LABELS):
        mark = "" if place == 0 else str(place + 1)
        row, column = divmod(place, ACROSS)
        across, down = _span(column, ACROSS), _span(DOWN - 1 - row, DOWN)
        lines.append(_step_line(view, name, mark))
        bounds.append(_own_threshold(view, rule.threshold(name), mark))
        words = _panel_title(rule, name, view.lang)
        narrow[f"annotations[{place}].text"] = wrap(words, NARROW)
        titles.append(_title(view, words, across[0], top=down[1]))
        axes[f"xaxis{mark}"] = {"domain": across, "anchor": f"y{mark}", "nticks": 5}
        axes[f"yaxis{mark}"] = {
            "domain": [down[0], down[1] - 0.05],
            "anchor": f"x{mark}",
            "rangemode": "tozero",
            "nticks": 4,
        }
    return {
        "data": lines,
        "layout": layout(
            view.theme, **axes, annotations=titles, shapes=bounds, meta={"narrow": narrow}
        ),
    }


def _step_line(view: View, name: str, mark: str) -> dict[str, Any]:
    """How many meet the rule by the threshold of one criterion. mark: of its axes."""
    part = view.frame.filter(pl.col("criterion") == name)
    return {
        "type": "scatter",
        "mode": "lines",
        "name": LABELS[name](view.lang),
        "x": values(part, FIELDS, "threshold"),
        "y": part["meets"].to_list(),
        "line": {"shape": "vh", "color": INK[view.theme].accent, "width": 2},
        "xaxis": f"x{mark}",
        "yaxis": f"y{mark}",
        "hovertemplate": f"{LABELS[name](view.lang)} %{{x}}<br>%{{y:,}}<extra></extra>",
    }


def _own_threshold(view: View, bound: float, mark: str) -> dict[str, Any]:
    return {
        "type": "line",
        "xref": f"x{mark}",
        "yref": f"y{mark} domain",
        "x0": bound,
        "x1": bound,
        "y0": 0,
        "y1": 1,
        "line": {"color": INK[view.theme].muted, "width": 1, "dash": "dot"},
    }


def _title(view: View, words: str, left: float, top: float) -> dict[str, Any]:
    return {
        "text": wrap(words, TITLE),
        "align": "left",
        "x": left,
        "y": top - 0.045,
        "xref": "paper",
        "yref": "paper",
        "xanchor": "left",
        "yanchor": "bottom",
        "showarrow": False,
        "font": {"size": 11, "color": INK[view.theme].text},
    }


def _panel_title(rule: Rule, name: str, lang: Lang) -> str:
    """The threshold and its value; of the rank they are one phrase."""
    if name == "niche_rank" and rule.niche_rank > 0:
        return bar(rule, name, lang)
    return f"{LABELS[name](lang)} {_bar(rule, name, lang)}"


def _bar(rule: Rule, name: str, lang: Lang) -> str:
    """The own threshold, of a share without the rank that has a chart of its own."""
    return bar(replace(rule, niche_rank=0) if name == "niche_share" else rule, name, lang)


def _span(place: int, count: int) -> list[float]:
    width = (1 - GAP * (count - 1)) / count
    return [place * (width + GAP), place * (width + GAP) + width]


def alt(view: View) -> AltText:
    """Which criterion would let in most if it were not asked."""
    what = Text("不再要求时的达标家数", "Enterprises that would meet the rule without it")
    first = leaders(view, "criterion", "meets", where=pl.col("step") == 0, what=what, rows=ROWS)
    return UNSAID if first is None else sentence(view, first)


def _moved(context: RowContext) -> Rule:
    """The own rule with a row's threshold in place of its own."""
    name = context.row["criterion"]
    return replace(own_rule(context.params), **{name: levels(name)[context.row["step"]]})


EXHIBIT = Exhibit(
    title=Text("门槛移动时有多少企业达标", "How many meet the rule as a threshold moves"),
    reading=Text(
        "每次只移动一项，其余照自拟规则；虚线为自拟门槛。拖动上方滑块时的数字即取自这些曲线。",
        "One threshold moves, the others stand as in the own rule; the dotted line is the own "
        "threshold. What a dragged slider says is read off these lines.",
    ),
    origin=("r01_criteria_2026",),
    fields=FIELDS,
    members=Members(row="", columns={name: by_rule(name, _moved) for name in COUNTS}),
    query=query,
    figure=figure,
    alt=alt,
    sample=lambda frame: largest("n")(
        frame.select(n=pl.sum_horizontal("meets", "fails", "unknown"))
    ),
    params=PARAMS,
    note=NOTE,
    width="full",
    height=720,
    order=64,
)
