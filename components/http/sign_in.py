"""Sign-in by the organisation's OpenID Connect, and signing out; Authlib checks what it answers.

Authorisation code with PKCE, state and nonce. The cookie holds a secret by which a session is found
(data_layer/access/sessions.py), and nothing of who it is.
"""

import hashlib
import hmac
import logging
import time
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.flask_client import OAuth
from flask import Flask, Response, redirect, request, session
from flask.sessions import SecureCookieSessionInterface
from joserfc.errors import JoseError

from components.contract.workspace import Workspace
from components.http.plain_page import plain_page
from components.http.who import LONGEST, SECRET, client_address
from components.intake.access import FOREIGN, is_own
from components.travel.tokens import secret_of
from data_layer.access import sessions
from data_layer.access.audit import Audit
from data_layer.registry.settings import Settings
from data_layer.vocabulary.text import Text

log = logging.getLogger(__name__)
SIGN_IN: Final = "sign-in"
SIGN_OUT: Final = "sign-out"
SIGNED_OUT: Final = "signed-out"
NEXT: Final = "next"
SIGNED_BY: Final = "id_token_signing_alg_values_supported"
ALGORITHMS: Final = frozenset(
    {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"}
)
SECONDS_OF_PROVIDER: Final = 10
FAILURES: Final = (AuthlibBaseError, JoseError, requests.RequestException, KeyError, ValueError)
METADATA: Final = "/.well-known/openid-configuration"
UNREACHED: Final = Text(
    "登录服务没有应答，请稍后再试。", "The sign-in service does not answer; come again later."
)
FAILED: Final = Text("登录没有成功，请重试。", "You were not signed in; try again.")
UNVERIFIED: Final = Text(
    "登录服务没有确认您的电子邮箱，因此不能登录。",
    "The sign-in service has not verified your e-mail address, so it opens nothing here.",
)
UNKEPT: Final = Text(
    "服务器无法保存登录状态；请联系管理员。",
    "The server cannot keep who is signed in; ask its operator.",
)
GONE: Final = Text("已退出登录。", "You are signed out.")
HOME: Final = Text("回到总览", "Back to the overview")
BACK: Final = Text("重新登录", "Sign in again")
ELSEWHERE: Final = Text("同时退出统一登录", "Sign out of the sign-in service too")


class _Cookies(SecureCookieSessionInterface):
    """Flask's, signed by SHA-256."""

    digest_method = staticmethod(hashlib.sha256)


class UnverifiedError(PermissionError):
    """A provider that does not vouch for the address by which it names somebody."""


def sign_in_address(workspace: Workspace, wanted: str) -> str:
    """Where one signs in to see a page. wanted: its path and query."""
    return f"{workspace.settings.prefix}{SIGN_IN}?{urlencode({NEXT: wanted.rstrip('?')})}"


def register(server: Flask, workspace: Workspace) -> None:
    """Add the addresses; none where a proxy says who comes, or everybody is admitted."""
    settings = workspace.settings
    if settings.access != "oidc":
        return
    _set_cookie(server, settings)
    provider: Any = OAuth(server).register(
        "provider",
        client_id=settings.oidc_client,
        client_secret=settings.oidc_secret.get_secret_value() if settings.oidc_secret else None,
        server_metadata_url=f"{(settings.oidc_issuer or '').rstrip('/')}{METADATA}",
        client_kwargs={
            "scope": "openid profile email",
            "code_challenge_method": "S256",
            "default_timeout": SECONDS_OF_PROVIDER,
        },
    )
    audit = Audit(settings.home, settings.audit_days)
    home = f"{settings.address}{settings.prefix}"

    @server.get(f"{settings.prefix}{SIGN_IN}")
    def sign_in() -> Any:
        before = session.get(SECRET)
        session.clear()
        if before is not None:  # holds until somebody is signed in: no link of others signs out
            session[SECRET] = before
        session[NEXT] = _inside(request.args.get(NEXT, ""), settings.prefix)
        try:
            _check_provider(provider, settings)
            return provider.authorize_redirect(f"{home}{SIGN_IN}/done")
        except FAILURES as error:
            log.error("the provider of sign-ins does not answer: %s", error)
            return plain_page(UNREACHED, 503, [(BACK, sign_in_address(workspace, settings.prefix))])

    @server.get(f"{settings.prefix}{SIGN_IN}/done")
    def done() -> Any:
        wanted = session.get(NEXT) or settings.prefix
        address = client_address(request, settings)
        try:
            _check_provider(provider, settings)
            claims = provider.authorize_access_token()["userinfo"]
            identity = _session(claims, settings)
            secret = sessions.begin(settings.home, identity)
        except (*FAILURES, UnverifiedError) as error:
            log.warning("a sign-in failed: %s", error)
            audit.write("sign-in failed", address=address, reason=str(error))
            message = UNVERIFIED if isinstance(error, UnverifiedError) else FAILED
            return plain_page(message, 403, [(BACK, sign_in_address(workspace, wanted))])
        except OSError as error:
            log.error("sessions cannot be kept: %s", error)
            return plain_page(UNKEPT, 503, [(BACK, sign_in_address(workspace, wanted))])
        sessions.end(settings.home, str(session.get(SECRET, "")))
        session.clear()
        session[SECRET] = secret
        session.permanent = True
        audit.write(
            "sign-in", who=identity.subject, address=address, groups=",".join(identity.groups)
        )
        return redirect(wanted)

    @server.post(f"{settings.prefix}{SIGN_OUT}")
    def sign_out() -> Any:
        if not is_own(request):
            return plain_page(FOREIGN, 403, [(HOME, settings.prefix)])
        secret = str(session.get(SECRET, ""))
        identity = sessions.find(settings.home, secret)
        sessions.end(settings.home, secret)
        session.clear()
        if identity is not None:
            audit.write("sign-out", who=identity.subject, address=client_address(request, settings))
        return redirect(f"{settings.prefix}{SIGNED_OUT}", 303)

    @server.get(f"{settings.prefix}{SIGNED_OUT}")
    def signed_out() -> Response:
        elsewhere = _elsewhere(provider, settings, home)
        links = [(BACK, settings.prefix), *([(ELSEWHERE, elsewhere)] if elsewhere else [])]
        answer = plain_page(GONE, 200, links)
        answer.headers["Clear-Site-Data"] = '"cache", "storage"'
        return answer


def _check_provider(provider: Any, settings: Settings) -> None:
    """Let tokens be signed by the provider that was named, with keys that it alone has."""
    metadata = provider.load_server_metadata()
    if str(metadata["issuer"]).rstrip("/") != (settings.oidc_issuer or "").rstrip("/"):
        raise ValueError(f"the provider names itself {metadata['issuer']}")
    metadata[SIGNED_BY] = [
        algorithm for algorithm in metadata.get(SIGNED_BY, ["RS256"]) if algorithm in ALGORITHMS
    ]


def _set_cookie(server: Flask, settings: Settings) -> None:
    """A cookie that no script reads, no other site sends and no other path gets."""
    secure = (settings.address or "").startswith("https://")
    kind = "__Host-" if settings.prefix == "/" else "__Secure-"
    server.session_interface = _Cookies()
    server.secret_key = hmac.digest(secret_of(settings).encode(), b"session", hashlib.sha256)
    server.config |= {
        "SESSION_COOKIE_NAME": f"{kind if secure else ''}srdi",
        "SESSION_COOKIE_SECURE": secure,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_PATH": settings.prefix,
        "PERMANENT_SESSION_LIFETIME": settings.session_hours * 3_600,
        "SESSION_REFRESH_EACH_REQUEST": False,
    }


def _session(claims: Mapping[str, Any], settings: Settings) -> sessions.Session:
    """Who signed in; UnverifiedError for an address that the provider does not vouch for."""
    subject = _plain(claims[settings.oidc_claim])
    if settings.oidc_claim == "email" and claims.get("email_verified") is not True:
        raise UnverifiedError(subject)
    given = claims.get(settings.oidc_groups, ())
    groups = [_plain(group) for group in ([given] if isinstance(given, str) else given)]
    name = _plain(claims.get("name") or claims.get("preferred_username") or subject)
    expires = time.time() + settings.session_hours * 3_600
    return sessions.Session(subject[:LONGEST], name[:LONGEST], groups=groups, expires=expires)


def _plain(claim: object) -> str:
    """A claim as text without lone surrogates, which JSON can spell and UTF-8 cannot say."""
    return str(claim).encode("utf-8", "replace").decode()


def _inside(wanted: str, prefix: str) -> str:
    """A path of this server; anything else leads to its first page."""
    is_path = wanted.startswith(prefix) and not wanted.startswith("//")
    return wanted if is_path and "\\" not in wanted and wanted.isprintable() else prefix


def _elsewhere(provider: Any, settings: Settings, home: str) -> str | None:
    """Where the provider signs people out, if it says so."""
    try:
        end = provider.load_server_metadata().get("end_session_endpoint")
    except FAILURES:
        return None
    if not isinstance(end, str) or urlsplit(end).scheme not in ("http", "https"):
        return None
    asked = {"client_id": settings.oidc_client or "", "post_logout_redirect_uri": home}
    return f"{end}?{urlencode(asked)}"
