"""All queries of each page, nothing cached; facet counts; both against the target of 50 ms."""

from collections.abc import Callable, Sequence

from components.contract.catalogue import exhibits
from components.contract.exhibit import Exhibit
from data_layer.filters.facets import facets
from data_layer.filters.filters import Filters
from data_layer.importer.figures.stored import ContextTables
from data_layer.measures.memo import forget
from data_layer.registry.registry import Registry
from data_layer.registry.store import Store
from data_layer.vocabulary.field_frames import conform
from tests.bench.history import record
from tests.bench.homes import home
from tests.bench.questions import SELECTIONS
from tests.bench.timing import interleaved, peak_mb


def run(rows: int, repeats: int) -> None:
    """Medians of each page and of its exhibits, and of the facets."""
    registry = Store(home(rows)).current()
    assert registry is not None
    for selection in SELECTIONS:
        filters = Filters.from_query(selection.query)
        pages = {name: _page(registry, shown, filters) for name, shown in _pages().items()}
        for name, took in interleaved(pages, repeats).items():
            record("page", f"/{name}, {rows:,} rows, {selection.name}", **took._asdict())
        each = {
            it.id: _page(registry, [it], filters) for shown in _pages().values() for it in shown
        }
        for name, took in interleaved(each, max(1, repeats // 2)).items():
            record("exhibit", f"{name}, {rows:,} rows, {selection.name}", **took._asdict())
        for took in interleaved({"all": _facets(registry, filters)}, repeats).values():
            record("facets", f"{rows:,} rows, {selection.name}", **took._asdict())
    record("page", f"{rows:,} rows, peak memory of this process", mb=peak_mb())


def _facets(registry: Registry, filters: Filters) -> Callable[[], None]:
    def case() -> None:
        forget()
        facets(registry.counted, filters)

    return case


def _pages() -> dict[str, list[Exhibit]]:
    found: dict[str, list[Exhibit]] = {}
    for exhibit in exhibits().values():
        if exhibit.basis != "reference":
            found.setdefault(exhibit.page, []).append(exhibit)
    return found


def _page(registry: Registry, shown: Sequence[Exhibit], filters: Filters) -> Callable[[], None]:
    tables = ContextTables(None)

    def case() -> None:
        forget()
        rows = registry.counted
        for exhibit in shown:
            own = filters if exhibit.basis == "registry" else Filters()
            params = exhibit.settings({})
            found = exhibit.query(rows, own, params)
            if exhibit.context is not None:
                found = exhibit.context(found, tables.figures(params["indicator"]), params)
            if exhibit.versus is None:  # else these are the groups of one version
                conform(found, exhibit.fields)

    return case
