"""RDF that is nested so deeply, or expands so much, that its parser would not come to an end: refused before.

The parsers of RDF/XML and of triple terms go deeper, or take more memory, with each level, and what is too
much ends the process: it cannot be caught. So whatever comes from outside is looked through before, in one
pass.
"""

import io
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, BinaryIO
from xml.parsers import expat

from kg.errors import TooLargeError, UnreadableInputError
from kg.formats import GraphFormat

DEEPEST = 100
"""Levels that a document may have. The parsers bear ten times as many on the smallest stack of a thread."""

MOST_ATTRIBUTES = 1000
"""Attributes of one element of XML, and prefixes at any place in it."""

LONGEST_TOKEN = 32 * 1024 * 1024
_CHUNK = 64 * 1024
_EXPANSION = 8 * 1024 * 1024

_STRING = r"{q}(?!{q}{q})(?:[^{q}\\\r\n]++|\\.)*+{q}|{q}{q}{q}(?:[^{q}\\]++|\\.|{q}(?!{q}{q}))*+{q}{q}{q}"
_OPEN_STRING = r"{q}(?:{q}{q}(?:[^{q}\\]++|\\.|{q}(?!{q}{q}))*+{q}{{0,2}}|(?:[^{q}\\\r\n]++|\\.)*+|{q})\\?\Z"
_QUOTES = ('"', "'")
# All that is in Turtle, TriG, N-Triples and N-Quads, but what begins and ends a level.
_PLAIN = re.compile(
    rf"(?:[^\"'<>#\\\[\]()]++|<(?!<)[^<>\"\s]*+>|{'|'.join(_STRING.format(q=q) for q in _QUOTES)}"
    r"|#[^\r\n]*+[\r\n]|\\.|>(?!>|\Z))*+".encode(),
    re.DOTALL,
)
# The beginning of something that goes on in the next chunk.
_UNFINISHED = re.compile(
    "|".join(
        (*(_OPEN_STRING.format(q=q) for q in _QUOTES), r"<[^<>\"\s]*+\Z", r"#[^\r\n]*+\Z", r"\\\Z", r">\Z")
    ).encode(),
    re.DOTALL,
)
_OPENING, _CLOSING = (b"[", b"(", b"<<"), (b"]", b")", b">>")
_ENTITY = re.compile(rb"<!ENTITY\s+[^\s%\"']+\s+(?:\"([^\"&]*)\"|'([^'&]*)')\s*>")


def bounded(stream: BinaryIO, syntax: GraphFormat, source: str) -> BinaryIO:
    """Return a stream of the same bytes, which raises an error in place of what cannot be parsed safely.

    JSON-LD is looked through elsewhere: `check_json`, `check_terms`.

    Raises:
        UnreadableInputError: it is nested more than `DEEPEST` levels deep, is not well-formed XML, or has
            entities of entities or from elsewhere.
        TooLargeError: an element has too many attributes, entities expand too much, or a literal is too long.
    """
    if syntax.name == "rdfxml":
        data = stream.read()
        _check_entities(data, source)
        _Elements(source).check(data)
        return io.BytesIO(data)
    return stream if syntax.name == "jsonld" else io.BufferedReader(_Levels(stream, source), _CHUNK)


def check_json(document: Any, source: str) -> None:
    """Refuse a document of JSON that is nested too deeply.

    Raises:
        UnreadableInputError: it is.
    """
    level, depth = [document], 0
    while level := list(_parts(level)):
        depth += 1
        if depth > DEEPEST:
            raise too_deep(source)


def check_terms(document: Any, source: str) -> None:
    """Refuse JSON-LD whose contexts define terms by others, and those by others, and so on.

    Raises:
        UnreadableInputError: it has more than `DEEPEST` such steps.
    """
    level = [document]
    while level:
        for value in level:
            if isinstance(value, dict) and "@context" in value:
                _check_contexts(value["@context"], source)
        level = list(_parts(level))


def too_deep(source: str) -> UnreadableInputError:
    """Return the error for what is nested too deeply."""
    return UnreadableInputError(source, f"is nested too deeply, more than {DEEPEST} levels", "Flatten it.")


def _parts(values: list[Any]) -> Iterator[Any]:
    """Yield the objects and arrays in these."""
    for value in values:
        members = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        yield from (member for member in members if isinstance(member, dict | list))


def _check_contexts(contexts: Any, source: str) -> None:
    for context in contexts if isinstance(contexts, list) else [contexts]:
        if isinstance(context, dict) and len(context) - _near(context) > DEEPEST:
            raise too_deep(source)


