"""Slopes: the largest places and industries at the ends of two years, by rank."""

from collections.abc import Callable
from dataclasses import replace

import polars as pl

from components.charts.sentences import UNSAID, leaders, sentence
from components.charts.slopes import Slope, cut, slopes
from components.claims.sentence import AltText
from components.contract.counted import Members, RowContext
from components.contract.exhibit import Exhibit, Figure, Param, Params, Rows, View
from components.contract.sample import total
from components.look.amounts import with_unit
from components.look.theme import INK
from components.parts.group_by import BY, GROUP, KEYS
from components.parts.time_params import (
    FROM,
    LOOKING_BACK,
    NATIONAL,
    NATIONAL_PCT,
    RISEN,
    TO,
    UNTIL,
    UP,
    years,
)
from data_layer.filters.filters import Filters
from data_layer.topics.lifecycle.dates import between
from data_layer.vocabulary.fields import ENTERPRISES, SMALL_GROUP, Field, count
from data_layer.vocabulary.terms import NO_UNIT
from data_layer.vocabulary.text import Text

ROWS = {
    "province_code": Text("个省份", "provinces"),
    "city_code": Text("个城市", "cities"),
    "division": Text("个行业", "divisions"),
}
METRICS = {field.name: field for field in (ENTERPRISES, NATIONAL, NATIONAL_PCT)}


def _sides(field: Field) -> tuple[Field, Field]:
    """A measure at the earlier and at the later year."""
    zh, en = field.label
    return (
        replace(field, name=f"{field.name}_before", label=Text(f"较早年{zh}", f"{en}, earlier")),
        replace(field, name=f"{field.name}_after", label=Text(f"较晚年{zh}", f"{en}, later")),
    )


FIELDS = (
    GROUP,
    count("before_rank", Text("较早年名次", "Rank, earlier"), NO_UNIT),
    count("after_rank", Text("较晚年名次", "Rank, later"), NO_UNIT),
    count("places_up", Text("名次上升", "Places up"), Text("名", "places")),
    *(side for metric in METRICS.values() for side in _sides(metric)),
    count("year_missing", Text("认定年份未填报", "No year of recognition"), ENTERPRISES.unit),
    SMALL_GROUP,
)


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """A row a group, the first of the later year on top."""
    top = int(float(params["top"]))
    return between(
        rows, filters, params["by"], metric=params["metric"], years=years(params, filters), top=top
    )


def figure(view: View) -> Figure:
    """A line a group from its rank then to its rank later; who rose is drawn stronger."""
    first, last = years(view.params, view.filters)
    field, ink = METRICS[view.params["metric"]], INK[view.theme]
    unit, metric, key = field.unit(view.lang), field.name, KEYS[view.params["by"]]
    names = view.named["group"].to_list()
    lines = []
    for name, row in zip(names, view.frame.iter_rows(named=True), strict=True):
        values = [row[f"{metric}_{side}"] for side in ("before", "after")]
        labels = [
            with_unit(value, unit, view.lang) if value is not None else "—" for value in values
        ]
        rose = (row["places_up"] or 0) > 0
        lines.append(
            Slope(
                [row["before_rank"], row["after_rank"]],
                (labels[0], f"{row['after_rank']} {cut(name)} {labels[1]}"),
                ink.accent if rose else ink.muted,
                hover=[
                    f"{name}<br>{year}: {label}"
                    for year, label in zip((first, last), labels, strict=True)
                ],
                click=f"{key}:{row['group']}",
                strong=rose,
            )
        )
    dates = [UNTIL[str(year)](view.lang) for year in (first, last)]
    return slopes(view, dates, lines, down=True)


def alt(view: View) -> AltText:
    """Who leads at the later year, and who rose by most places."""
    metric = METRICS[view.params["metric"]]
    until = UNTIL[str(years(view.params, view.filters)[1])]
    what = Text(f"{until.zh}{metric.label.zh}", f"{metric.label.en} {until.en.lower()}")
    rows = ROWS[view.params["by"]]
    claims = [leaders(view, "group", f"{metric.name}_after", what=what, rows=rows)]
    up = pl.col("places_up") > 0
    claims.append(leaders(view, "group", "places_up", where=up, what=UP, rows=RISEN))
    claimed = [claim for claim in claims if claim is not None]
    return sentence(view, *claimed) if claimed else UNSAID


def _at(which: int, more: str = "") -> Callable[[RowContext], str]:
    """Those of one of the two years."""
    return lambda context: f"asof={years(context.params, context.filters)[which]}{more}"


EXHIBIT = Exhibit(
    title=Text("两个年份之间的名次", "Ranks between two years"),
    reading=Text(
        "线向上为名次上升；左端是较早年份的数，右端是较晚年份的名次与数。",
        "A line that goes up is a better rank; on the left the number at the earlier year, on the "
        "right rank and number at the later one.",
    ),
    origin=("e15", "e16", "e20"),
    fields=FIELDS,
    members=Members(
        row=lambda context: f"{KEYS[context.params['by']]}={context.row['group']}",
        columns={
            f"{name}_{side}": _at(which, more)
            for which, side in enumerate(("before", "after"))
            for name, more in (("enterprises", ""), ("national", "&tier=national"))
        },
        whole={"year_missing": "where=given:missing"},
    ),
    query=query,
    figure=figure,
    alt=alt,
    sample=total("enterprises_after"),
    params=(
        FROM,
        TO,
        BY,
        Param(
            "metric",
            Text("指标", "Metric"),
            "national",
            options={name: field.label for name, field in METRICS.items()},
        ),
        Param("top", Text("前几名", "Top"), "12", low=3, high=40, step=1),
    ),
    requires=("tier",),
    note=LOOKING_BACK,
    width="half",
    height=520,
    order=51,
)
