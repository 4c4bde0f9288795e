"""How far an import is, and what a finished one changes."""

from typing import Any

from markupsafe import Markup

from components.contract.workspace import Workspace
from components.intake import tags as html
from components.intake.parts import button, counted, shown_name, steps
from components.intake.words import WORDS
from data_layer.intake.changes import Changes, changes_between
from data_layer.intake.jobs import ENDED, Job
from data_layer.intake.uploads import Upload
from data_layer.vocabulary.places import province_names
from data_layer.vocabulary.text import Lang, Text

READ = 90
"""Per cent of the bar when all rows are read; the rest is for merging, checking and storing."""

LONGEST = 12
"""Provinces of a table; more of them stand in two, side by side where there is room."""


def progress(
    workspace: Workspace, upload: Upload, job: Job, total: int, base: str, lang: Lang
) -> list[Any]:
    """How far an import is; of a finished one what it changes. total: rows of the file."""
    at = f"{base}/{upload.id}"
    head = [steps(2, lang), html.P(upload.file.name, className="import-file")]
    if job.state not in ENDED:
        return [*head, *_running(job, total, at, lang=lang)]
    if job.state == "done" and job.version:
        own = Text(*job.message) if job.message else None
        return [*head, *finished(workspace, job.version, at, lang=lang, own=own)]
    message = (job.message or ("", ""))[lang == "en"]
    other = button(WORDS["other"](lang), f"{at}/discard")
    if job.state == "done":
        return [*head, _good(message), html.Div(other, className="import-onward")]
    word = WORDS["cancelled" if job.state == "cancelled" else "failed"](lang)
    back = button(WORDS["recheck"](lang), f"{at}/recheck", "out first")
    return [
        *head,
        html.Div(f"{word}{message}", className="import-judgement bad", role="alert"),
        html.Div([back, other], className="import-onward"),
    ]


def _running(job: Job, total: int, at: str, lang: Lang) -> list[Any]:
    part = min(READ, round(READ * job.rows / total)) if total else 0
    if job.state == "waiting":
        status = WORDS["waiting"](lang)
    elif not job.rows:
        status = WORDS["reading_short"](lang)
    else:
        word = "reading" if job.rows < total else "storing"
        status = counted(WORDS[word], job.rows, lang, all=f"{max(total, job.rows):,}")
    measurable = bool(job.rows and total)
    bar = html.Div(
        html.Div(
            className="import-part" if measurable else "import-running",
            style=f"width: {part}%" if measurable else None,
        ),
        className="import-track",
        role="progressbar",
        **{
            "aria-label": WORDS["third"](lang),
            "aria-valuemin": "0",
            "aria-valuemax": "100",
            "aria-valuenow": str(part) if measurable else None,
        },
    )
    return [
        html.P(status, role="status", **{"data-poll": f"{at}/progress"}),
        bar,
        html.P(WORDS["meanwhile"](lang), className="muted"),
        html.Div(button(WORDS["cancel"](lang), f"{at}/cancel"), className="import-onward"),
    ]


def finished(
    workspace: Workspace, version: str, at: str, lang: Lang, own: Text | None = None
) -> list[Any]:
    """A version that was imported: the switch to it or back, and what it changes. own: what its
    import says of it, until it is in use."""
    store = workspace.store
    used, before = store.current_version() == version, before_import(workspace, version)
    status = counted(WORDS["in_use" if used else "imported"], store.manifest(version).rows, lang)
    status = own(lang) if own is not None and not used else status
    buttons: list[Any] = []
    if used:
        home = workspace.settings.prefix
        buttons += [
            html.A(WORDS[word](lang), href=f"{home}{page}", className="out", **{"data-nav": "1"})
            for word, page in (("to_map", "regions"), ("to_list", "enterprises"))
        ]
    else:
        buttons.append(button(WORDS["use"](lang), f"{at}/use/{version}", "out first"))
    changed = None
    if before is not None:
        if used:
            source = shown_name(workspace, store.manifest(before), lang)
            words = WORDS["back"](lang).format(source=source)
            buttons.append(button(words, f"{at}/use/{before}"))
        changed = _changes(changes_between(store.open(before), store.open(version)), used, lang)
    buttons.append(button(WORDS["other"](lang), f"{at}/discard"))
    return [_good(status), html.Div(buttons, className="import-onward"), changed]


def _good(words: str) -> Markup:
    mark = html.Icon(className="bi bi-check-circle")
    return html.Div([mark, html.Span(words)], className="import-judgement", role="status")


def before_import(workspace: Workspace, version: str) -> str | None:
    """The version to compare with: that in use, or the one that was before the switch."""
    current = workspace.store.current_version()
    if current != version:
        return current
    others = [
        manifest.version for manifest in workspace.store.versions() if manifest.version != version
    ]
    path = workspace.settings.home / "PREVIOUS"
    named = path.read_text(encoding="ascii").strip() if path.is_file() else None
    return named if named in others else next(iter(others), None)


def _changes(changes: Changes, used: bool, lang: Lang) -> Markup:
    counts = ("entered", "left", "changed_tier", "kept")
    tiles = [
        html.Div([html.Strong(f"{getattr(changes, change):,}"), html.Span(WORDS[change](lang))])
        for change in counts
    ]
    names = province_names()
    heads = ("province", "before", "after", "entered", "left")
    rows = [
        html.Tr(
            [
                html.Th(names[code](lang) if code else WORDS["nowhere"](lang), scope="row"),
                *(html.Td(f"{n:,}", className="num") for n in numbers),
            ]
        )
        for code, *numbers in changes.provinces.iter_rows()
    ]
    head = html.Thead(html.Tr([html.Th(WORDS[head](lang), scope="col") for head in heads]))
    half = len(rows) if len(rows) <= LONGEST else (len(rows) + 1) // 2
    tables = [
        html.Table([head, html.Tbody(part)], className="import-changes")
        for part in (rows[:half], rows[half:])
        if part
    ]
    title = html.H3(WORDS["changes_used" if used else "changes"](lang))
    return html.Div(
        [
            title,
            html.Div(tiles, className="import-tiles"),
            html.Div(tables, className="import-halves"),
        ]
    )
