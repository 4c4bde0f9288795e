"""Half past midnight in Beijing is still yesterday in UTC: what bears a date bears Beijing's.

The moment is 2026-03-01 00:30 in Beijing, 2026-02-28 16:30 in UTC, both by hand.
"""

import io
import json
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import fastexcel
import polars as pl
import pytest
from flask.testing import FlaskClient
from pptx import Presentation

from app import create_app
from data_layer import demo
from data_layer.cli.commands import main
from data_layer.intake.choices import Choice, Choices
from data_layer.intake.remembered import recall, remember
from data_layer.registry import clock
from data_layer.registry.clock import CHINA, day_of, today
from data_layer.registry.settings import Settings
from data_layer.registry.store import Store

MOMENT = datetime(2026, 2, 28, 16, 30, tzinfo=UTC)
HERE, UTC_DAY = "2026-03-01", "2026-02-28"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A registry that was stored at that moment."""
    folder = tmp_path_factory.mktemp("midnight")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "now", lambda: MOMENT)
        Store(folder).add(demo.build(rows=2_000, seed=1), demonstration=True, source="seed 1")
    return folder


@pytest.fixture
def client(home: Path, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    monkeypatch.setattr(clock, "now", lambda: MOMENT)
    return create_app(Settings(home=home)).server.test_client()


def test_the_default_is_china_and_another_zone_is_obeyed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: MOMENT)
    assert Settings().zone == CHINA
    assert today(CHINA) == date(2026, 3, 1)
    monkeypatch.setenv("SRDI_TZ", "America/New_York")
    assert today(Settings().zone) == date(2026, 2, 28)
    assert day_of("2026-02-28", CHINA) == date(2026, 2, 28)


@pytest.mark.parametrize(
    "path",
    [
        "/export/clusters.csv",
        "/export/clusters.parquet",
        "/export/enterprises.csv",
        "/export/enterprises.xlsx?province=110000",
        "/briefing.pptx?items=[{%22exhibit%22:%22clusters%22}]",
    ],
)
def test_files_are_named_by_the_day_in_beijing(client: FlaskClient, path: str) -> None:
    named = client.get(path).headers["Content-Disposition"]
    assert HERE in named
    assert UTC_DAY not in named


def test_files_hold_the_day_in_beijing(client: FlaskClient) -> None:
    about = json.loads(client.get("/export/clusters.json").data)
    assert about["date"] == HERE
    book = fastexcel.read_excel(client.get("/export/clusters.xlsx").data)
    sheets = {name: book.load_sheet(name).to_polars() for name in book.sheet_names}
    words = " ".join(str(frame.rows()) for frame in sheets.values())
    assert HERE in words
    assert f"{HERE} 00:30+08:00" in words  # when the registry was stored
    assert UTC_DAY not in words
    parquet = client.get("/export/enterprises.parquet?province=110000").data
    assert pl.read_parquet_metadata(io.BytesIO(parquet))["date"] == HERE


def test_slides_bear_the_day_in_beijing(client: FlaskClient) -> None:
    items = json.dumps([{"exhibit": "clusters"}, {"exhibit": "registered_capital"}])
    deck = Presentation(io.BytesIO(client.post("/briefing.pptx", data={"items": items}).data))
    for slide in deck.slides:
        texts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        assert any(HERE in text for text in texts)
        assert not any(UTC_DAY in text for text in texts)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_cards_pictures_and_citations_bear_the_day_in_beijing(
    client: FlaskClient, lang: str
) -> None:
    card = json.loads(client.get(f"/cards/clusters?lang={lang}").data)
    assert f'<time datetime="{HERE}">' in card["foot"]
    assert HERE in card["menu"]  # the caption of the picture, the names of files
    assert UTC_DAY not in json.dumps([card["foot"], card["menu"], card["share"], card["method"]])
    for said in card["share"]["citations"].values():
        assert HERE in said


def test_versions_are_dated_in_beijing(
    client: FlaskClient, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    page = client.get("/import/versions").get_data(as_text=True)
    assert f"{HERE} 00:30+08:00" in page
    monkeypatch.setenv("SRDI_HOME", str(home))
    assert main(["versions"]) == 0
    assert f"{HERE} 00:30+08:00" in capsys.readouterr().out
    monkeypatch.setenv("SRDI_TZ", "UTC")
    assert main(["versions"]) == 0
    assert f"{UTC_DAY} 16:30+00:00" in capsys.readouterr().out


def test_what_was_decided_of_a_file_is_dated_in_beijing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: MOMENT)
    choices = Choices(columns={"营收": Choice("revenue", "万元")})
    remember(tmp_path, [("甲", "营收")], "名单.xlsx", choices)
    kept = recall(tmp_path, ("甲", "营收"))
    assert kept is not None
    assert kept.day(CHINA) == date(2026, 3, 1)
    assert kept.day(ZoneInfo("UTC")) == date(2026, 2, 28)
