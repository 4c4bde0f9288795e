"""What the latest two data versions changed, on the page of titles: entered, rose, left."""

from typing import Any

from dash import html

from components.card.component import Live
from components.contract.workspace import Workspace
from components.panels.moves_view import changed
from data_layer.filters.query import Query
from data_layer.vocabulary.text import Lang, Text

WORDS = {
    "title": Text(
        "两个数据版本之间：进入、晋级、退出", "Between two versions: entered, rose, left"
    ),
    "reading": Text(
        "新进、晋级、降级、退出与更正的企业，按筛选的地区和行业；可下载，也可订阅。",
        "Enterprises that entered, were promoted or demoted, left or were corrected, of the places "
        "and industries of the filters; as a file and as a feed.",
    ),
}


def title_changes(lang: Lang) -> html.Article:
    """Filled by /parts/changes."""
    return html.Article(
        [
            html.Header(html.H2(WORDS["title"](lang), id="title-changes")),
            html.P(WORDS["reading"](lang), className="reading"),
            Live("changes", look="body"),
        ],
        className="exhibit w-full",
        **{"aria-labelledby": "title-changes"},
    )


def changes(workspace: Workspace, query: Query, search: str) -> list[Any]:
    """The counts, the first enterprises of each kind, the file and the feed."""
    return [html.Section(changed(workspace, query.filters, query, search=search))]
