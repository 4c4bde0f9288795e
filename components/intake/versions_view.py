"""All versions of the registry, and what can be done with each."""

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from components.contract.workspace import Workspace
from components.intake import tags as html
from components.intake.parts import button, counted, shown_name
from components.intake.words import WORDS
from data_layer.registry.clock import stamped
from data_layer.registry.labels import label_of
from data_layer.registry.manifest import Manifest
from data_layer.vocabulary.fields import KINDS
from data_layer.vocabulary.schema import columns
from data_layer.vocabulary.text import Lang, Text


def versions(workspace: Workspace, base: str, lang: Lang, *, may: bool) -> list[Any]:
    """All versions: which is used, its name, what was set aside, and what can be done with it.

    may: whether the reader may change anything.
    """
    current = workspace.store.current_version()
    items = [
        _version(workspace, manifest, manifest.version == current, base=base, lang=lang, may=may)
        for manifest in workspace.store.versions()
    ]
    return [
        html.H2(WORDS["versions"](lang)),
        html.P(WORDS["versions_hint"](lang), className="muted"),
        html.Ul(items, className="import-versions"),
    ]


def _version(
    workspace: Workspace, manifest: Manifest, used: bool, base: str, lang: Lang, *, may: bool
) -> Markup:
    label = label_of(workspace.settings.home, manifest.version)
    name = shown_name(workspace, manifest, lang)
    at = f"{base}/version/{manifest.version}"
    marks = _marks(used=used, pinned=label.pinned, demo=manifest.demonstration, lang=lang)
    size = counted(WORDS["count"], manifest.rows, lang)
    when = stamped(manifest.created, workspace.settings.zone)
    use = (
        None
        if used or not may
        else button(
            WORDS["switch"](lang), f"{at}/use", "out", label=f"{WORDS['switch'](lang)} {name}"
        )
    )
    return html.Li(
        [
            html.Div(
                [
                    html.Strong(name),
                    *marks,
                    html.Div(f"{size} · {when} · {manifest.version}", className="muted"),
                    html.P(label.description) if label.description else None,
                ],
                className="import-version",
            ),
            use,
            html.Details(
                [
                    html.Summary(WORDS["edit" if may else "details"](lang)),
                    *_details(manifest, at, lang, may=may),
                    _form(manifest.version, name, label, used=used, at=at, lang=lang)
                    if may
                    else None,
                ]
            ),
        ]
    )


def _marks(*, used: bool, pinned: bool, demo: bool, lang: Lang) -> list[Markup]:
    """Words beside the name of a version."""
    marks = (
        (used, WORDS["current"], ""),
        (pinned, WORDS["pinned"], ""),
        (demo, KINDS["demonstration"], "kind-demonstration"),
    )
    return [
        html.Span(word(lang), className=f"kind {style}")
        for applies, word, style in marks
        if applies
    ]


def _details(manifest: Manifest, at: str, lang: Lang, *, may: bool) -> list[Any]:
    notes = manifest.notes
    parts: list[Any] = []
    if "read" in notes:
        counts = WORDS["set_aside_n"](lang).format(
            read=f"{notes['read']:,}",
            accepted=f"{notes['accepted']:,}",
            aside=f"{notes['set_aside']:,}",
            merged=f"{notes['merged']:,}",
            cells=f"{notes['cells_rejected']:,}",
        )
        parts.append(html.P(counts))
    used = Text("、", ", ")(lang).join(_used(manifest, lang))
    parts.append(html.P(WORDS["columns_used"](lang) + used))
    files = (("rejects", "version_rejects"), ("questions_file", "version_questions"))
    links = [
        html.A(WORDS[word](lang), href=f"{at}/{note.partition('_')[0]}.csv", download="")
        for note, word in files
        if may and notes.get(note)
    ]
    parts.append(html.Div(links, className="import-onward") if links else None)
    return parts


def _used(manifest: Manifest, lang: Lang) -> list[str]:
    """The columns of the file with what they were taken as; of no file, those that hold data."""
    mapped: Mapping[str, list[str]] | None = manifest.notes.get("mapped")
    if mapped is None:
        return [
            columns()[name].thing(lang) for name in manifest.columns_present if name in columns()
        ]
    taken = {heading: _also(names, lang) for heading, names in mapped.items() if names}
    return [
        heading if heading == column else f"{heading} → {column}"
        for heading, column in taken.items()
    ]


def _also(names: list[str], lang: Lang) -> str:
    return Text("、", ", ")(lang).join(
        columns()[name].thing(lang) for name in names if name in columns()
    )


def _form(version: str, name: str, label: Any, used: bool, at: str, lang: Lang) -> Markup:
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
    if not used and not label.pinned:
        sure = WORDS["remove_sure"](lang).format(name=name)
        remove = button(WORDS["remove"](lang), f"{at}/remove", "out", sure=sure)
    return html.Form(
        [
            field("name", label.name),
            field("description", label.description),
            html.Div(
                [
                    html.Input(
                        type="checkbox", id=pin, name="pinned", value="1", checked=label.pinned
                    ),
                    html.Label(WORDS["pin"](lang), htmlFor=pin),
                ],
                className="import-switch",
            ),
            html.Div(
                [html.Button(WORDS["save"](lang), className="out", type="submit"), remove],
                className="import-onward",
            ),
        ],
        **{"data-form": f"{at}/label"},
    )
