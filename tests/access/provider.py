"""An OpenID Connect provider on loopback, in a process of its own: oidc-provider-mock from PyPI."""

import subprocess
import sys
import time
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from typing import Any

import requests

from tests.access.ports import free_port

SECONDS = 60


@contextmanager
def provider(claims: Mapping[str, Mapping[str, Any]]) -> Generator[str]:
    """The address of a provider that knows people by `sub`, and says these claims of them."""
    base = f"http://localhost:{free_port()}"
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", base.rpartition(":")[2]]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    running = subprocess.Popen([*command, "--require-nonce", "true"], **quiet)  # ty: ignore
    try:
        end = time.monotonic() + SECONDS
        while True:
            try:
                requests.get(f"{base}/.well-known/openid-configuration", timeout=5)
                break
            except requests.ConnectionError:
                assert time.monotonic() < end
                time.sleep(0.1)
        for sub, said in claims.items():
            put = requests.put(f"{base}/users/{sub}", json=dict(said), timeout=5)
            assert put.status_code == 204
        yield base
    finally:
        running.terminate()
        running.wait()
