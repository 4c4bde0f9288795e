"""What a roll-up refuses, and how it says so."""

from pathlib import Path

import polars as pl
import pytest

from components.http.rolling import roll
from data_layer.cli.parser import build_parser
from data_layer.registry.store import Store


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"patents": pl.lit(-1)}, "patents"),
        ({"tier": pl.lit("emperor")}, "tier"),
        ({"province_code": pl.lit("990000")}, "province_code"),
        ({"rd_ratio": pl.lit(101.0)}, "rd_ratio"),
        ({"id": pl.lit("the same")}, "id"),
        ({"surprise": pl.lit(1)}, "surprise"),
    ],
)
def test_rows_that_break_the_schema_are_refused(
    rows: pl.DataFrame,
    tmp_path: Path,
    change: dict[str, pl.Expr],
    named: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    source = tmp_path / "source.parquet"
    text = rows.head(200).with_columns(pl.col(pl.Enum).cast(pl.String))
    text.with_columns(**change).write_parquet(source)
    arguments = build_parser(with_rollup=True).parse_args(["rollup", str(source), str(tmp_path)])
    assert roll(arguments) == 1
    assert named in capsys.readouterr().err
    assert Store(tmp_path).versions() == ()
    assert not list((tmp_path / "versions").glob(".*"))


def test_an_empty_folder_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "source").mkdir()
    arguments = build_parser(with_rollup=True).parse_args(
        ["rollup", str(tmp_path / "source"), str(tmp_path)]
    )
    assert roll(arguments) == 1
    assert "Parquet" in capsys.readouterr().err
