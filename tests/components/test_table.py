"""Tables as the browser gets them."""

from typing import Any

import orjson
import polars as pl
import pytest

from components.contract.catalogue import exhibits
from components.look.amounts import number
from components.rendering.table import SEARCHABLE_ROWS, cells, table
from components.rendering.written import written
from data_layer.vocabulary.fields import KIND, Field, count, decimal, key, per_cent
from data_layer.vocabulary.text import Lang, Text
from data_layer.vocabulary.units import in_units

FIELDS = (
    key("province_code", Text("省份代码", "Province code"), "province"),
    count("n", Text("数", "Count"), Text("家", "enterprises")),
    Field("why", Text("原因", "Reason"), english="why_en"),
    Field("why_en", Text("原因（英文）", "Reason in English")),
    Field("shown_by", Text("图表", "Charts"), domain="exhibit"),
)
FRAME = pl.DataFrame(
    {
        "province_code": ["320000"],
        "n": [1234],
        "why": ["<b>因为</b>"],
        "why_en": ["because"],
        "shown_by": ["province_map nothing"],
    }
)


def content(frame: pl.DataFrame, lang: Lang, home: str = "/") -> dict[str, Any]:
    content = orjson.loads(table(frame, FIELDS, lang, home).to_plotly_json()["props"]["data-table"])
    return content | content["groups"][0]


def test_codes_give_way_to_names_and_languages_to_the_reader() -> None:
    chinese, english = content(FRAME, "zh"), content(FRAME, "en")
    assert chinese["heads"] == ["省份", "数（家）", "原因", "图表"]
    assert english["heads"] == ["Province", "Count (enterprises)", "Reason", "Charts"]
    assert chinese["rows"][0][:3] == ["江苏", "1,234", "<b>因为</b>"]
    assert english["rows"][0][:3] == ["Jiangsu", "1,234", "because"]


def test_links_lead_to_the_chart_under_the_prefix() -> None:
    title = exhibits()["province_map"].title.en
    links = content(FRAME, "en", "/atlas/")["rows"][0][3]
    assert links == [[title, "/atlas/regions#exhibit-province_map"]]


def test_long_tables_can_be_searched() -> None:
    assert content(FRAME, "en")["search"] is None
    long = pl.concat([FRAME] * SEARCHABLE_ROWS)
    assert content(long, "en")["search"]


def test_numbers_as_they_are_read() -> None:
    assert number(1234.0) == "1,234"
    assert number(0.936, 3) == "0.936"
    assert number(-0.001) == "-0.001"  # what is not nothing does not read 0
    assert number(-1e-9) == "0"
    assert number(2.50) == "2.5"
    assert number(None) == ""


def test_one_kind_of_number_is_no_column() -> None:
    """The badge of the card says it; where kinds differ each row does."""
    fields = (*FIELDS, KIND)
    one = FRAME.with_columns(kind=pl.lit("published"))
    two = FRAME.with_columns(kind=pl.lit("computed"))

    def heads(frame: pl.DataFrame) -> list[str]:
        built = table(frame, fields, "en").to_plotly_json()["props"]["data-table"]
        return orjson.loads(built)["groups"][0]["heads"]

    assert KIND.label.en not in heads(one)
    assert KIND.label.en in heads(pl.concat([one, two]))


def test_a_year_is_no_amount() -> None:
    years = pl.Series([2024.0, None])
    assert cells(years, "zh", years=True) == ["2024", "—"]
    assert cells(years, "en") == ["2,024", "—"]


@pytest.mark.parametrize("id", sorted(exhibits()))
def test_no_table_parts_the_thousands_of_a_year(id: str) -> None:
    exhibit = exhibits()[id]
    named = [f.name for f in exhibit.fields if f.name.endswith("year") and f.digits is not None]
    if not named:
        return
    row = {f.name: 2024 if f.name in named else None for f in exhibit.fields}
    data = table(pl.DataFrame([row]), exhibit.fields, "en")
    assert "2,024" not in str(data)
    assert "2024" in str(data)


