"""Where the sources contradict themselves or each other, the arithmetic computed now."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from components.contract.exhibit import Exhibit, Params, Rows, View
from components.contract.quantity import amount
from data_layer.filters.filters import Filters
from data_layer.reference_figures import tables as reference
from data_layer.reference_figures.errata import VERDICTS, Check, recomputed
from data_layer.vocabulary.fields import Field, key, text
from data_layer.vocabulary.text import Text
from data_layer.vocabulary.units import by_unit, in_units, unit_code

FOUND = "found"
TYPES: Mapping[str, Text] = {
    "unit": Text("单位", "unit"),
    "title": Text("标题", "title"),
    "header": Text("列名", "column head"),
    "sum": Text("合计", "sum"),
    "contradiction": Text("矛盾", "contradiction"),
    "wording": Text("措辞", "wording"),
    "logic": Text("逻辑", "logic"),
    "cross-source": Text("来源之间", "between sources"),
    "timeline": Text("时间", "timeline"),
    "range": Text("区间", "range"),
    "plausibility": Text("合理性", "plausibility"),
    "completeness": Text("完整性", "completeness"),
    "definition": Text("口径", "definition"),
    "rounding": Text("取整", "rounding"),
    "reference": Text("引用", "reference"),
    "overlap": Text("重叠", "overlap"),
    FOUND: Text("核算发现", "found by arithmetic"),
}
ARITHMETIC = Text("见同一行“现算”", "the arithmetic of the same row")
UNITS = tuple(
    unit_code(statement.comparisons[0].unit.zh)
    for statement in recomputed()
    if statement.comparisons
)
FIELDS = (
    key("id", Text("编号", "Id")),
    Field("type", Text("类型", "Type"), labels=TYPES),
    text("topic", Text("事项", "Topic")),
    text("printed", Text("印作", "Printed")),
    text("conflict", Text("与之不符", "In conflict with it")),
    Field("arithmetic", Text("现算", "Arithmetic, computed now"), english="arithmetic_en"),
    Field("arithmetic_en", Text("现算（英文）", "Arithmetic in English")),
    Field(
        "verdict", Text("结论", "Verdict"), labels={str(id): name for id, name in VERDICTS.items()}
    ),
    *in_units(
        Field(
            "computed",
            Text("算得", "Computed"),
            digits=2,
            formula=ARITHMETIC,
            said_in="arithmetic",
        ),
        UNITS,
    ),
    *in_units(
        Field(
            "compared",
            Text("印出或界限", "Printed or bound"),
            digits=2,
            formula=ARITHMETIC,
            said_in="arithmetic",
        ),
        UNITS,
    ),
    Field("refers_to", Text("涉及", "Concerns")),
    Field("shown_by", Text("本图谱的图表", "Shown by"), domain="exhibit"),
)


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """One row an erratum in its order, then what the arithmetic found beyond the list."""
    checks = pl.DataFrame([_row(check) for check in recomputed()], infer_schema_length=None)
    return by_unit(checks, FIELDS)


def _row(check: Check) -> dict[str, Any]:
    from components.contract.catalogue import shown_by

    listed = reference.errata().get(check.erratum)
    first = check.comparisons[0] if check.comparisons else None
    concerned = listed.refers_to if listed else _tables(check)
    exhibits = dict.fromkeys(id for origin in concerned for id in shown_by(origin))
    return {
        "id": check.erratum,
        "type": listed.kind if listed else FOUND,
        "topic": listed.topic if listed else None,
        "printed": listed.printed if listed else None,
        "conflict": listed.conflict if listed else None,
        "arithmetic": check.formula.zh,
        "arithmetic_en": check.formula.en,
        "verdict": check.verdict,
        "computed": first.computed if first else None,
        "compared": first.printed if first else None,
        "unit": unit_code(first.unit.zh) if first else None,
        "refers_to": " ".join(concerned),
        "shown_by": " ".join(exhibits) or None,
    }


def _tables(check: Check) -> tuple[str, ...]:
    """Catalogue ids of the files that a check reads."""
    files = {entry.file: entry.id for entry in reference.catalogue().values()}
    read = (place.partition(":")[0] for place in check.inputs)
    return tuple(dict.fromkeys(files[name] for name in read if name in files))


def alt(view: View) -> str:
    """How many errata, and how many the arithmetic confirms."""
    total = view.frame.height
    confirmed = view.frame.filter(pl.col("verdict") == "contradiction").height
    sums = view.frame.filter(pl.col("type") == "sum").row(0, named=True)
    own, printed = (amount(sums, FIELDS, side, lang=view.lang) for side in ("computed", "compared"))
    return view.say(
        f"{total}处勘误，算术证实{confirmed}处；例如{sums['id']}：印作{printed}，算得{own}。",
        f"{total} errata, {confirmed} of them confirmed by arithmetic; {sums['id']} for one: "
        f"{printed} is printed, {own} computed.",
    )


EXHIBIT = Exhibit(
    title=Text("勘误", "Errata"),
    reading=Text(
        "来源自相矛盾或互相矛盾之处；“现算”一栏由印出的数字即时算出，不是引用。",
        "Where the sources contradict themselves or each other; the arithmetic is computed now "
        "from the printed figures, not quoted.",
    ),
    origin=tuple(
        dict.fromkeys(
            id
            for erratum in reference.errata().values()
            for id in erratum.refers_to
            if id in reference.catalogue()
        )
    ),
    fields=FIELDS,
    query=query,
    alt=alt,
    basis="reference",
    note=Text(
        "文件中的“算得”与“印出或界限”为第一组比较，其余见“现算”。"
        "c 开头的各条不在来源勘误表中，由本图谱核算发现。"
        "结论：算术证实矛盾；在所述条件下相容；只涉措辞、无可计算。",
        "In files, computed and printed or bound are the first comparison; the others stand in "
        "the arithmetic. Those that start with c are not on the list of errata: computing found "
        "them. Verdicts: confirmed by arithmetic; compatible under the condition stated; wording "
        "alone, nothing to compute.",
    ),
    width="full",
    order=30,
)
