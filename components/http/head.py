"""What a page loads beside Dash's own scripts, in the order in which it is needed.

Dash's scripts come first, since nothing stands on the page without them; what draws comes on the
rest of the line meanwhile.
"""

import dash

from components.card import tray
from components.compat import UNUSED_SCRIPTS
from components.http.assets_serving import asset, plotly
from components.panels import enterprise_grid
from components.shell.drill import boundaries_of

MAPS = "regions"
LISTS = "_dash-component-suites/dash/dcc/async-dropdown.js"
"""The lists of the filter bar, which Dash asks for when it draws the first."""


def scripts(tags: str, path: str) -> str:
    """The tags of the scripts that the page of a path needs."""
    return enterprise_grid.scripts(UNUSED_SCRIPTS.sub("", tags), path)


def favicon(app: dash.Dash) -> str:
    """The tag of the sign in the tab."""
    return f'<link rel="icon" type="image/svg+xml" href="{asset(app, "favicon.svg")}">'


def waiting(entry: str, lang: str) -> str:
    """The element of the page with what stands there until scripts run: Dash's own is English."""
    words = "Loading…" if lang == "en" else "载入中…"
    return entry.replace("Loading...", f'<p class="until-scripts" role="status">{words}</p>')


def loaded(app: dash.Dash, path: str, search: str) -> str:
    """Tags of what is loaded at once and run or read later: assets/src/drawing.js.

    A briefing expects the chart library before its own scripts.
    """
    prefix, name = app.config.requests_pathname_prefix, path.rsplit("/", 1)[-1]
    library = plotly(app)
    if name == tray.PATH:
        return f'<script defer src="{library}"></script>'
    if name == enterprise_grid.PATH:
        return f'<link rel="prefetch" as="script" data-plotly href="{library}">'
    tags = [
        f'<link rel="preload" as="script" href="{prefix}{LISTS}">',
        f'<link rel="preload" as="script" fetchpriority="low" data-plotly href="{library}">',
    ]
    if name == MAPS:
        drawn = boundaries_of(f"{prefix}assets/", search)
        tags.append(
            f'<link rel="preload" as="fetch" crossorigin fetchpriority="low" href="{drawn}">'
        )
    return "".join(tags)
