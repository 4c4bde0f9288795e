"""The deck, opened again with python-pptx and with LibreOffice."""

import io
import shutil
import subprocess
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from pptx import Presentation
from pptx.oxml.ns import qn

from components.contract.catalogue import exhibits
from components.contract.delivery import readable
from components.contract.workspace import Workspace
from components.travel.briefing.box import CONTENT
from components.travel.briefing.charts import add_chart
from components.travel.briefing.deck import build
from components.travel.briefing.items import Briefing, read_items
from components.travel.briefing.native import Native
from components.travel.briefing.native_series import Series
from components.travel.chromium import Studio
from components.travel.turns import BusyError
from data_layer.filters.query import Query
from data_layer.registry.settings import Settings

ITEMS: list[dict[str, Any]] = [
    {"exhibit": "province_ranking", "query": "tier=national", "comment": "先看江苏。"},
    {"exhibit": "innovation_radar"},
    {"exhibit": "city_quality"},
    {"exhibit": "measures_2026", "title": "改了什么"},
    {"exhibit": "province_map"},
]
HOME = "https://atlas.example/"


class NoChromium(Studio):
    """A studio on a machine without a browser."""

    def picture(self, *_: Any, **__: Any) -> bytes:
        from components.travel.chromium import BrowserMissingError

        raise BrowserMissingError("Chromium is missing")


@pytest.fixture(scope="module")
def workspace(demo_home: Path) -> Workspace:
    return Workspace.open(Settings(home=demo_home))


@pytest.fixture(scope="module")
def briefing() -> Briefing:
    return read_items(ITEMS, "一份简报")


@pytest.fixture(scope="module")
def content(workspace: Workspace, briefing: Briefing) -> bytes:
    return build(briefing, workspace, NoChromium(), "zh", HOME)


@pytest.fixture(scope="module")
def slides(content: bytes) -> list[Any]:
    return list(Presentation(io.BytesIO(content)).slides)


def chart_of(slide: Any) -> Any:
    """The one chart of a slide."""
    (frame,) = [shape for shape in slide.shapes if shape.has_chart]
    return frame.chart


def words_of(slide: Any) -> str:
    """All that stands in the text boxes of a slide."""
    return "\n".join(s.text_frame.text for s in slide.shapes if s.has_text_frame)


def test_the_deck_is_wide_and_starts_with_its_title(content: bytes, slides: list[Any]) -> None:
    deck = Presentation(io.BytesIO(content))
    assert deck.slide_width is not None
    assert deck.slide_height is not None
    assert deck.slide_width / deck.slide_height == pytest.approx(16 / 9, rel=1e-4)
    assert len(slides) == 1 + len(ITEMS)
    assert (deck.core_properties.title, deck.core_properties.author) == ("一份简报", "专精特新图谱")
    assert slides[0].shapes.title.text_frame.text == "一份简报"


def test_bars_hold_the_numbers_of_the_frame(workspace: Workspace, slides: list[Any]) -> None:
    (item,) = read_items(ITEMS[:1]).items
    frame = workspace.run(item.exhibit, item.query).view("zh").named
    chart = chart_of(slides[1])
    plot = chart.plots[0]
    assert list(plot.categories) == frame["province"].to_list()
    assert list(plot.series[0].values) == frame["share_pct"].to_list()


def test_the_sheet_behind_a_chart_can_be_edited(workspace: Workspace, slides: list[Any]) -> None:
    workbook = chart_of(slides[1]).part.chart_workbook.xlsx_part.blob
    sheet = pl.read_excel(io.BytesIO(workbook), engine="calamine")
    (item,) = read_items(ITEMS[:1]).items
    frame = workspace.run(item.exhibit, item.query).view("zh").named
    assert sheet.to_series(0).to_list() == frame["province"].to_list()
    assert sheet.to_series(1).to_list() == pytest.approx(frame["share_pct"].to_list())


def test_radar_and_scatter_are_native(workspace: Workspace, slides: list[Any]) -> None:
    radar = chart_of(slides[2]).plots[0]
    assert radar._element.tag == qn("c:radarChart")
    assert len(list(radar.categories)) == 5
    scatter = chart_of(slides[3]).plots[0]
    assert scatter._element.tag == qn("c:scatterChart")
    cities = workspace.run(exhibits()["city_quality"], Query()).frame.drop_nulls("patents_median")
    assert list(scatter.series[0].values) == cities["patents_median"].to_list()


def test_a_table_has_its_rows_and_the_presenters_title(
    workspace: Workspace, slides: list[Any]
) -> None:
    rows = workspace.run(exhibits()["measures_2026"], Query()).frame
    (frame,) = [shape for shape in slides[4].shapes if shape.has_table]
    assert len(frame.table.rows) == 1 + rows.height
    assert slides[4].shapes.title.text_frame.text == "改了什么"


def test_a_map_without_a_browser_is_a_table_that_says_so(slides: list[Any]) -> None:
    assert any(shape.has_table for shape in slides[5].shapes)
    notes = slides[5].notes_slide.notes_text_frame.text
    assert "Chromium is missing" in notes
    assert "以表格代替" in notes


