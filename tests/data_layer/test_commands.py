"""The command line: what it prints, what it refuses, its exit codes."""

import csv
import io
from pathlib import Path

import pytest

from data_layer.cli import commands, progress
from data_layer.cli.commands import main
from data_layer.registry.store import Store
from data_layer.vocabulary.schema import columns

ROWS = "企业名称,省份,专利总量\n甲,江苏,3\n乙,浙江,many\n,浙江,1\n"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SRDI_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("SRDI_LANG", raising=False)
    return tmp_path / "home"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "企业.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


def test_import_says_what_it_did(home: Path, file: Path, capsys: pytest.CaptureFixture) -> None:
    assert main(["import", str(file)]) == 0
    printed = capsys.readouterr()
    assert "读取 3 行 = 接受 2 + 搁置 1" in printed.out
    assert "专利总量 -> patents" in printed.out
    assert printed.err == ""
    current = Store(home).current()
    assert current is not None
    assert current.version in printed.out
    assert (current.manifest.rows, current.demonstration) == (2, False)
    assert main(["--lang", "en", "import", str(file)]) == 0
    assert "read 3 rows = accepted 2 + set aside 1" in capsys.readouterr().out


def test_a_dry_run_leaves_no_folder(home: Path, file: Path, capsys: pytest.CaptureFixture) -> None:
    assert main(["import", str(file), "--dry-run"]) == 0
    printed = capsys.readouterr().out
    assert "'3' -> patents = 3" in printed
    assert "第 3 行 专利总量 'many': 不是数字" in printed
    assert not home.exists()


