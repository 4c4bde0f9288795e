"""Receipts: a number says where it comes from, and its code computes it again."""

import contextlib
import hashlib
import io
import itertools
import re
import statistics
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import create_app
from components.contract import packing
from components.contract.catalogue import exhibits
from components.contract.cells import cells, exact, meant, row_claims, view_code
from components.contract.claimed import Claim
from components.contract.receipt_code import WORDS, CodeError, decode, encode, short
from components.contract.receipt_code import place as packed_place
from components.contract.workspace import Workspace
from components.receipts import verify as verifying
from components.receipts.facts import Facts, facts
from components.receipts.verify import verify
from data_layer import demo
from data_layer.filters.filters import Filters
from data_layer.filters.query import Query
from data_layer.reference_figures import tables as reference
from data_layer.registry.cache import ResultCache
from data_layer.registry.settings import Settings
from data_layer.registry.store import Store

IDS = sorted(exhibits())
JIANGSU = Filters.from_query("province=320000")


@pytest.fixture(scope="module")
def workspace(demo_home: Path) -> Workspace:
    return Workspace.open(Settings(home=demo_home))


COLUMNS = {(id, name) for id in IDS for name in ("", *(f.name for f in exhibits()[id].fields))}
CLAIMS = st.builds(
    Claim,
    exhibit=st.sampled_from(IDS),
    query=st.text(max_size=60),
    source=st.sampled_from(["computed", "published"]),
    row=st.lists(st.text(max_size=8) | st.integers(0, 9), max_size=3).map(tuple),
    column=st.text(max_size=12),
    value=st.none() | st.integers(-9, 10**9) | st.floats(-1e9, 1e9, allow_nan=False),
    n=st.integers(0, 10**8),
    version=st.sampled_from(["", "0123456789ab"]),
)


def of_code(claim: Claim) -> Claim:
    """A claim as its code holds it: where it is packed, with the first six signs of the version."""
    packed = len(encode(claim).partition("-")[0]) == 6
    return replace(claim, version=claim.version[:6]) if packed else claim


@given(CLAIMS)
def test_a_code_holds_its_claim(claim: Claim) -> None:
    assert decode(encode(claim)) == of_code(claim)


@given(CLAIMS, st.sampled_from(sorted(COLUMNS)))
def test_a_packed_code_holds_the_claim_of_a_column_that_there_is(
    claim: Claim, place: tuple[str, str]
) -> None:
    """With its type: 12.0 is no 12, and a digest of the row is a text."""
    claim = replace(claim, exhibit=place[0], column=place[1])
    assert decode(encode(claim)) == of_code(claim)
    assert type(decode(encode(claim)).value) is type(claim.value)


def test_every_column_of_every_exhibit_has_a_place_of_its_own() -> None:
    """Two that fall together would be each other's number: one of them needs another name."""
    assert len({packed_place(*pair) for pair in COLUMNS}) == len(COLUMNS)


def test_a_code_of_the_older_form_is_read_for_ever() -> None:
    """As the version before this one made it: it stands in reports."""
    older = "Z452HGFE-AYuGeRgU1Kj5LhoYWClKsbjzgKGhnqmljqWpkakJUG8sAA"
    assert decode(older) == Claim(
        "clusters",
        query="",
        source="published",
        row=("prd",),
        column="little_giant_share_pct",
        value=11.59,
        n=95254,
        version="",
    )
    assert short(older) == "Z452-HGFE"


@given(CLAIMS, st.data())
def test_a_code_with_another_sign_is_none(claim: Claim, data: st.DataObject) -> None:
    code = encode(claim)
    at = data.draw(st.integers(0, len(code) - 1).filter(lambda it: code[it] != "-"))
    other = data.draw(st.sampled_from("ABCDEFGHabcdefgh23456789").filter(lambda it: it != code[at]))
    changed = code[:at] + other + code[at + 1 :]
    with contextlib.suppress(CodeError):
        assert decode(changed) == of_code(claim), "spare bits, or case of the digest"


@pytest.mark.parametrize("code", ["", "-", "ABC", "0" * 5000, "7QK2M9XD-", "7QK2M9XD-%%%", "数-字"])
def test_what_is_no_code_says_so(code: str) -> None:
    with pytest.raises(CodeError):
        decode(code)


def test_the_common_words_are_part_of_the_form() -> None:
    """Codes that stand in reports have to be read for ever: another dictionary is another form."""
    assert hashlib.blake2b(WORDS.encode(), digest_size=8).hexdigest() == "18746067621dee40"
    held = "|".join([packing.SPELT, packing.SIGNS, *packing.ALPHABETS])
    assert hashlib.blake2b(held.encode(), digest_size=8).hexdigest() == "f83aa96ab510f1b1"


def test_a_code_is_short_enough_to_print(workspace: Workspace) -> None:
    """Half of all numbers of charts have at most 34 signs, and at most 40 under a filter."""
    for filters, most in ((Filters(), 34), (JIANGSU, 40)):
        results = [workspace.run(exhibits()[id], Query(filters)) for id in IDS]
        codes = [encode(it.claim(r)) for r in results for it in itertools.islice(cells(r), 3)]
        assert statistics.median(map(len, codes)) <= most
    assert re.fullmatch(r"[0-9A-Z]{3}-[0-9A-Z]{3}", short(codes[0]))


