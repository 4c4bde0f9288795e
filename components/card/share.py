"""What the share dialog of a card shows (assets/src/share.js): link, frames, citation."""

from collections.abc import Mapping
from functools import cache
from typing import Any
from urllib.parse import urlencode

import orjson
from flask import Flask, Response, request

from components.contract.catalogue import exhibits
from components.contract.requests import at_this_machine, exhibit_query, problems_of, refused
from components.contract.result import Result
from components.contract.workspace import Workspace
from components.rendering.citation import citations
from components.travel.tokens import UNSIGNED, Grant, TokenError, expiry, secret_of, sign
from data_layer.filters.problems import FilterError
from data_layer.filters.query import Query, parse_query
from data_layer.registry.clock import day_of
from data_layer.registry.settings import SettingsError
from data_layer.vocabulary.text import Lang, Text

WORDS = {
    "link": Text("链接", "Link"),
    "live": Text("随数据更新", "Live"),
    "pinned": Text("固定在当前数据版本", "Pinned to this data version"),
    "embed": Text("嵌入", "Embed"),
    "size": Text("尺寸", "Size"),
    "theme": Text("主题", "Theme"),
    "light": Text("浅色", "Light"),
    "dark": Text("深色", "Dark"),
    "lang": Text("语言", "Language"),
    "zh": Text("中文", "中文"),
    "en": Text("English", "English"),
    "sign": Text("签名（锁定图表、筛选、版本）", "Signed (locks exhibit, filters, version)"),
    "host": Text(
        "让嵌入框的高度随内容变化：在您的网页中加入这三行（一次即可）",
        "For frames as high as what they show: these three lines in your page, once",
    ),
    "days": Text("有效天数", "Days"),
    "make": Text("生成签名链接", "Make signed link"),
    "cite": Text("引用", "Cite"),
    "form": Text("引用格式", "Form of the citation"),
    "text": Text("文本", "Text"),
    "gbt7714": Text("GB/T 7714", "GB/T 7714"),
    "bibtex": Text("BibTeX", "BibTeX"),
    "copy": Text("复制", "Copy"),
    "copied": Text("已复制", "Copied"),
    "close": Text("关闭", "Close"),
    "preview": Text("预览", "Preview"),
    "failed": Text("未能生成：", "Not made: "),
}
"""Of the dialog."""
PLACE = "ADDRESS"
DEFAULT_DAYS = 30.0


def share_facts(workspace: Workspace, result: Result, query: Query, lang: Lang) -> dict[str, Any]:
    """All that the dialog needs: exhibit, query, version, citations, and its words."""
    exhibit, updated = result.exhibit, None
    if result.kind != "published":
        created = workspace.registry(result.version).manifest.created
        updated = day_of(created, workspace.settings.zone).isoformat()
    own = Query(result.filters, "zh", "light", version=None, params=exhibit.spelt(query.params))
    keys = {p.name: exhibit.address_key(p) for p in exhibit.settable}
    placed = Query(
        result.filters,
        "zh",
        "light",
        version=None,
        params={keys[n]: v for n, v in query.params.items()},
    )
    return {
        "exhibit": exhibit.id,
        "title": exhibit.title(lang),
        "page": "" if exhibit.page == "overview" else exhibit.page,
        "prefix": workspace.settings.prefix,
        "query": own.to_query(),
        "pageQuery": placed.to_query(),
        "version": result.version,
        "citations": citations(result, PLACE, result.day, lang=lang, updated=updated),
        "words": _words(lang),
        "signs": _signs(workspace),
    }


def _signs(workspace: Workspace) -> bool:
    """Whether signing is offered: to those who may, else as set or to whoever sits here."""
    settings = workspace.settings
    if settings.access != "off":
        return "sign" in workspace.who().rights
    return settings.signing or settings.loopback


@cache
def _words(lang: Lang) -> Mapping[str, str]:
    return {name: words(lang) for name, words in WORDS.items()}


def signed(workspace: Workspace, id: str, search: str, days: float) -> str:
    """The address of a signed frame; FilterError if the query cannot be answered."""
    exhibit = exhibits()[id]
    query = exhibit_query(exhibit, search)
    version = workspace.registry(query.version).version
    params = exhibit.spelt(query.params)
    locked = Query(query.filters, "zh", "light", version=None, params=params).to_query()
    rule = workspace.who().rule.to_query()
    grant = Grant(id, locked, version, expires=expiry(days), rule=rule)
    token = sign(secret_of(workspace.settings), grant)
    view = {"token": token} | ({"lang": query.lang} if query.lang != "zh" else {})
    view |= {"theme": query.theme} if query.theme != "light" else {}
    return f"{workspace.settings.prefix}embed/{id}?{urlencode(view)}"


def register(server: Flask, workspace: Workspace) -> None:
    """Add /sign/<exhibit>?filters&days=: the address of a signed frame, as JSON."""

    @server.get(f"{workspace.settings.prefix}sign/<id>")
    def sign_view(id: str) -> Response:
        if workspace.settings.access == "off" and not (
            workspace.settings.signing or at_this_machine(request, workspace.settings)
        ):
            raise TokenError(UNSIGNED)
        if id not in exhibits():
            return refused(
                404, [{"key": "exhibit", "value": id[:80], "allowed": ", ".join(exhibits())}]
            )
        pairs = [
            part for part in request.query_string.decode("utf-8", "replace").split("&") if part
        ]
        search = "&".join(part for part in pairs if not part.startswith("days="))
        try:
            days = float(request.args.get("days", DEFAULT_DAYS))
            if not 0 < days < float("inf"):
                raise ValueError
            address = signed(workspace, id, search, days=days)
        except FilterError as error:
            return refused(400, problems_of(error, parse_query(search).lang))
        except SettingsError:  # no secret can be kept: gate.py says so
            raise
        except ValueError:
            return refused(400, [{"key": "days", "value": "", "allowed": "> 0"}])
        return Response(orjson.dumps({"address": address}), mimetype="application/json")
