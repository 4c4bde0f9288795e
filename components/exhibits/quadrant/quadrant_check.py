"""The shares of e14 against what its other tables imply and what the registry holds (x09, x10)."""

from typing import Any

import polars as pl

from components.charts.bars import computed_name, published_marker
from components.charts.labels import wrapped
from components.charts.sentences import counted_among
from components.contract.counted import Members, RowContext
from components.contract.exhibit import Exhibit, Figure, Params, Rows, View
from components.contract.sample import each
from components.look.amounts import number, with_units
from components.look.theme import INK, PUBLISHED_COLOR, layout
from data_layer.filters.filters import Filters
from data_layer.measures.tallies import share, tally
from data_layer.reference_figures.errata import recomputed_by_id
from data_layer.topics.quadrant.cells import REPORT
from data_layer.vocabulary.fields import ENTERPRISES, PER_CENT, Field, count, per_cent
from data_layer.vocabulary.text import Text

CHECKS = {
    "persons": Text(
        f"参保>{REPORT.persons}人", f"More than {REPORT.persons} employees with social insurance"
    ),
    "patents": Text(f"专利>{REPORT.patents}件", f"More than {REPORT.patents} patents"),
}
ERRATA = {"persons": "x09", "patents": "x10"}
COLUMNS = {"persons": "insured", "patents": "patents"}
FIELDS = (
    Field("check", Text("条件", "Condition"), key=True, labels=CHECKS),
    Field(
        "quadrants_pct",
        Text("象限表合计", "Sum of the quadrants (e14)"),
        PER_CENT,
        digits=1,
        source="derived",
        formula=Text("图表14两个象限的占比之和", "sum of two quadrants of exhibit 14"),
    ),
    Field(
        "implied_pct",
        Text("其他图表推得", "Implied by other exhibits"),
        PER_CENT,
        digits=1,
        source="derived",
        formula=Text(
            "勘误x09、x10的算式，见说明", "arithmetic of errata x09 and x10, see the note"
        ),
    ),
    per_cent("registry_pct", Text("当前企业库", "Registry in use"), digits=1),
    count("above", Text("符合条件企业", "Enterprises above"), ENTERPRISES.unit),
    count("known", Text("已披露企业", "Enterprises reported"), ENTERPRISES.unit),
    count("unreported", Text("未披露企业", "Enterprises unreported"), ENTERPRISES.unit),
)
SYMBOLS = {"quadrants_pct": "diamond", "implied_pct": "diamond-open"}
AT_LEAST = ("implied_pct", "patents")
"""What the other tables imply at least."""
SERIES = ("quadrants_pct", "implied_pct", "registry_pct")


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """Shares above either threshold of the report: as printed, as implied, as in the registry."""
    limits = {"persons": REPORT.persons, "patents": REPORT.patents}
    flags = {f"{c}_above": pl.col(COLUMNS[c]) > limits[c] for c in CHECKS}
    flags |= {f"{c}_known": ~pl.col(COLUMNS[c]).is_null() for c in CHECKS}
    counts = tally(filters.apply(rows), [], flags).row(0, named=True)
    if not counts["n"]:
        return pl.DataFrame(schema={f.name: pl.Int64 for f in FIELDS})
    compared = {c: recomputed_by_id()[ERRATA[c]].comparisons[0] for c in CHECKS}
    frame = pl.DataFrame(
        {
            "check": list(CHECKS),
            "quadrants_pct": [compared[c].printed for c in CHECKS],
            "implied_pct": [compared[c].computed for c in CHECKS],
            "above": [counts[f"{c}_above"] for c in CHECKS],
            "known": [counts[f"{c}_known"] for c in CHECKS],
            "unreported": [counts["n"] - counts[f"{c}_known"] for c in CHECKS],
        }
    )
    return frame.with_columns(share("above", "known").alias("registry_pct"))


