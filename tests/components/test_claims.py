"""Sentences are true of what is shown: their claims are held against the frame, under any filter.

What is expected is found by these tests from the frames and rows themselves.
"""

from dataclasses import replace
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from components.claims.cell import Cell
from components.claims.extremes import Count, Gap, Leader
from components.claims.pairs import Change, Listing, Multiple, Order
from components.claims.sentence import Sentence
from components.contract.catalogue import exhibits
from components.contract.exhibit import Exhibit
from components.contract.workspace import Workspace
from components.parts.finding_claims import claims_by_finding
from components.rendering.headline import headline
from data_layer.filters.filters import Filters
from data_layer.filters.query import Query
from data_layer.registry.settings import Settings
from data_layer.vocabulary.places import province_names
from data_layer.vocabulary.terms import HONOURS, SECTORS, TIERS
from data_layer.vocabulary.text import Text
from tests.drawing import examples

IDS = sorted(exhibits())
LANGUAGES: tuple[Any, ...] = ("zh", "en")
FRAME = pl.DataFrame(
    {
        "place": ["a", "b", "c", "d"],
        "share": [30.0, 20.0, 30.0, None],
        "other": [10.0, 25.0, 30.0, 1.0],
        "small_group": [True, False, False, False],
    }
)
PER_CENT = Text("%", "%")


@pytest.fixture(scope="module")
def workspace(demo_home: Any) -> Workspace:
    return Workspace.open(Settings(home=demo_home))


def _queries() -> st.SearchStrategy[str]:
    """Filters of most kinds, from none to some that nobody passes."""
    choices = {
        "tier": [*TIERS, "national,provincial"],
        "province": [*list(province_names())[:12], "440000,320000,330000"],
        "cluster": ["bth", "yrd", "prd"],
        "industry": ["C", "C39", "I65", "C35,C34"],
        "sector": list(SECTORS)[:4],
        "honour": list(HONOURS)[:6],
        "listed": ["1", "0"],
        "patents": ["50..", "..20", "1000.."],
        "insured": ["..50", "300.."],
        "rd": ["5..15", "25.."],
        "founded": ["2015..", "..2000"],
    }
    pairs = {key: st.sampled_from(values) for key, values in choices.items()}
    chosen = st.fixed_dictionaries({}, optional=pairs)
    few = chosen.map(lambda picked: dict(list(picked.items())[:3]))
    return few.map(lambda picked: "&".join(f"{key}={value}" for key, value in picked.items()))


def _settings_of(exhibit: Exhibit) -> st.SearchStrategy[dict[str, str]]:
    """Positions of its switches."""
    switches = {p.name: list(p.options) for p in exhibit.params if 0 < len(p.options) < 12}
    drawn = {name: st.sampled_from(values) for name, values in switches.items()}
    return st.fixed_dictionaries({}, optional=drawn)


