"""Whether a number is still what its code says, and if not, why.

The query of the code is computed again over the registry in use. Where another value comes out, the
version of the code is opened too: if it still gives the old value, the rows have changed; if it
gives another, the program counts otherwise than it did, by which the rule has changed.

Who sees some rows only may ask of a number that was made of other rows: a code does not say of
which, so that another value tells them nothing of rows or rule.
"""

from dataclasses import dataclass, replace
from typing import Literal

import polars as pl

from components.contract.catalogue import exhibits
from components.contract.cells import digest_of, exact
from components.contract.claimed import Claim, Value
from components.contract.exhibit import Exhibit
from components.contract.requests import exhibit_query
from components.contract.result import Result
from components.contract.workspace import Workspace
from data_layer.filters.filters import Filters
from data_layer.filters.problems import FilterError
from data_layer.filters.query import Query
from data_layer.registry.manifest import DamagedVersionError

Status = Literal["same", "changed", "gone", "not_ours", "unlike"]
Reason = Literal["rows", "rule", "printed", "version_gone", "seen"]


@dataclass(frozen=True)
class Verdict:
    """What became of a claim. `gone`: the row, or what is asked of it, is no longer there;
    `not_ours`: no exhibit of this program; `unlike`: who asks sees other rows, it may be, than it
    was made of.

    now, n, version: of the registry in use. entered, left: enterprises that pass the same filters
    in one of both versions alone; None where the old one is not at hand. result: what was computed.
    """

    claim: Claim
    status: Status
    now: Value = None
    n: int = 0
    version: str = ""
    reason: Reason | None = None
    entered: int | None = None
    left: int | None = None
    result: Result | None = None


def verify(workspace: Workspace, claim: Claim) -> Verdict:
    """The verdict on a claim by the registry in use."""
    claim = replace(claim, version=_version(workspace, claim))
    exhibit = exhibits().get(claim.exhibit)
    if exhibit is None:
        return Verdict(claim, "not_ours")
    try:
        query = exhibit_query(exhibit, claim.query)
    except FilterError:
        return Verdict(claim, "gone", reason="rule")
    try:
        result = workspace.run(exhibit, replace(query, version=None))
    except FilterError:  # the other of two versions is not there, or is the one in use now
        return Verdict(claim, "gone", reason="version_gone")
    now = _value(result, claim)
    verdict = Verdict(
        claim, "same", now, n=result.sample.most, version=result.version, result=result
    )
    if now == claim.value:
        return verdict
    status: Status = "changed" if now is not None else "gone"
    if claim.source == "published":
        return replace(verdict, status=status, reason="printed")
    found = _why(workspace, exhibit, query, verdict=replace(verdict, status=status))
    if result.rule.values and found.reason != "rows":
        return replace(found, status="unlike", reason="seen")
    return found


def _version(workspace: Workspace, claim: Claim) -> str:
    """The version that a claim is of, by the signs that its code holds of it."""
    if not claim.version:
        return ""
    held = (manifest.version for manifest in workspace.store.versions())
    return next((it for it in held if it.startswith(claim.version)), claim.version)


def _why(workspace: Workspace, exhibit: Exhibit, query: Query, verdict: Verdict) -> Verdict:
    claim = verdict.claim
    if claim.version == verdict.version:
        return replace(verdict, reason="rule")
    try:
        before = workspace.run(exhibit, replace(query, version=claim.version))
    except (FilterError, DamagedVersionError):
        return replace(verdict, reason="version_gone")
    entered, left = _turnover(workspace, before, query)
    reason: Reason = "rows" if _value(before, claim) == claim.value else "rule"
    return replace(verdict, reason=reason, entered=entered, left=left)


def _value(result: Result, claim: Claim) -> Value:
    """The value of a claim in a result; None where it is no longer there."""
    if claim.of_many:
        return digest_of(result, claim)
    cell = exact(result, claim.source, claim.row, column=claim.column)
    return None if cell is None else cell.text or cell.value


def _turnover(workspace: Workspace, before: Result, query: Query) -> tuple[int, int]:
    """How many enterprises pass the filters now and did not, and the other way."""
    ids = [
        _ids(workspace.registry(version).rows, query.filters) for version in (before.version, None)
    ]
    return ids[1].join(ids[0], on="id", how="anti").height, ids[0].join(
        ids[1], on="id", how="anti"
    ).height


def _ids(rows: pl.LazyFrame, filters: Filters) -> pl.DataFrame:
    return filters.apply(rows).select("id").collect()
