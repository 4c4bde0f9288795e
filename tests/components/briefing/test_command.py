"""python app.py briefing: the deck of a file, and what is said of a file that is wrong."""

import tomllib
from pathlib import Path

import pytest
from pptx import Presentation

from components.contract.catalogue import exhibits
from components.travel.briefing.command import read_file, write
from data_layer.registry.settings import Settings

REPOSITORY = Path(__file__).parents[3]
GOOD = """
title = "Briefing of the test"
lang = "en"
url = "https://atlas.example/srdi"
[[items]]
exhibit = "clusters"
query = "tier=national"
title = "My own title"
comment = "What I want to say."
[[items]]
exhibit = "measures_2026"
"""


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "briefing.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_a_file_becomes_slides(
    demo_home: Path, tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    out = tmp_path / "out.pptx"
    assert write(written(tmp_path, GOOD), out, Settings(home=demo_home)) == 0
    assert "2 views" in capsys.readouterr().out
    cover, clusters, measures, *further = Presentation(str(out)).slides
    assert cover.shapes.title.text_frame.text == "Briefing of the test"
    assert clusters.shapes.title.text_frame.text == "My own title"
    assert "What I want to say." in [s.text_frame.text for s in clusters.shapes if s.has_text_frame]
    notes = clusters.notes_slide.notes_text_frame.text
    assert "Tier: National (little giant)" in notes
    assert "https://atlas.example/srdi/regions?tier=national&lang=en#exhibit-clusters" in notes
    rows = [
        shape.table.cell(at, 0).text_frame.text
        for slide in (measures, *further)
        for shape in slide.shapes
        if shape.has_table
        for at in range(1, len(shape.table.rows))
    ]
    assert rows == ["1", "2", "3", "4", "5", "6"], "the law's text is whole"
    assert not further, "in somewhat smaller type it has room on one slide"


def test_the_example_names_what_there_is() -> None:
    example = REPOSITORY / "examples" / "briefing.toml"
    found, lang, url = read_file(tomllib.loads(example.read_text(encoding="utf-8")))
    assert len(found.items) > 3
    assert {item.exhibit.id for item in found.items} <= set(exhibits())
    assert (lang, url) == ("zh", "http://127.0.0.1:8050/")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"\xff\xfe", "不是可读取的 TOML 文件"),
        ("[broken", "not a readable TOML file"),
        ('title = "x"', '"items"'),
        ("items = 3", "1 to 60 views"),
        ('[[items]]\nexhibit = "nope"', "items[0].exhibit"),
        ('[[items]]\nexhibit = "clusters"\nquery = "province=9"', "items[0].query.province"),
        ('[[items]]\nexhibit = "clusters"\nsize = "A4"', "items[0].size"),
        ('lang = "fr"\n[[items]]\nexhibit = "clusters"', "zh, en"),
        ('[[items]]\nexhibit = "clusters"\nquery = "version=0123456789ab"', "version"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(
    demo_home: Path, tmp_path: Path, capsys: pytest.CaptureFixture, text: str | bytes, said: str
) -> None:
    out = tmp_path / "out.pptx"
    assert write(written(tmp_path, text), out, Settings(home=demo_home)) == 1
    assert said in capsys.readouterr().err
    assert not out.exists()


def test_files_and_registries_that_are_not_there_are_said(
    demo_home: Path, tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    missing = tmp_path / "none.toml"
    assert write(missing, tmp_path / "o.pptx", Settings(home=demo_home)) == 1
    assert str(missing) in capsys.readouterr().err
    empty = Settings(home=tmp_path / "empty")
    assert write(written(tmp_path, GOOD), tmp_path / "o.pptx", empty) == 1
    assert "没有企业库" in capsys.readouterr().err
