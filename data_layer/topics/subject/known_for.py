"""What a place is known for: industries of which it has more than its share; and the reverse."""

import polars as pl

from data_layer.filters.filters import Filters
from data_layer.measures.rows import SMALL_GROUP as SMALL
from data_layer.measures.rows import Rows
from data_layer.measures.tallies import share, tally
from data_layer.topics.subject.subject import inside, peers, subject_names, subject_of
from data_layer.vocabulary.fields import ENTERPRISES, SMALL_GROUP, Field, count, decimal, per_cent
from data_layer.vocabulary.text import Text

GRAINS = {
    "coarse": Text("行业大类或省份", "Divisions or provinces"),
    "fine": Text("行业中类或城市", "Groups or cities"),
}
COLUMN_OF = {
    ("place", "coarse"): "division",
    ("place", "fine"): "group",
    ("industry", "coarse"): "province_code",
    ("industry", "fine"): "city_code",
}
FIELDS: tuple[Field, ...] = (
    Field("subject", Text("对象", "Of"), labels=subject_names()),
    Field("item", Text("行业或地区", "Industry or place"), key=True, labels=subject_names()),
    decimal("location_quotient", Text("区位商", "Location quotient")),
    ENTERPRISES,
    per_cent("share_pct", Text("占本对象", "Share of it")),
    count("nation", Text("全国企业数", "Enterprises in the nation"), ENTERPRISES.unit),
    per_cent("nation_share_pct", Text("占全国", "Share of the nation")),
    SMALL_GROUP,
)


def known_for(rows: Rows, filters: Filters, about: str, grain: str, top: int) -> pl.DataFrame:
    """FIELDS of the `top` industries of a place, or places of an industry, by location quotient.

    Of enterprises that pass the other filters and have both a place and an industry of the grain.
    Those with fewer than ten enterprises have no quotient and come last; ties by code.
    """
    subject = subject_of(rows, filters, about)
    if subject is None:
        return pl.DataFrame(schema=[field.name for field in FIELDS])
    column = COLUMN_OF[about, grain]
    own = tally(inside(filters, subject).apply(rows), [column])
    nation = tally(peers(rows, filters, subject), [column])
    shares = own.join(nation.rename({"n": "nation"}), on=column).with_columns(
        own_total=pl.lit(int(own["n"].sum()), pl.Int64),
        nation_total=pl.lit(int(nation["n"].sum()), pl.Int64),
        small_group=pl.col("n") < SMALL,
    )
    shared = shares.with_columns(
        share("n", "own_total").alias("share_pct"),
        share("nation", "nation_total").alias("nation_share_pct"),
    )
    quotient = pl.col("share_pct") / pl.col("nation_share_pct")
    return (
        shared.select(
            pl.lit(subject.code).alias("subject"),
            pl.col(column).alias("item"),
            pl.when(~pl.col("small_group")).then(quotient).alias("location_quotient"),
            pl.col("n").alias("enterprises"),
            "share_pct",
            "nation",
            "nation_share_pct",
            "small_group",
        )
        .sort(
            "small_group",
            "location_quotient",
            "enterprises",
            "item",
            descending=[False, True, True, False],
            nulls_last=True,
        )
        .head(top)
    )
