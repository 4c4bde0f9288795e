"""The other parts of the page: choosing a file, progress, what changed, and the versions."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from components.contract.workspace import Workspace
from components.intake import tags as html
from components.intake.check_view import label
from components.intake.words import WORDS
from components.look.amounts import worded
from data_layer.intake.changes import Changes, changes_between
from data_layer.intake.jobs import Job
from data_layer.intake.uploads import Upload
from data_layer.registry.labels import label_of
from data_layer.registry.store import Manifest
from data_layer.vocabulary.fields import KINDS
from data_layer.vocabulary.places import province_names
from data_layer.vocabulary.schema import columns
from data_layer.vocabulary.text import Lang

ACCEPTED = ".csv,.tsv,.txt,.xlsx,.xlsm,.xls,.xlsb,.ods,.parquet,.json,.jsonl,.ndjson"


def choose(workspace: Workspace, base: str, lang: Lang) -> list[Any]:
    """Where a file is dropped or chosen."""
    kinds = WORDS["kinds"](lang).format(mb=workspace.settings.upload_mb)
    options = [html.Option(WORDS[it](lang), value=it) for it in ("enterprises", "figures")]
    most = str(workspace.settings.upload_mb)
    data = {"data-upload": f"{base}/upload", "data-most": most}
    data |= {f"data-{it}": WORDS[it](lang) for it in ("sending", "looking", "lost")}
    return [
        html.H2(WORDS["first"](lang), tabIndex="-1", id="import-step"),
        html.Div(
            [
                html.Label(WORDS["what"](lang), htmlFor="import-kind"),
                html.Select(options, id="import-kind", className="form-select"),
            ],
            className="import-line",
        ),
        html.Div(
            [
                html.Icon(className="bi bi-file-earmark-arrow-up"),
                html.Div(WORDS["drop"](lang)),
                html.Label(
                    [
                        WORDS["choose"](lang),
                        html.Input(
                            type="file",
                            id="import-input",
                            accept=ACCEPTED,
                            className="visually-hidden",
                        ),
                    ],
                    className="out first",
                ),
                html.Small(kinds, className="muted"),
            ],
            className="import-drop",
            **data,
        ),
        html.Div(id="import-bar", role="status", className="import-bar"),
    ]


def figures(upload: Upload, base: str, lang: Lang) -> list[Any]:
    """A file of figures before it is imported."""
    at = f"{base}/{upload.id}"
    return [
        html.H2(WORDS["second"](lang), tabIndex="-1", id="import-step"),
        html.Div(
            WORDS["figures_ready"](lang).format(name=upload.file.name), className="import-judgement"
        ),
        html.P(WORDS["figures_hint"](lang), className="muted"),
        html.Div(
            [
                _button(WORDS["start"](lang), f"{at}/start?kind=figures", "out first"),
                _button(WORDS["other"](lang), f"{at}/discard"),
            ],
            className="import-onward",
        ),
    ]


def trouble(message: str, upload: Upload | None, base: str, lang: Lang) -> list[Any]:
    """A file that cannot be taken, and the way back."""
    back = f"{base}/{upload.id}/discard" if upload else f"{base}/again"
    return [
        html.H2(WORDS["second"](lang), tabIndex="-1", id="import-step"),
        html.Div(WORDS["bad"](lang) + message, className="import-judgement bad", role="alert"),
        html.Div(_button(WORDS["other"](lang), back), className="import-onward"),
    ]


def progress(workspace: Workspace, upload: Upload, job: Job, base: str, lang: Lang) -> list[Any]:
    """How far an import is; of a finished one what it changes."""
    at = f"{base}/{upload.id}"
    title = html.H2(WORDS["third"](lang), tabIndex="-1", id="import-step")
    if job.state in ("waiting", "reading"):
        word = "waiting" if job.state == "waiting" and job.process else "reading_short"
        said = worded(WORDS["reading" if job.rows else word], lang, n=f"{job.rows:,}")
        bar = html.Div(html.Div(className="import-running"), className="import-track")
        return [
            title,
            html.P(said, role="status", **{"data-poll": f"{at}/progress"}),
            bar,
            html.Div(_button(WORDS["cancel"](lang), f"{at}/cancel"), className="import-onward"),
        ]
    again = _button(WORDS["other"](lang), f"{at}/discard")
    if job.state == "done" and job.version:
        return [title, *finished(workspace, job.version, at, lang)]
    message = (job.message or ("", ""))[lang == "en"]
    if job.state == "done":
        return [title, html.Div(message, className="import-judgement", role="status"), again]
    word = WORDS["cancelled" if job.state == "cancelled" else "failed"](lang)
    return [
        title,
        html.Div(f"{word}{message}", className="import-judgement bad", role="alert"),
        html.Div(again, className="import-onward"),
    ]


def finished(workspace: Workspace, version: str, at: str, lang: Lang) -> list[Any]:
    """A version that was imported: the switch to it or back, and what it changes."""
    store = workspace.store
    used, before = store.current_version() == version, before_import(workspace, version)
    said = WORDS["in_use" if used else "imported"](lang)
    said = said.format(n=f"{store.manifest(version).rows:,}")
    buttons: list[Any] = []
    if used:
        home = workspace.settings.prefix
        buttons += [
            html.A(WORDS[word](lang), href=f"{home}{page}", className="out", **{"data-nav": "1"})
            for word, page in (("to_map", "regions"), ("to_list", "enterprises"))
        ]
    else:
        buttons.append(_button(WORDS["use"](lang), f"{at}/use/{version}", "out first"))
    changed = None
    if before is not None:
        if used:
            source = shown_name(workspace, store.manifest(before), lang)
            words = WORDS["back"](lang).format(source=source)
            buttons.append(_button(words, f"{at}/use/{before}"))
        changed = _changes(changes_between(store.open(before), store.open(version)), used, lang)
    buttons.append(_button(WORDS["other"](lang), f"{at}/discard"))
    done = html.Div(
        [html.Icon(className="bi bi-check-circle"), said],
        className="import-judgement",
        role="status",
    )
    return [done, html.Div(buttons, className="import-onward"), changed]


def before_import(workspace: Workspace, version: str) -> str | None:
    """The version to compare with: that in use, or the one that was before the switch."""
    current = workspace.store.current_version()
    if current != version:
        return current
    others = [it.version for it in workspace.store.versions() if it.version != version]
    path = workspace.settings.home / "PREVIOUS"
    named = path.read_text(encoding="ascii").strip() if path.is_file() else None
    return named if named in others else next(iter(others), None)


def shown_name(workspace: Workspace, manifest: Manifest, lang: Lang) -> str:
    """The name that a person gave a version, or its file."""
    file = WORDS["demonstration"](lang) if "seed" in manifest.notes else manifest.source
    return label_of(workspace.settings.home, manifest.version).name or file


def _changes(changes: Changes, used: bool, lang: Lang) -> Markup:
    counts = ("entered", "left", "changed_tier", "kept")
    tiles = [
        html.Div([html.Strong(f"{getattr(changes, it):,}"), html.Span(WORDS[it](lang))])
        for it in counts
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
    head = html.Thead(html.Tr([html.Th(WORDS[it](lang), scope="col") for it in heads]))
    table = html.Table([head, html.Tbody(rows)], className="import-changes")
    title = html.H3(WORDS["changes_used" if used else "changes"](lang))
    return html.Div(
        [
            title,
            html.Div(tiles, className="import-tiles"),
            html.Div(table, className="import-scroll") if rows else None,
        ]
    )


def versions(workspace: Workspace, base: str, lang: Lang) -> list[Any]:
    """All versions: which is used, its name, what was set aside, and what can be done with it."""
    current = workspace.store.current_version()
    items = [
        _version(workspace, it, it.version == current, base, lang)
        for it in workspace.store.versions()
    ]
    return [
        html.H2(WORDS["versions"](lang)),
        html.P(WORDS["versions_hint"](lang), className="muted"),
        html.Ul(items, className="import-versions"),
    ]


def _version(workspace: Workspace, manifest: Manifest, used: bool, base: str, lang: Lang) -> Markup:
    held = label_of(workspace.settings.home, manifest.version)
    name = shown_name(workspace, manifest, lang)
    at = f"{base}/version/{manifest.version}"
    marks = [
        html.Span(word, className=f"kind {style}")
        for shown, word, style in (
            (used, WORDS["current"](lang), ""),
            (held.pinned, WORDS["pinned"](lang), ""),
            (manifest.demonstration, KINDS["demonstration"](lang), "kind-demonstration"),
        )
        if shown
    ]
    size = worded(WORDS["count"], lang, n=f"{manifest.rows:,}")
    when = manifest.created[:16].replace("T", " ")
    use = (
        None
        if used
        else _button(
            WORDS["switch"](lang), f"{at}/use", "out", said=f"{WORDS['switch'](lang)} {name}"
        )
    )
    return html.Li(
        [
            html.Div(
                [
                    html.Strong(name),
                    *marks,
                    html.Div(f"{size} · {when} UTC · {manifest.version}", className="muted"),
                    html.P(held.description) if held.description else None,
                ],
                className="import-version",
            ),
            use,
            html.Details(
                [
                    html.Summary(WORDS["edit"](lang)),
                    *_details(manifest, base, lang),
                    _form(manifest.version, name, held, used, at, lang),
                ]
            ),
        ]
    )


def _details(manifest: Manifest, base: str, lang: Lang) -> list[Any]:
    notes = manifest.notes
    used = [label(it, lang) for it in manifest.columns_present if it in columns()]
    parts: list[Any] = []
    if "read" in notes:
        said = worded(
            WORDS["set_aside_n"],
            lang,
            read=f"{notes['read']:,}",
            accepted=f"{notes['accepted']:,}",
            aside=f"{notes['set_aside']:,}",
            merged=f"{notes['merged']:,}",
            cells=f"{notes['cells_rejected']:,}",
        )
        parts.append(html.P(said))
    parts.append(html.P(WORDS["columns_used"](lang) + ("、" if lang == "zh" else ", ").join(used)))
    if notes.get("rejects"):
        href = f"{base}/version/{manifest.version}/rejects.csv"
        parts.append(html.A(WORDS["version_rejects"](lang), href=href, download=""))
    return parts


def _form(version: str, name: str, held: Any, used: bool, at: str, lang: Lang) -> Markup:
    def field(key: str, value: str) -> Markup:
        id = f"import-{key}-{version}"
        return html.Div(
            [
                html.Label(WORDS[key](lang), htmlFor=id),
                html.Input(
                    type="text",
                    id=id,
                    name=key,
                    value=value,
                    maxLength="200",
                    className="form-control form-control-sm",
                ),
            ],
            className="import-line",
        )

    pin = f"import-pin-{version}"
    remove = None
    if not used and not held.pinned:
        sure = WORDS["remove_sure"](lang).format(name=name)
        remove = _button(WORDS["remove"](lang), f"{at}/remove", "out", sure=sure)
    return html.Form(
        [
            field("name", held.name),
            field("description", held.description),
            html.Div(
                [_box(pin, held.pinned), html.Label(WORDS["pin"](lang), htmlFor=pin)],
                className="import-line",
            ),
            html.Div(
                [html.Button(WORDS["save"](lang), className="out", type="submit"), remove],
                className="import-onward",
            ),
        ],
        **{"data-form": f"{at}/label"},
    )


def _box(id: str, on: bool) -> Any:
    options = [
        html.Option(word, value=value, selected=on == bool(value))
        for word, value in (("—", ""), ("✓", "1"))
    ]
    return html.Select(options, id=id, name="pinned", className="form-select form-select-sm")


def _button(
    words: str, act: str, style: str = "out", *, said: str | None = None, sure: str | None = None
) -> Markup:
    data = {"data-act": act}
    data |= {"aria-label": said} if said else {}
    data |= {"data-sure": sure} if sure else {}
    return html.Button(words, className=style, type="button", **data)
