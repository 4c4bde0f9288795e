"""Rankings by a share leave small groups out where a reader says how small."""

from pathlib import Path

from components.contract.catalogue import exhibits
from components.contract.workspace import Workspace
from data_layer.filters.filters import Filters
from data_layer.filters.query import Query
from data_layer.registry.settings import Settings


def test_three_cities_of_zhejiang_with_the_highest_share(demo_home: Path) -> None:
    desk = Workspace.open(Settings(home=demo_home))
    asked = {"order": "little_giant_share_pct", "least": "20", "top": "3"}
    query = Query(Filters.from_query("province=330000"), params=asked)
    found = desk.run(exhibits()["city_quality"], query).frame

    rows = desk.registry().rows.collect().to_pandas()
    cities = rows[rows["province_code"] == "330000"].groupby("city_code", observed=True)
    counted = cities.agg(n=("id", "size"), share=("tier", lambda tier: (tier == "national").mean()))
    large = counted[counted["n"] >= 20].sort_values(["share", "n"], ascending=False)
    assert len(counted) > len(large) >= 3
    assert found["city_code"].to_list() == large.index[:3].to_list()
    assert found["little_giant_share_pct"].to_list() == [
        round(share * 100, 2) for share in large["share"][:3]
    ]
