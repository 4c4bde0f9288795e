"""Signed grants: a token that shows one exhibit, with one query, of one version, until a day.

What a token locks cannot be widened: the query of the grant is used, whatever else the address
says, and a token that was altered or has expired opens nothing.
"""

import hashlib
import os
import secrets
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs

from itsdangerous import BadSignature, URLSafeSerializer

from data_layer.registry.settings import Settings, SettingsError
from data_layer.vocabulary.text import Text

SALT = "embed-1"
DAY = 86_400
LONGEST_DAYS = 3_650
SHORTEST = 16

ALTERED = Text("此嵌入链接无效", "This embed link is not valid")
EXPIRED = Text("此嵌入链接已过期", "This embed link has expired")
ELSEWHERE = Text("此嵌入链接不适用于这个图表", "This embed link is for another exhibit")
REVOKED = Text("此嵌入链接已撤销", "This embed link was revoked")
UNSIGNED = Text(
    "这台服务器不向访问者提供签名链接；请联系管理员（设置 SRDI_SIGN=on）",
    "This server signs no links for visitors; ask its operator (setting SRDI_SIGN=on)",
)
NEEDED = Text("此处只接受签名的嵌入链接", "Only signed embed links are accepted here")


class TokenError(PermissionError):
    """A token that opens nothing; `message` says why."""

    def __init__(self, message: Text) -> None:
        self.message = message
        super().__init__(message.en)


@dataclass(frozen=True)
class Grant:
    """What a token shows. query: canonical filters and parameters. expires: seconds since 1970.

    rule: filters of the rows that the signer sees, who shows no others.
    """

    exhibit: str
    query: str
    version: str
    expires: int
    rule: str = ""


def sign(secret: str, grant: Grant) -> str:
    """The token of a grant, safe in an address."""
    parts = [grant.exhibit, grant.query, grant.version, grant.expires]
    parts += [grant.rule] if grant.rule else []
    return str(_signer(secret).dumps(parts))


def _signer(secret: str) -> URLSafeSerializer:
    """HMAC by SHA-256; links of before 0.3.0 were signed by SHA-1 and hold until they expire."""
    return URLSafeSerializer(
        secret,
        salt=SALT,
        signer_kwargs={"digest_method": hashlib.sha256},
        fallback_signers=[{"digest_method": hashlib.sha1}],
    )


def verify(secret: str, token: str, exhibit: str | None = None) -> Grant:
    """The grant of a token, or TokenError if altered, expired, or of another exhibit."""
    try:
        parts = _signer(secret).loads(token)
        rule = str(parts[4]) if len(parts) > 4 else ""
        grant = Grant(str(parts[0]), str(parts[1]), str(parts[2]), expires=int(parts[3]), rule=rule)
    except (BadSignature, IndexError, TypeError, ValueError) as error:
        raise TokenError(ALTERED) from error
    if grant.expires <= time.time():
        raise TokenError(EXPIRED)
    if exhibit is not None and grant.exhibit != exhibit:
        raise TokenError(ELSEWHERE)
    return grant


def expiry(days: float) -> int:
    """The second at which a token of so many days ends."""
    return int(time.time() + min(days, LONGEST_DAYS) * DAY)


def secret_of(settings: Settings) -> str:
    """The secret set, or one made once and kept in the data folder for its owner alone.

    SettingsError if the file holds none: what is signed with nothing anybody can sign.
    """
    if settings.secret is not None:
        return settings.secret.get_secret_value()
    home = settings.home
    path = home / "secret"
    if not path.exists():
        try:
            _make(home, path)
        except OSError as error:
            raise SettingsError(
                Text(
                    f"{home} 不可写，无法生成密钥：请设 SRDI_SECRET",
                    f"{home} cannot be written to, so no secret can be made: set SRDI_SECRET",
                )
            ) from error
    secret = path.read_text(encoding="ascii", errors="replace").strip()
    if len(secret) < SHORTEST:
        raise SettingsError(
            Text(
                f"{path} 不足 {SHORTEST} 个字符：删除它，会重新生成",
                f"{path} holds fewer than {SHORTEST} characters: delete it, and one is made",
            )
        )
    return secret


def _make(home: Path, path: Path) -> None:
    home.mkdir(parents=True, exist_ok=True)
    draft = home / f".secret.{secrets.token_hex(4)}"
    draft.touch(mode=0o600)
    draft.write_text(secrets.token_urlsafe(32), encoding="ascii")
    try:
        # A link fails if another worker was first; then both read the one that is there.
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def token_of(search: str | None) -> str | None:
    """The token in an address's query, or None."""
    tokens = parse_qs((search or "").removeprefix("?")).get("token")
    return tokens[-1] if tokens else None
