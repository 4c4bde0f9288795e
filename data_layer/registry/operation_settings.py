"""Settings of logs, limits, own measures, and of who is told of another data version."""

from typing import Annotated, Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings

from data_layer.registry.setting_kinds import File
from data_layer.vocabulary.text import Text

Log = Annotated[
    Literal["warnings", "requests"], Text("warnings 或 requests", "warnings or requests")
]
PerMinute = Annotated[
    int,
    Field(ge=0, le=100_000),
    Text("0 到 100000 的整数，0 为不限", "a whole number from 0 to 100000, 0 for no limit"),
]


Webhook = Annotated[
    Annotated[
        str,
        Field(
            pattern=r"^(https://[^\s/?#@]+|http://(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?)(/\S*)?$"
        ),
    ]
    | None,
    Text(
        "https:// 网址，或本机的 http:// 网址",
        "an https:// address, or an http:// one of this machine",
    ),
]
WebhookSecret = Annotated[
    Annotated[SecretStr, Field(min_length=16)] | None,
    Text("至少 16 个字符", "at least 16 characters"),
]


class OperationSettings(BaseSettings):
    """log: lines of warnings alone, or of each request too.

    support_file: measures of support that the operator adds to the printed ones
        (SRDI_SUPPORT_FILE), by default support.toml in the data folder.
    exports_per_minute, pictures_per_minute: files, and pictures and decks, that one client gets of
        a process.
    webhook, webhook_secret: who is told of a switch to another data version, and what that is
        signed with (webhook.py).
    """

    log: Log = "warnings"
    support_file: File = None
    exports_per_minute: PerMinute = 120
    pictures_per_minute: PerMinute = 30
    webhook: Webhook = None
    webhook_secret: WebhookSecret = None
