"""Pins are rewritten one by one, and nothing else of the file."""

from tests.tools import tool

pins = tool("pins")


def test_a_pin_gets_the_resolved_version() -> None:
    text = 'a = ["dash[testing]==4.4.1", "Foo_bar==1.0"]\nversion = "0.1.0"\n'
    found = pins.repinned(text, {"dash": "5.0.0", "foo-bar": "2.1"})
    assert found == 'a = ["dash[testing]==5.0.0", "Foo_bar==2.1"]\nversion = "0.1.0"\n'


def test_what_was_not_resolved_stays() -> None:
    assert pins.repinned('"x==1"', {}) == '"x==1"'
