"""Settings, read once from the environment at the rim of the program."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from platformdirs import user_data_path


@dataclass(frozen=True)
class Settings:
    """What an operator may set; everything else is fixed.

    home: data folder with the registry versions (SRDI_HOME).
    prefix: path prefix behind a reverse proxy, with slashes at both ends (SRDI_PREFIX).
    embed_origins: origins that may frame /embed beside the own one (SRDI_EMBED_ORIGINS).
    """

    home: Path
    prefix: str = "/"
    embed_origins: tuple[str, ...] = field(default=())
    host: str = "127.0.0.1"
    port: int = 8050
    workers: int = 2

    @classmethod
    def from_env(cls, env: Mapping[str, str] = os.environ) -> Settings:
        """Read SRDI_HOME, SRDI_PREFIX, SRDI_EMBED_ORIGINS, SRDI_HOST, SRDI_PORT, SRDI_WORKERS."""
        home = env.get("SRDI_HOME")
        prefix = "/" + env.get("SRDI_PREFIX", "/").strip("/") + "/"
        return cls(
            home=Path(home) if home else user_data_path("srdi-atlas", appauthor=False),
            prefix=prefix.replace("//", "/"),
            embed_origins=tuple(env.get("SRDI_EMBED_ORIGINS", "").split()),
            host=env.get("SRDI_HOST", "127.0.0.1"),
            port=int(env.get("SRDI_PORT", "8050")),
            workers=int(env.get("SRDI_WORKERS", "2")),
        )