def test_every_slide_says_where_its_numbers_come_from(
    workspace: Workspace, slides: list[Any]
) -> None:
    version = workspace.registry().version[:12]
    for slide, item in zip(slides[1:], read_items(ITEMS).items, strict=True):
        said, notes = words_of(slide), slide.notes_slide.notes_text_frame.text
        result = workspace.run(item.exhibit, item.query)
        assert "来源：《" in said
        assert "来源：《" in notes
        assert f"{HOME}{item.exhibit.page}" in notes
        assert f"#exhibit-{item.exhibit.id}" in notes
        badges = [s.name for s in slide.shapes if s.name.startswith("badge")]
        if result.kind == "published":
            assert badges == ["badge published"]
            continue
        assert "badge demonstration" in badges
        assert "演示数据" in said
        for text in (said, notes):
            assert f"筛选：{item.query.filters.sentence('zh')}" in text
            assert version in text
    assert "先看江苏。" in words_of(slides[1])


def test_shapes_are_described_and_chinese_has_its_face(slides: list[Any]) -> None:
    for slide in slides[1:]:
        told = [e.get("descr") for e in slide._element.iter(qn("p:cNvPr"))]
        assert any(text and len(text) > 10 for text in told)
    for run in slides[1].shapes.title.text_frame.paragraphs[0].runs:
        assert run.font._element.find(qn("a:ea")).get("typeface") == run.font.name
    assert chart_of(slides[1])._chartSpace.findall(f".//{qn('a:ea')}")


def test_english_decks_are_english(workspace: Workspace) -> None:
    (slide,) = Presentation(
        io.BytesIO(build(read_items(ITEMS[:1]), workspace, NoChromium(), "en", HOME))
    ).slides
    assert slide.shapes.title is not None
    assert "Highest share" in slide.shapes.title.text_frame.text, "the title states the finding"
    assert exhibits()["province_ranking"].title.en in words_of(slide)
    assert "Filters: Tier: National" in words_of(slide)
    assert "Demonstration data" in words_of(slide)


def test_an_empty_selection_says_so(workspace: Workspace) -> None:
    nobody = read_items([{"exhibit": "clusters", "query": "q=没有这样的企业zzz"}])
    (slide,) = Presentation(io.BytesIO(build(nobody, workspace, NoChromium(), "zh", HOME))).slides
    assert "没有符合筛选条件的企业" in words_of(slide)


def test_a_full_queue_makes_no_half_deck(workspace: Workspace) -> None:
    class Full(Studio):
        def picture(self, *_: Any, **__: Any) -> bytes:
            raise BusyError("full")

    with pytest.raises(BusyError):
        build(read_items(ITEMS[4:]), workspace, Full(), "zh", HOME)


@pytest.mark.skipif(
    not (shutil.which("soffice") and shutil.which("pdftotext")),
    reason="LibreOffice (soffice) and poppler (pdftotext) are not installed",
)
def test_libreoffice_opens_it(content: bytes, slides: list[Any], tmp_path: Path) -> None:
    (tmp_path / "deck.pptx").write_bytes(content)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "deck.pptx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=180)
    text = subprocess.run(
        ["pdftotext", "-layout", "deck.pdf", "-"], cwd=tmp_path, check=True, capture_output=True
    ).stdout.decode()
    pages = text.split("\f")[:-1]
    assert len(pages) == len(slides)
    for page, slide in zip(pages, slides, strict=True):
        assert _solid(slide.shapes.title.text_frame.text) in _solid(page)
    ranked = chart_of(slides[1]).plots[0]
    assert all(province in pages[1] for province in ranked.categories)
    assert "演示数据" in pages[1]


def _solid(words: str) -> str:
    """Words without the blanks and line ends that a page of a given width puts into them."""
    return "".join(words.split())


def test_published_figures_are_marks_and_a_cut_table_says_so(workspace: Workspace) -> None:
    asked = [{"exhibit": "province_ranking"}, {"exhibit": "key_figures"}]
    deck = Presentation(io.BytesIO(build(read_items(asked), workspace, NoChromium(), "zh", HOME)))
    cover, ranking, figures = deck.slides
    assert cover.shapes.title.text_frame.text == "专精特新图谱简报"
    space = chart_of(ranking)._chartSpace
    (columns,), (marks,) = (
        space.findall(f".//{qn(f'c:{it}')}") for it in ("barChart", "lineChart")
    )
    assert len(columns.findall(qn("c:ser"))) == len(marks.findall(qn("c:ser"))) == 1
    assert marks.find(f".//{qn('c:symbol')}").get("val") == "diamond"
    (frame,) = [shape for shape in figures.shapes if shape.has_table]
    shown = len(frame.table.rows) - 1
    total = readable(workspace.run(exhibits()["key_figures"], Query())).frame.height
    assert shown == total or f"仅列前 {shown} 行，共" in words_of(figures)


def test_marks_without_columns_stay_columns() -> None:
    """Where a row rule leaves no computed group, the published figures stand alone."""
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    marks = Series("报告", (1.0, 2.0), "#b45309", over=True)
    chart = add_chart(slide, Native("column", (marks,), ("甲", "乙")), CONTENT).chart
    assert [plot.categories[0] for plot in chart.plots] == ["甲"]
    assert [list(it.values) for it in chart.plots[0].series] == [[1.0, 2.0]]
