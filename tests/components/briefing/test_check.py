"""Decks and pictures that know what they showed: checked against other data, and made again."""

import io
import zipfile
import zlib
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from pptx import Presentation
from pptx.util import Inches

from app import create_app
from components.contract.catalogue import exhibits
from components.contract.cells import view_code
from components.contract.workspace import Workspace
from components.receipts import manifest as manifests
from components.receipts.compare import compare
from components.receipts.manifest import (
    FOUND,
    Manifest,
    ManifestError,
    found_in,
    manifest_of,
    read,
    written,
)
from components.receipts.pdf import found_in_pdf, is_pdf
from components.travel.briefing.check import again, check_address, check_file
from components.travel.briefing.command import brief
from components.travel.briefing.deck import build
from components.travel.briefing.items import read_items
from components.travel.briefing.tags import DeckError, slides_of
from components.travel.briefing.typeface import breadth
from components.travel.carried import carrying
from components.travel.chromium import Studio
from data_layer import demo
from data_layer.filters.filters import Filters
from data_layer.filters.query import Query
from data_layer.registry.settings import Settings
from data_layer.registry.store import Store

EMU_INCH = 914_400
ITEMS = [
    {"exhibit": "province_ranking", "query": "tier=national", "title": "", "comment": ""},
    {"exhibit": "rule_verdicts", "query": "rd_ratio=4&province=420000", "title": "湖北"},
]


def pixel() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (2, 2)).save(buffer, "png")
    return buffer.getvalue()


PIXEL = pixel()
PDF = (
    b"%PDF-1.4\n1 0 obj\n<</Type /Catalog /Pages 2 0 R>>\nendobj\n2 0 obj\n"
    b"<</Type /Pages /Kids [] /Count 0>>\nendobj\nxref\n0 3\n0000000000 65535 f \n"
    b"0000000009 00000 n \n0000000056 00000 n \ntrailer\n<</Size 3 /Root 1 0 R>>\n"
    b"startxref\n107\n%%EOF\n"
)


@pytest.fixture
def two(tmp_path: Path) -> tuple[Workspace, str, str]:
    """A registry, and one without the first five national enterprises of Jiangsu."""
    frame = demo.build(rows=2_000, seed=5)
    store = Store(tmp_path)
    first = store.add(frame, demonstration=True, source="first").version
    national = frame.filter((pl.col("tier") == "national") & (pl.col("province_code") == "320000"))
    less = frame.filter(~pl.col("id").is_in(national.head(5)["id"].to_list()))
    second = store.add(less, demonstration=True, source="second").version
    store.use(first)
    return Workspace.open(Settings(home=tmp_path)), first, second


def deck(workspace: Workspace, items: list[dict[str, str]] = ITEMS, title: str = "月报") -> bytes:
    return build(read_items(items, title), workspace, Studio(), "zh", "http://atlas/")


MANIFESTS = st.builds(
    Manifest,
    exhibit=st.text(max_size=9),
    query=st.text(max_size=30),
    version=st.just("0123456789ab"),
    lang=st.sampled_from(["zh", "en"]),
    code=st.text(max_size=9),
    n=st.integers(0, 10**7),
    values=st.lists(
        st.tuples(
            st.sampled_from(["computed", "published"]),
            st.tuples(st.text(max_size=5)),
            st.text(max_size=5),
            st.integers(-9, 9),
        ),
        max_size=5,
    ).map(tuple),
    title=st.text(max_size=9),
    comment=st.text(max_size=9),
    readings=st.lists(st.text(max_size=4), max_size=3).map(tuple),
)


@given(MANIFESTS)
def test_a_manifest_is_found_again_in_any_file(manifest: Manifest) -> None:
    text = written(manifest)
    assert FOUND.fullmatch(text.encode())
    for body, format in ((PIXEL, "png"), (PDF, "pdf"), (b"<svg><g/></svg>", "svg")):
        assert found_in(carrying(body, format, text)) == [manifest]


