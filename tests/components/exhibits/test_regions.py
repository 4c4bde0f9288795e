"""/regions: shares, little giants, quotients and medians by hand on seven rows."""

from pathlib import Path

import polars as pl
import pytest

from components.contract.catalogue import exhibits
from components.contract.workspace import Workspace
from components.look.contrast import contrast, shade
from components.look.theme import INK, SEQUENTIAL
from components.rendering.draw import draw
from data_layer.filters.filters import Filters
from data_layer.filters.query import Query
from data_layer.reference_figures import tables as reference
from data_layer.registry.settings import Settings
from data_layer.registry.store import Store
from tests.components.small import small_registry

JS, ZJ = "320000", "330000"
ROWS = [
    {
        "province_code": JS,
        "city_code": "320500",
        "tier": "national",
        "division": "C39",
        "patents": 9,
    },
    {
        "province_code": JS,
        "city_code": "320500",
        "tier": "provincial",
        "division": "C39",
        "patents": 1,
    },
    {
        "province_code": JS,
        "city_code": "320100",
        "tier": "provincial",
        "division": "I65",
        "patents": 5,
    },
    {"province_code": JS, "city_code": "320500", "tier": "provincial", "division": "I65"},
    {
        "province_code": ZJ,
        "city_code": "330100",
        "tier": "national",
        "division": "C39",
        "patents": 7,
    },
    {"province_code": ZJ, "city_code": "330100", "tier": None, "division": "I65", "patents": 3},
    {"tier": "national", "division": "C39", "patents": 100},
]


def _run(id: str, query: str = "", **params: str) -> dict[str, dict[str, object]]:
    exhibit = exhibits()[id]
    rows = small_registry(ROWS)
    frame = exhibit.query(rows, Filters.from_query(query), exhibit.settings(params))
    return {row[exhibit.keys[0]]: row for row in frame.iter_rows(named=True)}


def test_province_measures_by_hand() -> None:
    """Six rows have a province: Jiangsu 4, Zhejiang 2; medians of 1, 5, 9 and of two values."""
    found = _run("province_map")
    assert found[JS]["enterprises"] == 4
    assert found[JS]["share_pct"] == pytest.approx(4 / 6 * 100)
    assert found[JS]["little_giant_share_pct"] == 25.0
    assert found[JS]["patents_median"] == 5.0
    assert found[ZJ]["patents_median"] is None
    assert found[JS]["small_group"] is True
    assert found[JS]["location_quotient"] == 1.0


def test_location_quotient_by_hand() -> None:
    """C39: 2 of 3 in Jiangsu against 4 of 6 of all: 1; in Zhejiang 1 of 3 against 2 of 6: 1.
    National: 1 of 2 against 4 of 6 is 0.75; Zhejiang 1 of 2 against 2 of 6 is 1.5."""
    assert _run("province_map", "industry=C39")[JS]["location_quotient"] == pytest.approx(1.0)
    found = _run("province_map", "tier=national")
    assert found[JS]["location_quotient"] == pytest.approx(0.75)
    assert found[ZJ]["location_quotient"] == pytest.approx(1.5)
    alone = _run("province_map", f"tier=national&province={ZJ}")
    assert alone[ZJ]["location_quotient"] == pytest.approx(1.5)
    # One of the two national ones with a place: of the country, whatever province is chosen.
    assert alone[ZJ]["share_pct"] == found[ZJ]["share_pct"] == 50.0


def test_city_measures_by_hand() -> None:
    found = _run("city_map", f"province={JS}")
    assert {code: row["enterprises"] for code, row in found.items()} == {"320100": 1, "320500": 3}
    assert found["320500"]["share_pct"] == 50.0  # 3 of the 6 with a city in the country
    assert found["320500"]["place_missing"] == 1


def test_names_of_cities_are_legible_on_their_areas(tmp_path: Path) -> None:
    """By hand: of Jiangsu's four, Suzhou has three, the darkest; Nanjing's shade is a third."""
    Store(tmp_path).add(small_registry(ROWS).collect(), demonstration=False, source="by hand")
    workspace = Workspace.open(Settings(home=tmp_path))
    result = workspace.run(exhibits()["city_map"], Query(Filters.from_query(f"province={JS}")))
    names = draw(result, "zh", "light")["data"][-1]
    inks = dict(zip(names["text"], names["textfont"]["color"], strict=True))
    scale = SEQUENTIAL["light"]
    assert contrast(inks["苏州"], scale[-1][1]) >= 4.5
    assert contrast(inks["南京"], shade(scale, 1 / 3)) >= 4.5
    assert contrast(inks["徐州"], INK["light"].nodata) >= 4.5
    assert inks["苏州"] != inks["徐州"]


def test_ranking_orders_by_the_chosen_share() -> None:
    assert list(_run("province_ranking")) == [JS, ZJ]
    assert list(_run("province_ranking", metric="little_giant_share_pct")) == [ZJ, JS]


def test_clusters_sum_their_provinces() -> None:
    """Both provinces are in the Yangtze delta: 6 of 6 rows with a province, 2 of 5 national."""
    found = _run("clusters")
    assert found["yrd"]["enterprises"] == 6
    assert found["yrd"]["little_giant_share_pct"] == pytest.approx(2 / 5 * 100)
    assert (found["yrd"]["tier_missing"], found["yrd"]["place_missing"]) == (1, 1)
    assert found["bth"]["enterprises"] == 0
    assert found["yrd"]["share_pct"] == 100.0


def test_two_regions_by_hand() -> None:
    """Jiangsu 4, Zhejiang 2: relative 100 and 50; little giants 25 % and 50 %."""
    found = _run("region_comparison", a=f"province.{JS}", b=f"province.{ZJ}")
    assert found["enterprises"]["value_a_enterprises"] == 4
    assert found["enterprises"]["value_b_enterprises"] == 2
    assert found["enterprises"]["b_relative"] == 50.0
    shares = found["little_giant_share"]
    # Of 4 and of 1 whose tier is known.
    assert (shares["value_a_per_cent"], shares["value_b_per_cent"]) == (25.0, 100.0)
    assert (shares["b_values"], shares["b_missing"], shares["small_group"]) == (1, 1, True)
    patents = found["patents"]
    assert (patents["value_a_pieces"], patents["value_b_pieces"]) == (5.0, None)


@pytest.mark.parametrize(
    ("id", "table", "column", "printed"),
    [
        ("province_map", "e16_provinces_top10", "share_pct", "national_share_of_all_pct"),
        (
            "province_ranking",
            "e16_provinces_top10",
            "little_giant_share_pct",
            "little_giant_share_within_pct",
        ),
        ("clusters", "e17_clusters", "enterprises_10k", "enterprises_10k"),
        ("clusters", "e17_clusters", "little_giant_share_pct", "little_giant_share_within_pct"),
        ("city_map", "e19_cities", "share_pct", "share_of_all_pct"),
        ("city_quality", "e19_cities", "patents_median", "patents_median"),
    ],
)
def test_published_equals_the_printed_column(
    id: str, table: str, column: str, printed: str
) -> None:
    exhibit = exhibits()[id]
    assert exhibit.published is not None
    published = exhibit.published(exhibit.settings({}))
    assert published is not None
    expected = reference.table(table)[printed].cast(pl.Float64).to_list()
    assert published[column].cast(pl.Float64).to_list() == expected