def test_demo_versions_and_use(home: Path, file: Path, capsys: pytest.CaptureFixture) -> None:
    assert main(["import", str(file)]) == 0
    assert main(["demo", "--rows", "200", "--seed", "3"]) == 0
    demonstration, imported = Store(home).versions()
    assert demonstration.demonstration
    assert demonstration.source == "demonstration seed=3 rows=200"
    assert Store(home).current_version() == demonstration.version
    capsys.readouterr()
    assert main(["use", imported.version]) == 0
    assert Store(home).current_version() == imported.version
    capsys.readouterr()
    assert main(["versions"]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith(f"  {demonstration.version}")
    assert first.endswith("[演示数据]")
    assert second.startswith(f"* {imported.version}")


def test_check_names_what_is_damaged(home: Path, capsys: pytest.CaptureFixture) -> None:
    for seed in ("1", "2"):
        assert main(["demo", "--rows", "50", "--seed", seed]) == 0
    whole, damaged = (manifest.version for manifest in Store(home).versions())
    capsys.readouterr()
    assert main(["check"]) == 0
    assert capsys.readouterr().out.count("完好 · whole") == 2
    (home / "versions" / damaged / "rows.parquet").write_bytes(b"")
    assert main(["check"]) == 1
    printed = capsys.readouterr().out
    assert f"{whole}  完好 · whole\n" in printed
    assert f"{damaged}  已损坏 · damaged: rows.parquet\n" in printed
    assert main(["check", whole]) == 0
    assert main(["check", "0" * 12]) == 1
    assert main(["use", damaged]) == 1
    assert "is damaged: import it again" in capsys.readouterr().err


def test_assess_prints_csv_and_bad_numbers_apart(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    path = tmp_path / "f.csv"
    path.write_text(
        "name,years_in_niche,revenue,rd_expense,rd_expense_previous,rd_ratio,rd_ratio_previous,"
        "class1_ip,niche_share,niche_rank,quality_score,exempt_provincial,exempt_national\n"
        "=甲,5,8000,700,600,8.5,7.9,5,12,,75,0,0\n"
        "乙,5,2000,150,120,7,6,1,,20,55,0,0\n"
        "丙,1,2000,150,120,7,6,1,,20,55,0,0\n"
        "丁,5,abc,150,120,7,6,1,,20,55,0,0\n",
        encoding="utf-8",
    )
    assert main(["assess", str(path)]) == 0
    printed = capsys.readouterr()
    rows = list(csv.DictReader(io.StringIO(printed.out)))
    more = ["without_provincial", "tier_met_2022", "contradicting", "derived"]
    assert list(rows[0]) == ["name", "tier_met", "unmet", "unknown", "to_judge", *more]
    assert [(row["name"], row["tier_met"]) for row in rows] == [
        ("'=甲", "national"),
        ("乙", "provincial"),
        ("丙", "none"),
        ("丁", "unknown"),
    ]
    assert "provincial:years_in_niche" in rows[2]["unmet"]
    assert rows[3]["unknown"] == (
        "provincial:revenue_last_year;national:revenue_last_year;national:niche_share_pct"
    )
    assert "row 5: revenue 'abc'" in printed.err
    assert not home.exists()


def test_dictionary_lists_the_schema(home: Path, capsys: pytest.CaptureFixture) -> None:
    assert main(["dictionary"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["name"] for row in rows] == list(columns())
    assert [row["name"] for row in rows if row["required"] == "true"] == ["name"]


def test_context_is_stored(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    path = tmp_path / "gdp.csv"
    path.write_text("省份,年份,GDP（亿元）\n江苏,2023,128222\n火星,2023,1\n", encoding="utf-8")
    assert main(["context", str(path)]) == 0
    assert "存入 1" in capsys.readouterr().out
    assert (home / "context" / "gdp.parquet").is_file()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["import", "absent.csv"], "there is no file"),
        (["import", "{file}", "--mapping", "absent.toml"], "there is no mapping file"),
        (["use", "000000000000"], "there is no data version"),
        (["assess", "absent.csv"], "there is no file"),
        (["context", "{file}"], "lacks columns"),
    ],
)
def test_refusals_are_said_in_both_languages(
    home: Path, file: Path, capsys: pytest.CaptureFixture, arguments: list[str], said: str
) -> None:
    assert main([it.format(file=file) for it in arguments]) == 1
    printed = capsys.readouterr()
    zh, en = printed.err.strip().splitlines()
    assert said in en
    assert any("\u4e00" <= letter <= "\u9fff" for letter in zh)
    assert printed.out == ""


def test_a_file_of_nameless_rows_is_refused(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    path = tmp_path / "f.csv"
    path.write_text("name,patents\n,3\n", encoding="utf-8")
    assert main(["import", str(path)]) == 1
    assert "no enterprise to import" in capsys.readouterr().err
    assert Store(home).current_version() is None


@pytest.mark.parametrize(
    "arguments", [[], ["nonsense"], ["import"], ["demo", "--rows", "0"], ["demo", "--seed", "-1"]]
)
def test_bad_usage_is_2(home: Path, capsys: pytest.CaptureFixture, arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    assert "usage" in capsys.readouterr().err


def test_serve_is_given_the_settings(home: Path, capsys: pytest.CaptureFixture) -> None:
    assert main(["serve"], serve=lambda settings: 7 if settings.home == home else 1) == 7
    with pytest.raises(SystemExit):
        main(["serve"])


class Terminal(io.StringIO):
    def __init__(self, tty: bool) -> None:
        super().__init__()
        self._tty = tty

    def isatty(self) -> bool:
        return self._tty


@pytest.mark.parametrize(
    ("tty", "rows", "shown"), [(True, 50_000, True), (True, 49_999, False), (False, 50_000, False)]
)
def test_the_bar_shows_from_fifty_thousand_rows_on_a_terminal(
    tty: bool, rows: int, shown: bool
) -> None:
    stream = Terminal(tty)
    with progress.RowsBar(stream) as bar:
        bar(rows)
    assert ("50.0k" in stream.getvalue()) == shown


def test_every_command_of_the_parser_has_a_function() -> None:
    help_text = commands.build_parser().format_help()
    assert all(name in help_text for name in commands.COMMANDS)
