"""/briefing.pptx: the tray's views as slides."""

from flask import Flask, Response, request

from components.contract.requests import home_of, problems_of, refused
from components.contract.workspace import Workspace
from components.travel.attachment import attachment
from components.travel.briefing.deck import MIME, build
from components.travel.briefing.items import read_json
from components.travel.chromium import PictureError, Studio, shared
from components.travel.picture_export import unavailable
from components.travel.turns import documents, for_a_deck
from data_layer.filters.problems import FilterError, Problem
from data_layer.vocabulary.text import Lang, Text, same

KEYS = ("items", "title", "lang")
NAME = Text("专精特新图谱简报", "SRDI-Atlas-briefing")


def register(server: Flask, workspace: Workspace, studio: Studio | None = None) -> None:
    """Add the address, for GET and POST. studio: where maps are drawn."""
    place = studio or shared()

    @server.route(f"{workspace.settings.prefix}briefing.pptx", methods=["GET", "POST"])
    def briefing() -> Response:
        given = request.values
        lang: Lang = "en" if given.get("lang") == "en" else "zh"
        home = home_of(request, workspace.settings)
        try:
            _check_names(list(given))
            wanted = read_json(given.get("items", ""), given.get("title", ""))
            with documents().turn():
                body = build(wanted, workspace, place, lang=lang, home=home, limit=for_a_deck())
        except FilterError as error:
            return refused(400, problems_of(error, lang))
        except PictureError as error:
            return unavailable(error)
        name = f"{NAME(lang)}_{workspace.today.isoformat()}.pptx"
        return attachment(body, name, MIME)


def _check_names(names: list[str]) -> None:
    wrong = [
        Problem(name[:80], "", same(", ".join(KEYS)), by_key=True)
        for name in names
        if name not in KEYS
    ]
    if wrong:
        raise FilterError(wrong)
