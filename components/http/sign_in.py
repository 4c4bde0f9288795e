"""Sign-in by the organisation's OpenID Connect, and signing out; Authlib checks what it answers.

Authorisation code with PKCE, state and nonce. The cookie holds a secret by which a session is found
(data_layer/access/sessions.py), and nothing of who it is.
"""

import hashlib
import hmac
import logging
import time
from collections.abc import Mapping
from dataclasses import dataclass
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
    desk = _Desk(workspace, _provider(server, settings), Audit(settings.home, settings.audit_days))
    for path, answer, method in (
        (SIGN_IN, desk.begin, "GET"),
        (f"{SIGN_IN}/done", desk.done, "GET"),
        (SIGN_OUT, desk.end, "POST"),
        (SIGNED_OUT, desk.ended, "GET"),
    ):
        server.add_url_rule(f"{settings.prefix}{path}", path, answer, methods=[method])


def _provider(server: Flask, settings: Settings) -> Any:
    """The organisation's, as Authlib knows it."""
    return OAuth(server).register(
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


@dataclass(frozen=True)
class _Desk:
    """Where people sign in and out: what each address answers."""

    workspace: Workspace
    provider: Any
    audit: Audit

    @property
    def settings(self) -> Settings:
        return self.workspace.settings

    @property
    def home(self) -> str:
        """Address of the first page, as the provider leads back to it."""
        return f"{self.settings.address}{self.settings.prefix}"

    def refused(self, message: Text, status: int, wanted: str) -> Response:
        """A page that says why nobody is signed in, and leads to another try."""
        return plain_page(message, status, [(BACK, sign_in_address(self.workspace, wanted))])

    def begin(self) -> Any:
        """Lead to the provider."""
        before = session.get(SECRET)
        session.clear()
        if before is not None:  # holds until somebody is signed in: no link of others signs out
            session[SECRET] = before
        session[NEXT] = _inside(request.args.get(NEXT, ""), self.settings.prefix)
        try:
            _check_provider(self.provider, self.settings)
            return self.provider.authorize_redirect(f"{self.home}{SIGN_IN}/done")
        except FAILURES as error:
            log.error("the provider of sign-ins does not answer: %s", error)
            return self.refused(UNREACHED, 503, self.settings.prefix)

    def done(self) -> Any:
        """Whom the provider sends back has a session, and the page that was wanted."""
        wanted = session.get(NEXT) or self.settings.prefix
        address = client_address(request, self.settings)
        try:
            _check_provider(self.provider, self.settings)
            claims = self.provider.authorize_access_token()["userinfo"]
            identity = _session(claims, self.settings)
            secret = sessions.begin(self.settings.home, identity)
        except (*FAILURES, UnverifiedError) as error:
            log.warning("a sign-in failed: %s", error)
            self.audit.write("sign-in failed", address=address, reason=str(error))
            message = UNVERIFIED if isinstance(error, UnverifiedError) else FAILED
            return self.refused(message, 403, wanted)
        except OSError as error:
            log.error("sessions cannot be kept: %s", error)
            return self.refused(UNKEPT, 503, wanted)
        sessions.end(self.settings.home, str(session.get(SECRET, "")))
        session.clear()
        session[SECRET] = secret
        session.permanent = True
        groups = ",".join(identity.groups)
        self.audit.write("sign-in", who=identity.subject, address=address, groups=groups)
        return redirect(wanted)

    def end(self) -> Any:
        """Sign out."""
        if not is_own(request):
            return plain_page(FOREIGN, 403, [(HOME, self.settings.prefix)])
        secret = str(session.get(SECRET, ""))
        identity = sessions.find(self.settings.home, secret)
        sessions.end(self.settings.home, secret)
        session.clear()
        if identity is not None:
            address = client_address(request, self.settings)
            self.audit.write("sign-out", who=identity.subject, address=address)
        return redirect(f"{self.settings.prefix}{SIGNED_OUT}", 303)

    def ended(self) -> Response:
        """Who has signed out is told so, and where to sign out of the provider too."""
        elsewhere = _elsewhere(self.provider, self.settings, self.home)
        links = [(BACK, self.settings.prefix), *([(ELSEWHERE, elsewhere)] if elsewhere else [])]
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
