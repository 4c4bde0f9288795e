"""Where a file is chosen, and what is said of one that cannot be taken."""

from typing import Any

from components.contract.workspace import Workspace
from components.intake import tags as html
from components.intake.parts import button, steps
from components.intake.words import WORDS
from data_layer.intake.uploads import Upload
from data_layer.vocabulary.text import Lang, Text

KINDS = ("enterprises", "patents", "figures")
"""What a file may hold."""
ACCEPTED = ".csv,.tsv,.txt,.xlsx,.xlsm,.xls,.xlsb,.ods,.parquet,.json,.jsonl,.ndjson"


def choose(workspace: Workspace, base: str, lang: Lang) -> list[Any]:
    """Where a file is dropped or chosen."""
    kinds = WORDS["kinds"](lang).format(mb=workspace.settings.upload_mb)
    options = [html.Option(WORDS[kind](lang), value=kind) for kind in KINDS]
    most = str(workspace.settings.upload_mb)
    data = {"data-upload": f"{base}/upload", "data-most": most}
    data |= {f"data-{word}": WORDS[word](lang) for word in ("sending", "looking")}
    data["data-large"] = WORDS["large"](lang).format(mb=most)
    return [
        steps(0, lang),
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


def trouble(message: str, upload: Upload | None, base: str, lang: Lang) -> list[Any]:
    """A file that cannot be taken, and the way back."""
    back = f"{base}/{upload.id}/discard" if upload else f"{base}/again"
    return [
        steps(1, lang),
        html.Div(WORDS["bad"](lang) + message, className="import-judgement bad", role="alert"),
        html.Div(button(WORDS["other"](lang), back), className="import-onward"),
    ]


def wrong(message: Text | None, lang: Lang) -> Any:
    """What was wrong with a decision that was taken back."""
    if message is None:
        return None
    return html.Div(message(lang), className="import-judgement bad", role="alert")
