"""Why a file or a mapping cannot be imported, in words for its owner."""

from data_layer.vocabulary.text import Text


class ImportFileError(Exception):
    """Nothing was imported; `message` says what is wrong, where, and what is allowed."""

    def __init__(self, message: Text) -> None:
        self.message = message
        super().__init__(f"{message.zh} / {message.en}")


class UnreadableFileError(ImportFileError):
    """The file is missing, empty, damaged, of an unknown format, or holds no names."""


class BadMappingError(ImportFileError):
    """The mapping file cannot be read, or names what does not exist."""
