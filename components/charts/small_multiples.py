"""A map for each group of a frame: of the provinces, or of the cities of the one that is chosen."""

from components.charts.bars import ranking
from components.charts.map_key import note
from components.charts.map_panels import MapPanel, map_panels
from components.charts.map_scale import class_of_place, place_of
from components.contract.exhibit import Column, Figure, View
from data_layer.vocabulary.fields import ENTERPRISES

WORDS_ROOM = 30
"""Height in pixels of the words over bars."""


def small_multiples(view: View, group: str, metric: str, method: str) -> Figure:
    """A map for each group of a frame whose places are provinces or the cities of one province.

    group: the key column that tells the maps apart, in the order in which they stand. Where only
    one place is left, its maps would be of one colour: bars say how many enterprises each group
    has there.
    """
    if one_place(view):
        return _bars_of_one_place(view, group)
    drilled = place_of(view) == "city"
    panels = [
        MapPanel(str(name[0]), part["province_code"][0] if drilled else None, part)
        for name, part in view.named.group_by(group, maintain_order=True)
    ]
    return map_panels(view, panels, metric, method=method)


def one_place(view: View) -> bool:
    """Whether all rows are of one province or city."""
    return view.frame.select("province_code", "city_code").n_unique() == 1


def class_on_maps(view: View) -> Column | None:
    """The class of each row on the maps of `small_multiples`, as their key has it."""
    return None if one_place(view) else class_of_place(view)


def _bars_of_one_place(view: View, group: str) -> Figure:
    row = view.named.row(0, named=True)
    place = row["city"] or row["province"]
    words = view.say(f"只有{place}一地，图为各组企业数。", f"{place} alone: enterprises by group.")
    figure = ranking(view, group, ENTERPRISES.name)
    above = note(words, 0.0, 1.0, xanchor="left", yanchor="bottom") | {"font": {"size": 12}}
    notes = [*figure["layout"]["annotations"], above]
    margin = figure["layout"]["margin"] | {"t": WORDS_ROOM}
    return figure | {"layout": figure["layout"] | {"annotations": notes, "margin": margin}}
