"""The stories: every number is filled, none is typed, every chart opens with what the text says."""

import re
from pathlib import Path

import pytest

from components.contract.catalogue import exhibits
from components.contract.cells import meant, printed_alone
from components.contract.requests import exhibit_query
from components.contract.workspace import Workspace
from components.stories.figures import FIGURE, UNKNOWN, Asker, Figure, filled
from components.stories.reading import ERRATUM, NUMBER, reading
from components.stories.story import Part, Story, stories
from data_layer import demo
from data_layer.filters.keys import keys
from data_layer.filters.reading import parse_pairs
from data_layer.reference_figures import tables as reference
from data_layer.registry.settings import Settings
from data_layer.registry.store import Store
from data_layer.vocabulary.text import Lang, Text

ALL = list(stories().values())
PARTS = [(story, part) for story in ALL for part in story.parts]
LANGS: tuple[Lang, ...] = ("zh", "en")
TYPED = re.compile(r"(?:19|20)\d\d(?:年\d{1,2}月)?|\bx\d\d\b")
"""Digits that are no figures: years, months, and numbers of errata."""


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    home = tmp_path_factory.mktemp("home")
    Store(home).add(demo.build(rows=3_000, seed=7), demonstration=True, source="seed 7")
    return Workspace.open(Settings(home=home))


def _texts(part: Part) -> list[Text]:
    return [part.heading, part.before, part.after]


def test_there_is_a_story_for_each_of_the_six_chapters() -> None:
    assert [story.number for story in ALL] == [1, 2, 3, 4, 5, 6]
    for story in ALL:
        assert len(story.parts) >= 4, story.name
        assert len({part.id for part in story.parts}) == len(story.parts), story.name


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("story", ALL, ids=lambda it: it.name)
def test_every_number_is_filled(workspace: Workspace, story: Story, lang: Lang) -> None:
    asker = Asker(workspace, None, lang)
    for text in [story.lead, *(text for part in story.parts for text in _texts(part))]:
        parts = list(filled(text(lang), asker))
        figures = [part for part in parts if isinstance(part, Figure)]
        assert len(figures) == len(FIGURE.findall(text(lang)))
        assert all(it.words and it.source for it in figures), text
        assert "{" not in "".join(it for it in parts if isinstance(it, str)), text
        for figure in figures:
            _leads_to_its_receipt(workspace, figure, lang)


def _leads_to_its_receipt(workspace: Workspace, figure: Figure, lang: Lang) -> None:
    """Each number is one of the exhibit that it names, and no other there reads alike; a number of
    the rows that a sentence compares is none."""
    assert figure.shown is not None, figure
    exhibit = exhibits()[figure.shown.exhibit]
    result = workspace.run(exhibit, exhibit_query(exhibit, figure.shown.query))
    rows = printed_alone(result) if figure.shown.source else result
    if figure.words == UNKNOWN(lang):
        return
    beside, column = figure.shown.beside, figure.shown.column
    for number in NUMBER.finditer(figure.words):
        if not figure.words[: number.start()].endswith(("（共", "(of ")):
            assert len(meant(rows, number[0], beside, lang=lang, column=column)) == 1, figure


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("story", "part"), PARTS, ids=lambda it: getattr(it, "id", ""))
def test_no_number_is_typed(story: Story, part: Part, lang: Lang) -> None:
    for text in [story.title, story.lead, *_texts(part)]:
        plain = TYPED.sub("", FIGURE.sub("", text(lang)))
        assert not re.search(r"\d", plain), plain


@pytest.mark.parametrize(("story", "part"), PARTS, ids=lambda it: getattr(it, "id", ""))
def test_both_languages_have_the_same_figures_and_errata(story: Story, part: Part) -> None:
    for text in _texts(part):
        assert text.zh, story.name
        assert text.en, story.name
        assert sorted(FIGURE.findall(_bare(text.zh))) == sorted(FIGURE.findall(_bare(text.en)))
        named = ERRATUM.findall(text.zh)
        assert named == ERRATUM.findall(text.en)
        assert set(named) <= set(reference.errata())


def _bare(text: str) -> str:
    """A text whose figures name no unit."""
    return re.sub(r"\|[^}]*\}", "}", text)


@pytest.mark.parametrize(("story", "part"), PARTS, ids=lambda it: getattr(it, "id", ""))
def test_a_chart_opens_with_filters_and_settings_that_it_has(story: Story, part: Part) -> None:
    exhibit = exhibits()[part.exhibit]
    exhibit_query(exhibit, part.query).strict()
    own = {exhibit.address_key(param) for param in exhibit.params} | set(keys())
    assert set(parse_pairs(part.query)) <= own, story.name


def _words(workspace: Workspace, text: str, lang: Lang = "zh") -> list[str]:
    found = filled(text, Asker(workspace, None, lang))
    return [it.words for it in found if isinstance(it, Figure)]


def test_printed_figures_by_hand(workspace: Workspace) -> None:
    """f_total, e16 of Jiangsu, e26 and r01 as they stand in the reference files."""
    text = (
        "{fact f_total}{fact f_yrd}{cell e16_provinces_top10 province=江苏省 "
        "national_share_of_all_pct}{cell e26_core_medians indicator=参保人数 ratio}"
        "{cell r01_criteria_2026 tier=专精特新“小巨人” indicator=revenue_last_year threshold|万元}"
        "{cell e25_correlations indicator=专利总量 参保人数}"
    )
    assert _words(workspace, text) == [
        "167,372家",
        "5.3万家",
        "14.42%",
        "3.84倍",
        "5,000万元",
        "0.199",
    ]
    assert _words(workspace, text, "en")[1:5] == [
        "53,000 enterprises",
        "14.42%",
        "3.84×",
        "CNY 50 million",
    ]


def test_computed_figures_are_those_of_the_registry(workspace: Workspace) -> None:
    rows = demo.build(rows=3_000, seed=7)
    both = list(zip(rows["tier"], rows["province_code"], strict=True))
    national = sum(1 for tier, _ in both if tier == "national")
    southern = sum(1 for pair in both if pair == ("national", "440000"))
    text = (
        "{now key_figures figure=national enterprises}"
        "{now key_figures?province=440000 figure=national enterprises}"
    )
    asker = Asker(workspace, None, "zh")
    figures = [it for it in filled(text, asker) if isinstance(it, Figure)]
    assert [it.words for it in figures] == [f"{national:,}家", f"{southern:,}家"]
    assert {it.kind for it in figures} == {"demonstration"}


@pytest.mark.parametrize(
    "wrong",
    ["{fact f_none}", "{cell e03_tiers tier=甲 share_pct}", "{now key_figures figure=x nothing}"],
)
def test_a_wrong_placeholder_is_named(workspace: Workspace, wrong: str) -> None:
    with pytest.raises(ValueError, match=re.escape(wrong[:12])):
        list(filled(wrong, Asker(workspace, None, "zh")))


def test_a_registry_without_the_columns_says_so(tmp_path: Path) -> None:
    names = demo.build(rows=50, seed=7).select("id", "name")
    Store(tmp_path).add(names, demonstration=False, source="names alone")
    bare = Workspace.open(Settings(home=tmp_path))
    assert _words(bare, "{now key_figures figure=little_giant_share share_pct}") == [
        "（当前企业库无此数据）"
    ]
    for story in ALL:
        assert reading(story, "", Asker(bare, None, "en"), "/")
