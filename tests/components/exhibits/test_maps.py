"""Maps: classes, ranks, names, squares and maps side by side, by hand on ten rows."""

import re
from collections.abc import Callable
from itertools import chain
from typing import Any

import pytest

from components.card.areas import areas
from components.charts.tile_map import SQUARES
from components.contract.catalogue import exhibits
from components.contract.delivery import delivered
from components.contract.result import Result
from components.contract.workspace import Workspace
from components.look.contrast import contrast
from components.look.theme import SEQUENTIAL
from components.rendering.draw import draw
from data_layer.filters.filters import Filters
from data_layer.filters.problems import FilterError
from data_layer.filters.query import Query
from data_layer.registry.settings import Settings
from data_layer.registry.store import Store
from data_layer.vocabulary.places import provinces
from data_layer.vocabulary.text import Lang
from tests.components.small import small_registry

Ask = Callable[..., Result]
BJ, JS, ZJ, GD = "110000", "320000", "330000", "440000"


def _row(province: str, tier: str, year: int, batch: int | None = None) -> dict[str, Any]:
    return {"province_code": province, "tier": tier, "recognised_year": year, "batch": batch}


ROWS = [
    *[_row(JS, "national", 2024, 6) | {"city_code": "320500"}] * 3,
    _row(JS, "provincial", 2023) | {"city_code": "320200"},
    *[_row(ZJ, "provincial", 2023)] * 2,
    _row(ZJ, "national", 2022, 4),
    *[_row(GD, "provincial", 2019)] * 2,
    _row(BJ, "champion", 2020, 2),
]


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    home = tmp_path_factory.mktemp("maps")
    Store(home).add(small_registry(ROWS).collect(), demonstration=False, source="by hand")
    return Workspace.open(Settings(home=home))


@pytest.fixture(scope="module")
def ask(workspace: Workspace) -> Ask:
    def result(id: str, query: str = "", **params: str) -> Result:
        return workspace.run(exhibits()[id], Query(Filters.from_query(query), params=params))

    return result


def _values(figure: dict[str, Any]) -> dict[str, Any]:
    return next(t for t in figure["data"] if t.get("meta") == "values")


def _notes(figure: dict[str, Any]) -> str:
    return " ".join(note["text"] for note in figure["layout"]["annotations"])


def test_classes_have_a_key_with_their_counts(ask: Ask) -> None:
    """Counts 4, 3, 2, 1: quantiles of four values are four classes of one."""
    figure = draw(ask("province_map", classes="quantile"), "en", "light")
    words = _notes(figure)
    assert [s for s in ("3–4 (1)", "2–3 (1)", "1–2 (1)") if s in words] == [
        "3–4 (1)",
        "2–3 (1)",
        "1–2 (1)",
    ]
    assert "Enterprises · Quantiles" in words
    axis = figure["layout"]["coloraxis"]
    assert axis["showscale"] is False
    assert (axis["cmin"], axis["cmax"]) == (1, 4)
    assert axis["colorscale"][0][1] == SEQUENTIAL["light"][0][1]
    assert axis["colorscale"][-1][1] == SEQUENTIAL["light"][-1][1]


def test_a_file_has_the_class_of_each_area(ask: Ask) -> None:
    """As in the key: 4, 3, 2 and 1 are a class each; no column where the scale is continuous."""
    frame, fields = delivered(ask("province_map", classes="quantile"))
    assert dict(frame.select("province_code", "map_class").iter_rows()) == {
        BJ: "1–2",
        GD: "2–3",
        ZJ: "3–4",
        JS: "4",
    }
    assert [field.name for field in fields][-2:] == ["map_class", "kind"] == frame.columns[-2:]
    assert "map_class" not in delivered(ask("province_map")).frame.columns
    every = delivered(ask("province_map", classes="quantile"), "all").frame
    assert every.filter(kind="published")["map_class"].null_count() > 0


def test_an_unknown_way_to_class_is_refused(ask: Ask) -> None:
    with pytest.raises(FilterError):
        ask("province_map", classes="jenks")


@pytest.mark.parametrize(
    ("lang", "said"), [("zh", "第1位，共4个地区<br>n = 4 家"), ("en", "Rank 1 of 4<br>n = 4")]
)
def test_hover_has_rank_and_n(lang: Lang, said: str, ask: Ask) -> None:
    for form in ("map", "tiles"):
        trace = _values(draw(ask("province_map", form=form), lang, "light"))
        told = trace["hovertext"]
        flat = [it for row in told for it in row] if form == "tiles" else told
        assert [it for it in flat if said in it]


def test_a_name_that_is_wider_than_its_area_gives_way(ask: Ask) -> None:
    """Suzhou's 1.4 degrees are some 17 pixels on a map of the country, less than its name."""
    for query, said in (("", []), (f"province={JS}", ["苏州", "无锡"])):
        figure = draw(ask("city_map", query), "zh", "light")
        (names,) = [t["text"] for t in figure["data"] if "ids" in t]
        assert [it for it in names if it in ("苏州", "无锡")] == said


