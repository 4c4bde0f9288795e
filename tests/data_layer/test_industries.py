import csv
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_layer.vocabulary.industries import (
    FORMER_NAMES,
    NAME_PRECEDENCE,
    ancestors,
    divisions_of,
    industries,
    of_level,
    resolve,
)

PUBLIC_COPY = Path(__file__).parents[3] / "shared" / "data" / "gbt4754_2017.csv"

# The public copy calls these groups as the 2011 edition did; GB/T 4754-2017 itself has the former.
PUBLIC_COPY_DIFFERS = {
    "C203": ("木质制品制造", "木制品制造"),
    "C204": ("竹、藤、棕、草等制品制造", "竹、藤、棕、草制品制造"),
    "C339": ("铸造及其他金属制品制造", "其他金属制品制造"),
    "C349": ("其他通用设备制造业", "其他通用设备制造"),
    "C395": ("非专业视听设备制造", "视听设备制造"),
    "M746": ("环境与生态监测检测服务", "环境与生态监测"),
    "R905": ("文化体育娱乐活动与经纪代理服务", "文化娱乐体育活动和经纪代理服务"),
}


def test_level_counts_are_those_of_the_standard() -> None:
    counts = {level: len(of_level(level)) for level in ("section", "division", "group")}
    assert counts == {"section": 20, "division": 97, "group": 473}


def test_classes_are_those_of_the_standard_as_amended() -> None:
    assert len(of_level("class")) == 1_381


@pytest.mark.skipif(not PUBLIC_COPY.exists(), reason="no public copy of GB/T 4754 to compare with")
def test_codes_and_names_equal_a_public_copy() -> None:
    with PUBLIC_COPY.open(encoding="utf-8-sig", newline="") as file:
        public = {row["code_full"]: row["name"] for row in csv.DictReader(file)}
    ours = {code: entry.name.zh for code, entry in industries().items()}
    assert ours.keys() == public.keys()
    differing = {c: (ours[c], public[c]) for c in ours if ours[c] != public[c]}
    assert differing == PUBLIC_COPY_DIFFERS


def test_every_entry_is_named_in_both_languages() -> None:
    assert all(entry.name.zh and entry.name.en for entry in industries().values())


def test_codes_are_sorted_and_parents_one_level_up() -> None:
    assert list(industries()) == sorted(industries())
    for code, entry in industries().items():
        if entry.level == "section":
            assert entry.parent is None
        else:
            assert entry.parent == (code[0] if entry.level == "division" else code[:-1])
            assert entry.parent in industries()


def test_the_classification_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        industries()["C39"] = industries()["C38"]  # ty: ignore[invalid-assignment]


def test_ancestors_lead_from_the_section_down() -> None:
    assert ancestors("C3985") == ("C", "C39", "C398")
    assert ancestors("C") == ()
    with pytest.raises(KeyError):
        ancestors("C9999")


def test_divisions_of_a_section() -> None:
    assert divisions_of("I") == ("I63", "I64", "I65")
    assert len(divisions_of("C")) == 31  # manufacturing: 13 to 43
    assert divisions_of("C39") == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("C39", "C39"),
        ("39", "C39"),
        ("c39", "C39"),
        ("  ３９　", "C39"),
        ("39.0", "C39"),  # a spreadsheet's idea of 39
        ("01", "A01"),
        ("398", "C398"),
        ("3985", "C3985"),
        ("c", "C"),
        ("C 制造业", "C"),
        ("C39 计算机…", "C39"),
        ("C39-计算机、通信和其他电子设备制造业", "C39"),
        ("39计算机、通信和其他电子设备制造业", "C39"),
        ("C25 石油加工、炼焦和核燃料加工业", "C25"),
        ("I65 Software and Information Technology Services", "I65"),
    ],
)
def test_codes_resolve(text: str, code: str) -> None:
    assert resolve(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("计算机、通信和其他电子设备制造业", "C39"),
        ("计算机,通信 和其他电子设备制造业", "C39"),
        ("化学原料及化学制品制造业", "C26"),
        ("橡胶和塑料制品业", "C29"),
        ("橡胶及塑料制品", "C29"),
        ("医药", "C27"),
        ("汽车制造", "C36"),
        ("专用设备", "C35"),
        ("仪器仪表", "C40"),
        ("集成电路", "C3973"),
        ("通用设备制造业", "C34"),
        ("羽毛(绒)加工", "C1941"),
        ("农林牧渔业", "A"),
        ("Manufacture of automobiles", "C36"),
        ("石油加工、炼焦和核燃料加工业", "C25"),  # division 25 until 2017
        ("开采辅助活动", "B11"),
        ("通信设备、计算机及其他电子设备制造业", "C39"),  # division 40 until 2011
        ("木材加工及木、竹、藤、棕、草制品业", "C20"),
        ("烘炉、风机、包装设备", "C346"),  # so in exhibit e33
        ("视听设备制造", "C395"),
    ],
)
def test_names_resolve(text: str, code: str) -> None:
    assert resolve(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("教育", "P83"),  # section P as well
        ("房地产业", "K70"),  # section K as well
        ("燃气生产和供应业", "D45"),  # group D451 as well
        ("国际组织", "T97"),  # at all four levels
        ("人民政协", "S931"),  # class S9310 as well
    ],
)
def test_a_name_of_several_levels_is_the_division_then_the_larger(text: str, code: str) -> None:
    assert resolve(text) == code


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "业",
        "X",
        "B39",  # 39 is in section C
        "99",
        "9999",
        "39.5",
        "C39 汽车制造业",  # code and name disagree
        "2023年",  # class C2023 exists
        "Economy",  # begins with the letter of section E
        "专精特新",
        "39,40",
    ],
)
def test_what_is_no_industry_resolves_to_none(text: str) -> None:
    assert resolve(text) is None


def test_every_code_resolves_with_and_without_its_letter_and_with_its_name() -> None:
    for code, entry in industries().items():
        assert resolve(code) == code
        assert resolve(f"{code} {entry.name.zh}") == code
        assert entry.level == "section" or resolve(code[1:]) == code


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_name_resolves_to_the_entry_that_takes_precedence(lang: str) -> None:
    def key(name: str) -> str:
        return name.casefold()

    names = {code: key(getattr(entry.name, lang)) for code, entry in industries().items()}
    shared = Counter(names.values())
    for code, entry in industries().items():
        found = resolve(getattr(entry.name, lang))
        if shared[names[code]] == 1:
            assert found == code
        else:
            assert found is not None
            assert names[found] == names[code]
            rank = NAME_PRECEDENCE.index
            assert rank(industries()[found].level) <= rank(entry.level)


def test_former_names_resolve_to_what_they_became() -> None:
    assert {name: resolve(name) for name in FORMER_NAMES} == dict(FORMER_NAMES)


@given(st.text())
def test_any_text_resolves_to_a_code_or_none(text: str) -> None:
    assert resolve(text) in {None, *industries()}
