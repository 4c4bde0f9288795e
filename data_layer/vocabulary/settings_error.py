"""What an operator set and the program cannot use."""

from data_layer.vocabulary.text import Text


class SettingsError(ValueError):
    """Variables of the environment that cannot be used; `message` says which and what can."""

    def __init__(self, message: Text) -> None:
        self.message = message
        super().__init__(message.en)
