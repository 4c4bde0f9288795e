"""The verdict on a code: the field it is typed into, and what became of its number."""

from typing import Any

import dash
from dash import Input, Output, dcc, html

from components.contract.catalogue import exhibits
from components.contract.claimed import Claim
from components.contract.receipt_code import CodeError, decode, short
from components.contract.requests import exhibit_query, read_locale
from components.contract.workspace import Workspace
from components.receipts.verify import verify
from components.receipts.words import verdict
from components.travel.briefing.address import view_address
from data_layer.filters.problems import FilterError
from data_layer.vocabulary.text import Lang, Text

WORDS = {
    "code": Text("核验码", "Code"),
    "check": Text("核验", "Verify"),
    "hint": Text(
        "核验码印在凭据、CSV 表头、图片、幻灯片和引用里；它就是查询本身，不存在任何服务器上。",
        "Codes stand on receipts, in CSV headers, pictures, slides and citations. A code is the "
        "query itself and is stored nowhere.",
    ),
}


def verified(code: str, lang: Lang) -> html.Section:
    """The field, and the place of the verdict."""
    field = dcc.Input(
        id="verify-typed",
        value=code,
        placeholder=WORDS["code"](lang),
        className="form-control",
        debounce=True,
        maxLength=4_000,
    )
    button = html.Button(WORDS["check"](lang), id="verify-go", type="button", className="out")
    return html.Section(
        [
            dcc.Store(id="verify-code", data=code),
            html.Div(
                [html.Label(WORDS["code"](lang), htmlFor="verify-typed"), field, button],
                className="verify-form",
            ),
            html.P(WORDS["hint"](lang), className="muted"),
            html.Div(id="verify-said", **{"aria-live": "polite"}),
        ],
        className="exhibit w-full verify",
    )


def register(app: dash.Dash, workspace: Workspace) -> None:
    """The verdict follows the code of the address, or the one that was typed."""

    @app.callback(
        Output("verify-said", "children"),
        Input("verify-code", "data"),
        Input("verify-typed", "value"),
        Input("verify-go", "n_clicks"),
        Input("locale", "data"),
    )
    def check(
        given: str | None, typed: str | None, _clicks: int | None, locale: dict[str, str] | None
    ) -> list[Any]:
        lang, _ = read_locale(locale)
        code = (typed or given or "").strip().rsplit("/", 1)[-1]
        return verdict_of(workspace, code, lang) if code else []


def verdict_of(workspace: Workspace, code: str, lang: Lang) -> list[Any]:
    """The verdict on one code, or why it is none."""
    try:
        claim = decode(code)
    except CodeError as error:
        return [html.P(error.message(lang), className="verdict verdict-not_ours")]
    outcome = verify(workspace, claim)
    head = html.P(html.Code(short(code)), className="muted")
    return [head, verdict(outcome, _view(claim, workspace.settings.prefix, lang), lang)]


def _view(claim: Claim, home: str, lang: Lang) -> str:
    """The address of the exhibit on its page under the query of a claim."""
    exhibit = exhibits().get(claim.exhibit)
    if exhibit is None:
        return home
    try:
        return view_address(exhibit, exhibit_query(exhibit, claim.query), home, lang=lang)
    except FilterError:
        return home
