"""The parameter of the exhibits that show one place or one industry, and the addresses of both."""

from collections.abc import Mapping
from typing import get_args
from urllib.parse import unquote

from components.charts.labels import brief
from components.contract.counted import RowContext
from components.contract.exhibit import Param, View
from components.contract.seen import ROWS
from data_layer.filters.filters import Filters
from data_layer.topics.places.regions import PLACE_KEYS
from data_layer.topics.subject.subject import (
    About,
    Subject,
    around,
    inside,
    subject_names,
    subject_of_code,
)
from data_layer.vocabulary.text import Text

SCOPE = "subject"
ABOUT = Param(
    "about",
    Text("看", "Look at"),
    "place",
    options={"place": Text("地区", "A place"), "industry": Text("行业", "An industry")},
    scope=SCOPE,
)
NATION = Text("全国", "the nation")
NOTE = Text(
    "对象是筛选所选的那一个城市、省份或行业；未选定一个时，取企业最多的省份或行业大类。"
    "“全国”与同类只受其余筛选限制：看地区时不计地域筛选，看行业时不计行业筛选。",
    "It is the one city, province or industry that the filters choose; where they choose none, the "
    "province or division with most enterprises. The nation and the peers obey the other filters "
    "alone: those that are not on places, or for an industry not on industries.",
)


def subject_at(pathname: str, prefix: str) -> Subject | None:
    """The place or industry that a page's path names: `/place/320500`, `/industry/C39`."""
    for about in get_args(About):
        start = f"{prefix}{about}/"
        if pathname.startswith(start):
            return subject_of_code(about, unquote(pathname.removeprefix(start)))
    return None


def with_subject(pairs: Mapping[str, str], subject: Subject) -> Mapping[str, str]:
    """Keys and values of an address on a subject's page: the path takes the place of filters of
    its kind."""
    industry = subject.key == "industry"
    laid_aside = ("industry",) if industry else PLACE_KEYS
    others = {name: value for name, value in pairs.items() if name not in laid_aside}
    about = {f"{SCOPE}.{ABOUT.name}": "industry"} if industry else {}
    return others | {subject.key: subject.code} | about


def fixed_keys(subject: Subject | None) -> tuple[str, ...]:
    """Filter keys that a page's path says, which no chip can take off."""
    return () if subject is None else (subject.key,)


def subject_name(view: View) -> Text:
    """What the subject of a frame is called."""
    name = subject_names()[view.frame["subject"][0]]
    return Text(name.zh, brief(name.en))


def chosen_alone(filters: Filters) -> Subject | None:
    """The one place or industry of some filters, the smallest first."""
    for key in ("city", "province", "industry"):
        chosen = filters.chosen(key)
        if len(chosen) == 1:
            return subject_of_code("industry" if key == "industry" else "place", chosen[0])
    return None


def of_subject(context: RowContext) -> Filters | None:
    """The filters of the place or industry that a row is of."""
    subject = _asked_subject(context)
    return None if subject is None else inside(context.filters, subject)


def around_subject(context: RowContext) -> Filters | None:
    """The filters of the nation that it is set against."""
    subject = _asked_subject(context)
    return None if subject is None else around(context.filters, subject)


def _asked_subject(context: RowContext) -> Subject | None:
    about: About = "industry" if context.params[ABOUT.name] == "industry" else "place"
    return subject_of_code(about, context.row["subject"])


def nation(view: View) -> Text:
    """What the whole is called: the country, or the rows that a rule leaves."""
    return ROWS if view.ruled else NATION
