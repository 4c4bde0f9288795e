"""All that an exhibit says of the seeded demonstration registry, as one record for the eye.

A record holds words and numbers, never a date, a version or a path, so that it is the same on
every run; what it leaves out (sizes, fonts, margins, ids of elements) may change freely.
"""

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import polars as pl

from components.card.foot import foot
from components.card.heading import subline
from components.card.key import key
from components.card.markup import markup
from components.card.method import method
from components.contract.catalogue import exhibits
from components.contract.delivery import Delivered, delivered
from components.contract.evaluate import evaluate
from components.contract.exhibit import Exhibit, Figure, Param
from components.contract.result import Result
from components.contract.workspace import Workspace
from components.parts.enterprise_param import ANY_ID
from components.rendering.caption import caption
from components.rendering.draw import draw
from components.rendering.headline import headline
from components.rendering.legend import without_kinds
from data_layer.files.tabular import csv_stream
from data_layer.filters.filters import Filters
from data_layer.filters.query import Query
from data_layer.importer.figures.stored import ContextTables, import_context
from data_layer.registry.manifest import AS_OF
from data_layer.registry.registry import Registry
from data_layer.registry.settings import Settings
from data_layer.vocabulary.fields import Field
from data_layer.vocabulary.text import Lang
from tests.golden.drawn import drawn, number

LANGUAGES: tuple[Lang, ...] = ("zh", "en")
NARROW = "tier=national&province=320000,440000,330000"
"""The filters of the shorter second record."""
PROVINCES = "province,year,GDP（亿元）\n江苏,2024,137008.0\n广东,2024,141633.8\n浙江,2024,90131.0\n"
"""Figures for the exhibits that take imported ones; tests never import others."""
INDICATOR = "GDP（亿元）"
MOST_ROWS = 16
"""Printed rows kept whole; of more, the first and last."""
MOST_WORDS = 24
"""Words for codes of one column, or options of one parameter."""
LINE = 96
"""Characters up to which a list or a mapping stands on one line of a file."""
APART = " | "
BLOCKS = frozenset({"br", "div", "dt", "h4", "h5", "h6", "li", "p", "summary", "td", "th", "tr"})
SPOKEN = ("alt", "aria-label", "data-table", "placeholder", "title")
"""Attributes that are words to a reader."""

Record = dict[str, Any]


def as_of(registry: Registry, year: int) -> Registry:
    """A data version of its own: of the end of a year, with who was recognised by then."""
    day = {AS_OF: f"{year}-12-31"}
    rows = Filters.from_query(f"asof={year}").apply(registry.rows)
    count = rows.select(pl.len()).collect().item()
    own = replace(registry.manifest, version=f"{year:012d}", rows=count, notes=day)
    return Registry(own, rows)


@dataclass(frozen=True)
class Desk:
    """What records are made from. enterprise: the one that profiles are of."""

    workspace: Workspace
    figures: ContextTables
    enterprise: str

    @classmethod
    def open(cls, home: Path, scratch: Path) -> "Desk":
        """The demonstration registry in `home`; scratch: an empty folder to write in."""
        workspace = Workspace.open(Settings(home=home))
        file = scratch / "figures.csv"
        file.write_text(PROVINCES, encoding="utf-8")
        import_context(file, scratch)
        rows = workspace.registry().rows.select("id").collect()
        return cls(workspace, ContextTables(scratch), min(rows["id"].to_list()))

    def run(self, exhibit: Exhibit, query: str = "", **given: str) -> Result:
        """An exhibit's result; one of an enterprise is of the desk's enterprise."""
        own = {p.name: self.enterprise for p in exhibit.params if p.pattern == ANY_ID}
        registry, cache = self.workspace.registry(), self.workspace.cache
        filters = Filters.from_query(query)
        other = None
        if exhibit.versus is not None:
            other, registry = as_of(registry, 2024), as_of(registry, 2026)
        return evaluate(exhibit, registry, filters, own | given, cache, self.figures, other=other)


def record(desk: Desk, id: str) -> Record:
    """Everything that exhibit `id` says, in both languages."""
    exhibit = exhibits()[id]
    given = {} if exhibit.context is None else {"indicator": INDICATOR}
    whole, narrow = desk.run(exhibit, **given), desk.run(exhibit, NARROW, **given)
    made: Record = {"id": id, "width": exhibit.width, "numbers": numbers(whole)}
    for lang in LANGUAGES:
        made[lang] = {
            **declared(exhibit, lang),
            **shown(desk, whole, lang),
            "narrowed": narrowed(narrow, lang),
            "switched": switched(desk, exhibit, lang),
        }
    if exhibit.context is not None:
        bare = desk.run(exhibit)
        made |= {f"{lang} without figures": shown(desk, bare, lang) for lang in LANGUAGES}
    written: Record = json.loads(json.dumps(made))  # tuples become the lists that files hold
    return written


