"""Who is signed in, in the bar of every page, and the way out."""

from dash import html

from data_layer.access.visitor import Visitor
from data_layer.registry.settings import Settings
from data_layer.vocabulary.text import Lang, Text

WORDS = {
    "signed_in": Text("已登录：{name}（{role}）", "Signed in: {name} ({role})"),
    "rule": Text("；可见范围：{rule}", "; rows you may see: {rule}"),
    "out": Text("退出", "Sign out"),
}


def account(settings: Settings, who: Visitor, lang: Lang) -> html.Div:
    """Name and role; role and rows in full where a mouse or a screen reader asks."""
    words = WORDS["signed_in"](lang).format(name=who.name, role=who.role(lang))
    if who.rule.values:
        words += WORDS["rule"](lang).format(rule=who.rule.sentence(lang))
    name = html.Span(
        [
            html.I(className="bi bi-person-check"),
            html.Span(who.name, className="account-name", **{"aria-hidden": "true"}),
            html.Span(words, className="visually-hidden"),
        ],
        title=words,
        className="account-who",
    )
    return html.Div([name, *_out(settings, lang)], className="account")


def _out(settings: Settings, lang: Lang) -> list[html.Form | html.A]:
    """A button that signs out; behind a proxy a link to where it does, if that is known."""
    if settings.access == "oidc":
        button = html.Button(WORDS["out"](lang), className="out")
        return [html.Form(button, method="post", action=f"{settings.prefix}sign-out")]
    if settings.proxy_sign_out:
        return [html.A(WORDS["out"](lang), href=settings.proxy_sign_out, className="out")]
    return []
