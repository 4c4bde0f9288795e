"""What a briefing holds, read strictly from JSON: a browser's tray or a command's file."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import orjson

from components.contract.catalogue import exhibits
from components.contract.exhibit import Exhibit
from components.contract.requests import exhibit_query
from data_layer.filters.problems import EXHIBIT, FilterError, Problem
from data_layer.filters.query import Query
from data_layer.vocabulary.text import Text, same

MOST_ITEMS = 60
MOST_BYTES = 200_000
LONGEST = {"exhibit": 80, "query": 4_000, "title": 160, "comment": 2_000, "notes": 4_000}
ONE_TO_MOST = Text(
    f"1至{MOST_ITEMS}个视图，每个写明 {'、'.join(LONGEST)}",
    f"1 to {MOST_ITEMS} views, each with {', '.join(LONGEST)}",
)


@dataclass(frozen=True)
class Item:
    """One view: an exhibit, its query, and the presenter's own title, comment and
    notes (or empty); notes are what the presenter alone sees."""

    exhibit: Exhibit
    query: Query
    title: str = ""
    comment: str = ""
    notes: str = ""


@dataclass(frozen=True)
class Briefing:
    """The views in order; a title makes a cover."""

    items: tuple[Item, ...]
    title: str = ""


def read_json(text: str, title: str = "") -> Briefing:
    """The briefing of a tray's items as JSON; FilterError names every bad place."""
    if len(text.encode()) > MOST_BYTES:
        raise FilterError([_problem("items", f"{len(text)}", f"<= {MOST_BYTES} B")])
    try:
        parsed = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise FilterError([_problem("items", text, "JSON")]) from error
    return read_items(parsed, title)


def read_items(parsed: object, title: str = "") -> Briefing:
    """The briefing of a list of mappings; FilterError names every bad place."""
    if not isinstance(parsed, list) or not 0 < len(parsed) <= MOST_ITEMS:
        raise FilterError([Problem("items", as_text(parsed or ""), ONE_TO_MOST)])
    problems: list[Problem] = []
    if len(title) > LONGEST["title"]:
        problems.append(_problem("title", title, f"<= {LONGEST['title']}"))
    items = [_item(entry, f"items[{at}]", problems) for at, entry in enumerate(parsed)]
    if problems:
        raise FilterError(problems)
    return Briefing(tuple(item for item in items if item is not None), seen(title))


def _item(entry: object, where: str, problems: list[Problem]) -> Item | None:
    """The item, or None with what is wrong added to `problems`."""
    if not isinstance(entry, Mapping):
        problems.append(_problem(where, entry, ", ".join(LONGEST)))
        return None
    wrong = _misfits(entry, where)
    exhibit = exhibits().get(str(entry.get("exhibit")))
    if exhibit is None and not wrong:
        ids = ", ".join(exhibits())
        named = _problem(f"{where}.exhibit", entry.get("exhibit"), ids)
        wrong = [replace(named, what=EXHIBIT)]
    if wrong or exhibit is None:
        problems.extend(wrong)
        return None
    try:
        query = exhibit_query(exhibit, str(entry.get("query", "")))
    except FilterError as error:
        problems.extend(replace(p, key=f"{where}.query.{p.key}") for p in error.problems)
        return None
    texts = {name: seen(str(entry.get(name, ""))) for name in ("title", "comment", "notes")}
    return Item(exhibit, query, **texts)


def seen(words: str) -> str:
    """Words without what XML cannot hold: control signs, U+FFFE, U+FFFF; line breaks stay."""
    return "".join(sign for sign in words if sign == "\n" or _is_sign(sign))


def _is_sign(one: str) -> bool:
    return unicodedata.category(one) not in ("Cc", "Cs") and one not in "\ufffe\uffff"


def _misfits(entry: Mapping[Any, Any], where: str) -> list[Problem]:
    """Keys that are not known, and values that are no text or too long."""
    unknown = [k for k in entry if k not in LONGEST]
    named = [_problem(f"{where}.{k}"[:80], entry[k], ", ".join(LONGEST)) for k in unknown]
    wrong = [replace(problem, by_key=True) for problem in named]
    for name, longest in LONGEST.items():
        value = entry.get(name, "")
        if not isinstance(value, str) or len(value) > longest:
            wrong.append(
                Problem(
                    f"{where}.{name}",
                    as_text(value),
                    Text(f"不超过{longest}字的文本", f"text of at most {longest} characters"),
                )
            )
    return wrong


def _problem(key: str, value: object, allowed: str) -> Problem:
    return Problem(key, as_text(value), same(allowed))


def as_text(value: object) -> str:
    """What was given, as a reader of a file writes it; nothing of what is not there."""
    if value is None or isinstance(value, str):
        return (value or "")[:80]
    return orjson.dumps(value, default=str).decode()[:80]