@pytest.mark.parametrize("id", IDS)
def test_every_number_is_verified_by_its_code(workspace: Workspace, id: str) -> None:
    result = workspace.run(exhibits()[id], Query())
    for cell in itertools.islice(cells(result), 0, 40, 13):
        claim = decode(encode(cell.claim(result)))
        assert exact(result, claim.source, claim.row, claim.column) is not None
        assert verify(workspace, claim).status == "same", cell
    if view_code(result):
        assert verify(workspace, decode(view_code(result))).status == "same"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("id", IDS)
def test_every_receipt_says_how(workspace: Workspace, id: str, lang: Any) -> None:
    query = Query(JIANGSU, lang=lang)
    result = workspace.run(exhibits()[id], query)
    for cell in itertools.islice(cells(result), 0, 40, 13):
        said = facts(workspace, result, cell, query)
        assert said.formula
        assert said.value
        assert said.where
        if cell.source == "computed":
            assert said.version.startswith(result.version)


def _receipt(workspace: Workspace, exhibit: str, row: tuple[Any, ...], column: str) -> Facts:
    result = workspace.run(exhibits()[exhibit], Query())
    cell = exact(result, "published", row, column)
    assert cell is not None
    return facts(workspace, result, cell, Query())


def test_a_printed_fact_names_its_own_document(workspace: Workspace) -> None:
    """data_layer/reference/facts.csv: f_gba is in s5, f_frontier_1 in s2, of five documents."""
    titles = {id: source.title for id, source in reference.sources().items()}
    for fact, document, column in (
        ("f_gba", "s5", "value_per_cent"),
        ("f_frontier_1", "s2", "value_enterprises"),
    ):
        assert _receipt(workspace, "facts", (fact,), column).source == f"《{titles[document]}》"


def test_a_printed_fact_names_its_erratum_alone(workspace: Workspace) -> None:
    """By hand: f_total is printed in e03, to which x33 of data_layer/reference/errata.csv refers;
    to f_gba, which stands in no figure or table, none does."""
    of_total = _receipt(workspace, "facts", ("f_total",), "value_enterprises").errata
    assert [id for id, _ in of_total] == ["x33"]
    assert _receipt(workspace, "facts", ("f_gba",), "value_per_cent").errata == ()


def test_a_year_has_no_thousands(workspace: Workspace) -> None:
    """e53 prints the first of the five periods of Haoshun from 1995 on (reference row)."""
    result = workspace.run(exhibits()["haoshun_timeline"], Query())
    first = result.frame.row(0, named=True)
    said = _receipt(workspace, "haoshun_timeline", (first["period"],), "start_year")
    assert said.value == str(first["start_year"])


def test_a_formula_is_arithmetic_that_can_be_done_again(workspace: Workspace) -> None:
    """What ÷ of the figures gives is the number, on every card that says one."""
    seen = 0
    for id in IDS:
        result = workspace.run(exhibits()[id], Query())
        shares = (it for it in cells(result) if it.field.unit.zh == "%")
        for cell in itertools.islice(shares, 0, 60, 11):
            said = facts(workspace, result, cell, Query(lang="en")).formula
            found = re.search(r"= ([\d,]+) ÷ (?:Σ )?([\d,]+) × 100 = ", said)
            if found and cell.field.formula is None:
                part, whole = (float(it.replace(",", "")) for it in found.groups())
                assert part / whole * 100 == pytest.approx(
                    cell.value, abs=0.51 * 10.0 ** -(cell.field.digits or 0)
                )
                seen += 1
    assert seen > 20


def test_a_number_is_found_by_how_it_reads_and_what_stands_beside(workspace: Workspace) -> None:
    result = workspace.run(exhibits()["province_ranking"], Query())
    row = result.frame.row(0, named=True)
    name = result.view("zh").named["province"][0]
    label = "占全国比重"
    (found,) = meant(result, f"{row['share_pct']}%", f"{name} {label}", "zh")
    assert found.row == (row["province_code"],)
    assert found.field.name == "share_pct"
    assert found.source == "computed", "the printed one stands beside, and is said on the receipt"
    assert meant(result, "987654321", name, "zh") == []


def test_the_n_under_the_name_of_a_map_is_the_sum_of_its_places(workspace: Workspace) -> None:
    """Summed here by polars over the rows of a tier; its code tells when it is another."""
    result = workspace.run(exhibits()["province_maps"], Query())
    national = result.frame.filter(pl.col("group") == "national")["enterprises"].sum()
    name = result.view("zh").named.row(0, named=True)["group"]
    (found,) = meant(result, f"n = {national:,}", f"{name}n = {national:,}", "zh")
    assert (found.row, found.value) == (("national",), national)
    said = facts(workspace, result, found, Query())
    assert said.where.startswith(name)
    assert f"各行之和 = {national:,}家" in said.formula
    claim = decode(said.code)
    assert verify(workspace, claim).status == "same"
    assert verify(workspace, replace(claim, value=national - 1)).now == national


