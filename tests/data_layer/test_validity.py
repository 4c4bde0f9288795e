"""When titles were given and end, by hand: three years, as the report's section 1.3 says."""

from datetime import date
from typing import Any

import polars as pl
import pytest

from data_layer.importer.columns.binding import Binding
from data_layer.importer.rows.convert_batch import convert_batch
from data_layer.measures.recognition import recognition_year
from data_layer.registry.rows_file import completed
from data_layer.registry.validity import with_validity
from data_layer.vocabulary.batches import batches
from data_layer.vocabulary.schema import columns
from tests.components.small import small_registry

JUNE_2025, JUNE_2028 = date(2025, 6, 30), date(2028, 6, 30)


def followed(**row: Any) -> dict[str, Any]:
    return with_validity(small_registry([row])).collect().row(0, named=True)


@pytest.mark.parametrize(
    ("row", "until", "basis"),
    [
        ({"tier": "national", "batch": 4}, JUNE_2025, "batch"),
        ({"tier": "national", "batch": 4, "recognised_year": 2022}, JUNE_2025, "batch"),
        # Another year than the batch's: the year is what is known of this enterprise.
        (
            {"tier": "national", "batch": 4, "recognised_year": 2023},
            date(2026, 12, 31),
            "year",
        ),
        # A province's batches are its own.
        ({"tier": "provincial", "batch": 4}, None, None),
        ({"tier": "provincial", "recognised_year": 2023}, date(2026, 12, 31), "year"),
        # From 29 February on three years end on the last day of February.
        ({"recognised_on": date(2024, 2, 29)}, date(2027, 2, 27), "recognised_on"),
        ({"recognised_on": date(2021, 7, 19)}, date(2024, 7, 18), "recognised_on"),
        (
            {"tier": "national", "batch": 4, "review": "passed", "review_year": 2025},
            JUNE_2028,
            "review",
        ),
        (
            {"tier": "national", "batch": 4, "review": "failed", "review_year": 2025},
            JUNE_2025,
            "review",
        ),
        ({"review": "passed", "review_year": 2025}, date(2028, 12, 31), "review"),
        # Without the year of the re-review the first period is what is known.
        ({"tier": "national", "batch": 4, "review": "passed"}, JUNE_2025, "batch"),
        (
            {"tier": "national", "batch": 4, "valid_until": date(2027, 1, 1)},
            date(2027, 1, 1),
            "reported",
        ),
        ({"name": "甲"}, None, None),
    ],
)
def test_until_when_a_title_holds(
    row: dict[str, Any], until: date | None, basis: str | None
) -> None:
    made = followed(**row)
    assert (made["valid_until"], made["validity_basis"]) == (until, basis)
    assert with_validity(pl.LazyFrame([made], _schema())).collect().row(0, named=True) == made


def _schema() -> dict[str, Any]:
    return {name: column.dtype for name, column in columns().items()}


def test_the_day_of_a_batch_stands_where_its_source_prints_it() -> None:
    first = followed(tier="national", batch=1)
    assert (first["recognised_on"], first["recognised_basis"]) == (date(2019, 6, 5), "batch")
    assert followed(tier="national", batch=2)["recognised_on"] is None
    given = followed(tier="national", batch=1, recognised_on=date(2019, 7, 1))
    assert (given["recognised_on"], given["recognised_basis"]) == (date(2019, 7, 1), "reported")


def test_batches_follow_each_other_and_hold_for_three_years() -> None:
    years = [it.year for it in batches().values()]
    assert years == list(range(2019, 2026))
    assert [it.valid_until for it in batches().values()] == [date(y + 3, 6, 30) for y in years]
    assert all(it.source for it in batches().values())


def test_the_year_of_recognition_is_that_of_the_batch_where_none_is_reported() -> None:
    rows = [
        {"tier": "national", "batch": 3},
        {"tier": "national", "batch": 3, "recognised_year": 2020},
        {"tier": "provincial", "batch": 3},
    ]
    years = small_registry(rows).select(year=recognition_year()).collect()["year"].to_list()
    assert years == [2021, 2020, None]


def test_a_version_of_before_has_the_dates_that_follow() -> None:
    rows = small_registry([{"tier": "national", "batch": 5}])
    older = rows.drop("recognised_on", "recognised_basis", "valid_until", "validity_basis")
    made = completed(older.drop("review", "review_year")).collect().row(0, named=True)
    assert (made["valid_until"], made["validity_basis"]) == (date(2026, 6, 30), "batch")


def imported(column: str, text: str, heading: str = "x") -> tuple[dict[str, Any], list[str]]:
    batch = pl.DataFrame({"row": [2], "0": ["甲"], "1": [text]})
    made = convert_batch(batch, (Binding("name", "name", 0), Binding(column, heading, 1)))
    return made.rows.row(0, named=True), made.cells["reason"].to_list()


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("2025-06-30", JUNE_2025),
        ("2025年6月30日", JUNE_2025),
        ("2022年7月1日至2025年6月30日", JUNE_2025),
        ("2022.07-2025.06", JUNE_2025),
        ("2025/6", JUNE_2025),
        ("20250630", JUNE_2025),
        ("45838", JUNE_2025),  # Excel's serial number of that day
        ("2025", date(2025, 12, 31)),
        ("2024年2月", date(2024, 2, 29)),
        ("三年", None),  # says what the rule says
    ],
)
def test_the_end_of_a_period_is_read(text: str, until: date | None) -> None:
    row, reasons = imported("valid_until", text)
    assert (row["valid_until"], reasons) == (until, [])


@pytest.mark.parametrize("text", ["长期", "2025-13-40", "1899-01-01", "批准"])
def test_what_is_no_date_is_rejected(text: str) -> None:
    row, reasons = imported("valid_until", text)
    assert row["valid_until"] is None
    assert len(reasons) == 1


def test_a_day_gives_its_year_and_a_dated_year_its_day() -> None:
    of_year, _ = imported("recognised_year", "2021年7月19日")
    of_day, _ = imported("recognised_on", "2021-07-19")
    for row in (of_year, of_day):
        assert (row["recognised_year"], row["recognised_on"]) == (2021, date(2021, 7, 19))
    month, reasons = imported("recognised_year", "2021年7月")
    assert (month["recognised_year"], month["recognised_on"], reasons) == (2021, None, [])
    period, reasons = imported("recognised_on", "2021年7月1日至2024年6月30日")
    assert period["recognised_on"] is None
    assert len(reasons) == 1


@pytest.mark.parametrize(
    ("text", "outcome", "year"),
    [
        ("通过", "passed", None),
        ("2024年复核通过", "passed", 2024),
        ("未通过", "failed", None),
        ("是", "passed", None),
        ("否", "failed", None),
        ("待复核", "pending", None),
    ],
)
def test_outcomes_of_re_reviews(text: str, outcome: str, year: int | None) -> None:
    row, reasons = imported("review", text)
    assert (row["review"], row["review_year"], reasons) == (outcome, year, [])


def test_a_heading_may_say_that_a_re_review_was_passed() -> None:
    assert imported("review_year", "2024", "通过复核年度")[0]["review"] == "passed"
    assert imported("review_year", "2024", "复核年度")[0]["review"] is None
