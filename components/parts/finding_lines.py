"""Findings as lines: the sentence, what the report prints, the filter on the group that leads."""

from collections.abc import Iterable, Mapping
from typing import Any

from dash import html

from components.claims.cell import Claim
from components.claims.extremes import Leader
from components.claims.sentence import Sentence
from components.contract.exhibit import View
from components.contract.links import chart_link
from components.look.amounts import with_unit
from components.parts.finding_claims import FINDINGS, GROUPS, Finding, claims_by_finding
from data_layer.vocabulary.fields import KINDS
from data_layer.vocabulary.text import Text

ALONE = Text("只看{name}", "{name} alone")
VALUES = ("share_pct", "little_giant_share_pct", "patents_median", "correlation")
"""What the report prints of a group: the first that a row fills."""


def finding_lines(view: View) -> html.Ol:
    """A line a finding: the sentence that leads to its chart, what the report prints, the filter
    that keeps its group alone."""
    return html.Ol(
        [_line(view, id, claim) for id, claim in claims_by_finding(view).items()],
        className="findings",
    )


def _line(view: View, id: str, claim: Claim) -> html.Li:
    finding = FINDINGS[id]
    words = str(Sentence(view.lang, (claim,)))
    link = chart_link(finding.chart, view.home, words, adds=finding.settings)
    beside = [_printed(view, id), *_only(view, finding, claim)]
    return html.Li(
        [
            html.Span(finding.label(view.lang), className="topic"),
            html.P([link, *[part for part in beside if part is not None]]),
        ]
    )


def _only(view: View, finding: Finding, claim: Claim) -> Iterable[html.A]:
    """The filter on the one group that leads, or on the first of a list."""
    cells = getattr(claim, "cells", ())
    if finding.key is None or not cells or (isinstance(claim, Leader) and len(cells) > 1):
        return []
    group = dict(cells[0].key)["group"]
    if view.filters.chosen(finding.key) == (group,):
        return []
    words = ALONE(view.lang).format(name=cells[0].name(view.lang))
    adds = f"{finding.key}={group}"
    href = f"{view.home}?{adds}"
    return [html.A(words, href=href, className="only", **{"data-nav": "1", "data-adds": adds})]


def _printed(view: View, id: str) -> html.Span | None:
    """What the report prints of the same: its leader, or each group."""
    if view.published is None:
        return None
    rows = [row for row in view.published.iter_rows(named=True) if row["finding"] == id]
    figures = [(row["group"], next(v for v in VALUES if row[v] is not None), row) for row in rows]
    if isinstance(claims_by_finding(view).get(id), Leader):
        figures = sorted(figures, key=lambda figure: -figure[2][figure[1]])[:1]
    parts = [
        f"{GROUPS[group](view.lang)} {_figure(view, value, row)}" for group, value, row in figures
    ]
    words = "◆ " + view.say("，", ", ").join(parts)
    return html.Span(words, className="published", title=KINDS["published"](view.lang))


def _figure(view: View, value: str, row: Mapping[str, Any]) -> str:
    if value == "correlation":
        return f"{row[value]:.3f}"
    return with_unit(row[value], view.field(value).unit(view.lang), view.lang)
