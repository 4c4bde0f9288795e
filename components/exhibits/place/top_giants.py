"""The little giants that pass, by innovation score: the list that leads to their profiles."""

from dataclasses import replace

import polars as pl

from components.contract.exhibit import Param, Params, Rows
from components.exhibits.innovation.score_ranking import EXHIBIT as RANKING
from components.parts.weight_params import PARAMS
from data_layer.filters.filters import Filters
from data_layer.vocabulary.text import Text

TIER = "national"


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """The first `top` little giants by score; ties by depth, then id."""
    return RANKING.query(rows, filters.replace(tier=(TIER,)), params)


EXHIBIT = replace(
    RANKING,
    title=Text("专精特新“小巨人”", "Its little giants"),
    reading=Text(
        "按科创力得分排列的国家级企业；点企业名打开画像。",
        "Little giants by innovation score; a name opens the profile.",
    ),
    query=query,
    among=pl.col("tier") == TIER,
    ignores=lambda _params: ("tier",),
    params=(*PARAMS, Param("top", Text("前几家", "Top"), "10", low=5, high=200, step=5)),
    width="full",
    order=50,
)
