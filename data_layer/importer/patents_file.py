"""A list of patents that is brought: which column is what, and every row checked.

A row is a patent: its applicant (or owner) by credit code or name, and of the dates of application,
publication and grant at least one; its kind, main class (IPC) and office where the list has them.
Of several applicants the first counts. A year alone will do for a date. Rows of one number are one
patent: what publication and grant say of it on two rows is put together.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, get_args

import polars as pl

from data_layer.importer.cells import both, cleaned, words
from data_layer.importer.dates import year
from data_layer.importer.errors import UnreadableFileError
from data_layer.importer.headings import PUNCTUATION
from data_layer.importer.tables import open_source
from data_layer.registry.patents import EVENTS
from data_layer.vocabulary.patents import spellings
from data_layer.vocabulary.text import Text

Role = Literal["id", "name", "number", "applied", "published", "granted", "kind", "ipc", "office"]
ROLES: Final[tuple[Role, ...]] = get_args(Role)
HEADINGS: Final[Mapping[Role, tuple[str, ...]]] = {
    "id": ("id", "统一社会信用代码", "社会信用代码", "信用代码", "uscc"),
    "name": (
        *("name", "enterprise", "企业", "企业名称", "申请人", "第一申请人", "当前申请人"),
        *("专利权人", "第一专利权人", "当前专利权人", "申请（专利权）人", "applicant", "owner"),
    ),
    "number": (
        *("number", "申请号", "专利号", "专利申请号", "公开号", "公开（公告）号"),
        *("application number", "publication number"),
    ),
    "applied": ("application_date", "申请日", "申请日期", "申请年", "申请年份", "filing date"),
    "published": (
        *("publication_date", "公开日", "公开日期", "公开（公告）日", "公布日", "公开年份"),
        "publication date",
    ),
    "granted": (
        *("grant_date", "授权日", "授权日期", "授权公告日", "授权年份", "grant date"),
        "授权公告日期",
    ),
    "kind": ("kind", "专利类型", "类型", "专利种类", "patent type", "type"),
    "ipc": ("ipc", "主分类号", "IPC主分类号", "主IPC分类号", "IPC分类号", "IPC", "main ipc"),
    "office": (
        *("country", "office", "受理局", "国家", "国家/地区", "公开国别", "国别", "受理国家"),
        *("公开国家/地区", "布局地区", "jurisdiction"),
    ),
}
KIND_WORDS: Final[Mapping[str, str]] = {
    **dict.fromkeys(
        ("invention", "发明", "发明专利", "发明申请", "发明授权", "pct发明"), "invention"
    ),
    **dict.fromkeys(("utility", "utility model", "实用新型", "实用新型专利"), "utility"),
    **dict.fromkeys(("design", "外观", "外观设计", "外观设计专利"), "design"),
}
IDENTITY: Final = ("id", "name")
WHAT: Final = ("kind", "ipc", "office")
DATES: Final = ("applied", "published", "granted")
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


@dataclass(frozen=True)
class PatentsFile:
    """An opened list. roles: heading by what its column is. rows: of the file. patents: those that
    are taken, a row each (id, name, number, years, kind, ipc, office). rejects: row, column, value,
    reason (zh / en); an empty column means the whole row, which is set aside. assumed: what the
    list leaves out and is taken to be."""

    sheet: str | None
    roles: Mapping[Role, str]
    rows: int
    patents: pl.DataFrame
    rejects: pl.DataFrame
    assumed: tuple[Text, ...]

    @property
    def set_aside(self) -> int:
        """Rows that are not taken."""
        return self.rejects.filter(pl.col("column") == "").height

    @property
    def events(self) -> pl.DataFrame:
        """What happened to how many, as a version keeps it."""
        parts = [
            self.patents.drop_nulls(date).select(
                "id",
                "name",
                event=pl.lit(date),
                year=pl.col(date),
                office=pl.col("office"),
                kind=pl.col("kind"),
                ipc=pl.col("ipc"),
            )
            for date in DATES
        ]
        keys = [name for name in EVENTS if name != "n"]
        counted = pl.concat(parts).group_by(keys).agg(n=pl.len())
        return counted.select(EVENTS.names()).cast(dict(EVENTS)).sort(keys)


def read_patents(path: Path, sheet: str | None = None) -> PatentsFile:
    """Open a list; UnreadableFileError says why it cannot be read, or what it lacks."""
    source = open_source(path, sheet)
    roles = _roles(source.header)
    if not {"id", "name"} & set(roles) or not set(DATES) & set(roles):
        raise lacking(path, source.header)
    parts = [_checked(batch.rows, roles) for batch in source.batches]
    if not parts:
        raise UnreadableFileError(Text(f"{path.name} 没有数据行", f"{path.name} has no rows"))
    checked = pl.concat(parts)
    usable = checked.filter(pl.col("reason").is_null())
    again = usable.filter(pl.col("number").is_not_null(), ~pl.col("number").is_first_distinct())
    rows = checked.with_columns(
        reason=pl.when(pl.col("row").is_in(again["row"].implode()))
        .then(pl.lit(REPEATED))
        .otherwise("reason")
    )
    named = {role: source.header[at] for role, at in roles.items()}
    return PatentsFile(
        sheet=source.sheet,
        roles=named,
        rows=rows.height,
        patents=_together(usable),
        rejects=_rejects(rows, named),
        assumed=_assumed(roles),
    )


def _together(rows: pl.DataFrame) -> pl.DataFrame:
    """A row a patent: of rows with one number each first value that there is."""
    one = pl.coalesce("number", pl.format("row {}", "row")).alias("patent")
    values = [pl.col(name).drop_nulls().first() for name in (*IDENTITY, *DATES, *WHAT)]
    return rows.group_by(one, maintain_order=True).agg(values).drop("patent")


def lacking(path: Path, header: Sequence[str]) -> UnreadableFileError:
    """What a list has no column for."""
    columns = "、".join(header)
    return UnreadableFileError(
        Text(
            f"{path.name} 不是专利清单：需要一列申请人（或统一社会信用代码）和一列日期"
            f"（如申请日、授权日）；文件的列：{columns}",
            f"{path.name} is no list of patents: it needs a column of applicants (or credit codes) "
            f"and one of dates (of application, grant); it has: {columns}",
        )
    )


def _roles(header: Sequence[str]) -> dict[Role, int]:
    """Position of the column of each role: the first heading that means it."""
    plain = [PUNCTUATION.sub("", heading.casefold()) for heading in header]
    roles: dict[Role, int] = {}
    for role, headings in HEADINGS.items():
        for word in headings:
            key = PUNCTUATION.sub("", word.casefold())
            if key in plain and plain.index(key) not in roles.values():
                roles[role] = plain.index(key)
                break
    return roles


def _checked(rows: pl.DataFrame, roles: Mapping[Role, int]) -> pl.DataFrame:
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


def _rejects(rows: pl.DataFrame, named: Mapping[Role, str]) -> pl.DataFrame:
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


def _assumed(roles: Mapping[Role, int]) -> tuple[Text, ...]:
    remarks = {
        "kind": Text(
            "没有专利类型：全部按发明计", "no kind of patent: all are taken for inventions"
        ),
        "office": Text(
            "没有国家或地区：按号码开头的两个字母，没有的按国内计",
            "no country: by the two letters before the number, else home",
        ),
        "ipc": Text("没有主分类号：图表45没有数据", "no main class: exhibit 45 has no data"),
        "number": Text("没有号码：重复的行无法认出", "no number: repeated rows are not noticed"),
    }
    return tuple(words for role, words in remarks.items() if role not in roles)