def figure(view: View) -> Figure:
    """A bar of the registry a condition, and beside it both that the report says."""
    marks = [_marks(view, name, symbol) for name, symbol in SYMBOLS.items()]
    axes = {
        "barmode": "group",
        "scattermode": "group",
        "bargap": 0.3,
        "scattergap": 0.3,
        "yaxis": {"visible": False, "rangemode": "tozero"},
        "xaxis": {"ticks": ""},
        "showlegend": True,
    }
    return {"data": [_bars(view), *marks], "layout": layout(view.theme, **axes)}


def _places(view: View) -> list[str]:
    return [wrapped(name, 20, 3) for name in view.named["check"]]


def _bars(view: View) -> dict[str, Any]:
    values = view.named["registry_pct"].to_list()
    return {
        "type": "bar",
        "name": computed_name(view),
        "offsetgroup": "registry_pct",
        "x": _places(view),
        "y": values,
        "text": with_units(values, "%", view.lang),
        "textposition": "outside",
        "textangle": 0,
        "cliponaxis": False,
        "marker": {"color": INK[view.theme].accent},
        "hovertemplate": f"%{{x}}<br>{computed_name(view)} %{{y}}%<extra></extra>",
    }


def _marks(view: View, name: str, symbol: str) -> dict[str, Any]:
    label, values = view.field(name).label(view.lang), view.named[name].to_list()
    least = ["≥" if (name, check) == AT_LEAST else "" for check in view.frame["check"]]
    words = [
        f"{sign}{amount}" if amount else ""
        for sign, amount in zip(least, with_units(values, "%", view.lang), strict=True)
    ]
    edge = {"color": PUBLISHED_COLOR[view.theme], "width": 2}
    return {
        "type": "scatter",
        "mode": "markers+text",
        "name": label,
        "offsetgroup": name,
        "x": _places(view),
        "y": values,
        "text": words,
        "textposition": "top center",
        "cliponaxis": False,
        "marker": {**published_marker(view), "symbol": symbol, "size": 12, "line": edge},
        "hovertemplate": f"%{{x}}<br>{label} %{{y}}%<extra></extra>",
    }


def alt(view: View) -> str:
    """Both conditions, three figures each."""
    parts, among = [], counted_among(view)
    for row in view.named.iter_rows(named=True):
        stated, implied, own = (number(row[name]) for name in SERIES)
        parts.append(
            view.say(
                f"{row['check']}：象限表{stated}%，他表推得{implied}%，{among.zh}{own}%",
                f"{row['check']}: quadrants {stated}%, other tables {implied}%, {among.en} {own}%",
            )
        )
    return view.say("；", "; ").join(parts) + view.say("。", ".")


def _note() -> Text:
    formulas = {c: recomputed_by_id()[id].formula for c, id in ERRATA.items()}
    return Text(
        f"参保（x09）：{formulas['persons'].zh}。专利（x10）：{formulas['patents'].zh}。"
        "企业库的占比以该项已披露的企业为分母，未披露的单列。",
        f"Employees with social insurance (x09): {formulas['persons'].en}. Patents (x10): "
        f"{formulas['patents'].en}. Shares of "
        "the registry are of the enterprises that report the number; the others are counted apart.",
    )


def _above(context: RowContext) -> str:
    limits = {"persons": REPORT.persons, "patents": REPORT.patents}
    check = context.row["check"]
    return f"where={COLUMNS[check]}:{limits[check]}<.."


EXHIBIT = Exhibit(
    title=Text("象限占比与报告其他图表不符", "The quadrants against the report's other tables"),
    reading=Text(
        "实心菱形：四象限表；空心菱形：由用工、标准两表推得；两者不能同时成立。",
        "Solid mark: the quadrant table; open mark: what the tables on staff and standards imply. "
        "Both cannot be true.",
    ),
    origin=("e14", "e05", "e07", "e08"),
    fields=FIELDS,
    members=Members(
        row="",
        columns={
            "above": _above,
            "known": lambda context: f"where={COLUMNS[context.row['check']]}:known",
            "unreported": lambda context: f"where={COLUMNS[context.row['check']]}:missing",
        },
    ),
    query=query,
    figure=figure,
    alt=alt,
    sample=each("known"),
    requires=("insured", "patents"),
    note=_note(),
    width="third",
    height=430,
    order=30,
)
