"""Names in the order of a Chinese index, as pypinyin spells them."""

import pytest
from pypinyin import lazy_pinyin

from data_layer.vocabulary.industries import of_level
from data_layer.vocabulary.pinyin import pinyin

NAMES = [it.name.zh for level in ("section", "division") for it in of_level(level)]


@pytest.mark.parametrize("name", NAMES)
def test_every_section_and_division_is_spelt(name: str) -> None:
    assert pinyin(name) == " ".join(lazy_pinyin(name))


def test_another_name_stands_for_itself() -> None:
    assert pinyin("未填报") == "未填报"
