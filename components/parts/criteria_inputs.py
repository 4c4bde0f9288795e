"""What the recognition calculator takes: values entered, or an enterprise of the registry."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from components.contract.exhibit import Param, Params, Rows
from data_layer.enterprises.record import on_file
from data_layer.policy.criteria import INPUTS
from data_layer.vocabulary.schema import columns
from data_layer.vocabulary.terms import AWARDS, COUNT, PER_CENT, YEAR
from data_layer.vocabulary.text import Text

SCOPE = "calculator"
EMPTY = r"(?:)"
"""The one value beside numbers that an input may hold: nothing, so unknown."""
ANY_ID = r"[^\x00-\x1f\x7f]{0,80}"
EXTRA: Mapping[str, Text] = {
    "financing": Text("近期融资（万元）", "Funding received (CNY 10,000)"),
}
EXEMPTIONS: Mapping[str, Text] = {
    "exempt_provincial": Text(
        "省部级以上科技奖励或研发机构", "Provincial or higher science award or R&D institution"
    ),
    "exempt_national": AWARDS["national_award"],
}
LIMITS = {"years_in_niche": 300, "niche_rank": 10_000, "class1_ip": 100_000}
LARGEST = 100_000_000
NUMBERS = tuple(name for name, dtype in INPUTS.items() if dtype == pl.Float64())


def _number(name: str) -> Param:
    column = columns().get(name)
    label = EXTRA[name] if column is None else _titled(column.label, column.unit)
    if name == "quality_score":  # points of 100, kept like a percentage
        label = columns()[name].label
    ceiling = 100 if column is not None and column.unit == PER_CENT else LIMITS.get(name, LARGEST)
    return Param(name, label, "", high=ceiling, step=0.01, pattern=EMPTY, scope=SCOPE)


def _titled(label: Text, unit: Text) -> Text:
    if unit in (COUNT, YEAR) or not unit.zh:
        return label
    return Text(f"{label.zh}（{unit.zh}）", f"{label.en} ({unit.en})")


PARAMS = (
    Param("enterprise", Text("企业（编号）", "Enterprise (id)"), "", pattern=ANY_ID, scope=SCOPE),
    *(_number(name) for name in NUMBERS),
    *(
        Param(
            name, label, "0", options={"0": Text("无", "No"), "1": Text("有", "Yes")}, scope=SCOPE
        )
        for name, label in EXEMPTIONS.items()
    ),
)


def inputs(rows: Rows, params: Params) -> pl.DataFrame:
    """One row of the columns that `assess` reads: what was entered goes before what is on file.

    No row if the enterprise asked for is not in the registry.
    """
    recorded: dict[str, Any] = {}
    if params["enterprise"]:
        record = on_file(rows, params["enterprise"])
        if record is None:
            return pl.DataFrame(schema=dict(INPUTS))
        recorded = {name: value for name, value in record.items() if name in INPUTS}
    entered = {name: float(params[name]) for name in NUMBERS if params[name]}
    claimed = {name: params[name] == "1" for name in EXEMPTIONS}
    return pl.DataFrame([{**dict.fromkeys(INPUTS), **recorded, **entered, **claimed}], dict(INPUTS))
