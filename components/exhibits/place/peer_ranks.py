"""How a place ranks among places of its level, or an industry among industries."""

from typing import Any

import polars as pl

from components.charts.placed import placed
from components.charts.sentences import UNSAID, cell, named, sentence
from components.claims.rank import Rank
from components.claims.sentence import AltText
from components.contract.counted import Members
from components.contract.exhibit import Exhibit, Figure, View
from components.contract.quantity import amount
from components.contract.queries import of_rows
from components.contract.sample import each
from components.parts.members import of_indicator
from components.parts.subject_param import ABOUT, NOTE, of_subject, subject_name
from data_layer.topics.subject.ranks import FIELDS, PEERS, ranks
from data_layer.vocabulary.text import Text
from data_layer.vocabulary.units import column_in

RANKED = pl.col("rank").is_not_null()


def figure(view: View) -> Figure:
    """A bar an indicator, the longer the better the rank; value and median beside it."""
    rows = view.named.to_dicts()
    return placed(
        view,
        [row["indicator"] for row in rows],
        [row["at_or_below_pct"] for row in rows],
        texts=[_place(view, row) for row in rows],
        beside=[_value_and_median(view, row) for row in rows],
        axis={"visible": False},
    )


def _place(view: View, row: dict[str, Any]) -> str:
    if row["rank"] is None:
        return view.say("不足10家，不排名", "fewer than 10: no rank")
    return view.say(
        f"第{row['rank']} / {row['peer_values']}", f"{row['rank']} of {row['peer_values']}"
    )


def _value_and_median(view: View, row: dict[str, Any]) -> str:
    value = amount(row, FIELDS, "value", lang=view.lang) or "—"
    middle = amount(row, FIELDS, "peer_median", lang=view.lang) or "—"
    return view.say(f"{value}<br>同类中位数 {middle}", f"{value}<br>peers' median {middle}")


def alt(view: View) -> AltText:
    """The rank by number, and the best of the others."""
    ranked = view.frame.filter(RANKED, pl.col("peer_values") > 1)
    if ranked.is_empty():
        return UNSAID
    # Where half of the peers or more share the value, its rank says nothing.
    others = ranked.filter(pl.col("indicator") != "enterprises", ~_usual()).sort(
        "rank", maintain_order=True
    )
    rows = [*ranked.filter(pl.col("indicator") == "enterprises").iter_rows(named=True)]
    rows += others.head(1).iter_rows(named=True)
    return sentence(view, *(_rank(view, row) for row in rows))


def _usual() -> pl.Expr:
    """Whether the value is the median of the peers."""
    pairs = [
        (f.name, f.name.replace("value_", "peer_median_")) for f in FIELDS if f.quantity == "value"
    ]
    return pl.any_horizontal(
        (pl.col(own) == pl.col(usual)).fill_null(value=False) for own, usual in pairs
    )


def _rank(view: View, row: dict[str, Any]) -> Rank:
    what, subject = named(view, "indicator", row["indicator"]), subject_name(view)
    figure = cell(view, row, column_in(row, FIELDS, "value").name, name=subject)
    return Rank(what, figure, row["rank"], peers=row["peer_values"], kind=PEERS[row["peer_kind"]])


EXHIBIT = Exhibit(
    title=Text("在同类中的名次", "Ranks among its peers"),
    reading=Text(
        "条长为数值不超出它的同类所占的比例；右侧为本对象的数值与同类的中位数。",
        "The bar is the part of the peers at or under it; beside it the value and the peers' "
        "median.",
    ),
    origin=("e26",),
    fields=FIELDS,
    members=Members(row=of_subject, columns={"values": of_indicator("known")}),
    query=of_rows(ranks, "about"),
    figure=figure,
    alt=alt,
    sample=each("values"),
    params=(ABOUT,),
    requires=("province_code", "division"),
    note=Text(
        f"{NOTE.zh}同类：省份对省份，城市对城市，行业对同层次行业；只有该指标有值企业不少于10家的"
        "参与排名，数值相同者同名次。占比与中位数只计有值企业。",
        f"{NOTE.en} Peers are provinces for a province, cities for a city, industries of its level "
        "for an industry; ranked are those of which ten enterprises or more have the indicator, "
        "and equal values share the rank. Shares and medians are of enterprises that have the "
        "value.",
    ),
    width="half",
    height=430,
    order=20,
)
