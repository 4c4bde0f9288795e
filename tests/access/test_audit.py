"""The audit log: lines that can be read back, from several processes, put aside and forgotten."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from data_layer.access import audit as module
from data_layer.access.audit import Audit


def _lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_lines_of_many_writers_stay_whole(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: Audit(tmp_path, 180).write("export", n=n, who="张"), range(200)))
    lines = _lines(tmp_path / "audit" / "audit.jsonl")
    assert sorted(line["n"] for line in lines) == list(range(200))  # ty: ignore[invalid-argument-type]
    assert {line["who"] for line in lines} == {"张"}
    assert (tmp_path / "audit" / "audit.jsonl").stat().st_mode & 0o077 == 0
    assert (tmp_path / "audit").stat().st_mode & 0o077 == 0


def test_a_full_file_is_put_aside_and_old_ones_are_removed(tmp_path: Path) -> None:
    audit = Audit(tmp_path, days=30, most_bytes=2_000)
    old = tmp_path / "audit" / "audit-20200101T000000000000.jsonl"
    audit.write("first")
    old.write_text("{}\n", "utf-8")
    for n in range(60):
        audit.write("export", n=n, path="x" * 60)
    files = sorted((tmp_path / "audit").glob("audit*.jsonl"))
    assert len(files) > 3
    assert old not in files
    assert all(path.stat().st_size < 2_200 for path in files)
    assert sum(len(_lines(path)) for path in files) == 61


def test_a_day_is_put_aside_and_kept_for_the_days_that_are_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A line every 13 hours for 40 days, kept for 7: files of 26 hours, the last put aside."""
    now = datetime(2026, 11, 1, tzinfo=UTC)

    class Clock(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> Any:
            return now

    monkeypatch.setattr(module, "datetime", Clock)
    for n in range(74):
        assert Audit(tmp_path, days=7).write("export", n=n)
        now += timedelta(hours=13)
    files = sorted((tmp_path / "audit").glob("audit-*.jsonl"))
    used = tmp_path / "audit" / "audit.jsonl"
    lines = [line for path in [*files, used] for line in _lines(path)]
    assert {len(_lines(path)) for path in files} == {2}
    assert [line["n"] for line in lines] == list(range(74 - len(lines), 74))
    ages = [now - datetime.fromisoformat(str(_lines(path)[-1]["time"])) for path in files]
    assert timedelta(days=6) < max(ages) < timedelta(days=9)
    assert min(ages) < timedelta(days=3)


def test_texts_are_cut_and_markup_stays_text(tmp_path: Path) -> None:
    Audit(tmp_path, 1).write("refused", query='q=<b>"\n{"event":"x"}', path="y" * 5_000)
    [line] = _lines(tmp_path / "audit" / "audit.jsonl")
    assert line["query"] == 'q=<b>"\n{"event":"x"}'
    assert len(str(line["path"])) == 500


def test_a_log_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "audit").write_text("no folder", "utf-8")
    assert not Audit(tmp_path, 1).write("export")
