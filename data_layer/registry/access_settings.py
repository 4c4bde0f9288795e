"""Settings of who may see what: off, sign-in by OpenID Connect, or a proxy that names people."""

from ipaddress import IPv4Network, IPv6Network
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, SecretStr
from pydantic_settings import BaseSettings, NoDecode

from data_layer.registry.setting_kinds import File
from data_layer.vocabulary.text import Text

Access = Annotated[
    Literal["off", "oidc", "proxy"], Text("off、oidc 或 proxy", "off, oidc or proxy")
]
Address = Annotated[
    Annotated[str, Field(pattern=r"^https?://[0-9A-Za-z.-]+(:\d{1,5})?$")] | None,
    Text("来源，如 https://atlas.example.org", "an origin, such as https://atlas.example.org"),
]
Url = Annotated[
    Annotated[str, Field(pattern=r"^https?://[^\s?#]+$")] | None,
    Text("网址，如 https://login.example.org", "an address, such as https://login.example.org"),
]
Name = Annotated[
    Annotated[str, Field(pattern=r"^[\w.:/-]{1,200}$")] | None,
    Text("字母、数字和 . : / - _", "letters, digits and . : / - _"),
]
Claim = Annotated[
    str,
    Field(pattern=r"^[\w.:/-]{1,200}$"),
    Text("声明的名称，如 email", "the name of a claim, such as email"),
]
Header = Annotated[
    Annotated[str, Field(pattern=r"^[A-Za-z0-9-]{1,100}$")] | None,
    Text("请求头的名称，如 X-Remote-User", "the name of a header, such as X-Remote-User"),
]
Networks = Annotated[
    tuple[IPv4Network | IPv6Network, ...],
    NoDecode,
    BeforeValidator(lambda value: tuple(value.split()) if isinstance(value, str) else value),
    Text(
        "以空格分隔的地址或网段，如 127.0.0.1 10.0.0.0/8",
        "addresses or networks divided by spaces, such as 127.0.0.1 10.0.0.0/8",
    ),
]
Password = Annotated[SecretStr | None, Text("密码", "a password")]
Token = Annotated[
    Annotated[SecretStr, Field(min_length=16)] | None,
    Text("至少 16 个字符", "at least 16 characters"),
]
Hours = Annotated[int, Field(ge=1, le=168), Text("1 到 168 的整数", "a whole number from 1 to 168")]
Days = Annotated[
    int, Field(ge=1, le=3_650), Text("1 到 3650 的整数", "a whole number from 1 to 3650")
]


class AccessSettings(BaseSettings):
    """access: off, oidc or proxy (SRDI_ACCESS). access_file: who has which role, by default
        access.toml in the data folder.
    address: the origin by which browsers reach the atlas; https:// makes cookies secure.
    oidc_issuer, oidc_client, oidc_secret: the organisation's provider, and what it calls the atlas.
    oidc_claim, oidc_groups: the claims that hold the name and the groups of the access file.
    session_hours: after which one signs in again.
    proxy_header, proxy_groups: the headers in which a proxy says name and groups (divided by
        commas). proxy_from: the addresses of the proxy; nobody else's headers are believed.
    proxy_sign_out: where the proxy signs people out.
    audit_days: how long the audit log is kept. metrics_token: with this as a bearer token a monitor
        reads /metrics, which is else for who may import.
    """

    access: Access = "off"
    access_file: File = None
    address: Address = None
    oidc_issuer: Url = None
    oidc_client: Name = None
    oidc_secret: Password = None
    oidc_claim: Claim = "email"
    oidc_groups: Claim = "groups"
    session_hours: Hours = 10
    proxy_header: Header = None
    proxy_groups: Header = None
    proxy_from: Networks = ()
    proxy_sign_out: Url = None
    audit_days: Days = 180
    metrics_token: Token = None

    @property
    def lacking(self) -> tuple[str, ...]:
        """Fields without which the kind of access that was chosen does not work."""
        needed = {
            "oidc": ("address", "oidc_issuer", "oidc_client", "oidc_secret"),
            "proxy": ("proxy_header", "proxy_from"),
        }
        return tuple(name for name in needed.get(self.access, ()) if not getattr(self, name))
