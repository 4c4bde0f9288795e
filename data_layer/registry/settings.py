"""Settings, read once from the environment at the rim of the program."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_data_path

LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True)
class Settings:
    """What an operator may set; everything else is fixed.

    home: data folder with the registry versions (SRDI_HOME).
    prefix: path prefix behind a reverse proxy, with slashes at both ends (SRDI_PREFIX).
    embed_origins: who may frame /embed beside the own origin (SRDI_EMBED_ORIGINS); `file:` lets
        a slide on the presenter's disk do so.
    redis: Redis that several hosts share (SRDI_REDIS); none on one host.
    tokens_required: show signed embeds and nothing else (SRDI_TOKENS=required).
    imports: take files in the browser though the server listens to other machines
        (SRDI_IMPORT=on).
    upload_mb: largest file taken in the browser (SRDI_UPLOAD_MB); unpacked_mb: what a workbook may
        unpack to (SRDI_UNPACKED_MB).
    import_memory_mb, import_seconds: what the process of one import may use of memory and
        processor time (SRDI_IMPORT_MEMORY_MB, SRDI_IMPORT_SECONDS).
    """

    home: Path
    prefix: str = "/"
    embed_origins: tuple[str, ...] = ("file:",)
    tokens_required: bool = False
    host: str = "127.0.0.1"
    port: int = 8050
    workers: int = 2
    redis: str | None = None
    imports: bool = False
    upload_mb: int = 200
    unpacked_mb: int = 2_000
    import_memory_mb: int = 6_000
    import_seconds: int = 1_800

    @property
    def loopback(self) -> bool:
        """Whether the server listens to this machine alone."""
        return self.host in LOOPBACK

    @classmethod
    def from_env(cls, env: Mapping[str, str] = os.environ) -> Settings:
        """Read the SRDI_ variables; what is not set keeps its default."""
        home = env.get("SRDI_HOME")
        prefix = "/" + env.get("SRDI_PREFIX", "/").strip("/") + "/"
        return cls(
            home=Path(home) if home else user_data_path("srdi-atlas", appauthor=False),
            prefix=prefix.replace("//", "/"),
            embed_origins=tuple(env.get("SRDI_EMBED_ORIGINS", "file:").split()),
            tokens_required=env.get("SRDI_TOKENS") == "required",
            host=env.get("SRDI_HOST", "127.0.0.1"),
            port=int(env.get("SRDI_PORT", "8050")),
            workers=int(env.get("SRDI_WORKERS", "2")),
            redis=env.get("SRDI_REDIS") or None,
            imports=env.get("SRDI_IMPORT") == "on",
            upload_mb=int(env.get("SRDI_UPLOAD_MB", "200")),
            unpacked_mb=int(env.get("SRDI_UNPACKED_MB", "2000")),
            import_memory_mb=int(env.get("SRDI_IMPORT_MEMORY_MB", "6000")),
            import_seconds=int(env.get("SRDI_IMPORT_SECONDS", "1800")),
        )
