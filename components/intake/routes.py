"""/import/...: fragments of the page as HTML, its files, and what its buttons do.

Everything asks `may_import` first, and what changes anything comes from a page of this server.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

from flask import Flask, Response, request

from components.contract.requests import body_pieces
from components.contract.workspace import Workspace
from components.intake import check_view, choose_view, progress_view, tags, versions_view
from components.intake.access import FOREIGN, OFF, is_own, may_import
from components.intake.corrections import corrected, corrected_figures, uploaded
from components.intake.figures_view import check_figures
from components.intake.patents_view import check_patents
from components.intake.words import WORDS
from data_layer.importer.errors import ImportFileError
from data_layer.importer.rows.files import questions_of, rejects_of
from data_layer.intake import figures, jobs, patent_list, readers, uploads
from data_layer.intake.choices import Choices, toml_of
from data_layer.intake.remembered import offered
from data_layer.intake.uploads import MB, TooLargeError, Upload
from data_layer.registry.labels import KeptVersionError, Label, remove, say
from data_layer.registry.manifest import UnknownVersion
from data_layer.vocabulary.text import Lang, Text

PIECE = 1 << 20


def register(server: Flask, workspace: Workspace) -> None:
    """Add the addresses; what dead processes left is removed."""
    uploads.clean(workspace.settings.home)
    readers.clean(workspace.settings.home)
    base = f"{workspace.settings.prefix}import"

    @server.before_request
    def guarded() -> Response | None:
        if not request.path.startswith(f"{base}/"):
            return None
        reading = request.method == "GET" and request.path == f"{base}/versions"
        if not reading and not may_import(request, workspace.settings):
            return _plain(403, OFF)
        if request.method == "POST" and not is_own(request):
            return _plain(403, FOREIGN)
        return None

    routes = _Routes(workspace, base)
    server.get(f"{base}/home", endpoint="import_home")(routes.home)
    server.get(f"{base}/versions", endpoint="import_versions")(routes.versions)
    server.post(f"{base}/upload", endpoint="import_upload")(routes.upload)
    server.post(f"{base}/again", endpoint="import_again")(routes.home)
    server.get(f"{base}/<id>/resume", endpoint="import_resume")(routes.resume)
    server.post(f"{base}/<id>/correct", endpoint="import_correct")(routes.correct)
    server.post(f"{base}/<id>/kind/<kind>", endpoint="import_kind")(routes.kind)
    server.post(f"{base}/<id>/start", endpoint="import_start")(routes.start)
    server.get(f"{base}/<id>/progress", endpoint="import_progress")(routes.progress)
    server.post(f"{base}/<id>/cancel", endpoint="import_cancel")(routes.cancel)
    server.post(f"{base}/<id>/recheck", endpoint="import_recheck")(routes.recheck)
    server.post(f"{base}/<id>/discard", endpoint="import_discard")(routes.discard)
    server.post(f"{base}/<id>/use/<version>", endpoint="import_use")(routes.use)
    server.post(f"{base}/<id>/mapping", endpoint="import_mapping_in")(routes.take_mapping)
    server.get(f"{base}/<id>/rejects.csv", endpoint="import_rejects")(routes.rejects)
    server.get(f"{base}/<id>/questions.csv", endpoint="import_questions")(routes.questions)
    server.get(f"{base}/<id>/mapping.toml", endpoint="import_mapping")(routes.mapping)
    at = f"{base}/version/<version>"
    server.post(f"{at}/use", endpoint="import_switch")(routes.switch)
    server.post(f"{at}/label", endpoint="import_label")(routes.label)
    server.post(f"{at}/remove", endpoint="import_remove")(routes.remove)
    server.get(f"{at}/<name>.csv", endpoint="import_version_file")(routes.version_file)


class _Routes:
    """Answers over one workspace. base: address of the page."""

    def __init__(self, workspace: Workspace, base: str) -> None:
        self.workspace = workspace
        self.settings = workspace.settings
        self.base = base

    def home(self) -> Response:
        jobs.prepare(self.settings)
        return _html(choose_view.choose(self.workspace, self.base, _lang()))

    def versions(self) -> Response:
        may = may_import(request, self.settings)
        return _html(versions_view.versions(self.workspace, self.base, _lang(), may=may))

    def upload(self) -> Response:
        lang = _lang()
        most = self.settings.upload_mb
        if (request.content_length or 0) > most * MB:
            problem = uploads.too_large(most).message(lang)
            return _html(choose_view.trouble(problem, None, self.base, lang), 413)
        try:
            upload = self._received(most)
        except ImportFileError as error:
            status = 413 if isinstance(error, TooLargeError) else 400
            return _html(choose_view.trouble(error.message(lang), None, self.base, lang), status)
        figures.take_as(upload, request.args.get("kind", ""))
        return self._look(upload)

    def _received(self, most_mb: int) -> Upload:
        """The file of this request, written down."""
        name = unquote(request.headers.get("X-File-Name", ""))
        upload = uploads.receive(self.settings.home, name, body_pieces(request, PIECE), most_mb)
        try:
            uploads.check_unpacked(upload.file, self.settings.unpacked_mb)
        except ImportFileError:
            upload.remove()
            raise
        return upload

    def resume(self, id: str) -> Response:
        """Where the person was with a file."""

        def resumed(upload: Upload) -> Response:
            return self._look(upload) if jobs.job_of(upload) is None else self._told(upload)

        return self._of(id, resumed)

    def correct(self, id: str) -> Response:
        form = request.form
        return self._of(id, lambda upload: self._decide(upload, lambda: self._keep(upload, form)))

    def kind(self, id: str, kind: str) -> Response:
        """A file that was chosen as the other kind."""

        def taken(upload: Upload) -> Response:
            figures.take_as(upload, kind)
            return self._look(upload)

        return self._of(id, taken)

    def take_mapping(self, id: str) -> Response:
        """Corrections of before, as a mapping file."""
        content = request.get_data(cache=False)[:PIECE]

        def taken(upload: Upload) -> None:
            choices = uploaded(content)
            sheet = choices.sheet or upload.choices().sheet
            upload.keep(replace(choices, sheet=sheet))

        return self._of(id, lambda upload: self._decide(upload, lambda: taken(upload)))

    def _keep(self, upload: Upload, form: Any) -> None:
        """Keep a correction."""
        decided = figures.choices_of(upload)
        if patent_list.is_list(upload):
            patent_list.keep(upload, form.get("value") or None)
        elif decided is None:
            upload.keep(self._corrected(upload, form))
        else:
            figures.keep(upload, corrected_figures(decided, form))

    def _corrected(self, upload: Upload, form: Any) -> Choices:
        choices = upload.choices()
        if form.get("what") != "remembered":
            return corrected(choices, form)
        offer = offered(self.settings.home, jobs.seen(upload).headings, choices)
        return choices if offer is None else replace(offer.choices, sheet=choices.sheet)

    def _decide(self, upload: Upload, decide: Callable[[], None]) -> Response:
        """Look again after a decision; one that makes no sense is taken back, and said."""
        before, figured = upload.choices(), figures.choices_of(upload)
        try:
            decide()
            return self._looked(upload)
        except ImportFileError as error:
            upload.keep(before)
            if figured is not None:
                figures.keep(upload, figured)
            return self._look(upload, error.message)

    def start(self, id: str) -> Response:
        def started(upload: Upload) -> Response:
            jobs.start(upload, self.settings)
            return self._told(upload)

        return self._of(id, started)

    def progress(self, id: str) -> Response:
        return self._of(id, self._told)

    def cancel(self, id: str) -> Response:
        def cancelled(upload: Upload) -> Response:
            jobs.cancel(upload, self.settings.home)
            return self._told(upload)

        return self._of(id, cancelled)

    def recheck(self, id: str) -> Response:
        """Back from an import that was cancelled or failed."""

        def rechecked(upload: Upload) -> Response:
            jobs.forget(upload)
            return self._look(upload)

        return self._of(id, rechecked)

    def discard(self, id: str) -> Response:
        upload = uploads.find(self.settings.home, id)
        if upload is not None:
            jobs.cancel(upload, self.settings.home)
            upload.remove()
        return self.home()

    def use(self, id: str, version: str) -> Response:
        def used(upload: Upload) -> Response:
            self._switch(version)
            return _switched(self._told(upload))

        return self._of(id, used)

    def rejects(self, id: str) -> Response:
        upload = uploads.find(self.settings.home, id)
        exists = upload is not None and upload.rejects.is_file()
        return _file(upload.rejects.read_bytes(), "rejects.csv") if upload and exists else _gone()

    def questions(self, id: str) -> Response:
        upload = uploads.find(self.settings.home, id)
        exists = upload is not None and upload.questions.is_file()
        return (
            _file(upload.questions.read_bytes(), "questions.csv") if upload and exists else _gone()
        )

    def mapping(self, id: str) -> Response:
        upload = uploads.find(self.settings.home, id)
        return (
            _gone() if upload is None else _file(toml_of(upload.choices()).encode(), "mapping.toml")
        )

    def switch(self, version: str) -> Response:
        return _switched(self._changed(lambda: self._switch(version)))

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
            return _gone()
        finder = {"rejects": rejects_of, "questions": questions_of}.get(name)
        path = finder and finder(self.settings.home / "versions" / version, notes)
        return _gone() if path is None else _file(path.read_bytes(), f"{name}.csv")

    def _of(self, id: str, answer: Callable[[Upload], Response]) -> Response:
        upload = uploads.find(self.settings.home, id)
        if upload is None:
            lang = _lang()
            return _html(choose_view.trouble(WORDS["gone"](lang), None, self.base, lang), 404)
        return answer(upload)

    def _look(self, upload: Upload, wrong: Text | None = None) -> Response:
        """The preview, or why there is none. wrong: what was wrong with the last decision."""
        lang = _lang()
        try:
            return self._looked(upload, wrong)
        except ImportFileError as error:
            parts = choose_view.trouble(error.message(lang), upload, self.base, lang)
            return _html(parts, 422, upload=upload)

    def _looked(self, upload: Upload, wrong: Text | None = None) -> Response:
        jobs.look(upload, self.settings)
        lang = _lang()
        if patent_list.is_list(upload):
            parts = check_patents(upload, patent_list.seen(upload), self.base, lang=lang)
        elif figures.choices_of(upload) is not None:
            parts = check_figures(upload, jobs.seen_figures(upload), self.base, lang=lang)
        else:
            preview, choices = jobs.seen(upload), upload.choices()
            offer = offered(self.settings.home, preview.headings, choices)
            zone = self.settings.zone
            parts = check_view.check(upload, preview, choices, offer, zone, self.base, lang)
        return _html([choose_view.wrong(wrong, lang), *parts], upload=upload)

    def _told(self, upload: Upload) -> Response:
        job = jobs.job_of(upload) or jobs.Job("starting")
        other = patent_list.is_list(upload) or figures.choices_of(upload) is not None
        listed = upload.preview.is_file() and not other
        total = jobs.seen(upload).read if listed else 0
        lang = _lang()
        return _html(
            progress_view.progress(self.workspace, upload, job, total, self.base, lang),
            upload=upload,
        )

    def _switch(self, version: str) -> None:
        """Switch, and remember what was in use, so that one click leads back."""
        before = self.workspace.store.current_version()
        self.workspace.store.use(version)
        if before is not None and before != version:
            uploads.write(self.settings.home / "PREVIOUS", before + "\n")

    def _changed(self, change: Callable[[], object]) -> Response:
        try:
            change()
        except UnknownVersion as error:
            return _plain(404, error.message)
        except KeptVersionError as error:
            return _plain(409, error.message)
        return self.versions()


def _lang() -> Lang:
    return "en" if request.args.get("lang") == "en" else "zh"


def _html(parts: list[Any], status: int = 200, upload: Upload | None = None) -> Response:
    answer = Response(str(tags.text(parts)), status, content_type="text/html; charset=utf-8")
    answer.headers["Cache-Control"] = "no-store"
    if upload is not None:
        answer.headers["X-Upload"] = upload.id
    return answer


def _switched(answer: Response) -> Response:
    """Tell the page that another version is in use: assets/src/import_page.js loads it anew."""
    if answer.status_code == 200:
        answer.headers["X-Switched"] = "1"
    return answer


def _plain(status: int, message: Text) -> Response:
    return Response(message(_lang()), status, content_type="text/plain; charset=utf-8")


def _gone() -> Response:
    return _plain(404, WORDS["gone"])


def _file(body: bytes, name: str) -> Response:
    answer = Response(body, content_type="application/octet-stream")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
