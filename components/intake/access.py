"""Who may bring files: the one place where further rules of access are asked."""

from flask import Request

from components.contract.requests import at_this_machine
from components.contract.visitor import may
from data_layer.registry.settings import Settings
from data_layer.vocabulary.text import Text

OFF = Text(
    "这台服务器没有开放在浏览器中导入数据；请联系管理员（设置 SRDI_IMPORT=on）。",
    "This server does not take data in the browser; ask its operator (setting SRDI_IMPORT=on).",
)
FOREIGN = Text(
    "这个请求来自另一个网站，已拒绝。", "This request came from another site and was refused."
)


def may_import(request: Request, settings: Settings) -> bool:
    """Whether a request may look at files and bring them: by role, as set, or at this machine."""
    if settings.access != "off":
        return may("import")
    return settings.imports or at_this_machine(request, settings)


def is_own(request: Request) -> bool:
    """Whether a request that changes something comes from a page of this server.

    Browsers say so by Sec-Fetch-Site or Origin; a request with neither is no page's of a browser.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("Origin")
    return origin is None or origin.partition("://")[2] == request.host
