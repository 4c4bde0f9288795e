"""Where the divisions stand on the map of the space.

A maximum spanning tree keeps the map whole, and the strongest other links are added to it (Hidalgo
et al. 2007). Forces of networkx, of all proximities, place the divisions, from a circle in the
order of the codes: the same proximities give the same map.
"""

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
STEPS: Final = 60
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
    graph.add_nodes_from(np.flatnonzero(space.ubiquity > 0).tolist())
    near = np.triu(space.proximity)
    one, other = np.nonzero(near)
    graph.add_weighted_edges_from(
        zip(one.tolist(), other.tolist(), near[one, other].tolist(), strict=True)
    )
    tree = {(min(pair), max(pair)) for pair in nx.maximum_spanning_edges(graph, data=False)}
    nearest = np.argsort(-near[one, other], kind="stable")
    ordered = zip(one[nearest].tolist(), other[nearest].tolist(), strict=True)
    strong = [pair for pair in ordered if pair not in tree and near[pair] >= STRONG]
    links = sorted({*tree, *strong[: max(LINKS * len(graph) - len(tree), 0)]})
    x, y = np.full(len(space.divisions), np.nan), np.full(len(space.divisions), np.nan)
    if len(graph) > 1:
        start, apart = nx.circular_layout(graph), APART / float(np.sqrt(len(graph)))
        positions = nx.spring_layout(graph, pos=start, iterations=STEPS, seed=1, k=apart)
        points = np.array([positions[at] for at in graph])
        least, spread = points.min(axis=0), np.ptp(points, axis=0)
        across = (points - least) / np.where(spread > 0, spread, 1.0) * WIDE
        x[list(graph)], y[list(graph)] = across[:, 0], across[:, 1]
    return Placed(tuple(links), x, y)
