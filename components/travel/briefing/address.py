"""The address of a view on its page: filters, version and the exhibit's own parameters."""

from components.contract.exhibit import Exhibit
from data_layer.filters.query import Query
from data_layer.vocabulary.text import Lang

TRAY = "tray"
"""Id of the browser's store of the views that were chosen."""


def view_address(exhibit: Exhibit, query: Query, home: str, lang: Lang) -> str:
    """home: address of the atlas with a slash at its end."""
    keys = {p.name: exhibit.address_key(p) for p in exhibit.settable}
    params = {keys[name]: value for name, value in query.params.items()}
    search = Query(query.filters, lang, "light", version=query.version, params=params).to_query()
    page = "" if exhibit.page == "overview" else exhibit.page
    return f"{home}{page}{'?' if search else ''}{search}#exhibit-{exhibit.id}"
