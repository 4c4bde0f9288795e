"""Where the divisions stand on the map of the space.

A maximum spanning tree keeps the map whole, and the strongest other links are added to it (Hidalgo
et al. 2007). Forces of networkx, of all proximities, place the divisions, from a circle in the
order of the codes: the same proximities give the same map.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import networkx as nx
import numpy as np

from data_layer.filters.filters import Filters
from data_layer.measures.memo import per_rows
from data_layer.measures.rows import Rows
from data_layer.topics.space.space import Numbers, Space, space_of

STRONG: Final = 0.5
"""Proximity from which a link is drawn though the map holds together without it."""
LINKS: Final = 2
"""Links drawn at most, for each division."""
STEPS: Final = 120
APART: Final = 3.0
"""How far forces hold divisions apart, in parts of networkx's own distance: names need room."""
WIDE: Final = 100
"""The map is so wide and high."""


class Placed(NamedTuple):
    """Links as pairs of places in `Space.divisions`, and where the divisions stand (nan: none)."""

    links: tuple[tuple[int, int], ...]
    x: Numbers
    y: Numbers


@per_rows
def placed(rows: Rows, filters: Filters) -> Placed:
    """The map of the space of the enterprises that pass."""
    return lay_out(space_of(rows, filters))


def lay_out(space: Space) -> Placed:
    """The divisions that a city holds, by the links between them."""
    graph: nx.Graph = nx.Graph()
    graph.add_nodes_from(int(at) for at in np.flatnonzero(space.ubiquity > 0))
    near = space.proximity
    pairs = [(int(i), int(j)) for i, j in np.argwhere(np.triu(near) > 0)]
    graph.add_weighted_edges_from((i, j, float(near[i, j])) for i, j in pairs)
    tree = {tuple(sorted(it)) for it in nx.maximum_spanning_edges(graph, data=False)}
    ordered = sorted(pairs, key=lambda it: (-near[it], it))
    strong = [it for it in ordered if it not in tree and near[it] >= STRONG]
    most = max(LINKS * len(graph) - len(tree), 0)
    links = sorted({*tree, *strong[:most]})
    x, y = np.full(len(space.divisions), np.nan), np.full(len(space.divisions), np.nan)
    if len(graph) > 1:
        start, apart = nx.circular_layout(graph), APART / float(np.sqrt(len(graph)))
        found = nx.spring_layout(graph, pos=start, iterations=STEPS, seed=1, k=apart)
        points = np.array([found[at] for at in graph])
        least, spread = points.min(axis=0), np.ptp(points, axis=0)
        across = (points - least) / np.where(spread > 0, spread, 1.0) * WIDE
        x[list(graph)], y[list(graph)] = across[:, 0], across[:, 1]
    return Placed(tuple((int(i), int(j)) for i, j in links), x, y)
