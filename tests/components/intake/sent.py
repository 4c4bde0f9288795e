"""A file that is brought over HTTP, as the page of the import sends it."""

import time
from collections.abc import Callable
from pathlib import Path

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app import create_app
from data_layer.registry.settings import Settings

LIST = (
    "企业名称,省份,城市,注册资本(万元)\n甲有限公司,江苏省,昆仑市,100\n"
    "乙有限公司,江苏省,南京市,约50\n"
)
SECONDS = 60


def client_of(home: Path, **settings: object) -> FlaskClient:
    return create_app(Settings(home=home, **settings)).server.test_client()  # ty: ignore[invalid-argument-type]


def send(client: FlaskClient, body: bytes, name: str = "list.csv", **headers: str) -> TestResponse:
    return client.post("/import/upload", data=body, headers={"X-File-Name": name, **headers})


def until(found: Callable[[], bool]) -> None:
    end = time.monotonic() + SECONDS
    while not found():
        assert time.monotonic() < end
        time.sleep(0.02)


def brought(client: FlaskClient, body: str, name: str = "list.csv") -> tuple[str, str]:
    """The page of a file, and the address that its controls post to."""
    answer = send(client, body.encode(), name)
    return answer.get_data(as_text=True), f"/import/{answer.headers['X-Upload']}"


def correct(client: FlaskClient, at: str, what: str, value: str, **form: str) -> str:
    answer = client.post(f"{at}/correct", data={"what": what, "value": value, **form})
    return answer.get_data(as_text=True)
