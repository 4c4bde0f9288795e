"""Weights by type of sector (e34): two are printed, three follow by a stated rule."""

from typing import Any

import polars as pl

from components.charts.labels import wrapped
from components.charts.sentences import leaders, sentence
from components.claims.sentence import AltText
from components.contract.exhibit import Exhibit, Figure, Params, Rows, View
from components.look.amounts import number
from components.look.contrast import ink_on
from components.look.theme import INK, SEQUENTIAL, layout
from data_layer.filters.filters import Filters
from data_layer.reference_figures import tables as reference
from data_layer.scoring.dimensions import LABELS
from data_layer.scoring.weights import sector_weights
from data_layer.vocabulary.fields import PER_CENT, Field, per_cent, text
from data_layer.vocabulary.text import Text

PRINTED = {"technology": "patent_weight_pct", "digital": "software_weight_pct"}
DERIVED = ("quality", "scale", "capital")
RULE = Text("按图表24比例推算", "derived in the proportions of exhibit 24")
FORMULA = Text(
    "（100 − 专利权重 − 软著权重）× 图表24的权重 ÷ 65，65为三个维度在图表24中的权重之和",
    "(100 - patent weight - software weight) x weight in exhibit 24 / 65, the sum of the three "
    "weights there",
)
FIELDS = (
    Field("sector", Text("行业类型", "Type of sector"), domain="words", key=True),
    text("scope", Text("范围", "Scope")),
    per_cent("patent_weight_pct", Text("专利权重", "Patent weight"), digits=1),
    *(
        Field(
            f"{d}_weight_pct",
            Text(f"{LABELS[d].zh}权重（{RULE.zh}）", f"{LABELS[d].en}, weight {RULE.en}"),
            PER_CENT,
            digits=1,
            formula=FORMULA,
        )
        for d in DERIVED
    ),
    per_cent("software_weight_pct", Text("软著权重", "Software-copyright weight"), digits=1),
    per_cent("rd_benchmark_pct", Text("研发占比基准（≥）", "R&D benchmark (at least)"), digits=0),
    text("feature", Text("创新特征", "Pattern of innovation")),
    text("focus", Text("评价重点", "Focus of the evaluation")),
)


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """The four rows of e34 and the three weights that it leaves open."""
    derived = pl.DataFrame(
        {
            "sector": list(sector_weights()),
            **{f"{d}_weight_pct": [w[d] for w in sector_weights().values()] for d in DERIVED},
        }
    )
    table = reference.table("e34_sector_weights")
    return table.join(derived, on="sector", maintain_order="left")


def figure(view: View) -> Figure:
    """A bar of 100 for each type: five parts, the derived ones pale."""
    frame = view.named
    rows = [wrapped(name, 16, 3) for name in frame["sector"]]
    tints = _tints(view)
    traces = [_part(view, frame, rows, dimension=d, tint=tints[d]) for d in LABELS]
    axes = {
        "barmode": "stack",
        "xaxis": {"visible": False, "range": [0, 100]},
        "yaxis": {"autorange": "reversed", "ticks": ""},
        "showlegend": True,
        "legend": {"traceorder": "normal"},
    }
    return {"data": traces, "layout": layout(view.theme, **axes)}


def _tints(view: View) -> dict[str, str]:
    """Printed weights in full colour, derived ones pale."""
    ink, pale = INK[view.theme], SEQUENTIAL[view.theme]
    shades = {"quality": pale[1][1], "scale": pale[0][1], "capital": ink.line}
    return {"technology": ink.accent, "digital": pale[2][1], **shades}


def _part(
    view: View, frame: pl.DataFrame, rows: list[str], dimension: str, tint: str
) -> dict[str, Any]:
    column = PRINTED.get(dimension, f"{dimension}_weight_pct")
    own = dimension in PRINTED
    return {
        "type": "bar",
        "orientation": "h",
        "name": LABELS[dimension](view.lang) + ("" if own else view.say("（推算）", " (derived)")),
        "y": rows,
        "x": frame[column].to_list(),
        "text": [number(value) for value in frame[column]],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "width": 0.6,
        "marker": {
            "color": tint,
            "line": {"color": INK[view.theme].surface, "width": 1.5},
        },
        "textfont": {"color": ink_on(tint)},
        "hovertemplate": "%{y}<br>%{fullData.name} %{x}%<extra></extra>",
    }


def alt(view: View) -> AltText:
    """Who weighs patents and software most."""
    claims = [leaders(view, "sector", f"{kind}_weight_pct") for kind in ("patent", "software")]
    return sentence(view, *[one for one in claims if one is not None])


EXHIBIT = Exhibit(
    title=Text("行业适配的评价权重", "Weights by type of sector"),
    reading=Text(
        "浅色的三个维度按图表24的比例推算。报告：硬科技重专利，软件重软著，只给出这两个权重。",
        "The pale dimensions follow in the proportions of exhibit 24. The report: hard tech "
        "weighs patents, software its copyrights; it prints these two weights only.",
    ),
    origin=("e34", "e24"),
    fields=FIELDS,
    query=query,
    figure=figure,
    alt=alt,
    basis="reference",
    note=Text(
        "规则：专利权重作技术实力的权重，软著权重作数字化能力的权重，"
        "余下部分按30:15:20分给创新质量、创新规模与资本实力。"
        "以图表24自身的25%与10%代入即得图表24。报告未说明专利权重是否也包括发明授权。",
        "Rule: the patent weight stands for technological strength and the software weight for "
        "digital capability; innovation quality, scale and capital share the rest 30:15:20. With "
        "exhibit 24's own 25% and 10% this gives exhibit 24 back. The report does not say whether "
        "its patent weight covers invention grants too.",
    ),
    width="two_thirds",
    height=360,
    order=51,
)
