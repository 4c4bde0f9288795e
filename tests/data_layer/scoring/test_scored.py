"""Ranks and bands of scores, by hand."""

from data_layer.filters.filters import Filters
from data_layer.scoring.weights import weighting
from data_layer.topics.innovation.scored import Scoring, highest
from tests.components.small import small_registry


def test_equal_scores_go_by_depth() -> None:
    """Patents 1 to 9 of nine national enterprises: the more, the higher, up to their median 5."""
    patents = (3, 9, 1, 5, 7, 2, 8, 4, 6)
    rows = small_registry(
        [
            {"id": f"{at:03}", "name": f"E{at}", "tier": "national", "patents": n}
            for at, n in enumerate(patents)
        ]
    )
    scoring = Scoring(weighting("e24", {}), "median")
    found = highest(rows, Filters(), scoring, 6).sort("rank")
    assert found["id"].to_list() == ["001", "006", "004", "008", "003", "007"]
    assert found["rank"].to_list() == [1, 2, 3, 4, 5, 6]
    assert found["score"].to_list() == [100, 100, 100, 100, 100, 80]