def _near(context: dict[str, Any]) -> int:
    """Return how many terms of a context are defined in at most `DEEPEST` steps."""
    needs = {term: _needs(term, defined, context) for term, defined in context.items()}
    users = defaultdict(list)
    for term, found in needs.items():
        for needed in found:
            users[needed].append(term)
    waiting = {term: len(found) for term, found in needs.items()}
    ready = [term for term, number in waiting.items() if not number]
    near = 0
    for _ in range(DEEPEST):
        near += len(ready)
        following = []
        for user in (user for term in ready for user in users[term]):
            waiting[user] -= 1
            if not waiting[user]:
                following.append(user)
        ready = following
    return near


def _needs(term: str, defined: Any, context: dict[str, Any]) -> set[str]:
    """Return the terms of a context that are looked up to define one (JSON-LD 1.1 API, section 4.2)."""
    values = defined.values() if isinstance(defined, dict) else (defined,)
    names = [term, *(value for value in values if isinstance(value, str))]
    found = {part for name in names for part in (name, name.partition(":")[0]) if part in context}
    return found - {term}


def _check_entities(data: bytes, source: str) -> None:
    """Refuse entities that are made of others, come from elsewhere, or expand to much more than the document.

    They are looked for in the bytes: parsers differ in what they take for a declaration.
    """
    found = [match[1] or match[2] or b"" for match in _ENTITY.finditer(data)]
    longest = max(map(len, found), default=0)
    remedy = "Write what they stand for in their place."
    if len(found) != data.count(b"<!ENTITY"):
        problem = "is not valid RDF/XML here: it has entities that are made of others, or come from elsewhere"
        raise UnreadableInputError(source, problem, remedy)
    if longest * data.count(b"&") > len(data) + _EXPANSION:
        raise TooLargeError(source, "has entities that expand too much", remedy)


class _Elements:
    """How deep an XML document is, how many attributes an element has, how many prefixes there are."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._prefixes: list[int] = []

    def check(self, data: bytes) -> None:
        parser = expat.ParserCreate("UTF-8")  # whatever it declares: what reads it next takes it for that
        parser.ordered_attributes = True
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end
        try:
            parser.Parse(data, True)
        except expat.ExpatError as error:
            reason = expat.errors.messages[error.code]
            problem = f"is not valid RDF/XML: line {error.lineno}: {reason}"
            raise UnreadableInputError(self._source, problem, "Correct it there.") from error

    def _begin(self, _name: str, attributes: list[str]) -> None:
        names = attributes[::2]
        self._prefixes.append(sum(name.startswith("xmlns") for name in names))
        if len(self._prefixes) > DEEPEST:
            raise too_deep(self._source)
        if len(names) > MOST_ATTRIBUTES or sum(self._prefixes) > MOST_ATTRIBUTES:
            problem = f"has more than {MOST_ATTRIBUTES} attributes or prefixes in one place"
            raise TooLargeError(
                self._source, problem, "Write them as elements, and prefixes where they are used."
            )

    def _end(self, _name: str) -> None:
        self._prefixes.pop()


class _Levels(io.RawIOBase):
    """Bytes of Turtle or its relatives, whose levels are counted while they are read."""

    def __init__(self, stream: BinaryIO, source: str) -> None:
        self._stream = stream
        self._source = source
        self._depth = 0
        self._ready = io.BytesIO()  # what was looked through, and is to be given
        self._pending = b""  # the beginning of something that goes on in the next chunk

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if not (given := self._ready.readinto(buffer)):
            # As much as is pending, so that what is long is not looked through anew for each chunk.
            chunk = self._stream.read(max(_CHUNK, len(self._pending)))
            self._look(self._pending + chunk)
            self._ready = io.BytesIO(chunk)
            given = self._ready.readinto(buffer)
        return given

    def _look(self, data: bytes) -> None:
        place = 0
        while True:
            place = _end_of_plain(data, place)
            if place == len(data) or _UNFINISHED.match(data, place):
                break
            mark = data[place : place + (2 if data[place] in b"<>" else 1)]
            self._depth = max(0, self._depth + (mark in _OPENING) - (mark in _CLOSING))
            if self._depth > DEEPEST:
                raise too_deep(self._source)
            place += len(mark)
        self._pending = data[place:]
        if len(self._pending) > LONGEST_TOKEN:
            raise TooLargeError(self._source, "has a literal that is too long", "Split it.")


def _end_of_plain(data: bytes, start: int) -> int:
    match = _PLAIN.match(data, start)
    return match.end() if match else start
