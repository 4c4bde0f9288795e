"""The enterprises with the highest scores, and where exhibit 24's weights would put them."""

import polars as pl

from components.charts.sentences import UNSAID, leaders, sentence
from components.claims.sentence import AltText
from components.contract.exhibit import Exhibit, Param, Params, Rows, View
from components.parts.ranked_list import differing, ranked_list
from components.parts.weight_params import NOTE, PARAMS, REQUIRES, scoring, weights_in_words
from data_layer.filters.filters import Filters
from data_layer.scoring.dimensions import LABELS
from data_layer.scoring.ranking import DETAILS
from data_layer.topics.innovation.scored import described, highest
from data_layer.vocabulary.fields import count, decimal, of_column
from data_layer.vocabulary.schema import columns
from data_layer.vocabulary.text import Text

FIELDS = (
    count("rank", Text("名次", "Rank"), Text("", "")),
    *(of_column(columns()[name]) for name in DETAILS),
    decimal("score", Text("得分", "Score"), digits=2),
    *(decimal(dimension, label, digits=1) for dimension, label in LABELS.items()),
    decimal("depth", Text("未封顶", "Without the cap"), digits=1),
    count("default_rank", Text("图表24名次", "Rank by exhibit 24"), Text("", "")),
    count("change", Text("变化", "Change"), Text("", "")),
)
TIES = Text(
    "同分者按未封顶得分（各维度数值÷国家级中位数的加权平均，图表24权重）排先后。"
    "名次变化 = 图表24权重下的名次 − 当前名次，正数为上升。",
    "Equal scores are ordered by the score without the cap (mean ratio to the national medians by "
    "exhibit 24's weights). Change = rank by exhibit 24's weights - rank now; positive is up.",
)


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """The first `top` enterprises by score; ties by depth, then id."""
    # Not more than the last rank: enterprises that share it are cut by id.
    top = int(float(params["top"]))
    first = highest(rows, filters, scoring(params), pool=top).sort("rank", "id").head(top)
    first = first.with_columns(change=pl.col("default_rank") - pl.col("rank"))
    return described(rows, filters, scoring(params), ranked=first).sort("rank", "id")


def alt(view: View) -> AltText:
    """The highest score, or without its cap where all have the same."""
    column = differing(view)
    uncapped = Text("未封顶得分", "score without the cap") if column == "depth" else None
    highest_score = leaders(view, "name", column, what=uncapped)
    how = view.say(
        f"按{weights_in_words(view.params).zh}", f"by {weights_in_words(view.params).en}"
    )
    return UNSAID if highest_score is None else sentence(view, highest_score, how)


EXHIBIT = Exhibit(
    title=Text("企业科创力排名", "Enterprises by score"),
    reading=Text(
        "按得分排名的企业及其五维得分；末列是与图表24权重相比的名次变化（括号内为该权重下的名"
        "次）。",
        "Enterprises ranked by score, dimension by dimension; the last column is the change "
        "of rank against the weights of exhibit 24, in brackets the rank by those.",
    ),
    origin=("e24", "e34"),
    fields=FIELDS,
    query=query,
    body=ranked_list,
    alt=alt,
    params=(*PARAMS, Param("top", Text("前几名", "Top"), "20", low=10, high=200, step=10)),
    requires=REQUIRES,
    note=Text(f"{TIES.zh}{NOTE.zh}", f"{TIES.en} {NOTE.en}"),
    width="full",
    height=420,
    order=54,
)
