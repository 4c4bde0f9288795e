"""Conditions on codes that stand for several columns or places: industries and city clusters."""

from collections.abc import Sequence

import polars as pl

from data_layer.vocabulary.industries import industries
from data_layer.vocabulary.places import CLUSTERS


def of_clusters(ids: Sequence[str]) -> pl.Expr:
    """Whether a row's province is in one of some clusters."""
    members = sorted(
        {province for cluster in CLUSTERS if cluster.id in ids for province in cluster.provinces}
    )
    return pl.col("province_code").is_in(members)


def of_industries(codes: Sequence[str]) -> pl.Expr:
    """Codes of any level: a row passes if any of its own codes is among them."""
    by_code = industries()
    divisions = [code for code in codes if by_code[code].level == "division"]
    sections = sorted({code for code in codes if by_code[code].level == "section"})
    divisions += [
        c for c in by_code if by_code[c].level == "division" and by_code[c].parent in sections
    ]
    lists = {
        "division": sorted(set(divisions)),
        "group": [code for code in codes if by_code[code].level == "group"],
        "class": [code for code in codes if by_code[code].level == "class"],
    }
    parts = [pl.col(column).is_in(chosen) for column, chosen in lists.items() if chosen]
    if sections:  # what has a section and no division
        parts.append(pl.col("division").is_null() & pl.col("section").is_in(sections))
    return pl.any_horizontal(*parts) if len(parts) > 1 else parts[0]
