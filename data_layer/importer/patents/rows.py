"""Each row of a list of patents checked: its values, and why a row or a cell is not taken."""

from collections.abc import Mapping
from typing import Final

import polars as pl

from data_layer.importer.cells.cleaning import both, cleaned, words
from data_layer.importer.cells.dates import year
from data_layer.importer.patents.columns import DATES, ROLES, Role
from data_layer.vocabulary.patents import spellings
from data_layer.vocabulary.text import Text

KIND_WORDS: Final[Mapping[str, str]] = {
    **dict.fromkeys(
        ("invention", "发明", "发明专利", "发明申请", "发明授权", "pct发明"), "invention"
    ),
    **dict.fromkeys(("utility", "utility model", "实用新型", "实用新型专利"), "utility"),
    **dict.fromkeys(("design", "外观", "外观设计", "外观设计专利"), "design"),
}
IDENTITY: Final = ("id", "name")
WHAT: Final = ("kind", "ipc", "office")
CLASS: Final = r"^([A-H]\d{2}[A-Z])"
OFFICE: Final = r"^([A-Z]{2})\d"
SUFFIX: Final = r"[A-Z]\d?$"
"""Of a publication number, whether it is that of the application or of the grant."""
EARLIEST, LATEST = 1950, 2100
NOBODY: Final = both(Text("没有申请人", "no applicant"))
UNDATED: Final = both(Text("没有日期", "no date"))
REPEATED: Final = both(
    Text("号码与前面的行相同，已并入", "put together with an earlier row of the same number")
)
NO_DATE: Final = both(Text("不是日期或年份", "neither a date nor a year"))
NO_KIND: Final = both(Text("不是专利类型", "no kind of patent"))
NO_CLASS: Final = both(Text("不是IPC分类号", "no IPC class"))
NO_OFFICE: Final = both(Text("不认识的国家或地区", "no known place"))


def checked_rows(rows: pl.DataFrame, roles: Mapping[Role, int]) -> pl.DataFrame:
    """Rows with their values, `reason` where a whole row is not taken, and the text of cells that
    are not understood."""
    text = {
        role: pl.col(str(roles[role])) if role in roles else pl.lit(None, dtype=pl.String)
        for role in ROLES
    }
    read = rows.select(
        "row",
        id=_upper(text["id"]),
        name=words(text["name"].str.extract(r"^\s*([^;；|]+)")).replace("", None),
        number=_upper(text["number"]).str.replace(SUFFIX, ""),
        said_kind=cleaned(text["kind"]),
        said_ipc=_upper(text["ipc"]),
        said_office=cleaned(text["office"]),
        **{f"said_{date}": cleaned(text[date]) for date in DATES},
    )
    offices = spellings()
    valued = read.with_columns(
        *(_year(date) for date in DATES),
        kind=pl.col("said_kind").replace_strict(KIND_WORDS, default=None, return_dtype=pl.String)
        if "kind" in roles
        else pl.lit("invention"),
        ipc=pl.col("said_ipc").str.extract(CLASS),
        office=pl.coalesce(
            pl.col("said_office").replace_strict(offices, default=None, return_dtype=pl.String),
            pl.col("number").str.extract(OFFICE),
        ),
    )
    dated = pl.any_horizontal(pl.col(date).is_not_null() for date in DATES)
    return valued.with_columns(
        reason=pl.when(pl.col("id").is_null() & pl.col("name").is_null())
        .then(pl.lit(NOBODY))
        .when(~dated)
        .then(pl.lit(UNDATED)),
    )


def _upper(text: pl.Expr) -> pl.Expr:
    return cleaned(text).str.to_uppercase().str.replace_all(" ", "")


def _year(date: str) -> pl.Expr:
    value = year(pl.col(f"said_{date}")).value
    return pl.when(value.is_between(EARLIEST, LATEST)).then(value).cast(pl.Int16).alias(date)


def rejects_of(rows: pl.DataFrame, named: Mapping[Role, str]) -> pl.DataFrame:
    """Whole rows that are set aside, and cells of the others that are not understood."""
    aside = rows.filter(pl.col("reason").is_not_null()).select(
        "row", column=pl.lit(""), value=pl.coalesce("name", "id", "number"), reason="reason"
    )
    taken = rows.filter(pl.col("reason").is_null())
    reasons = {
        **dict.fromkeys(DATES, NO_DATE),
        "kind": NO_KIND,
        "ipc": NO_CLASS,
        "office": NO_OFFICE,
    }
    cells = [
        taken.filter(pl.col(f"said_{role}").is_not_null() & pl.col(role).is_null()).select(
            "row", column=pl.lit(heading), value=f"said_{role}", reason=pl.lit(reasons[role])
        )
        for role, heading in named.items()
        if role in reasons
    ]
    return pl.concat([aside, *cells]).sort("row", "column")