@pytest.mark.parametrize("id", IDS)
@settings(max_examples=examples(10), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_every_claim_of_every_sentence_holds(workspace: Workspace, id: str, data: Any) -> None:
    exhibit = exhibits()[id]
    filters = Filters.from_query(data.draw(_queries()))
    result = workspace.run(exhibit, Query(filters, data.draw(_settings_of(exhibit))))
    if result.lacking or result.frame.is_empty():
        nobody = headline(result, "zh") == "没有符合筛选条件的企业"
        assert result.lacking or nobody == (result.selected == 0 and not exhibit.waits)
        return
    for lang in LANGUAGES:
        sentence = exhibit.alt(result.view(lang))
        for claim in sentence.claims if isinstance(sentence, Sentence) else ():
            assert claim.holds(result.frame), (claim, filters.to_query())
            assert claim.words(lang)
        assert not str(sentence) or headline(result, lang) == str(sentence)


def _cell(place: str, value: float, column: str = "share") -> Cell:
    return Cell(Text(place, place.upper()), (("place", place),), column, value, PER_CENT)


def _leader(*cells: Cell, among: int = 3, **how: Any) -> Leader:
    return Leader(Text("占比", "Share"), cells, among, **how)


def test_a_leader_is_exactly_the_rows_with_the_largest_value() -> None:
    both = _leader(_cell("a", 30), _cell("c", 30))
    assert both.holds(FRAME)
    assert both.words("zh") == "占比并列最高的是a、c，均为30%（共3项）"
    assert both.words("en") == "highest share: A and C, 30% each (of 3)"
    assert not _leader(_cell("a", 30)).holds(FRAME), "a tie names the tie"
    assert not _leader(_cell("b", 20)).holds(FRAME)
    assert not _leader(_cell("a", 31), _cell("c", 31)).holds(FRAME)
    assert not _leader(_cell("a", 30), _cell("c", 30), among=4).holds(FRAME), "d has no value"


def test_a_leader_of_a_part_holds_in_that_part() -> None:
    large = _leader(_cell("c", 30), among=2, where=~pl.col("small_group"), large_only=True)
    assert large.holds(FRAME)
    assert large.words("zh") == "占比最高的是c：30%（共2项，不计不足10家的）"
    least = _leader(_cell("b", 20), least=True)
    assert least.holds(FRAME)
    assert least.words("en") == "lowest share: B, 20% (of 3)"


def test_one_row_and_equal_rows_are_no_race() -> None:
    alone = FRAME.filter(pl.col("place") == "b")
    assert _leader(_cell("b", 20), among=1).holds(alone)
    assert _leader(_cell("b", 20), among=1).words("zh") == "只有b：占比20%"
    equal = _leader(_cell("a", 30), _cell("c", 30), among=2)
    assert equal.holds(FRAME.filter(pl.col("share") == 30))
    assert equal.words("zh") == "2项中，占比均为30%"


def test_a_small_sample_is_said_wherever_it_speaks() -> None:
    """By hand: a leader, a pair and a listing with one figure of fewer than ten enterprises."""
    small, other = replace(_cell("a", 30), small=True), _cell("b", 20)
    what = Text("占比", "Share")
    assert _leader(small, among=2).words("zh").endswith("（共2项；有样本不足10家）")
    assert _leader(small, among=1).words("en").endswith("(a sample of fewer than 10 enterprises)")
    for claim in (
        Order(what, small, other),
        Multiple(what, other, small),
        Gap(what, ((small, other),)),
    ):
        assert claim.words("zh").endswith("（有样本不足10家）")
        assert claim.words("en").endswith("(a sample of fewer than 10 enterprises)")
    listed = Listing(what, (small, other)).words("zh")
    assert listed == "占比：a30%，b20%（有样本不足10家）"
    assert "不足" not in Order(what, other, other).words("zh")


def test_pairs_say_how_they_stand() -> None:
    a, b, c = _cell("a", 30), _cell("b", 20), _cell("c", 30)
    what = Text("占比", "Share")
    assert Order(what, a, b).words("zh") == "占比：a30%，高于b的20%"
    assert Order(what, b, a).words("en") == "share: 20% for B, below 30% for A"
    assert Order(what, a, c).relation == "equal"
    assert Multiple(what, a, b).words("zh") == "占比：a30%，为b（20%）的1.5倍"
    assert Change(what, a, b).words("zh") == "占比从a的30%减至b的20%"
    assert Change(what, a, c).words("zh") == "占比a与c同为30%"
    for claim in (Order(what, a, b), Multiple(what, a, b), Change(what, a, b), Listing(what, (a,))):
        assert claim.holds(FRAME)
        assert not claim.holds(FRAME.with_columns(share=pl.col("share") + 1))


def test_the_widest_gap_names_its_rows() -> None:
    pairs = tuple(
        (_cell(place, share), _cell(place, other, "other"))
        for place, share, other, _ in FRAME.head(3).iter_rows()
    )
    gap = Gap(Text("两列", "The columns"), pairs)
    assert gap.holds(FRAME)
    assert gap.words("zh") == "两列相差最大的是a：30%对10%"  # 20, 5 and 0 apart
    assert Gap(Text("两列", "The columns"), pairs[2:]).words("zh") == "两列没有差距"


def test_a_count_counts() -> None:
    high = pl.col("share") >= 30
    assert Count(Text("高", "High"), 2, high).holds(FRAME)
    assert not Count(Text("高", "High"), 3, high).holds(FRAME)


def test_that_there_is_none_is_said_in_words() -> None:
    nobody = Count(Text("落选", "Fall out"), 0, pl.lit(value=False), unit="家")
    assert nobody.words("zh") == "落选一家也没有"
    assert nobody.words("en") == "fall out: none"
    home = Text("家", "")
    zero = [Cell(Text(n, n.upper()), (("place", n),), "share", 0, home) for n in ("a", "b")]
    what = Text("符合条件的企业数", "Enterprises that qualify")
    rows = Text("个城市", "cities")
    every = Leader(what, tuple(zero), 2, rows=rows)
    assert every.words("zh") == "2个城市中，符合条件的企业数均为零"
    assert every.words("en") == "enterprises that qualify: none, for all 2 cities"
    assert Leader(what, (zero[0],), 1, rows=rows).words("zh") == "只有a：符合条件的企业数为零"
    moves = Listing(Text("按自拟规则", "By the own rule"), tuple(zero))
    assert moves.words("zh") == "按自拟规则：a、b均为零"
    assert moves.words("en") == "by the own rule: A and B: none"
    some = Cell(Text("c", "C"), (("place", "c"),), "share", 3, home)
    apart = replace(moves, cells=(zero[0], some, zero[1]))  # once, where the first of them stands
    assert apart.words("zh") == "按自拟规则：a、b均为零，c3家"
    assert apart.words("en") == "by the own rule: A and B: none, C 3"
    one = replace(moves, cells=(some, zero[0]))
    assert (one.words("zh"), one.words("en")) == (
        "按自拟规则：c3家，a为零",
        "by the own rule: C 3, A none",
    )
    per_cent = [replace(cell, unit=PER_CENT) for cell in zero]  # a measure of nought is a figure
    assert Leader(Text("差距率", "Gap"), tuple(per_cent), 2).words("zh") == "2项中，差距率均为0%"


def test_a_sentence_joins_words_and_claims() -> None:
    joined = Sentence("en", (_leader(_cell("b", 20), least=True), "of the report"))
    assert str(joined) == "Lowest share: B, 20% (of 3); of the report."
    assert joined.plain == ("of the report",)


@settings(max_examples=examples(30), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=_queries())
def test_every_finding_holds_and_names_what_the_rows_give(workspace: Workspace, query: str) -> None:
    filters = Filters.from_query(query)
    result = workspace.run(exhibits()["findings"], Query(filters))
    if result.frame.is_empty():
        assert result.selected == 0
        return
    claims = claims_by_finding(result.view("zh"))
    for id, claim in claims.items():
        assert claim.holds(result.frame), (id, query)
        assert claim.words("zh"), id
        assert claim.words("en"), id
    rows = filters.apply(workspace.registry().rows).collect()
    leaders = (("provinces", "province_code"), ("industries", "division"))
    for id, column in leaders:
        sizes = rows.drop_nulls(column).group_by(column).agg(n=pl.len())
        first = set(sizes.filter(pl.col("n") == sizes["n"].max())[column].to_list())
        claim = claims.get(id)
        assert isinstance(claim, Leader) == bool(first), (id, query)
        named = _groups(claim)
        large = sizes.filter(pl.col("n") >= 10)
        assert named.keys() == first or (
            not large.is_empty() and named.keys() <= set(large[column])
        )
    tiers = rows["tier"].drop_nulls().to_list()
    share = tiers.count("national") / len(tiers) * 100 if tiers else 0
    assert _groups(claims.get("tiers")).get("national", 0.0) == pytest.approx(share, abs=0.0051)


def _groups(claim: object) -> dict[str, float]:
    """What a claim says of each group of a finding."""
    cells = claim.cells if isinstance(claim, Leader | Listing) else ()
    return {str(dict(cell.key)["group"]): cell.value for cell in cells}