def text_of(made: Record) -> str:
    """A record as its file holds it."""
    return _laid_out(made, "") + "\n"


def _laid_out(part: Any, margin: str) -> str:
    """JSON with a line for each entry; what fits on one line stands on one."""
    short = json.dumps(part, ensure_ascii=False)
    if not part or not isinstance(part, dict | list) or len(margin + short) <= LINE:
        return short
    inner = margin + " "
    if isinstance(part, list):
        entries = [inner + _laid_out(entry, inner) for entry in part]
        return "[\n" + ",\n".join(entries) + f"\n{margin}]"
    entries = [
        f"{inner}{json.dumps(key, ensure_ascii=False)}: {_laid_out(value, inner)}"
        for key, value in part.items()
    ]
    return "{\n" + ",\n".join(entries) + f"\n{margin}}}"


def declared(exhibit: Exhibit, lang: Lang) -> Record:
    """What stands in the exhibit's declaration, whatever the registry."""
    return {
        "title": exhibit.title(lang),
        "reading": exhibit.reading(lang),
        "note": exhibit.note(lang) if exhibit.note else None,
        "columns": {field.name: _column(field, lang) for field in exhibit.fields},
        "words": {f.name: words for f in exhibit.fields if (words := _words(f, lang))},
        "parameters": {param.name: _parameter(param, lang) for param in exhibit.params},
    }


def _column(field: Field, lang: Lang) -> str:
    """Header, label and unit of a column, then how its cells are read."""
    kind = "text" if field.digits is None else f"{field.digits} digits"
    marks = [kind, field.domain or "", "key" if field.key else ""]
    parts = (field.title(lang), field.label(lang), field.unit(lang), " ".join(filter(None, marks)))
    return APART.join(parts)


def _words(field: Field, lang: Lang) -> dict[str, str]:
    """Names of the codes of a column whose codes no place or industry names."""
    if field.name_column is not None or field.domain == "words":
        return {}
    names = {code: label(lang) for code, label in field.names().items()}
    return _few(names)


def _few(names: dict[str, str]) -> dict[str, str]:
    if len(names) <= MOST_WORDS:
        return names
    return dict(list(names.items())[:MOST_WORDS]) | {"…": f"{len(names)} in all"}


def _parameter(param: Param, lang: Lang) -> Record:
    """Label, default, and what there is to choose from."""
    options = _few({value: words(lang) for value, words in param.options.items()})
    bounds = f"{param.low:g}..{param.high:g} by {param.step:g}"
    allowed = options or param.pattern or bounds
    return {"label": param.label(lang), "default": param.default, "allowed": allowed}


def shown(desk: Desk, result: Result, lang: Lang) -> Record:
    """Everything that card, picture and download say of a result."""
    caught = caption(result, lang)
    body = result.exhibit.body
    figure = without_kinds(draw(result, lang, "light"), lang)
    file, every = delivered(result), delivered(result, "all")
    frame = file.frame
    printed = every.frame.filter(pl.col("kind").is_in(["published", "derived"]))
    return {
        "alt": headline(result, lang),
        "sub": written(subline(result, figure, lang)),
        "key": _key(result, figure, lang),
        "foot": _foot(result, lang),
        "method": _method(desk, result, lang),
        "caption": [*caught.badges, caught.title, caught.filters, caught.source, caught.sample],
        "figure": drawn(figure),
        "body": lines(body(result.view(lang))) if body and not result.frame.is_empty() else [],
        "download": {
            "header": cells(file, frame.clear(), lang)[0],
            "rows": frame.height,
            "first": cells(file, frame.head(2), lang)[1:],
            "last": cells(file, frame.tail(2), lang)[1:],
        },
        "printed": cells(every, _ends(printed), lang)[1:],
    }


def _key(result: Result, figure: Figure, lang: Lang) -> list[str]:
    """The legend of kinds, each by itself."""
    shown = figure if result.exhibit.body is None else None
    return written(key(result, shown, lang).replace('<span class="kind ', '<p class="kind '))


def _foot(result: Result, lang: Lang) -> list[str]:
    """The line under the chart, without the day."""
    said = written(foot(result, Query(lang=lang), "/", shared=False))
    return [line.replace(result.day.isoformat(), "") for line in said]


