"""SRDI Atlas: the app and its command line."""

import os
import sys
from pathlib import Path
from typing import Any

import dash
from flask import request

from components.card import context_list, measure_list, share, tray, version_list
from components.contract.visitor import visitor
from components.contract.workspace import Workspace
from components.http import (
    access,
    assets_serving,
    briefing_check,
    cards,
    gate,
    head,
    limits,
    logs,
    operations,
    order,
    parts,
    receipts,
    security,
    sign_in,
    warming,
)
from components.http import v1 as api
from components.http.edge import ASGI, MB, Patience, edge
from components.http.orphans import end_with_server
from components.http.rolling import roll, roll_up_many
from components.http.serving import serve
from components.intake import routes as intake
from components.panels import (
    calculator,
    compare_chooser,
    enterprise_grid,
    group_search,
    moves_export,
    profile,
    rule_panel,
    verified,
    version_export,
    versions,
    weights_panel,
)
from components.panels import quadrant_live as quadrant
from components.shell import drill, filter_bar
from components.shell import frame as shell
from components.shell.script_words import script_words
from components.travel import downloads as export
from components.travel import picture_export
from components.travel.briefing import page as briefing_page
from components.travel.briefing import routes as briefing_routes
from components.travel.briefing.command import brief
from data_layer.cli.commands import main
from data_layer.registry.settings import Settings, read_settings

ROOT = Path(__file__).parent
UPLOAD_SECONDS = 900.0
TURN = 0.0005
"""Seconds that a thread which makes slides keeps the interpreter while a page waits for it."""
PRIVATE = 0o077
"""What is written is its owner's alone."""


class Atlas(assets_serving.HashedAssets):
    """Dash whose page names its language and what it loads before any script runs."""

    def interpolate_index(self, *args: Any, **parts: Any) -> str:
        """The index page in the language of the address: components/shell/head.py."""
        lang = "en" if request.args.get("lang") == "en" else "zh-CN"
        parts["scripts"] = head.scripts(parts["scripts"], request.path)
        parts["favicon"] = head.favicon(self)
        parts["app_entry"] = head.waiting(parts["app_entry"], lang)
        page = super().interpolate_index(*args, **parts)
        loaded = head.loaded(self, request.path, request.query_string.decode("utf-8", "replace"))
        return page.replace("<html>", f'<html lang="{lang}">', 1).replace(
            "</head>", f"{script_words()}{loaded}</head>", 1
        )


def create_app(settings: Settings, *, warm: bool = False) -> dash.Dash:
    """The app over the registry of a data folder; warm: prepare for visitors."""
    whole = Workspace.open(settings)
    workspace = whole.asked_by(visitor)
    app = Atlas(
        __name__,
        use_pages=True,
        pages_folder=str(ROOT / "pages"),
        assets_folder=str(ROOT / "assets"),
        assets_ignore=r"geo/.*|LICENSES/.*|plotly-atlas\.min\.js|picture\.bundle\.js",
        assets_path_ignore=["^src$"],
        requests_pathname_prefix=settings.prefix,
        routes_pathname_prefix=settings.prefix,
        suppress_callback_exceptions=True,
        title=shell.BRAND.zh,
        update_title="",
        meta_tags=[{"name": "viewport", "content": "width=device-width, initial-scale=1"}],
    )
    app.server.config[assets_serving.THOROUGHLY] = warm
    order.register(app, workspace)  # before the routes: what they ask first comes after it
    app.layout = shell.root()
    shell.register(app, workspace)
    tray.register(app)
    briefing_page.register(app, workspace)
    filter_bar.register(app)
    for part in (
        compare_chooser,
        context_list,
        version_list,
        drill,
        measure_list,
        enterprise_grid,
        quadrant,
        versions,
        calculator,
        profile,
        group_search,
        rule_panel,
        verified,
        weights_panel,
    ):
        part.register(app, workspace)
    for part in (
        api,
        briefing_routes,
        briefing_check,
        cards,
        export,
        intake,
        moves_export,
        operations,
        parts,
        picture_export,
        receipts,
        share,
        version_export,
    ):
        part.register(app.server, workspace)
    limits.register(app.server, workspace)
    security.register(app.server)
    gate.register(app.server)
    access.register(app.server, workspace)
    sign_in.register(app.server, workspace)
    if warm:
        warming.start(whole)
        assets_serving.visit(app)
    return app


def server() -> ASGI:
    """The application of the environment's settings, for a production server."""
    os.umask(PRIVATE)
    sys.setswitchinterval(TURN)
    end_with_server()
    settings = read_settings()
    logs.set_up(settings)
    upload = f"{settings.prefix}import/upload"
    file = Patience(bytes=(settings.upload_mb + 1) * MB, seconds=UPLOAD_SECONDS, own_words=True)
    decks = [f"{settings.prefix}{path}" for path in briefing_check.PATHS]
    deck = Patience(bytes=briefing_check.MOST_BYTES, seconds=UPLOAD_SECONDS)
    return edge(
        create_app(settings, warm=True).server,
        lambda path: file if path == upload else deck if path in decks else Patience(),
        once=(settings.proxy_header, settings.proxy_groups),
    )


if __name__ == "__main__":
    os.umask(PRIVATE)
    sys.exit(
        main(
            sys.argv[1:],
            serve=serve,
            brief=brief,
            roll=roll,
            prepare=warming.prepare_many,
            roll_up=roll_up_many,
        )
    )
