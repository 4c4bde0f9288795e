"""Whether the numbers that a view carried are still those of today."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from components.contract.catalogue import exhibits
from components.contract.cells import Cell, cells, row_names, view_claim, view_code
from components.contract.exhibit import Exhibit
from components.contract.quantity import told
from components.contract.receipt_code import CodeError, decode
from components.contract.requests import exhibit_query
from components.contract.result import Result
from components.contract.workspace import Workspace
from components.look.amounts import number
from components.receipts import manifest as manifests
from components.receipts.manifest import Carried, Manifest
from data_layer.filters.problems import FilterError
from data_layer.registry.manifest import DamagedVersionError
from data_layer.vocabulary.fields import Field
from data_layer.vocabulary.text import Lang, Text

State = Literal["unchanged", "changed", "rule", "gone", "seen", "unseen", "not_ours"]
STALE: tuple[State, ...] = ("changed", "rule", "gone", "seen", "unseen")
WORDS = {
    "unchanged": Text("未变", "unchanged"),
    "changed": Text("现为 {now}（原 {was}）", "now {now} (was {was})"),
    "rule": Text("规则已变：现为 {now}（原 {was}）", "rule changed: now {now} (was {was})"),
    "gone": Text("已不存在（原 {was}）", "no longer there (was {was})"),
    "seen": Text(
        "不能比较：您可见的企业中为 {now}（原 {was}）",
        "cannot be compared: {now} of the rows that you may see (was {was})",
    ),
    "unseen": Text(
        "不能比较：您可见的企业中没有（原 {was}）",
        "cannot be compared: not among the rows that you may see (was {was})",
    ),
    "not_ours": Text("不是本图谱的数", "not ours"),
}
REST = Text("其余的数（整图核验码）", "the other numbers (code of the view)")


@dataclass(frozen=True)
class Number:
    """One number of a view and what became of it; `where`: row and column in words."""

    where: str
    state: State
    was: str
    now: str = ""

    def change(self, lang: Lang) -> str:
        """What became of it, in words."""
        return WORDS[self.state](lang).format(now=self.now, was=self.was)


@dataclass(frozen=True)
class View:
    """A carried view and its numbers. new: rows that it did not have. version: of today."""

    manifest: Manifest
    title: str
    numbers: tuple[Number, ...]
    new: int = 0
    version: str = ""

    @property
    def stale(self) -> bool:
        """Whether any number is another now, or a row was added."""
        return self.new > 0 or any(number.state in STALE for number in self.numbers)

    def count(self, *states: State) -> int:
        """How many numbers are in some states."""
        return sum(number.state in states for number in self.numbers)


def compare(workspace: Workspace, manifest: Manifest, lang: Lang) -> View:
    """The numbers of a manifest beside those of the registry in use."""
    exhibit = exhibits().get(manifest.exhibit)
    if exhibit is None:
        return _lost(manifest, manifest.exhibit, "not_ours")
    title = manifest.title or exhibit.title(lang)
    try:
        query = exhibit_query(exhibit, manifest.query)
        result = workspace.run(exhibit, replace(query, version=None))
    except FilterError:
        return _lost(manifest, title, "gone")
    now = _by_place(result)
    fields = {f.name: f for f in exhibit.fields}
    changed = any(_now(now, value) != value[3] for value in manifest.values)
    then: Result | None = None
    if changed and manifest.version != result.version:
        try:
            then = workspace.run(exhibit, replace(query, version=manifest.version))
        except (FilterError, DamagedVersionError):
            then = None
    before = None if then is None else _by_place(then)
    called = _names(manifest.values, exhibit, then or result, lang)
    same = manifest.version == result.version
    numbers = tuple(
        _number(
            result,
            value,
            fields.get(value[2]),
            now=now,
            before=before,
            called=called[value[1]],
            lang=lang,
            same=same,
        )
        for value in manifest.values
    )
    if len(manifest.values) == manifests.MOST_VALUES < len(now):
        numbers = (*numbers, _rest(result, manifest, lang))
        return View(manifest, title, numbers, version=result.version)
    carried = {(source, row) for source, row, *_ in manifest.values}
    added = {(cell.source, cell.row) for cell in now.values()} - carried
    whole = len(manifest.values) == len(now) or bool(added)
    return View(manifest, title, numbers, new=len(added) if whole else 0, version=result.version)


def _rest(result: Result, manifest: Manifest, lang: Lang) -> Number:
    """Of a view that holds its first numbers alone, whether the others are the same: the code of
    the view is of them all."""
    where, was, now = REST(lang), manifest.code, view_code(result)
    try:
        same = decode(manifest.code).value == view_claim(result).value
    except CodeError:
        return Number(where, "not_ours", was)
    return Number(where, "unchanged" if same else "changed", was, now=now)


def _lost(manifest: Manifest, title: str, state: State) -> View:
    numbers = [
        Number(" · ".join([*map(str, row), column]), state, number(value))
        for _, row, column, value in manifest.values
    ]
    return View(manifest, title, tuple(numbers))


def _by_place(result: Result) -> dict[tuple[object, ...], Cell]:
    return {(cell.source, cell.row, cell.field.name): cell for cell in cells(result)}


def _names(
    values: Sequence[Carried], exhibit: Exhibit, then: Result, lang: Lang
) -> dict[tuple[object, ...], str]:
    """What each row is called: its codes in words, an enterprise by its name in the rows of then,
    where the one that has left is still among them."""
    keys = [field for field in exhibit.fields if field.key]
    frame, known = then.frame, {}
    if {"id", "name"} <= set(frame.columns):
        known = dict(frame.select("id", "name").iter_rows())
    return {
        row: " · ".join(_worded(row, keys, known, lang)) for row in {value[1] for value in values}
    }


def _worded(
    row: Sequence[object], keys: Sequence[Field], known: Mapping[str, str], lang: Lang
) -> list[str]:
    if len(row) != len(keys):
        return [str(part) for part in row]
    spelt = [f.spellings[lang].get(str(part), part) for f, part in zip(keys, row, strict=True)]
    return [known.get(str(part), str(part)) for part in spelt if part is not None]


def _now(now: dict[tuple[object, ...], Cell], carried: Carried) -> float | None:
    cell = now.get(carried[:3])
    return None if cell is None else cell.value


def _number(
    result: Result,
    carried: Carried,
    field: Field | None,
    now: dict[tuple[object, ...], Cell],
    before: dict[tuple[object, ...], Cell] | None,
    called: str,
    lang: Lang,
    *,
    same: bool,
) -> Number:
    """What became of one number; same: whether the data version is still the one of then."""
    _, _, column, value = carried
    label = column if field is None else field.label(lang)
    was = told(value, field, lang)
    cell = now.get(carried[:3])
    stood = before is not None and _now(before, carried) == value
    # Who sees some rows only may hold a number that was made of others.
    apart = bool(result.rule.values) and not stood
    if cell is None:
        state: State = "unseen" if apart else "gone"
        return Number(" · ".join(filter(None, [called, label])), state, was)
    where = " · ".join([*filter(None, row_names(result, cell, lang)), label])
    if cell.value == value:
        return Number(where, "unchanged", was)
    ruled = same or (before is not None and not stood)
    state = "seen" if apart else "rule" if ruled else "changed"
    return Number(where, state, was, now=told(cell.value, field, lang))


def shown(numbers: Sequence[Number], most: int) -> list[Number]:
    """The numbers that are another now, at most so many."""
    return [number for number in numbers if number.state in STALE][:most]
