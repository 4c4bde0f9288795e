"""Settings, read and checked once from the environment at the rim of the program."""

import os
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from platformdirs import user_data_path
from pydantic import (
    Field,
    ValidationError,
)
from pydantic_settings import SettingsConfigDict

from data_layer.registry.access_settings import AccessSettings
from data_layer.registry.clock import CHINA
from data_layer.registry.operation_settings import OperationSettings
from data_layer.registry.setting_kinds import (
    Amount,
    Home,
    Host,
    Origins,
    Port,
    Prefix,
    Redis,
    Required,
    Secret,
    Switch,
    Workers,
    Zone,
)
from data_layer.vocabulary.settings_error import SettingsError
from data_layer.vocabulary.text import Text

LOOPBACK: Final = ("127.0.0.1", "localhost", "::1")
PREFIX: Final = "SRDI_"
HIDDEN: Final = ("redis", "secret", "oidc_secret", "metrics_token", "webhook", "webhook_secret")
"""Settings whose value no message repeats."""


UNSIGNED: Final = Text(
    "SRDI_WEBHOOK 还需要 SRDI_WEBHOOK_SECRET：至少 16 个字符",
    "SRDI_WEBHOOK needs SRDI_WEBHOOK_SECRET too: at least 16 characters",
)


class Settings(AccessSettings, OperationSettings):
    """What an operator may set; everything else is fixed. What is not given the environment says.

    home: data folder with the versions of the registry (SRDI_HOME).
    host, port, workers: where the server listens, and how many processes answer (SRDI_HOST ...).
    prefix: path behind a reverse proxy, kept with slashes at both ends (SRDI_PREFIX).
    embed_origins: who may frame /embed beside the own origin (SRDI_EMBED_ORIGINS); `file:` lets
        a slide on the presenter's disk do so.
    tokens_required: show signed embeds and nothing else (SRDI_TOKENS=required).
    secret: what embeds are signed with (SRDI_SECRET); else one is made and kept in the home.
    redis: Redis that several hosts share (SRDI_REDIS); none on one host.
    imports: take files in the browser though the server listens to other machines
        (SRDI_IMPORT=on).
    signing: sign frames for whoever asks though the server listens to other machines
        (SRDI_SIGN=on).
    upload_mb: largest file taken in the browser (SRDI_UPLOAD_MB); unpacked_mb: what a workbook may
        unpack to (SRDI_UNPACKED_MB).
    import_memory_mb, import_seconds: what the process of one import may use of memory and
        processor time (SRDI_IMPORT_MEMORY_MB, SRDI_IMPORT_SECONDS).
    zone: time zone of every date that is shown or written (SRDI_TZ), an IANA name.
    worker_mb: memory at which a process that answers is replaced by a new one (SRDI_WORKER_MB).

    Who may see what: access_settings.py. Logs and limits: operation_settings.py.
    """

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_ignore_empty=True, frozen=True, populate_by_name=True
    )

    home: Home = Field(default_factory=lambda: user_data_path("srdi-atlas", appauthor=False))
    host: Host = "127.0.0.1"
    port: Port = 8050
    workers: Workers = 2
    prefix: Prefix = "/"
    embed_origins: Origins = ("file:",)
    tokens_required: Required = Field(default=False, validation_alias="SRDI_TOKENS")
    secret: Secret = None
    redis: Redis = None
    imports: Switch = Field(default=False, validation_alias="SRDI_IMPORT")
    signing: Switch = Field(default=False, validation_alias="SRDI_SIGN")
    upload_mb: Amount = 200
    unpacked_mb: Amount = 2_000
    import_memory_mb: Amount = 6_000
    import_seconds: Amount = 1_800
    worker_mb: Amount = 6_000
    zone: Zone = Field(default=CHINA, validation_alias="SRDI_TZ")

    @property
    def roles(self) -> Path:
        """The file that says who has which role."""
        return self.access_file or self.home / "access.toml"

    @property
    def loopback(self) -> bool:
        """Whether the server listens to this machine alone."""
        return self.host in LOOPBACK


def variables() -> dict[str, Text]:
    """Every setting by its variable, with what it may be."""
    return {
        variable(name): next(part for part in field.metadata if isinstance(part, Text))
        for name, field in Settings.model_fields.items()
    }


def variable(name: str) -> str:
    """The variable of a setting: SRDI_PORT of port."""
    alias = Settings.model_fields[name].validation_alias
    return alias if isinstance(alias, str) else PREFIX + name.upper()


def read_settings(home: Path | None = None) -> Settings:
    """The settings of the environment, `home` in the place of SRDI_HOME.

    SettingsError names each variable that cannot be used, and each that is one letter away from a
    setting: a misspelt SRDI_TOKENS would open what it was to close.
    """
    faults = [*_misspelt()]
    try:
        settings = Settings() if home is None else Settings(home=home)
    except ValidationError as refused:
        names = dict.fromkeys(str(fault["loc"][0]) for fault in refused.errors())
        faults += [_fault(name) for name in names]
    else:
        faults += _lacking(settings)
        if not faults:
            return settings
    raise _all(faults)


def _fault(name: str) -> Text:
    named = name if name.startswith(PREFIX) else variable(name)
    allowed = variables()[named]
    given = "" if name in HIDDEN else f"={os.environ.get(named, '')}"
    return Text(
        f"{named}{given} 不可用，可以是：{allowed.zh}",
        f"{named}{given} cannot be used; allowed: {allowed.en}",
    )


def check_access(settings: Settings) -> None:
    """SettingsError for each setting that the chosen kind of access needs beside it."""
    if faults := _lacking(settings):
        raise _all(faults)


def _lacking(settings: Settings) -> list[Text]:
    unsigned = settings.webhook is not None and settings.webhook_secret is None
    access = [
        Text(
            f"SRDI_ACCESS={settings.access} 还需要 {name}：{variables()[name].zh}",
            f"SRDI_ACCESS={settings.access} needs {name} too: {variables()[name].en}",
        )
        for name in map(variable, settings.lacking)
    ]
    return [*access, UNSIGNED] if unsigned else access


def _all(faults: list[Text]) -> SettingsError:
    return SettingsError(Text(*("\n".join(part) for part in zip(*faults, strict=True))))


def _misspelt() -> list[Text]:
    names = (*variables(), "SRDI_LANG")
    near = {
        name: get_close_matches(name, names, n=1, cutoff=0.9)
        for name in os.environ
        if name.startswith(PREFIX) and name not in names
    }
    return [
        Text(f"{name} 不是设置，应为 {meant[0]}？", f"{name} is no setting; is {meant[0]} meant?")
        for name, meant in sorted(near.items())
        if meant
    ]
