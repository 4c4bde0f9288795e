"""读报告: the six chapters of the report as stories, and the page that lists them."""

from functools import partial
from typing import Any

from components.contract.workspace import Workspace
from components.shell.page import register_page
from components.stories.figures import Asker
from components.stories.reading import WORDS, index, reading
from components.stories.story import Story, stories
from data_layer.filters.query import parse_query
from data_layer.vocabulary.text import Lang

register_page(__name__, "/story", WORDS["label"], order=15)


def layout(lang: Lang, workspace: Workspace, **_: Any) -> Any:
    """The list of chapters."""
    return index(lang, workspace.settings.prefix)


def chapter(story: Story, lang: Lang, search: str, workspace: Workspace, **_: Any) -> Any:
    """One chapter. A version that is not there gives the one in use, as cards do."""
    asked = parse_query(search).version
    versions = {manifest.version for manifest in workspace.store.versions()}
    asker = Asker(workspace, asked if asked in versions else None, lang)
    return reading(story, search, asker, home=workspace.settings.prefix)


for place, story in enumerate(stories().values()):
    register_page(
        f"{__name__}.{story.name}",
        f"/{story.path}",
        story.title,
        order=16 + place,
        layout=partial(chapter, story),
        in_bar=False,
    )
