"""The tier of a list that has one column a tier."""

from collections.abc import Callable
from dataclasses import replace

from data_layer.importer.columns.binding import Binding, OfTier, ruled
from data_layer.importer.headings.mapping import ImportMapping
from data_layer.importer.headings.meaning import Meaning, heading_key, meaning
from data_layer.importer.headings.tier_headings import tier_of_heading

Speaks = Callable[[OfTier], bool]
"""Whether a column's cells say who has its tier."""
OF_TIER = ("little_giant_title", "single_champion", "province_code")
"""What else the name of a tier may mean as a heading."""
TITLES = {"national": "little_giant_title", "champion": "single_champion"}
"""Titles that are tiers."""


def _of_tiers(
    header: tuple[str, ...], mapping: ImportMapping, speaks: Speaks
) -> tuple[OfTier, ...]:
    """Columns that say who has one tier each: those whose cells do, and those that a mapping
    takes for the tier."""
    rules = {heading_key(heading): rules for heading, rules in mapping.columns.items()}
    listed = []
    for position, text in enumerate(header):
        if (tier := tier_of_heading(text)) is None:
            continue
        of_heading, mapped = meaning(text), rules.get(heading_key(text))
        if mapped is not None:
            of_rules = (rule for rule in mapped if rule.column == "tier")
            listed += [OfTier(tier, ruled(rule, text, position)) for rule in of_rules]
        elif of_heading is None or of_heading.column in OF_TIER:
            one = OfTier(tier, Binding("tier", text, position))
            listed += [one] if speaks(one) else []
    return tuple(listed)


def bind_tiers(
    header: tuple[str, ...],
    mapping: ImportMapping,
    free: dict[int, Meaning],
    chosen: dict[str, Binding],
    speaks: Speaks,
) -> None:
    """Take the tier, and the titles that are tiers, from columns of one tier each where no column
    holds tiers or a mapping says so."""
    of_tiers = _of_tiers(header, mapping, speaks)
    mapped = {heading_key(heading) for heading in mapping.columns}
    asked = any(heading_key(one.binding.heading) in mapped for one in of_tiers)
    elsewhere = any(of_heading.column == "tier" for of_heading in free.values())
    wanted = bool(of_tiers) and "tier" not in chosen and (asked or not elsewhere)
    for one in of_tiers:
        of_heading = free.get(one.binding.position or 0)
        if of_heading and (wanted or of_heading.column == "province_code"):
            del free[one.binding.position or 0]
    if not wanted:
        return
    chosen["tier"] = replace(of_tiers[0].binding, of_tiers=of_tiers)
    for one in of_tiers:
        if title := TITLES.get(one.tier):
            chosen.setdefault(title, replace(one.binding, column=title, of_tiers=(one,)))
