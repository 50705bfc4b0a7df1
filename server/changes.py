"""What was added, changed and withdrawn, in order and page by page: ActivityStreams, Atom, RDF Patch."""

import uuid
from collections.abc import Iterator

from flask import Blueprint, Response, url_for
from werkzeug.exceptions import BadRequest, Gone

from kg.history import (
    BEGINNING,
    PATCH,
    Activity,
    changes_after,
    cursor_at,
    last_change,
    position,
    rows_of,
)
from server import activities, atom, current, parameters
from server.graphs import MEDIA_TYPES, graph_bytes, syntax_of
from server.negotiation import negotiate
from server.reading.names import names
from server.representation import json_text, represent
from server.translations import language

blueprint = Blueprint("changes", __name__)

MOST_CHANGES = 100
"""How many changes a page has at most."""

MOST_IN_A_PATCH = 8_000_000
"""How many characters a patch has at most, unless a single change is longer."""

MOST_ENTRIES = 50
"""How many changes the feed has at most."""


@blueprint.get("/changes")
def read() -> Response:
    """Return the collection of all changes, or with ``since`` those after a cursor, by Accept."""
    since = _since()
    start = None if since is None else _position(since)
    media_type = negotiate((activities.MEDIA_TYPE, *MEDIA_TYPES))
    response = represent(media_type, lambda: _body(since, start, media_type))
    response.headers["Link"] = ", ".join(_alternates())
    return response


@blueprint.get("/changes.rdfp")
def patch() -> Response:
    """Return what the changes after a cursor, from the beginning without one, do to the graphs."""
    since = _since() or BEGINNING
    start = _position(since)
    return represent(PATCH, lambda: _patch(since, start))


@blueprint.get("/changes.atom")
def feed() -> Response:
    """Return the newest changes for a feed reader."""
    return represent(atom.MEDIA_TYPE, _feed, variant=language())


def _since() -> str | None:
    sent = parameters.of_address().getlist("since")
    if len(sent) > 1:
        raise BadRequest("Name one cursor: ?since=CURSOR.")
    return sent[0] if sent else None


def _position(cursor: str) -> int:
    """Return the number of a cursor; one of another history, as of a lost store, is gone."""
    number = position(current.store(), cursor, current.config().base)
    if number is None:
        raise Gone(f"The history here has no {cursor}. Copy everything again, then go on from there.")
    return number


def _after(number: int) -> list[Activity]:
    return changes_after(current.store(), number, current.config().base, MOST_CHANGES)


def _address(since: str) -> str:
    return url_for("changes.read", since=since, _external=True)


def _body(since: str | None, start: int | None, media_type: str) -> str | bytes:
    document = _collection() if since is None or start is None else _page(since, start)
    syntax = syntax_of(media_type)
    return json_text(document) if syntax is None else graph_bytes(activities.to_graph(document), syntax)


def _collection() -> activities.Document:
    store, base = current.store(), current.config().base
    total = last_change(store, base)
    newest = cursor_at(store, max(total - MOST_CHANGES, 0), base)
    return activities.collection(_whole(), total, _address(BEGINNING), _address(newest))


def _page(since: str, start: int) -> activities.Document:
    found = _after(start)
    following = _address(found[-1].cursor) if found else None
    return activities.page(_address(since), _whole(), found, following)


def _whole() -> str:
    return url_for("changes.read", _external=True)


def _alternates() -> Iterator[str]:
    """Yield the values of Link for the other forms in which changes are told."""
    for endpoint, media_type in (("changes.patch", PATCH), ("changes.feed", atom.MEDIA_TYPE)):
        yield f'<{url_for(endpoint)}>; rel="alternate"; type="{media_type}"'


def _patch(since: str, start: int) -> Iterator[bytes]:
    rows = list[str]()
    size, reached = 0, since
    for activity in _after(start):
        own = list(rows_of(activity, current.store()))
        size += sum(map(len, own))
        if rows and size > MOST_IN_A_PATCH:
            break
        rows += own
        reached = activity.cursor
    header = (
        f"H id <{_state(reached)}> .\n",
        f"H prev <{_state(since)}> .\n",
        f"H next <{url_for('changes.patch', since=reached, _external=True)}> .\n",
    )
    return (row.encode() for row in (*header, "TX .\n", *rows, "TC .\n"))


def _state(cursor: str) -> str:
    """Return what identifies the state that a cursor is at: a patch leads from `prev` to `id`."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{current.config().base}/changes?since={cursor}").urn


def _feed() -> bytes:
    store, base = current.store(), current.config().base
    start = max(last_change(store, base) - MOST_ENTRIES, 0)
    newest = changes_after(store, start, base, MOST_ENTRIES)[::-1]
    named = names(store, (activity.graph for activity in newest), language())
    address = url_for("changes.feed", _external=True)
    return atom.feed(address, _whole(), newest, named)
