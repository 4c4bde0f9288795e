"""Which column of a list of patents is what, by its heading; what the list leaves out."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, Literal, get_args

from data_layer.importer.errors import UnreadableFileError
from data_layer.importer.headings.meaning import PUNCTUATION
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
DATES: Final = ("applied", "published", "granted")


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


def roles_of(header: Sequence[str]) -> dict[Role, int]:
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


def are_patents(header: Sequence[str]) -> bool:
    """Whether headings are those of a list of patents: of whom, on what day, and a number or class,
    which no list of enterprises has."""
    roles = set(roles_of(header))
    return all(roles & set(some) for some in (("id", "name"), DATES, ("number", "ipc")))


def assumed(roles: Mapping[Role, int]) -> tuple[Text, ...]:
    """What is taken for granted where a list has no column for it."""
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
