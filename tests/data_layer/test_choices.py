"""Decisions about a file are a mapping file, and are offered again for the same headings."""

import tomllib
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from data_layer.importer.headings.mapping import parse_mapping
from data_layer.intake.choices import Choice, Choices, choices_of, dumped, loaded, toml_of
from data_layer.intake.remembered import offered, remember

TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
COLUMN = st.builds(
    Choice,
    st.sampled_from(("", "name", "tier", "city_code", "revenue")),
    values=st.dictionaries(TEXT, TEXT, max_size=3),
    fill_down=st.booleans(),
)
CHOICES = st.builds(
    Choices,
    st.none() | TEXT,
    st.dictionaries(TEXT, COLUMN, max_size=4),
    st.none() | st.integers(0, 99),
    st.sampled_from((1, 2)),
    st.sampled_from(("keep_first", "keep_both", "set_aside")),
)


@given(CHOICES)
def test_choices_are_the_mapping_that_their_toml_is(choices: Choices) -> None:
    assert parse_mapping(tomllib.loads(toml_of(choices))) == choices.mapping()
    assert loaded(dumped(choices)) == choices


def test_a_choice_of_rows_is_in_the_mapping() -> None:
    choices = Choices().with_sheet("名单").with_heading_row(3, 2).with_same_id("set_aside")
    choices = choices.with_fill_down("省", "province_code", True)
    mapping = choices.mapping()
    said = (mapping.sheet, mapping.heading_row, mapping.heading_rows, mapping.same_id)
    assert said == ("名单", 3, 2, "set_aside")
    assert mapping.columns["省"][0].fill_down
    assert choices.with_heading_row(None) == Choices("名单", same_id="set_aside")


def test_decisions_are_offered_for_the_same_headings(tmp_path: Path) -> None:
    made = Choices().with_column("甲", "name")
    remember(tmp_path, [("甲", " 乙")], "a.csv", made)
    found = offered(tmp_path, ("甲", "乙"), Choices())
    assert found is not None
    assert (found.file, found.choices) == ("a.csv", made)
    assert offered(tmp_path, ("甲", "乙"), made) is None
    assert offered(tmp_path, ("乙", "甲"), Choices()) is None
    remember(tmp_path, [("甲", "乙")], "a.csv", Choices())
    assert offered(tmp_path, ("甲", "乙"), Choices()) is None


def test_a_mapping_file_comes_back_whole_and_gives_up_what_is_chosen_anew() -> None:
    content = {
        "columns": {
            "公司": "name",
            "营收": {"column": "revenue", "unit": "yuan"},
            "级别": {"column": "tier", "values": {"A": "national"}, "otherwise": ""},
            "领域": ["sector", {"column": "frontier_field", "values": {"量子": "quantum"}}],
            "备注": "",
        },
        "constants": {"listed": True},
        "rows": {"heading_row": 2, "same_id": "set_aside"},
    }
    held = choices_of(content)
    assert held.mapping() == parse_mapping(content)
    assert loaded(dumped(held)) == held
    assert parse_mapping(tomllib.loads(toml_of(held))) == parse_mapping(content)
    again = (
        held.with_column("等级", "tier").with_column("行业", "sector").with_column("上市", "listed")
    )
    rules = again.mapping().columns
    assert rules["级别"] == ()
    assert [rule.column for rule in rules["领域"]] == ["frontier_field"]
    assert again.mapping().constants == {}
