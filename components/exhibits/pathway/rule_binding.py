"""Which criterion of a rule binds: who would meet it but for this one."""

from collections.abc import Callable

import polars as pl

from components.charts.grouped import Series
from components.charts.paired import paired
from components.charts.sentences import leader
from components.claims.sentence import AltText
from components.contract.counted import Members, RowContext
from components.contract.exhibit import Exhibit, Figure, Params, Rows, View
from components.contract.sample import by_row
from components.look.theme import INK, PALE
from components.look.words import wrap
from components.parts.rule_params import NOTE, PARAMS, RULES, own_rule
from data_layer.filters.filters import Filters
from data_layer.policy.candidates import national
from data_layer.policy.rule import INDICATORS, spec_of
from data_layer.topics.pathway import verdicts
from data_layer.vocabulary.fields import ENTERPRISES, Field, count, decimal, printed
from data_layer.vocabulary.text import Text
from data_layer.vocabulary.units import by_unit, in_units, unit_code

HOME = ENTERPRISES.unit
UNITS = tuple(unit_code(criterion.unit) for criterion in national().values())
FIELDS = (
    Field(
        "indicator",
        Text("条件", "Criterion"),
        key=True,
        labels={indicator: criterion.label for indicator, criterion in national().items()},
    ),
    *in_units(printed(decimal("threshold_2022", Text("2022年门槛", "Threshold of 2022"))), UNITS),
    *in_units(printed(decimal("threshold_2026", Text("2026年门槛", "Threshold of 2026"))), UNITS),
    *in_units(decimal("threshold_own", Text("自拟门槛", "Own threshold")), UNITS),
    printed(decimal("rank_2026", Text("2026年或排名前", "2026: or rank up to"), digits=0)),
    decimal("rank_own", Text("自拟或排名前", "Own: or rank up to"), digits=0),
    count("met", Text("达到（自拟）", "Met (own)"), HOME),
    count("unmet", Text("未达到（自拟）", "Not met (own)"), HOME),
    count("unknown", Text("缺数据（自拟）", "Unknown (own)"), HOME),
    count("alone", Text("只差这一项（自拟）", "Held back by it alone (own)"), HOME),
    count("alone_now", Text("只差这一项（2026）", "Held back by it alone (2026)"), HOME),
)


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """A row a criterion, in the order of r01."""
    binding = by_unit(verdicts.binding(rows, filters, own_rule(params)), FIELDS)
    return binding.select(f.name for f in FIELDS)


def figure(view: View) -> Figure:
    """Bars of those that only this criterion holds back, by the rule in force and by the own."""
    frame, ink = view.named, INK[view.theme]
    labels = [wrap(name, 26) for name in frame["indicator"]]
    series = [
        Series(RULES["now"](view.lang), PALE[view.theme], frame["alone_now"].to_list()),
        Series(RULES["own"](view.lang), ink.accent, frame["alone"].to_list()),
    ]
    return paired(view, labels, series, unit="")


def alt(view: View) -> AltText:
    """The criterion that alone holds back most."""
    what = Text("只差这一项的家数", "Enterprises held back by it alone")
    return leader(view, "indicator", "alone", what=what, rows=Text("项条件", "criteria"))


THRESHOLD_OF = {indicator: name for name, indicator in INDICATORS.items()}


def _of(test: str, *, own: bool = True) -> Callable[[RowContext], str]:
    """Those of which a criterion says so, by the own rule or by the one in force."""

    def of(context: RowContext) -> str:
        spec = spec_of(own_rule(context.params)) if own else "2026"
        return f"where=rule.{THRESHOLD_OF[context.row['indicator']]}@{spec}:{test}"

    return of


EXHIBIT = Exhibit(
    title=Text("哪一项条件卡住企业", "Which criterion binds"),
    reading=Text(
        "其余各项达到、只差这一项的企业：放宽它，就会放进来这么多。",
        "Enterprises that meet the other criteria and fail this one: what easing it would let in.",
    ),
    origin=("r01_criteria_2026", "e02"),
    fields=FIELDS,
    members=Members(
        row="",
        columns={
            **{name: _of(name) for name in ("met", "unmet", "unknown", "alone")},
            "alone_now": _of("alone", own=False),
        },
    ),
    query=query,
    figure=figure,
    alt=alt,
    sample=by_row("met", "unmet", "unknown"),
    params=PARAMS,
    note=NOTE,
    width="half",
    height=400,
    order=62,
)
