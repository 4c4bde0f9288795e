"""Kinds of settings: how the text of a variable is read, and what it may be, in words."""

from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr
from pydantic_settings import NoDecode

from data_layer.vocabulary.text import Text

File = Annotated[Path | None, Text("文件的路径", "the path of a file")]


def _slashed(value: Any) -> Any:
    return f"/{value.strip('/')}/".replace("//", "/") if isinstance(value, str) else value


def _switched(word: str) -> BeforeValidator:
    """True for the word in any case, False for off; others stay, to be refused."""
    words = {word: True, "off": False}
    return BeforeValidator(
        lambda value: words.get(value.strip().lower(), value) if isinstance(value, str) else value
    )


def _zone(name: Any) -> Any:
    if not isinstance(name, str):
        return name
    try:
        return ZoneInfo(name.strip())
    except (KeyError, OSError, ValueError) as unknown:  # no such name; a folder; no name at all
        raise ValueError("no time zone") from unknown


def _folder(value: Path) -> Path:
    if value.exists() and not value.is_dir():
        raise ValueError("not a folder")
    return value


Host = Annotated[
    str,
    Field(pattern=r"^[0-9A-Za-z][0-9A-Za-z.-]*$|^[0-9A-Fa-f:.]+$"),
    Text("主机名或 IP 地址", "a host name or an IP address"),
]
Port = Annotated[
    int,
    Field(ge=1, le=65_535),
    Text("1 到 65535 的整数", "a whole number from 1 to 65535"),
]
Workers = Annotated[int, Field(ge=1, le=64), Text("1 到 64 的整数", "a whole number from 1 to 64")]
Amount = Annotated[
    int,
    Field(ge=1, le=1_000_000),
    Text("1 到 1000000 的整数", "a whole number from 1 to 1000000"),
]
Prefix = Annotated[
    str,
    BeforeValidator(_slashed),
    Field(pattern=r"^/([0-9A-Za-z._~-]+/)*$"),
    Text("路径，如 /atlas/", "a path, such as /atlas/"),
]
Origins = Annotated[
    tuple[
        Annotated[str, Field(pattern=r"^[a-z][a-z0-9+.-]*:(//[0-9A-Za-z.*-]+(:[0-9*]+)?)?$")], ...
    ],
    NoDecode,
    BeforeValidator(lambda value: tuple(value.split()) if isinstance(value, str) else value),
    Text(
        "以空格分隔的来源，如 https://intranet.example file:",
        "origins divided by spaces, such as https://intranet.example file:",
    ),
]


Zone = Annotated[
    ZoneInfo,
    BeforeValidator(_zone),
    Text(
        "IANA 时区名，如 Asia/Shanghai、Asia/Urumqi、UTC",
        "the IANA name of a time zone, such as Asia/Shanghai, Asia/Urumqi or UTC",
    ),
]
Required = Annotated[
    bool,
    _switched("required"),
    Field(strict=True),
    Text("required 或 off", "required or off"),
]
Switch = Annotated[bool, _switched("on"), Field(strict=True), Text("on 或 off", "on or off")]
Home = Annotated[Path, AfterValidator(_folder), Text("文件夹的路径", "the path of a folder")]
Secret = Annotated[
    Annotated[SecretStr, Field(min_length=16)] | None,
    Text("至少 16 个字符", "at least 16 characters"),
]
Redis = Annotated[
    Annotated[str, Field(pattern=r"^(rediss?|unix)://\S+$")] | None,
    Text("redis://主机:端口/0", "redis://host:port/0"),
]
