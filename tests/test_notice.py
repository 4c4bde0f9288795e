"""Vendored parts keep to themselves, and the notice tells of each."""

import re
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent
ASSETS = REPOSITORY / "assets"
VENDORED = (
    "00-bootstrap.min.css",
    "01-signs.css",
    "05-plotly-locale-zh-cn.js",
    "plotly-atlas.min.js",
)
STYLES = tuple(name for name in VENDORED if name.endswith(".css"))


@pytest.fixture(scope="module")
def notice() -> str:
    return (REPOSITORY / "NOTICE.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", VENDORED)
def test_the_notice_names_each_vendored_file(notice: str, name: str) -> None:
    assert (ASSETS / name).is_file()
    assert f"`assets/{name}`" in notice


def test_the_notice_names_each_licence(notice: str) -> None:
    named = {Path(path).name for path in re.findall(r"`(assets/LICENSES/[^`]+)`", notice)}
    assert named == {path.name for path in (ASSETS / "LICENSES").iterdir()}


@pytest.mark.parametrize(
    "asset", sorted(path.name for path in ASSETS.iterdir() if path.suffix in (".css", ".js"))
)
def test_no_asset_points_to_a_source_map(asset: str) -> None:
    assert "sourceMappingURL" not in (ASSETS / asset).read_text(encoding="utf-8")


@pytest.mark.parametrize("style", STYLES)
def test_style_sheets_load_from_their_own_folder(style: str) -> None:
    sheet = (ASSETS / style).read_text(encoding="utf-8")
    sources = re.findall(r"""url\(["']?([^"')]+)""", sheet)
    assert sources
    for source in sources:
        assert source.startswith("data:") or (ASSETS / source).is_file(), source
    assert "@import" not in sheet


def test_every_asset_is_our_own_or_in_the_notice() -> None:
    """Our own: what `tools/bundle` makes of assets/src, styles from 90 on, the sign in the tab."""
    own = re.compile(r"\d\d-[a-z]+\.bundle\.js|picture\.bundle\.js|9\d-[a-z-]+\.css|favicon\.svg")
    found = {path.name.removesuffix(".br") for path in ASSETS.iterdir() if path.is_file()}
    assert {name for name in found if not own.fullmatch(name)} == set(VENDORED)


def test_each_licence_says_whose_it_is() -> None:
    for path in (ASSETS / "LICENSES").iterdir():
        text = path.read_text(encoding="utf-8")
        assert "Copyright" in text
        assert re.search(r"MIT License|Permission is hereby granted|ISC|Redistribution", text)
