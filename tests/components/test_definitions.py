"""How each column is made: said for every column in both languages, and each line is of one."""

from components.contract.catalogue import exhibits
from components.contract.definitions import defined
from data_layer.vocabulary.definitions import definitions


def test_every_column_says_how_it_is_made() -> None:
    texts = {(id, f.name): text for id, it in exhibits().items() for f, text in defined(it)}
    assert [at for at, text in texts.items() if not (text.zh and text.en)] == []


def test_every_line_is_of_a_column() -> None:
    named = {
        (field.quantity or field.name, exhibit)
        for id, it in exhibits().items()
        for field, _ in defined(it)
        for exhibit in (id, "")
    }
    assert set(definitions()) <= named
