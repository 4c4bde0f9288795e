"""The versions beside the import: which there are, their files, and what their buttons do."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Response, request

from components.contract.workspace import Workspace
from components.intake import versions_view
from components.intake.access import may_import
from components.intake.replies import attachment, fragment, gone, language, plain, switched
from data_layer.importer.rows.files import questions_of, rejects_of
from data_layer.intake import uploads
from data_layer.registry.labels import KeptVersionError, Label, remove, say
from data_layer.registry.manifest import UnknownVersion


@dataclass(frozen=True)
class VersionRoutes:
    """Answers over one workspace. base: address of the page."""

    workspace: Workspace
    base: str

    def versions(self) -> Response:
        may = may_import(request, self.workspace.settings)
        return fragment(versions_view.versions(self.workspace, self.base, language(), may=may))

    def switch(self, version: str) -> Response:
        return switched(self._changed(lambda: switch_to(self.workspace, version)))

    def label(self, version: str) -> Response:
        form = request.form
        label = Label(
            form.get("name", "").strip(),
            form.get("description", "").strip(),
            bool(form.get("pinned")),
        )
        return self._changed(lambda: say(self.workspace.store, version, label))

    def remove(self, version: str) -> Response:
        return self._changed(lambda: remove(self.workspace.store, version))

    def version_file(self, version: str, name: str) -> Response:
        """What of a version's file was not taken, or should be looked at."""
        try:
            notes = self.workspace.store.manifest(version).notes
        except UnknownVersion:
            return gone()
        finder = {"rejects": rejects_of, "questions": questions_of}.get(name)
        path = finder and finder(self.workspace.settings.home / "versions" / version, notes)
        return gone() if path is None else attachment(path.read_bytes(), f"{name}.csv")

    def _changed(self, change: Callable[[], object]) -> Response:
        try:
            change()
        except UnknownVersion as error:
            return plain(404, error.message)
        except KeptVersionError as error:
            return plain(409, error.message)
        return self.versions()


def switch_to(workspace: Workspace, version: str) -> None:
    """Switch, and remember what was in use, so that one click leads back."""
    before = workspace.store.current_version()
    workspace.store.use(version)
    if before is not None and before != version:
        uploads.write(workspace.settings.home / "PREVIOUS", before + "\n")
