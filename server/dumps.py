"""The graph as files: whole, or the things of a class; resumable (RFC 9110, section 14)."""

from http import HTTPStatus
from pathlib import Path
from typing import cast

from flask import Blueprint, Flask, Response, abort, current_app, request, send_file

from kg import __version__
from kg.dumps.files import DumpFiles
from kg.dumps.offered import Dump, offered
from kg.keys import digest
from kg.store.embedded import EmbeddedStore
from server import current
from server.problems import SECONDS_TO_RETRY, problem

blueprint = Blueprint("dumps", __name__)

_KEY = "newskg.dumps"


def register(app: Flask, store: EmbeddedStore) -> None:
    """Offer dumps of the store of an application."""
    app.extensions[_KEY] = DumpFiles(store)


def stop() -> None:
    """Make no more dumps for the current application."""
    _files().close()


def size(dump: Dump) -> int | None:
    """Return how many bytes a dump of the contents as they are now has, if it was made."""
    known = _files().known(dump)
    return known.stat().st_size if known is not None else None


@blueprint.get("/dump.<any(nq,trig,ttl):suffix>.gz")
def whole(suffix: str) -> Response:
    """Return every graph, compressed."""
    return _dump(offered()[f"dump.{suffix}.gz"])


@blueprint.get("/dump/<name>")
def part(name: str) -> Response:
    """Return the things of a class: as a table, or as RDF."""
    dump = offered().get(f"dump/{name}")
    return abort(HTTPStatus.NOT_FOUND) if dump is None else _dump(dump)


def _dump(dump: Dump) -> Response:
    """Return a dump. Equal contents are equal bytes, so its entity tag is strong."""
    if request.method == "HEAD" and _files().known(dump) is None:
        response = Response(content_type=_type(dump))
        response.set_etag(_tag(dump, current.store().version()))
        response.accept_ranges = "bytes"
        return response
    file = _files().file(dump)
    if file is None:
        reason = "Others wait for dumps that are being made. Try again in a while."
        response = problem(HTTPStatus.SERVICE_UNAVAILABLE, "The dump is not there yet", reason)
        response.headers["Retry-After"] = SECONDS_TO_RETRY
        return response
    return _sent(file, dump)


def _sent(file: Path, dump: Dump) -> Response:
    """Return a file, or the part of it that is asked for (RFC 9110, section 14.2)."""
    name = (
        f"newskg-{dump.address.rpartition('/')[2]}" if dump.table else dump.address.replace("dump", "newskg")
    )
    return send_file(
        file.absolute(),
        mimetype=_type(dump),
        as_attachment=True,
        download_name=name,
        conditional=True,
        etag=_tag(dump, file.parent.name),
    )


def _type(dump: Dump) -> str:
    return "application/gzip" if dump.compressed else dump.media_type


def _tag(dump: Dump, version: str) -> str:
    return digest(version, __version__, dump.address)


def _files() -> DumpFiles:
    return cast("DumpFiles", current_app.extensions[_KEY])
