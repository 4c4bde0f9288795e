"""Scale by innovation: all enterprises, two thresholds, four cells (e13, e14)."""

from typing import Any

import polars as pl

from components.charts.empty import sentence_figure
from components.charts.plane import plane
from components.contract.counted import Members, RowContext
from components.contract.exhibit import Exhibit, Figure, Param, Params, Rows, View
from components.contract.sample import total
from components.look.amounts import number
from data_layer.filters.filters import Filters
from data_layer.reference_figures.errata import recomputed_by_id
from data_layer.topics.quadrant.cells import (
    CELLS,
    MOST,
    REPORT,
    UNREPORTED,
    Cell,
    Thresholds,
    cell_names,
    printed,
    printed_shares,
)
from data_layer.topics.quadrant.density import FEW, POINTS_BELOW
from data_layer.topics.quadrant.fit import distance
from data_layer.topics.quadrant.frame import FIELDS, quadrant_frame
from data_layer.vocabulary.fields import words
from data_layer.vocabulary.text import Text

SCOPE = "quadrant"
ERRATA = ("x09", "x10")
THRESHOLDS = (
    Param(
        "persons_over",
        Text("参保人数大于", "More employees with social insurance than"),
        str(REPORT.persons),
        low=0,
        high=MOST,
        scope=SCOPE,
    ),
    Param(
        "patents_over",
        Text("专利总量大于", "More patents than"),
        str(REPORT.patents),
        low=0,
        high=MOST,
        scope=SCOPE,
    ),
)
UNKNOWN = Text(
    "筛选出的企业都没有同时披露参保人数与专利总量",
    "No selected enterprise reports both employees with social insurance and patents",
)


def thresholds(params: Params) -> Thresholds:
    """The chosen thresholds; a fraction counts as the whole number below it."""
    return Thresholds(*(int(float(params[param.name])) for param in THRESHOLDS))


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """The four cells, the fitted thresholds, the density and the points."""
    return quadrant_frame(rows, filters, thresholds(params))


def published(params: Params) -> pl.DataFrame:
    """The four shares of e14, at the thresholds that its text names."""
    return printed().select(pl.lit("quadrant").alias("part"), "cell", "share_pct")


def figure(view: View) -> Figure:
    """Density, points and thresholds; `layout.meta` is what assets/src/quadrant.js drags with."""
    if view.frame.filter(pl.col("part").is_in(["density", "point"])).is_empty():
        return sentence_figure(UNKNOWN(view.lang), view.theme)
    chosen = thresholds(view.params)
    drawn = plane(view, {"x": chosen.persons + 1, "y": chosen.patents + 1})
    drawn["layout"]["meta"] = {"quadrant": _live(view, chosen)}
    return drawn


def _live(view: View, chosen: Thresholds) -> dict[str, Any]:
    """All that the browser needs to answer while a threshold moves, beside the pairs themselves."""
    names = cell_names()
    return {
        "persons": chosen.persons,
        "patents": chosen.patents,
        "report": {"persons": REPORT.persons, "patents": REPORT.patents},
        "fitted": _fitted(view),
        "most": MOST,
        "query": view.filters.to_query(),
        "root": view.home,
        "cells": [
            {
                "id": id,
                "name": names[id](view.lang),
                "large": cell.large,
                "innovative": cell.innovative,
                "published": share if view.comparable else None,
                "feature": words()[feature](view.lang),
            }
            for id, cell, share, feature in _cells()
        ],
        "words": {
            "persons": view.say("参保人数阈值", "Threshold of employees with social insurance"),
            "patents": view.say("专利总量阈值", "Threshold of patents"),
            "persons_unit": view.say("人", "persons"),
            "patents_unit": view.say("件", "patents"),
            "insured": view.say("参保", "Employees with social insurance"),
            "owned": view.say("专利", "Patents"),
            "report": view.say("报告", "report"),
            "colon": view.say("：", ": "),
            "enterprises": view.say("家", "enterprises"),
            "export": view.say("导出企业 CSV", "Enterprises as CSV"),
            "basis": view.say(
                "分母：两项都已披露的 {known} 家；另有 {unknown} 家未披露，单列。",
                "Enterprises that report both numbers, of which the shares are: {known}; others, "
                "in no cell: {unknown}.",
            ),
            "gap": view.say(
                "与报告四项占比相差合计 {gap} 个百分点",
                "{gap} percentage points off the report's four shares in all",
            ),
        },
    }


def _cells() -> list[tuple[str, Cell, float, str]]:
    """Id, sides, printed share and printed feature of each cell."""
    rows = {row["cell"]: row for row in printed().iter_rows(named=True)}
    return [(id, cell, rows[id]["share_pct"], rows[id]["feature"]) for id, cell in CELLS.items()]