def test_there_is_a_square_for_every_division(ask: Ask) -> None:
    assert sorted(SQUARES.values()) == sorted(provinces())
    trace = _values(draw(ask("province_map", form="tiles"), "zh", "light"))
    row, column = next(place for place, code in SQUARES.items() if code == JS)
    assert trace["z"][row][column] == 4
    assert trace["customdata"][row][column] == f"province:{JS}"
    assert re.sub("<[^>]+>", " ", trace["text"][row][column]).split() == ["江苏", "4"]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_words_in_squares_are_legible(theme: Any, ask: Ask) -> None:
    figure = draw(ask("province_map", form="tiles", classes="equal"), "zh", theme)
    trace, scale = _values(figure), figure["layout"]["coloraxis"]["colorscale"]
    dark = trace["textfont"]["color"]
    for words, z in zip(chain(*trace["text"]), chain(*trace["z"]), strict=True):
        if words:
            part = (z - 1) / 3
            ground = [color for at, color in scale if at <= part][-1]
            inked = re.search(r"color:(#\w+)", words)
            ink = inked[1] if inked else dark
            assert contrast(ink, ground) >= 4.5


def test_maps_side_by_side_have_a_row_a_group_and_province(ask: Ask) -> None:
    """Of four national ones three are in Jiangsu: 75 %; 40 % of all ten are there: 1.875."""
    frame = ask("province_maps").frame
    rows = {(r["group"], r["province_code"]): r for r in frame.iter_rows(named=True)}
    assert list(dict.fromkeys(frame["group"])) == ["national", "provincial", "champion"]
    assert rows["national", JS]["group_share_pct"] == 75
    assert rows["national", JS]["group_quotient"] == pytest.approx(1.88)
    assert rows["provincial", ZJ]["enterprises"] == 2
    assert rows["champion", BJ]["group_share_pct"] == 100


def test_of_one_province_its_cities_are_drawn_and_of_one_city_bars(ask: Ask) -> None:
    """Of Jiangsu's four, three national ones are in Suzhou and the provincial one in Wuxi."""
    frame = ask("province_maps", f"province={JS}").frame
    rows = {r["group"]: r for r in frame.iter_rows(named=True)}
    assert {group: r["city_code"] for group, r in rows.items()} == {
        "national": "320500",
        "provincial": "320200",
    }
    assert rows["national"]["group_quotient"] == pytest.approx(1.33)
    figure = draw(ask("province_maps", f"province={JS}"), "zh", "light")
    assert [t["locations"] for t in figure["data"] if t.get("meta") == "values"] == [
        ["320500"],
        ["320200"],
    ]
    alone = draw(ask("province_maps", f"province={JS}&tier=national"), "zh", "light")
    assert [(t["type"], t["y"], t["x"]) for t in alone["data"]] == [("bar", ["国家级"], [3])]
    assert "只有苏州一地" in _notes(alone)


def test_the_latest_four_years_and_batches_have_maps(ask: Ask) -> None:
    years = ask("province_maps", by="year").frame["group"].unique(maintain_order=True)
    assert years.to_list() == ["year_2020", "year_2022", "year_2023", "year_2024"]
    batches = ask("province_maps", by="batch").frame["group"].unique(maintain_order=True)
    assert batches.to_list() == ["batch_2", "batch_4", "batch_6"]


def test_maps_side_by_side_share_one_scale_and_lie_two_by_two_where_narrow(ask: Ask) -> None:
    figure = draw(ask("province_maps", by="year"), "en", "light")
    maps = [t for t in figure["data"] if t.get("meta") == "values"]
    assert [it["geo"] for it in maps] == ["geo", "geo2", "geo3", "geo4"]
    assert {it["coloraxis"] for it in maps} == {"coloraxis"}
    layout = figure["layout"]
    assert [layout[it["geo"]]["domain"]["x"][0] for it in maps] == [0, 0.25, 0.5, 0.75]
    narrow = layout["meta"]["narrow"]
    assert [narrow[f"{it['geo']}.domain.x"][0] for it in maps] == [0, 0.5, 0, 0.5]
    assert narrow["annotations[1].y"] == 1
    assert "Recognised 2020" in layout["annotations"][1]["text"]


def test_areas_are_listed_beside_their_map_and_pressed_as_filtered(ask: Ask) -> None:
    for form in ("map", "tiles"):
        result = ask("province_map", f"province={ZJ},{JS}", form=form)
        said = areas(draw(result, "zh", "light"), result.filters, "zh")
        assert re.findall(r'data-mark="province:(\d+)"', said) == [JS, ZJ]
        assert said.count('aria-pressed="true"') == 2
    several = ask("province_maps")
    assert areas(draw(several, "zh", "light"), several.filters, "zh") == ""
