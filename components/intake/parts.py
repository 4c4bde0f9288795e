"""Small pieces that the steps of an import share."""

from typing import Any

from markupsafe import Markup

from components.contract.workspace import Workspace
from components.intake import tags as html
from components.intake.words import WORDS
from data_layer.registry.labels import label_of
from data_layer.registry.manifest import Manifest
from data_layer.vocabulary.text import Lang, Text

STEPS = ("first", "second", "third")


def steps(at: int, lang: Lang) -> Markup:
    """The three steps, with the one that a person is at (from 0) as the heading."""
    parts = []
    for number, word in enumerate(STEPS):
        mark = html.Span(str(number + 1), className="import-number", **{"aria-hidden": "true"})
        if number == at:
            title = html.H2([mark, WORDS[word](lang)], tabIndex="-1", id="import-step")
            parts.append(html.Li(title, className="now", **{"aria-current": "step"}))
        else:
            parts.append(
                html.Li([mark, WORDS[word](lang)], className="past" if number < at else "next")
            )
    return html.Ol(parts, className="import-steps")


def button(
    words: str, act: str, style: str = "out", *, label: str | None = None, sure: str | None = None
) -> Markup:
    """A button that posts to an address. sure: what is asked first."""
    data = {"data-act": act}
    data |= {"aria-label": label} if label else {}
    data |= {"data-sure": sure} if sure else {}
    return html.Button(words, className=style, type="button", **data)


def correction(what: str, heading: str, at: str, label: str | None) -> dict[str, Any]:
    """Attributes of a control that corrects something: assets/src/import_corrections.js."""
    return {
        "data-correct": what,
        "data-heading": heading,
        "data-href": f"{at}/correct",
        "aria-label": label,
    }


def counted(words: Text, n: int, lang: Lang, **more: str) -> str:
    """A sentence with a number in it; English says one and several in two ways."""
    return words(lang).format(n=f"{n:,}", s="" if n == 1 else "s", **more)


def reason(both: str, lang: Lang) -> str:
    """A reason (zh / en) in one language."""
    zh, _, en = both.partition(" / ")
    return en if lang == "en" and en else zh


def shown_name(workspace: Workspace, manifest: Manifest, lang: Lang) -> str:
    """The name that a person gave a version, or its file."""
    file = WORDS["demonstration"](lang) if "seed" in manifest.notes else manifest.source
    return label_of(workspace.settings.home, manifest.version).name or file