def _fitted(view: View) -> dict[str, Any] | None:
    cells = view.frame.filter(pl.col("part") == "fitted")
    low = next(cells.filter(pl.col("cell") == "nurturing").iter_rows(named=True), None)
    if low is None or cells.height < len(CELLS):
        return None
    shares = dict(cells.select("cell", "share_pct").iter_rows())
    gap = round(distance(shares, printed_shares()), 2)
    return {"persons": low["insured_to"], "patents": low["patents_to"], "gap": gap}


def _note() -> Text:
    """How it is drawn and fitted, and the arithmetic of errata x09 and x10."""
    formulas = [recomputed_by_id()[id].formula for id in ERRATA]
    return Text(
        "高 = 大于阈值，等于阈值为低（报告写作“参保>100人”“专利>50件”）。"
        f"坐标轴为对数，0 画在 0.5 处；每十倍12档，不足{FEW}家的格子逐对画点，"
        f"筛选结果不足{POINTS_BELOW}家时全部画点。"
        "按报告占比反推：在当前筛选下检查所有可能的阈值，取四项占比与报告差值绝对值之和最小者。"
        f"报告自相矛盾——参保超过100人（勘误x09）：{formulas[0].zh}。专利超过50件（勘误x10）：{formulas[1].zh}。"
        "因此报告所写的阈值得不出报告所印的占比，要更高的阈值才行。",
        "High means above the threshold; a value equal to it is low (the report prints >100 and "
        ">50). The axes are logarithmic with 0 drawn at 0.5 and twelve bins a decade; cells with "
        f"fewer than {FEW} enterprises are drawn as points, and so is a selection of fewer than "
        f"{POINTS_BELOW}. Fitted thresholds: of all thresholds possible in the selection, those "
        "with the smallest sum of absolute differences to the report's four shares. The report "
        "contradicts itself. More than 100 employees with social insurance (erratum x09): "
        f"{formulas[0].en}. More than 50 "
        f"patents (erratum x10): {formulas[1].en}. So the thresholds that the report names cannot "
        "give the shares that it prints; it takes higher ones.",
    )


def alt(view: View) -> str:
    """The shares of the four cells, and how many are in none."""
    cells = view.frame.filter(pl.col("part") == "quadrant")
    names = view.field("cell").names()
    shares = cells.drop_nulls("share_pct").iter_rows(named=True)
    listed = [f"{names[c['cell']](view.lang)} {number(c['share_pct'])}%" for c in shares]
    lacking = cells.filter(pl.col("share_pct").is_null())["enterprises"].to_list()
    n = number(lacking[0]) if lacking else "—"  # left out by a row rule
    some = Text(f"未披露{n}家", f"{n} unreported")
    unknown = Text("没有未披露的", "none unreported") if n == "0" else some
    persons, patents = (number(v) for v in thresholds(view.params))
    return view.say(
        f"以参保{persons}人、专利{patents}件为界：{'，'.join(listed)}；{unknown.zh}。",
        f"Cut at {persons} employees with social insurance and {patents} patents: "
        f"{', '.join(listed)}; {unknown.en}.",
    )


COUNTED = (pl.col("part") == "quadrant") & pl.col("share_pct").is_not_null()
"""Cells of the enterprises whose size is known."""


def _within(context: RowContext) -> str:
    """The ranges of both numbers that a row is of."""
    row = context.row
    if row["cell"] == UNREPORTED:
        return "where=insured+patents:missing"
    ends = [
        f"{name}:{'' if low is None else low}..{'' if high is None else high}"
        for name in ("insured", "patents")
        for low, high in [(row[f"{name}_from"], row[f"{name}_to"])]
    ]
    return f"where={','.join(ends)}"


EXHIBIT = Exhibit(
    title=Text("规模 × 创新：全部企业的四象限", "Scale by innovation: the four quadrants"),
    reading=Text(
        "拖动两条阈值线或直接输入数字，四个象限的占比随手变化；颜色表示企业疏密，稀疏处逐家画点。",
        "Drag the two lines or type the thresholds: the four shares follow at once. Colour is "
        "density; where enterprises are few, each is a point.",
    ),
    origin=("e13", "e14"),
    fields=FIELDS,
    members=Members(row=_within),
    query=query,
    published=published,
    figure=figure,
    alt=alt,
    sample=total("enterprises", where=COUNTED),
    params=THRESHOLDS,
    requires=("insured", "patents"),
    note=_note(),
    width="two_thirds",
    height=560,
    order=10,
)
