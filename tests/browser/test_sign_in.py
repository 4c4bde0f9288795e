"""Signing in and out as somebody does it: the provider's form, the rows of a rule, the way out."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from dash.testing.browser import Browser

from app import create_app
from data_layer import demo
from data_layer.registry.settings import Settings
from data_layer.registry.store import Store
from tests.access.ports import free_port
from tests.access.provider import provider
from tests.browser.conftest import PageAt, Serve
from tests.browser.test_offline import until
from tests.conftest import DEMO_SEED

PEOPLE = """
[[people]]
groups = ["hubei"]
role = "viewer"
rows = "province=420000"
"""
CLAIMS = {"li": {"email": "li@example.org", "email_verified": True, "groups": ["hubei"]}}
LISTED = """
return [...document.querySelectorAll('.ag-center-cols-container [col-id=province_code]')]
  .map((cell) => cell.textContent).filter(Boolean);
"""
OUT = "form[action='/sign-out'] button"


@pytest.fixture
def address(serve: Serve, tmp_path: Path) -> Iterator[str]:
    """The atlas for those who sign in, of whom one sees the rows of Hubei."""
    Store(tmp_path).add(demo.build(rows=400, seed=DEMO_SEED), demonstration=True, source="seed")
    (tmp_path / "access.toml").write_text(PEOPLE, "utf-8")
    port = free_port()
    own = f"http://127.0.0.1:{port}"
    with provider(CLAIMS) as issuer:
        settings = Settings(
            home=tmp_path,
            access="oidc",
            address=own,
            oidc_issuer=issuer,
            oidc_client="atlas",
            oidc_secret="secret",
        )
        yield serve(create_app(settings), port)


def _words(page: Browser, selector: str = "body") -> str:
    script = "return document.querySelector(arguments[0])?.innerText ?? ''"
    return page.driver.execute_script(script, selector)


def test_somebody_signs_in_sees_their_rows_and_signs_out(address: str, page_at: PageAt) -> None:
    page = page_at(f"{address}/enterprises?tier=national,provincial")
    until(lambda: "Authorize Client" in _words(page), "the provider asks who it is")
    page.driver.find_element("name", "sub").send_keys("li\n")
    until(lambda: page.driver.current_url.startswith(f"{address}/enterprises?tier="), "led back")
    until(lambda: "li@example.org" in _words(page, "#top"), "who is signed in")
    until(lambda: page.driver.execute_script(LISTED), "rows")
    assert set(page.driver.execute_script(LISTED)) == {"湖北"}
    assert not page.driver.execute_script(
        "return document.querySelectorAll('[data-export]').length"
    )
    page.driver.execute_script("document.querySelector(arguments[0]).click()", OUT)
    until(lambda: "已退出登录" in _words(page), "signed out")
    page.driver.get(f"{address}/regions")
    until(lambda: "Authorize Client" in _words(page), "nothing is shown any more")
    page.driver.get(f"{address}/signed-out")
    page.driver.find_element("link text", "重新登录").click()
    until(lambda: "Authorize Client" in _words(page), "the way in again")
