"""/import/...: fragments of the page as HTML, its files, and what its buttons do.

Everything asks `may_import` first, and what changes anything comes from a page of this server.
"""

from typing import Final

from flask import Flask, Response, request

from components.contract.fingerprint import is_replaced
from components.contract.workspace import Workspace
from components.intake.access import FOREIGN, OFF, is_own, may_import
from components.intake.replies import plain
from components.intake.upload_routes import UploadRoutes
from components.intake.version_routes import VersionRoutes
from data_layer.intake import readers, uploads
from data_layer.vocabulary.text import Text

BEGINNING: Final = frozenset(
    f"import_{name}"
    for name in ("upload", "resume", "correct", "kind", "start", "recheck", "mapping_in")
)
"""Endpoints that have a process of its own look at a file or import it."""
REPLACED: Final = Text(
    "服务器上的程序文件已更新，但正在运行的仍是旧程序：请管理员重新启动后再导入。数据没有变化。",
    "The program's files on the server were replaced while it runs: ask the operator to restart "
    "it, then import. Nothing has changed in the data.",
)


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
            return plain(403, OFF)
        if request.method == "POST" and not is_own(request):
            return plain(403, FOREIGN)
        if request.endpoint in BEGINNING and is_replaced():
            return plain(503, REPLACED)
        return None

    _add_uploads(server, base, UploadRoutes(workspace, base))
    _add_versions(server, base, VersionRoutes(workspace, base))


def _add_uploads(server: Flask, base: str, routes: UploadRoutes) -> None:
    server.get(f"{base}/home", endpoint="import_home")(routes.home)
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


def _add_versions(server: Flask, base: str, routes: VersionRoutes) -> None:
    server.get(f"{base}/versions", endpoint="import_versions")(routes.versions)
    at = f"{base}/version/<version>"
    server.post(f"{at}/use", endpoint="import_switch")(routes.switch)
    server.post(f"{at}/label", endpoint="import_label")(routes.label)
    server.post(f"{at}/remove", endpoint="import_remove")(routes.remove)
    server.get(f"{at}/<name>.csv", endpoint="import_version_file")(routes.version_file)
