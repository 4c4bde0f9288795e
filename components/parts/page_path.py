"""What the path of a page says beside its query: an enterprise, a place, an industry."""

from collections.abc import Mapping
from urllib.parse import unquote

from components.parts.enterprise_param import PATH, with_enterprise
from components.parts.subject_param import subject_at, with_subject


def at_path(pairs: Mapping[str, str], pathname: str, prefix: str) -> Mapping[str, str]:
    """Keys and values of an address with what its path says; any other address keeps its own."""
    if pathname.startswith(prefix + PATH):
        return with_enterprise(pairs, unquote(pathname.removeprefix(prefix + PATH)))
    subject = subject_at(pathname, prefix)
    return pairs if subject is None else with_subject(pairs, subject)
