"""One file on its way: brought, looked at, corrected, imported."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from flask import Response, request

from components.contract.requests import body_pieces
from components.contract.workspace import Workspace
from components.intake import check_view, choose_view, progress_view
from components.intake.corrections import corrected, corrected_figures, uploaded
from components.intake.figures_view import check_figures
from components.intake.patents_view import check_patents
from components.intake.replies import attachment, fragment, gone, language, switched
from components.intake.version_routes import switch_to
from components.intake.words import WORDS
from data_layer.importer.errors import ImportFileError
from data_layer.intake import figures, jobs, patent_list, uploads
from data_layer.intake.choices import Choices, toml_of
from data_layer.intake.remembered import offered
from data_layer.intake.uploads import MB, TooLargeError, Upload
from data_layer.vocabulary.text import Text

PIECE = 1 << 20


@dataclass(frozen=True)
class UploadRoutes:
    """Answers over one workspace. base: address of the page."""

    workspace: Workspace
    base: str

    def home(self) -> Response:
        jobs.prepare(self.workspace.settings)
        return fragment(choose_view.choose(self.workspace, self.base, language()))

    def upload(self) -> Response:
        lang = language()
        most = self.workspace.settings.upload_mb
        if (request.content_length or 0) > most * MB:
            problem = uploads.too_large(most).message(lang)
            return fragment(choose_view.trouble(problem, None, self.base, lang), 413)
        try:
            upload = self._received(most)
        except ImportFileError as error:
            status = 413 if isinstance(error, TooLargeError) else 400
            return fragment(choose_view.trouble(error.message(lang), None, self.base, lang), status)
        figures.take_as(upload, request.args.get("kind", ""))
        return self._look(upload)

    def _received(self, most_mb: int) -> Upload:
        """The file of this request, written down."""
        name = unquote(request.headers.get("X-File-Name", ""))
        upload = uploads.receive(
            self.workspace.settings.home, name, body_pieces(request, PIECE), most_mb
        )
        try:
            uploads.check_unpacked(upload.file, self.workspace.settings.unpacked_mb)
        except ImportFileError:
            upload.remove()
            raise
        return upload

    def resume(self, id: str) -> Response:
        """Where the person was with a file."""

        def resumed(upload: Upload) -> Response:
            return self._look(upload) if jobs.job_of(upload) is None else self._progress(upload)

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
        offer = offered(self.workspace.settings.home, jobs.seen(upload).headings, choices)
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
            jobs.start(upload, self.workspace.settings)
            return self._progress(upload)

        return self._of(id, started)

    def progress(self, id: str) -> Response:
        """How far an import is."""
        return self._of(id, self._progress)

    def cancel(self, id: str) -> Response:
        def cancelled(upload: Upload) -> Response:
            jobs.cancel(upload, self.workspace.settings.home)
            return self._progress(upload)

        return self._of(id, cancelled)

    def recheck(self, id: str) -> Response:
        """Back from an import that was cancelled or failed."""

        def rechecked(upload: Upload) -> Response:
            jobs.forget(upload)
            return self._look(upload)

        return self._of(id, rechecked)

    def discard(self, id: str) -> Response:
        upload = uploads.find(self.workspace.settings.home, id)
        if upload is not None:
            jobs.cancel(upload, self.workspace.settings.home)
            upload.remove()
        return self.home()

    def use(self, id: str, version: str) -> Response:
        def used(upload: Upload) -> Response:
            switch_to(self.workspace, version)
            return switched(self._progress(upload))

        return self._of(id, used)

    def rejects(self, id: str) -> Response:
        return self._written(id, lambda upload: upload.rejects)

    def questions(self, id: str) -> Response:
        return self._written(id, lambda upload: upload.questions)

    def _written(self, id: str, file: Callable[[Upload], Path]) -> Response:
        """A file that was written beside what was brought."""
        upload = uploads.find(self.workspace.settings.home, id)
        path = None if upload is None else file(upload)
        exists = path is not None and path.is_file()
        return attachment(path.read_bytes(), path.name) if path and exists else gone()

    def mapping(self, id: str) -> Response:
        upload = uploads.find(self.workspace.settings.home, id)
        return (
            gone()
            if upload is None
            else attachment(toml_of(upload.choices()).encode(), "mapping.toml")
        )

    def _of(self, id: str, answer: Callable[[Upload], Response]) -> Response:
        upload = uploads.find(self.workspace.settings.home, id)
        if upload is None:
            lang = language()
            return fragment(choose_view.trouble(WORDS["gone"](lang), None, self.base, lang), 404)
        return answer(upload)

    def _look(self, upload: Upload, wrong: Text | None = None) -> Response:
        """The preview, or why there is none. wrong: what was wrong with the last decision."""
        lang = language()
        try:
            return self._looked(upload, wrong)
        except ImportFileError as error:
            parts = choose_view.trouble(error.message(lang), upload, self.base, lang)
            return fragment(parts, 422, upload=upload)

    def _looked(self, upload: Upload, wrong: Text | None = None) -> Response:
        jobs.look(upload, self.workspace.settings)
        lang = language()
        if patent_list.is_list(upload):
            parts = check_patents(upload, patent_list.seen(upload), self.base, lang=lang)
        elif figures.choices_of(upload) is not None:
            parts = check_figures(upload, jobs.seen_figures(upload), self.base, lang=lang)
        else:
            preview, choices = jobs.seen(upload), upload.choices()
            offer = offered(self.workspace.settings.home, preview.headings, choices)
            zone = self.workspace.settings.zone
            parts = check_view.check(upload, preview, choices, offer, zone, self.base, lang)
        return fragment([choose_view.wrong(wrong, lang), *parts], upload=upload)

    def _progress(self, upload: Upload) -> Response:
        job = jobs.job_of(upload) or jobs.Job("starting")
        other = patent_list.is_list(upload) or figures.choices_of(upload) is not None
        listed = upload.preview.is_file() and not other
        total = jobs.seen(upload).read if listed else 0
        lang = language()
        return fragment(
            progress_view.progress(self.workspace, upload, job, total, self.base, lang),
            upload=upload,
        )
