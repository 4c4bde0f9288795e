"""Settings: what an operator may write, and what is refused in one line. By hand."""

from pathlib import Path

import pytest

from data_layer.cli.commands import main
from data_layer.registry.settings import Settings, SettingsError, read_settings, variables

ROOT = Path(__file__).parents[2]
WRONG = [
    ("SRDI_PORT", "abc"),
    ("SRDI_PORT", "0"),
    ("SRDI_PORT", "65536"),
    ("SRDI_PORT", "80 80"),
    ("SRDI_WORKERS", "0"),
    ("SRDI_WORKERS", "many"),
    ("SRDI_HOST", "a b"),
    ("SRDI_HOST", "http://0.0.0.0"),
    ("SRDI_PREFIX", "a b"),
    ("SRDI_PREFIX", "/../<script>"),
    ("SRDI_EMBED_ORIGINS", "intranet"),
    ("SRDI_EMBED_ORIGINS", "https://a.example; script-src *"),
    ("SRDI_TOKENS", "yes"),
    ("SRDI_TOKENS", "1"),
    ("SRDI_TOKENS", "requierd"),
    ("SRDI_SECRET", "short"),
    ("SRDI_REDIS", "localhost"),
    ("SRDI_IMPORT", "true"),
    ("SRDI_UPLOAD_MB", "-1"),
    ("SRDI_UNPACKED_MB", "1.5"),
    ("SRDI_IMPORT_MEMORY_MB", "6 GB"),
    ("SRDI_IMPORT_SECONDS", "1e3"),
    ("SRDI_TZ", "Beijing"),
    ("SRDI_TZ", "Asia"),
    ("SRDI_TZ", "+08:00"),
    ("SRDI_TZ", "../Asia/Shanghai"),
    ("SRDI_HOME", str(ROOT / "app.py")),
    ("SRDI_WORKER_MB", "0"),
    ("SRDI_SIGN", "1"),
    ("SRDI_LOG", "debug"),
    ("SRDI_EXPORTS_PER_MINUTE", "-1"),
    ("SRDI_PICTURES_PER_MINUTE", "none"),
    ("SRDI_WEBHOOK", "http://atlas.example"),
    ("SRDI_WEBHOOK", "https://user:word@atlas.example/"),
    ("SRDI_WEBHOOK_SECRET", "short"),
    ("SRDI_METRICS_TOKEN", "short"),
    ("SRDI_ACCESS", "on"),
    ("SRDI_ACCESS", "OIDC "),
    ("SRDI_ADDRESS", "atlas.example.org"),
    ("SRDI_ADDRESS", "https://atlas.example.org/atlas"),
    ("SRDI_OIDC_ISSUER", "login.example.org"),
    ("SRDI_OIDC_CLIENT", "an atlas"),
    ("SRDI_OIDC_CLAIM", "e mail"),
    ("SRDI_OIDC_GROUPS", "groups, roles"),
    ("SRDI_SESSION_HOURS", "0"),
    ("SRDI_PROXY_HEADER", "X_Remote_User"),
    ("SRDI_PROXY_GROUPS", "groups:"),
    ("SRDI_PROXY_FROM", "proxy.example.org"),
    ("SRDI_PROXY_FROM", "10.0.0.0/33"),
    ("SRDI_PROXY_SIGN_OUT", "/out"),
    ("SRDI_AUDIT_DAYS", "0"),
]
ANY = {"SRDI_OIDC_SECRET"}
"""What a provider made up: every text may be one."""
FILES = ("SRDI_ACCESS_FILE", "SRDI_SUPPORT_FILE")
"""Paths that are followed when the server starts, and by no other command: test_serving.py."""


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_a_wrong_setting_is_named_with_what_it_may_be(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    assert main(["versions"]) == 1
    zh, en = capsys.readouterr().err.splitlines()
    assert zh.startswith(name)
    assert zh.endswith(variables()[name].zh)
    assert en.endswith(variables()[name].en)


def test_every_setting_is_wrong_in_turn() -> None:
    assert {name for name, _ in WRONG} == set(variables()) - ANY - set(FILES)


def test_a_secret_is_not_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SRDI_SECRET", "hunter2")
    with pytest.raises(SettingsError) as refused:
        read_settings()
    assert "hunter2" not in refused.value.message.zh + refused.value.message.en
    monkeypatch.setenv("SRDI_SECRET", "a secret of many characters")
    assert "many characters" not in repr(read_settings())


def test_every_wrong_setting_is_said_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SRDI_PORT", "abc")
    monkeypatch.setenv("SRDI_WORKERS", "none")
    with pytest.raises(SettingsError, match=r"SRDI_PORT(.|\n)*SRDI_WORKERS"):
        read_settings()


@pytest.mark.parametrize("written", ["required", "Required", " REQUIRED "])
def test_tokens_are_required_however_the_word_is_written(
    monkeypatch: pytest.MonkeyPatch, written: str
) -> None:
    monkeypatch.setenv("SRDI_TOKENS", written)
    assert read_settings().tokens_required


@pytest.mark.parametrize("name", ["SRDI_TOKEN", "SRDI_TOKENSS", "SRDI_SECRETS", "SRDI_IMPORTS"])
def test_a_misspelt_setting_is_not_passed_over(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, "required")
    with pytest.raises(SettingsError, match=f"{name} is no setting"):
        read_settings()


def test_what_is_set_is_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SRDI_HOME", str(tmp_path))
    monkeypatch.setenv("SRDI_HOST", "::1")
    monkeypatch.setenv("SRDI_PORT", "8051")
    monkeypatch.setenv("SRDI_PREFIX", "atlas/cn")
    monkeypatch.setenv("SRDI_EMBED_ORIGINS", "https://*.gov.example:* file:")
    monkeypatch.setenv("SRDI_IMPORT", "on")
    monkeypatch.setenv("SRDI_WORKERS", "")
    assert (
        read_settings().model_dump()
        == Settings(
            home=tmp_path,
            host="::1",
            port=8051,
            prefix="/atlas/cn/",
            embed_origins=("https://*.gov.example:*", "file:"),
            imports=True,
        ).model_dump()
    )
    assert read_settings(tmp_path / "other").home == tmp_path / "other"


def test_every_setting_is_documented() -> None:
    said = (ROOT / "docs" / "operation.md").read_text(encoding="utf-8")
    assert [name for name in variables() if f"`{name}`" not in said] == []