def test_a_target_that_is_printed_as_text_has_a_receipt(workspace: Workspace) -> None:
    """Reference row of e51: 硬科技 is to have at least 50% inventions."""
    result = workspace.run(exhibits()["patent_strategy"], Query())
    first = result.frame.row(0, named=True)
    (found, *_) = meant(result, "50%", first["target"], "zh")
    said = facts(workspace, result, found, Query())
    assert said.value == first["target"]
    assert "照录" in said.formula
    assert verify(workspace, decode(said.code)).status == "same"


def grown(home: Path) -> tuple[Workspace, str]:
    """A registry, then one without the first ten enterprises of Jiangsu and three of them new."""
    frame = demo.build(rows=2_000, seed=5)
    store = Store(home)
    before = store.add(frame, demonstration=True, source="first").version
    jiangsu = frame.filter(pl.col("province_code") == "320000")
    gone = jiangsu.head(10)["id"].to_list()
    new = jiangsu.head(3).with_columns(pl.concat_str(pl.lit("NEW-"), "id").alias("id"))
    after = pl.concat([frame.filter(~pl.col("id").is_in(gone)), new])
    store.add(after, demonstration=True, source="second")
    return Workspace.open(Settings(home=home)), before


def claim_of(workspace: Workspace, version: str, column: str = "enterprises") -> Claim:
    exhibit = exhibits()["province_ranking"]
    result = workspace.run(exhibit, Query(version=version))
    cell = next(c for c in cells(result) if c.row == ("320000",) and c.field.name == column)
    return cell.claim(result)


def test_rows_that_changed_are_the_reason(tmp_path: Path) -> None:
    workspace, before = grown(tmp_path)
    claim = claim_of(workspace, before)
    found = verify(workspace, claim)
    assert (found.status, found.reason) == ("changed", "rows")
    assert isinstance(claim.value, int)
    assert found.now == claim.value - 7
    assert (found.entered, found.left) == (3, 10)


def test_a_rule_that_changed_is_the_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace, before = grown(tmp_path)
    claim = claim_of(workspace, before)
    own = exhibits()["province_ranking"]
    doubled = replace(
        own,
        query=lambda *given: own.query(*given).with_columns(pl.col("enterprises") * 2),
    )
    monkeypatch.setattr(verifying, "exhibits", lambda: {"province_ranking": doubled})
    again = replace(workspace, results=ResultCache(None))
    assert verify(again, claim).reason == "rule"


def test_a_version_that_is_gone_is_said_to_be(tmp_path: Path) -> None:
    workspace, before = grown(tmp_path)
    claim = replace(claim_of(workspace, before), version="0" * 12)
    found = verify(workspace, claim)
    assert (found.status, found.reason) == ("changed", "version_gone")


def test_a_forged_value_is_not_borne_out(workspace: Workspace) -> None:
    current = workspace.registry().version
    claim = replace(claim_of(workspace, current), value=1)
    found = verify(workspace, claim)
    assert (found.status, found.reason) == ("changed", "rule")


def test_what_is_not_ours(workspace: Workspace) -> None:
    claim = replace(claim_of(workspace, workspace.registry().version), exhibit="no_such")
    assert verify(workspace, claim).status == "not_ours"
    gone = replace(claim_of(workspace, workspace.registry().version), row=("999999",))
    assert verify(workspace, gone).status == "gone"


def test_a_file_carries_codes_of_the_whole_and_of_each_row(demo_home: Path) -> None:
    client = create_app(Settings(home=demo_home)).server.test_client()
    body = client.get("/export/province_ranking.csv?lang=en").data
    read = pl.read_csv(io.BytesIO(body))
    head = read.columns[-1]
    assert head.startswith("code ")
    for code in (head.removeprefix("code "), *read[head].to_list()):
        answer = client.get(f"/api/v1/verify/{code}").json
        assert answer["status"] == "same"
    assert client.get("/api/v1/verify/ABC").status_code == 400


def test_rows_have_codes_that_change_with_the_row(workspace: Workspace) -> None:
    result = workspace.run(exhibits()["province_ranking"], Query())
    claims = row_claims(result, "computed")
    assert len({claim.value for claim in claims.values()}) == result.frame.height


def test_the_dialog_is_answered_with_a_receipt(demo_home: Path) -> None:
    client = create_app(Settings(home=demo_home)).server.test_client()
    figures = client.get("/api/v1/exhibits/rule_verdicts?lang=en").json["data"]
    own = next(row for row in figures if row["rule"] == "own")
    asked = {"number": str(own["fails"]), "words": "Own rule Fail a criterion", "lang": "en"}
    answer = client.get("/receipts/rule_verdicts", query_string=asked).json
    (found,) = answer["receipts"]
    assert found["where"] == "Own rule · Fail a criterion"
    assert found["code"] in answer["html"]
    assert client.get("/receipts/nothing").status_code == 404
    many = client.get("/receipts/rule_verdicts", query_string=asked | {"words": ""}).json
    assert len(many["receipts"]) > 1, "2026 and the own rule are the same by default"
