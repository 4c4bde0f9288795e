"""Enterprises whose rank the chosen weights change most, against the weights of exhibit 24."""

from typing import Any

import polars as pl
from dash import html

from components.charts.sentences import leaders, sentence
from components.claims.sentence import AltText
from components.contract.exhibit import Exhibit, Param, Params, Rows, View
from components.exhibits.innovation.score_ranking import FIELDS as RANKED
from components.exhibits.innovation.score_ranking import TIES
from components.parts.ranked_list import ranked_list
from components.parts.weight_params import NOTE, PARAMS, REQUIRES, scoring, weights_in_words
from data_layer.filters.filters import Filters
from data_layer.topics.innovation.scored import described, highest
from data_layer.vocabulary.fields import decimal
from data_layer.vocabulary.text import Text

POOLS = {
    "1000": Text("前1000名", "First 1,000"),
    "10000": Text("前1万名", "First 10,000"),
    "all": Text("全部", "All"),
}
UNMOVED = Text(
    "权重与图表24相同，名次没有变化：在上面移动一个权重，即列出升降最多的企业。",
    "The weights are those of exhibit 24 and no rank changes: move a weight above to see who "
    "rises and who falls.",
)
SAME = Text("与按图表24的权重相同", "as by the weights of exhibit 24")
EARLIER = decimal("default", Text("图表24得分", "Score by exhibit 24"), digits=2)
FIELDS = (*(f for f in RANKED if f.name not in ("rank", "change")), EARLIER)
FIELDS = (
    *(f for f in RANKED if f.name == "change"),
    *(f for f in RANKED if f.name == "rank"),
    *FIELDS,
)


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """The `top` largest changes up and down among those in the pool by either weighting.

    The largest rise first, the largest fall last; unchanged ranks are left out, unless no rank
    changes at all: then the first enterprises stand with a change of 0.
    """
    pool = None if params["pool"] == "all" else int(params["pool"])
    ranked = highest(rows, filters, scoring(params), pool=pool).with_columns(
        change=pl.col("default_rank") - pl.col("rank")
    )
    moved, many = ranked.filter(pl.col("change") != 0), int(float(params["top"]))
    if moved.is_empty():
        chosen = ranked.sort("rank", "id").head(many)
    else:
        rise = moved.filter(pl.col("change") > 0).sort("change", "id", descending=[True, False])
        fall = moved.filter(pl.col("change") < 0).sort("change", "id")
        chosen = pl.concat([rise.head(many), fall.head(many)])
    listed = described(rows, filters, scoring(params), ranked=chosen)
    return listed.sort("change", "rank", "id", descending=[True, False, False])


def body(view: View) -> Any:
    """The list, and before a weight is moved what it waits for."""
    listed = ranked_list(view)
    if (view.frame["change"] != 0).any():
        return listed
    return html.Div([html.P(UNMOVED(view.lang), className="muted"), listed])


def alt(view: View) -> AltText:
    """The largest rise and the largest fall."""
    moved = (view.frame["change"] != 0).any()
    how = (
        Text(f"按{weights_in_words(view.params).zh}", f"by {weights_in_words(view.params).en}")
        if moved
        else SAME
    )
    up = leaders(view, "name", "change", what=Text("名次上升", "rise in rank"))
    down = leaders(view, "name", "change", least=True, what=Text("名次变化", "change of rank"))
    return sentence(
        view, how(view.lang), *[claim for claim in (up, down if moved else None) if claim]
    )


EXHIBIT = Exhibit(
    title=Text("名次变化最大的企业", "Largest changes of rank"),
    reading=Text(
        "换一套权重，谁升谁降：先列上升，再列下降，各按幅度。权重与图表24相同时变化为0。",
        "Who rises and who falls by other weights: rises come before falls, each by size. "
        "With the weights of exhibit 24 every change is 0.",
    ),
    origin=("e24", "e34"),
    fields=FIELDS,
    query=query,
    body=body,
    alt=alt,
    params=(
        *PARAMS,
        Param("pool", Text("范围", "Among"), "1000", options=POOLS),
        Param("top", Text("升降各列", "Each way"), "10", low=5, high=50, step=5),
    ),
    requires=REQUIRES,
    note=Text(f"{TIES.zh}{NOTE.zh}", f"{TIES.en} {NOTE.en}"),
    width="full",
    height=420,
    order=55,
)