@given(MANIFESTS)
def test_a_manifest_is_found_in_packed_streams_of_a_printed_page(manifest: Manifest) -> None:
    link = f"/URI (http://127.0.0.1/verify/AAAA#{written(manifest)})".encode()
    packed = b"1 0 obj\nstream\n" + zlib.compress(link) + b"\nendstream\nendobj\n"
    assert is_pdf(PDF)
    assert found_in_pdf(PDF + packed) == [manifest]
    assert found_in_pdf(PDF + link[:40] + b"\\\n" + link[40:]) == [manifest]
    assert found_in_pdf(PDF + b"stream\nno zlib\nendstream") == []


@pytest.mark.parametrize("text", ["srdi1:~", "srdi1:AAAA~", "srdi1:eJwDAAAAAAE~"])
def test_what_only_begins_like_one_is_none(text: str) -> None:
    with pytest.raises(ManifestError):
        read(text)
    assert found_in(text.encode()) == []


def test_a_picture_with_text_is_still_a_picture() -> None:
    with Image.open(io.BytesIO(carrying(PIXEL, "png", "srdi1:abc~"))) as picture:
        picture.load()
        assert picture.info["SRDI Atlas"] == "srdi1:abc~"


def test_a_fresh_deck_is_unchanged(two: tuple[Workspace, str, str]) -> None:
    workspace, first, _ = two
    raw = deck(workspace)
    slides = slides_of(raw)
    assert [slide.cover for slide in slides] == [True, False, False]
    assert slides[1].manifests[0].version == first
    Presentation(io.BytesIO(raw))
    parts = check_file(workspace, raw, "zh")
    assert [part.name for part in parts] == ["第2页", "第3页"]
    for part in parts:
        assert not part.stale
        assert part.foreign == ()
        assert part.views[0].numbers
        assert {it.state for it in part.views[0].numbers} == {"unchanged"}


