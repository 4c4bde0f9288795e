"""Citations: what each form names, and that TeX and GB/T 7714 readers can read them."""

import re
from datetime import date
from pathlib import Path

import pytest

from components.contract.catalogue import exhibits
from components.contract.requests import exhibit_query
from components.contract.workspace import Workspace
from components.rendering.citation import citations
from data_layer.registry.settings import Settings
from data_layer.vocabulary.text import Lang

ADDRESS = "http://127.0.0.1:8050/rd?q=100%25_a#exhibit-rd_bands"
DAY = date(2026, 11, 23)
ENTRY = re.compile(r"@misc\{(\w+),\n(.*)\n\}", re.DOTALL)
FIELD = re.compile(r"^  (\w+) = \{(.*)\},?$", re.MULTILINE)


@pytest.fixture(scope="module")
def workspace(demo_home: Path) -> Workspace:
    return Workspace.open(Settings(home=demo_home))


@pytest.fixture
def said(workspace: Workspace, lang: Lang) -> dict[str, str]:
    exhibit = exhibits()["rd_bands"]
    result = workspace.run(exhibit, exhibit_query(exhibit, "tier=national&q=100%25%20_{%26"))
    return citations(result, ADDRESS, DAY, lang, "2026-10-01")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_form_names_all_that_is_needed(
    workspace: Workspace, said: dict[str, str], lang: Lang
) -> None:
    version = workspace.registry().version
    kind = {"zh": "演示数据", "en": "Demonstration data"}[lang]
    tier = {"zh": "层级：国家级", "en": "Tier: National (little giant)"}[lang]
    for form in said.values():
        assert ADDRESS in form
        assert version in form
        assert kind in form
        assert tier in form
        assert "2026-11-23" in form
    assert set(said) == {"text", "bibtex", "gbt7714"}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_bibtex_is_one_entry_whose_signs_tex_can_read(said: dict[str, str], lang: Lang) -> None:
    entry = ENTRY.fullmatch(said["bibtex"])
    assert entry is not None
    fields = dict(FIELD.findall(entry[2]))
    assert list(fields) == ["author", "title", "year", "howpublished", "note", "urldate"]
    assert fields["year"] == "2026"
    assert fields["howpublished"] == f"\\url{{{ADDRESS}}}"
    for name in ("author", "title", "note"):
        bare = re.sub(r"\\[&%$#_{}]", "", fields[name])
        assert not re.search(r"[&%$#_~^\\]", bare), name
        assert bare.count("{") == bare.count("}") == (0 if name == "note" else 1)
    assert r"100\% \_\{\&" in fields["note"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_gbt7714_has_the_form_of_a_database_online(said: dict[str, str], lang: Lang) -> None:
    # GB/T 7714-2015, 8.8: author. title[type/medium]. (updated)[cited]. address.
    form = r"[^.]+\. [^.\[]+\[DB/OL\]\. \(2026-10-01\)\[2026-11-23\]\. http\S+\. .+\."
    assert re.fullmatch(form, said["gbt7714"])


def test_printed_figures_have_no_day_of_data(workspace: Workspace) -> None:
    exhibit = exhibits()["measures_2026"]
    result = workspace.run(exhibit, exhibit_query(exhibit, ""))
    assert "[DB/OL]. [2026-11-23]. " in citations(result, ADDRESS, DAY, "zh")["gbt7714"]