def test_a_picture_says_a_quantity_once_with_its_unit() -> None:
    """By hand: 17 enterprises and 4.5 %, in a column for each unit."""
    value = Field("value", Text("数值", "Value"), digits=2)
    fields = (key("name", Text("项", "Item")), *in_units(value, ("enterprises", "per_cent")))
    frame = pl.DataFrame(
        {
            "name": ["甲", "乙"],
            "value_enterprises": [17.0, None],
            "value_per_cent": [None, 4.5],
            "kind": ["computed", "computed"],
        }
    )
    drawn = written(frame, fields, "zh", 10)
    assert drawn.titles == ["项", "数值"]
    assert drawn.rows == [["甲", "17家"], ["乙", "4.5%"]]
    assert drawn.right == [False, True]


def test_figures_of_several_units_stand_in_one_column_as_on_their_tiles() -> None:
    """By hand: a count that is printed in 万家 too, a share and a median, each a row of its own."""
    fields = (
        key("name", Text("指标", "Figure")),
        decimal("total", Text("企业数", "Enterprises"), Text("家", "enterprises")),
        decimal("total_10k", Text("企业数", "Enterprises"), Text("万家", "10,000 enterprises")),
        per_cent("share", Text("占比", "Share")),
        decimal("median", Text("中位数", "Median"), Text("件", "patents")),
        count("missing", Text("未填报", "Not reported"), Text("家", "enterprises")),
    )
    frame = pl.DataFrame(
        {
            "name": ["全部", "省级", "占比", "专利"],
            "total": [170, None, None, None],
            "total_10k": [1.7, 15.0, None, None],
            "share": [None, None, 10.5, None],
            "median": [None, None, None, 34],
            "missing": [1, 2, 3, 4],
        }
    ).with_columns(kind=pl.lit("computed"))
    drawn = written(frame, fields, "zh", 10)
    assert drawn.titles == ["指标", "数值", "未填报（家）"]
    assert [row[1] for row in drawn.rows] == ["170家", "15万家", "10.5%", "34件"]
    filled = frame.with_columns(share=pl.lit(1.0), median=pl.lit(2.0))  # what is of every row
    assert len(written(filled, fields, "zh", 10).titles) == len(fields) - 2  # alike, said below


def test_a_table_of_a_slide_says_once_what_is_alike_and_shows_no_dashes_only() -> None:
    """By hand: three that score 100 alike, and one of which nothing is known."""
    fields = (
        key("name", Text("企业", "Enterprise")),
        count("score", Text("得分", "Score"), Text("分", "points")),
        count("patents", Text("专利", "Patents"), Text("件", "")),
    )
    frame = pl.DataFrame(
        {"name": list("甲乙丙丁"), "score": [100, 100, 100, None], "patents": [7, 8, 9, None]}
    ).with_columns(kind=pl.lit("computed"))
    told = written(frame, fields, "zh", 10)
    assert told.titles == ["企业", "专利（件）"]
    assert told.rows == [["甲", "7"], ["乙", "8"], ["丙", "9"]]
    assert told.total == 3
    assert told.aside == ("每行相同：得分（分） 100", "另有1行没有值，未列")
    assert written(frame, fields, "en", 10).aside[0] == "Alike in every row: Score (points) 100"
    of_two = written(frame.head(2), fields, "zh", 10)  # of two rows each is read whole
    assert (of_two.titles, of_two.aside) == (["企业", "得分（分）", "专利（件）"], ())
    longer = written(frame, fields, "zh", 2)  # the rest is not at hand, and may differ
    assert longer.aside == ()


def test_one_row_of_many_columns_lies_on_its_side() -> None:
    fields = tuple(count(f"n{at}", Text(f"数{at}", f"N{at}"), Text("家", "")) for at in range(12))
    frame = pl.DataFrame({f"n{at}": [at] for at in range(12)}).with_columns(kind=pl.lit("computed"))
    drawn = written(frame, fields, "zh", 10)
    assert drawn.titles == ["项目", "0"]
    assert len(drawn.rows) == 11
    assert drawn.rows[-1] == ["数11（家）", "11"]