def _method(desk: Desk, result: Result, lang: Lang) -> list[str]:
    """The panel behind the line, without the version of the rows."""
    parts = method(desk.workspace, result, lang, shared=False)
    return [line.replace(result.version, "«version»") for line in written(parts)]


def narrowed(result: Result, lang: Lang) -> Record:
    """The same of a filtered registry, in short."""
    figure = without_kinds(draw(result, lang, "light"), lang)
    return {
        "selected": result.selected,
        "key": _key(result, figure, lang),
        "alt": headline(result, lang),
        "sub": written(subline(result, figure, lang)),
        "foot": _foot(result, lang)[:1],
        "caption": caption(result, lang).filters,
        "traces": [trace.get("name", trace["type"]) for trace in figure["data"]],
        "rows": result.frame.height,
        "first": cells(delivered(result), delivered(result).frame.head(1), lang)[1:],
    }


def switched(desk: Desk, exhibit: Exhibit, lang: Lang) -> dict[str, Record]:
    """What the other positions of each switch say, in short."""
    found = {}
    for param in exhibit.params:
        for value in list(param.options)[:MOST_WORDS]:
            if value != param.default:
                result = desk.run(exhibit, **{param.name: value})
                figure = drawn(draw(result, lang, "light"))
                found[f"{param.name}={value}"] = {
                    "alt": headline(result, lang),
                    "caption": caption(result, lang).filters,
                    "traces": [t.get("name", t["type"]) for t in figure.get("traces", ())],
                    "hover": sorted({str(t.get("hover")) for t in figure.get("traces", ())}),
                    "axes": {
                        n: a["title"] for n, a in figure.get("axes", {}).items() if "title" in a
                    },
                    "colours": figure.get("colours"),
                }
    return found


def numbers(result: Result) -> dict[str, dict[str, str]]:
    """Sums of every column by kind of number: they change with any row between first and last."""
    found = {}
    every = delivered(result, "all")
    for kind in sorted(every.frame["kind"].unique()):
        rows = every.frame.filter(pl.col("kind") == kind)
        found[kind] = {f.name: _summed(rows[f.name], f) for f in every.fields[:-1]}
    return found


def _summed(column: pl.Series, field: Field) -> str:
    said = f"{column.len() - column.null_count()} filled, {column.drop_nulls().n_unique()} distinct"
    if field.digits is None or column.null_count() == column.len():
        return said
    values = [number(v) for v in (column.min(), column.max(), column.cast(pl.Float64).sum())]
    return f"{said}, {values[0]:.10g} to {values[1]:.10g}, sum {values[2]:.10g}"


def cells(file: Delivered, rows: pl.DataFrame, lang: Lang) -> list[str]:
    """Header and some rows of a file as the CSV download writes them, a line each."""
    raw = b"".join(csv_stream([rows], file.fields, lang)).decode("utf-8-sig")
    return [APART.join(row) for row in csv.reader(io.StringIO(raw, newline=""))]


def _ends(frame: pl.DataFrame) -> pl.DataFrame:
    if frame.height <= MOST_ROWS:
        return frame
    return pl.concat([frame.head(MOST_ROWS // 2), frame.tail(MOST_ROWS // 2)])


class _Reader(HTMLParser):
    """Text of markup, a line for each block; words in attributes stand in brackets."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = [""]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in BLOCKS:
            self.lines.append("")
        for name, value in attrs:
            if name in SPOKEN and value:
                self.lines[-1] += f"[{name}: {value}]"

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS:
            self.lines.append("")

    def handle_data(self, data: str) -> None:
        self.lines[-1] += data


def lines(node: Any) -> list[str]:
    """What a reader reads of HTML components, block by block."""
    return written(markup(node))


def written(html: str) -> list[str]:
    """What a reader reads of HTML, block by block."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return [said for line in reader.lines if (said := " ".join(line.split()))]


def differing(path: str, old: Any, new: Any) -> list[str]:
    """Where two records differ, each place in one line with the old and the new text."""
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        keys = dict.fromkeys([*old, *new])
        return [
            line
            for key in keys
            for line in differing(f"{path} › {key}", old.get(key), new.get(key))
        ]
    if isinstance(old, list) and isinstance(new, list):
        found = [] if len(old) == len(new) else [f"{path}: {len(old)} entries, now {len(new)}"]
        for place in range(max(len(old), len(new))):
            pair = (part[place] if place < len(part) else None for part in (old, new))
            found += differing(f"{path}[{place}]", *pair)
        return found
    return [] if old == new else [f"{path}:\n    was {old!r}\n    now {new!r}"]
