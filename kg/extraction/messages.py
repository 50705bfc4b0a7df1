"""What the server and an extraction worker send each other, as JSON and bytes: nothing that is executed."""

from base64 import b64decode, b64encode
from io import BytesIO
from typing import Any

import pyoxigraph as ox

from kg import errors
from kg.errors import KgError
from kg.extraction import Extracted
from kg.store.quarantine import Submission
from kg.terms import NamedGraph, stored
from kg.workers.messages import Message

_SYNTAX = ox.RdfFormat.N_TRIPLES


def question(submission: Submission) -> Message:
    """Return the message that has an article extracted."""
    data = b64encode(submission.data).decode()
    return {
        "data": data,
        "media_type": submission.media_type,
        "name": submission.name,
        "way": submission.way,
        "url": submission.url,
    }


def asked(message: Message) -> Submission:
    """Return the article that a question is about."""
    return Submission(**message | {"data": b64decode(message["data"])})


def reply(extracted: Extracted) -> tuple[Message, bytes]:
    """Return the head and the body of the message that says what became of an article."""
    found = extracted.result
    if isinstance(found, KgError):
        return {"name": extracted.name, "error": _error_message(found)}, b""
    body = BytesIO()
    ox.serialize(stored(found.triples), body, _SYNTAX)
    return {"name": extracted.name, "graph": found.name}, body.getvalue()


def replied(head: Message, body: bytes) -> Extracted:
    """Return what a reply says."""
    if "error" in head:
        return Extracted(head["name"], _error(head["error"]))
    triples = tuple(quad.triple for quad in ox.parse(body, _SYNTAX))
    return Extracted(head["name"], NamedGraph(head["graph"], triples))


def _error_message(error: KgError) -> Message:
    """Return an error as a message; of one that an extractor derives from ours, what we know of it."""
    known = next(cls for cls in type(error).__mro__ if getattr(errors, cls.__name__, None) is cls)
    fields = {name: value for name, value in vars(error).items() if isinstance(value, str)}
    return {"class": known.__name__, "message": str(error), "fields": fields}


def _error(message: Message) -> KgError:
    """Return an error of the same class, with the same words and fields."""
    cls: Any = getattr(errors, message["class"])
    error: KgError = cls.__new__(cls, message["message"])
    vars(error).update(message["fields"])
    return error