def test_a_view_longer_than_what_is_carried_is_held_by_its_code(
    two: tuple[Workspace, str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its first four numbers are carried: the others are not taken for new rows."""
    workspace = two[0]
    monkeypatch.setattr(manifests, "MOST_VALUES", 4)
    result = workspace.run(exhibits()["clusters"], Query())
    carried = manifest_of(result, "zh")
    assert len(carried.values) == 4
    fresh = compare(workspace, carried, "zh")
    assert not fresh.stale
    assert [it.state for it in fresh.numbers] == ["unchanged"] * 5
    other = workspace.run(exhibits()["clusters"], Query(Filters.from_query("tier=national")))
    stale = compare(workspace, replace(carried, code=view_code(other)), "zh")
    assert stale.stale
    assert stale.numbers[-1].where == "其余的数（整图核验码）"
    assert compare(workspace, replace(carried, code="x"), "zh").numbers[-1].state == "not_ours"


def test_other_data_are_said_number_by_number(two: tuple[Workspace, str, str]) -> None:
    workspace, _, second = two
    raw = deck(workspace)
    workspace.store.use(second)
    ranking, verdicts = check_file(workspace, raw, "zh")
    found = {it.where: it for it in ranking.views[0].numbers}["江苏 · 企业数"]
    was, now = (int(it.removesuffix("家")) for it in (found.was, found.now))
    assert (found.state, was - now) == ("changed", 5)
    assert found.change("zh") == f"现为 {now}家（原 {was}家）"
    assert not verdicts.stale, "Hubei has not changed"


def test_numbers_of_the_presenter_are_not_ours(two: tuple[Workspace, str, str]) -> None:
    workspace, *_ = two
    own = Presentation(io.BytesIO(deck(workspace)))
    box = own.slides[1].shapes.add_textbox(Inches(1), Inches(1), Inches(2), Inches(1))
    box.text_frame.text = "我们估计 987.6 亿元"
    own.slides.add_slide(own.slide_layouts[5]).shapes.title.text = "别处来的 12.4%"
    buffer = io.BytesIO()
    own.save(buffer)
    first, _, last = check_file(workspace, buffer.getvalue(), "zh")
    assert [it.was for it in first.foreign] == ["987.6"]
    assert [it.was for it in last.foreign] == ["12.4"]
    assert last.views == ()
    assert last.note


def test_a_rule_that_changed_is_said(two: tuple[Workspace, str, str]) -> None:
    workspace, first, _ = two
    manifest = found_in(slides_raw(deck(workspace)))[0]
    forged = [(s, row, column, 1) for s, row, column, _ in manifest.values]
    text = written(replace(manifest, values=tuple(forged)))
    parts = check_file(workspace, text.encode(), "en")
    assert {it.state for it in parts[0].views[0].numbers} <= {"rule", "unchanged"}
    assert parts[0].stale
    assert manifest.version == first


def slides_raw(raw: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(raw)) as opened:
        return b"\n".join(opened.read(name) for name in opened.namelist() if "tags/" in name)


def test_the_deck_made_again_marks_what_changed(two: tuple[Workspace, str, str]) -> None:
    workspace, _, second = two
    raw = deck(workspace)
    workspace.store.use(second)
    briefing, before = again(check_file(workspace, raw, "zh"))
    fresh = build(briefing, workspace, Studio(), "zh", "http://atlas/", before=before)
    slides = slides_of(fresh)
    assert any("已更新：" in text for text in slides[1].texts)
    assert not any("已更新：" in text for text in slides[2].texts)
    assert slides[2].manifests[0].title == "湖北"
    assert not any(part.stale for part in check_file(workspace, fresh, "zh"))


def test_the_marks_of_changes_have_room_above_a_table(two: tuple[Workspace, str, str]) -> None:
    """Four changes of enterprises with long names take more lines than one: the table begins below
    the last of them, at 11 points and a fifth between lines."""
    workspace, _, second = two
    items = [{"exhibit": id, "query": "province=320000"} for id in ("score_ranking", "key_figures")]
    raw = deck(workspace, items)
    workspace.store.use(second)
    briefing, before = again(check_file(workspace, raw, "zh"))
    fresh = build(briefing, workspace, Studio(), "zh", "http://atlas/", before=before)
    for sheet in list(Presentation(io.BytesIO(fresh)).slides)[1:]:
        (marks,) = (
            it for it in sheet.shapes if it.has_text_frame and "已更新" in it.text_frame.text
        )
        table = next(it for it in sheet.shapes if it.has_table)
        lines = breadth(marks.text_frame.text, 11) / (marks.width / EMU_INCH)
        assert lines > 1
        assert (table.top - marks.top) / EMU_INCH > lines * 11 * 1.2 / 72


def test_an_address_that_is_pinned_is_held_against_today(two: tuple[Workspace, str, str]) -> None:
    workspace, first, second = two
    address = f"http://atlas/regions?tier=national&version={first}#exhibit-province_ranking"
    assert not check_address(workspace, address, "zh").stale
    workspace.store.use(second)
    assert check_address(workspace, address, "zh").stale
    live = check_address(workspace, address.replace(f"&version={first}", ""), "zh")
    assert not live.stale
    assert "没有固定数据版本" in live.note
    for foreign in ("http://elsewhere/x", "//["):
        assert check_address(workspace, foreign, "en").note


def test_the_command_exits_1_when_stale(
    two: tuple[Workspace, str, str], tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    workspace, _, second = two
    file = tmp_path / "deck.pptx"
    file.write_bytes(deck(workspace))
    assert brief([Path("check"), file], None, workspace.settings, "zh") == 0
    assert "未变" in capsys.readouterr().out
    workspace.store.use(second)
    assert brief([Path("check"), file], None, workspace.settings, "en") == 1
    assert "(was" in capsys.readouterr().out
    assert brief([Path("check"), tmp_path / "none.pptx"], None, workspace.settings, "en") == 1
    assert brief([Path("check")], None, workspace.settings, "en") == 2
    capsys.readouterr()


def test_who_has_left_is_named(
    two: tuple[Workspace, str, str], tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    """The second version lacks five little giants of Jiangsu: by name, not by code."""
    workspace, first, second = two
    rows = [set(workspace.registry(v).rows.collect()["name"]) for v in (first, second)]
    listed = {"exhibit": "score_ranking", "query": "tier=national&province=320000"}
    file = tmp_path / "who.pptx"
    file.write_bytes(deck(workspace, [listed]))
    workspace.store.use(second)
    assert brief([Path("check"), file], None, workspace.settings, "zh") == 1
    lines = [line for line in capsys.readouterr().out.splitlines() if "已不存在" in line]
    named = {line.strip().partition(" · ")[0] for line in lines}
    assert named
    assert named & (rows[0] - rows[1])
    assert named <= rows[0]


def test_a_deck_with_nothing_of_ours_is_told_so_once(
    two: tuple[Workspace, str, str], tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    """Neither silence (no slide at all) nor the same line for each slide."""
    workspace, *_ = two
    for slides in (0, 3):
        foreign = Presentation()
        for _ in range(slides):
            foreign.slides.add_slide(foreign.slide_layouts[6])
        file = tmp_path / f"{slides}.pptx"
        foreign.save(str(file))
        assert brief([Path("check"), file], None, workspace.settings, "zh") == 0
        (line,) = capsys.readouterr().out.splitlines()
        assert "没有一页（或图片）带有本图谱的数据标记" in line
        brief([Path("check"), file], None, workspace.settings, "en")
        assert "no slide or picture in it carries numbers of this atlas" in capsys.readouterr().out


def test_a_briefing_without_items_is_told_so_in_words(
    two: tuple[Workspace, str, str], tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    workspace, *_ = two
    file, out = tmp_path / "a.toml", tmp_path / "a.pptx"
    for text in ('title = "x"', "items = []", "items = {}"):
        file.write_text(text, encoding="utf-8")
        assert brief([file], out, workspace.settings, "zh") == 1
        said = capsys.readouterr().err
        assert "缺少“items”；应为：1至60个视图" in said
        assert '"items" is missing; it is: 1 to 60 views' in said
    file.write_text("lang = true\n[[items]]\nexhibit = 1979-05-27", encoding="utf-8")
    assert brief([file], out, workspace.settings, "zh") == 1
    said = capsys.readouterr().err
    assert "“true”" in said
    assert "True" not in said
    assert "datetime" not in said


def test_broken_decks_are_refused_plainly(two: tuple[Workspace, str, str]) -> None:
    workspace, *_ = two
    with pytest.raises(DeckError):
        check_file(workspace, b"PK\x03\x04 and nothing else", "zh")
    client = create_app(workspace.settings).server.test_client()
    assert client.post("/briefing/check", data=b"PK\x03\x04 and nothing").status_code == 400
    answer = client.post("/briefing/check", data=b"words")
    assert answer.json["parts"][0]["views"] == []
    foreign = {"Origin": "https://elsewhere.example"}
    assert client.post("/briefing/check", data=b"x", headers=foreign).status_code == 403


def test_the_routes_check_and_refresh(two: tuple[Workspace, str, str]) -> None:
    workspace, _, second = two
    raw = deck(workspace, title="月报 <A&B>")
    client = create_app(workspace.settings).server.test_client()
    assert client.post("/briefing/check", data=raw).json["stale"] is False
    workspace.store.use(second)
    told = client.post("/briefing/check?lang=en", data=raw).json
    assert told["stale"] is True
    assert "now" in told["parts"][0]["views"][0]["numbers"][0]["said"]
    fresh = client.post("/briefing/refresh", data=raw)
    assert fresh.data.startswith(b"PK")
    assert client.post("/briefing/check", data=fresh.data).json["stale"] is False
    cover = Presentation(io.BytesIO(fresh.data)).slides[0]
    assert cover.shapes.title.text_frame.text == "月报 <A&B>", "the presenter's title stays"


def test_a_picture_made_in_the_browser_asks_for_what_it_carries(
    two: tuple[Workspace, str, str],
) -> None:
    workspace, *_ = two
    client = create_app(workspace.settings).server.test_client()
    told = client.get("/manifests/province_ranking?tier=national").json
    carried = carrying(PIXEL, "png", told["manifest"])
    (view,) = check_file(workspace, carried, "zh")[0].views
    assert not view.stale
    assert view.manifest.code == told["code"]
    assert told["code"] in told["line"]
    query = Query(Filters.from_query("tier=national"))
    result = workspace.run(exhibits()["province_ranking"], query)
    assert read(told["manifest"]) == manifest_of(result, "zh")
