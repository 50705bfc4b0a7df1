"""SHACL property paths (https://www.w3.org/TR/shacl/#property-paths): read, followed, written."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from kg.errors import ShapesError
from kg.shacl.data import Data, closure
from kg.shacl.lists import members
from kg.shacl.terms import FIRST, NIL, REST, SH, Term


@dataclass(frozen=True, slots=True)
class Predicate:
    """A predicate path (section 2.3.1.1)."""

    iri: ox.NamedNode


@dataclass(frozen=True, slots=True)
class Inverse:
    """A path followed backwards (section 2.3.1.4)."""

    path: "Path"


@dataclass(frozen=True, slots=True)
class Sequence:
    """Paths one after the other (section 2.3.1.2)."""

    paths: tuple["Path", ...]


@dataclass(frozen=True, slots=True)
class Alternative:
    """Any one of several paths (section 2.3.1.3)."""

    paths: tuple["Path", ...]


@dataclass(frozen=True, slots=True)
class Repeated:
    """A path zero or more times, one or more times, or at most once (sections 2.3.1.5 to 2.3.1.7).

    `mark` is what SPARQL writes behind it: ``*``, ``+`` or ``?``.
    """

    path: "Path"
    mark: str


Path = Predicate | Inverse | Sequence | Alternative | Repeated
Follow = Callable[[Data, Term], Collection[Term]]

_REPEATED = {"*": SH("zeroOrMorePath"), "+": SH("oneOrMorePath"), "?": SH("zeroOrOnePath")}
_INVERSE, _ALTERNATIVE = SH("inversePath"), SH("alternativePath")


def read_path(shapes: Data, node: Term, above: tuple[Term, ...] = ()) -> Path:
    """Return the path that a node of a shapes graph stands for.

    Args:
        shapes: the shapes graph.
        node: the value of sh:path, or a part of one.
        above: the paths that this one is a part of.

    Raises:
        ShapesError: it is ill-formed, or contains itself.
    """
    if isinstance(node, ox.NamedNode):
        return Predicate(node)
    if node in above:
        raise ShapesError(f"The property path {node} contains itself.")
    if not isinstance(node, ox.BlankNode):
        raise ShapesError(f"{node} is not a property path.")
    inside = (*above, node)
    if shapes.objects(node, FIRST):
        return Sequence(_several(shapes, node, inside))
    for part in shapes.objects(node, _INVERSE):
        return Inverse(read_path(shapes, part, inside))
    for part in shapes.objects(node, _ALTERNATIVE):
        return Alternative(_several(shapes, part, inside))
    for mark, predicate in _REPEATED.items():
        for part in shapes.objects(node, predicate):
            return Repeated(read_path(shapes, part, inside), mark)
    raise ShapesError(f"The blank node {node} is not a property path.")


def _several(shapes: Data, first: Term, inside: tuple[Term, ...]) -> tuple[Path, ...]:
    found = tuple(read_path(shapes, member, inside) for member in members(shapes, first))
    if len(found) < 2:
        raise ShapesError("A sequence or alternative path needs at least two members.")
    return found


def follower(path: Path) -> Follow:
    """Return a function from a data graph and a node to the set of nodes that the path leads to."""
    match path:
        case Predicate(iri):
            return lambda data, node: data.objects(node, iri)
        case Inverse(inner):
            return _backwards(inner)
        case Sequence(paths):
            return _one_after_the_other([follower(step) for step in paths])
        case Alternative(paths):
            ways = [follower(way) for way in paths]
            return lambda data, node: dict.fromkeys(found for way in ways for found in way(data, node))
        case Repeated(inner, mark):
            return _repeatedly(follower(inner), mark)


def _backwards(path: Path) -> Follow:
    """Return what follows a path backwards: the inverse of a composed path is composed of inverses."""
    match path:
        case Predicate(iri):
            return lambda data, node: data.subjects(iri, node)
        case Inverse(inner):
            return follower(inner)
        case Sequence(paths):
            return _one_after_the_other([_backwards(step) for step in reversed(paths)])
        case Alternative(paths):
            return follower(Alternative(tuple(Inverse(way) for way in paths)))
        case Repeated(inner, mark):
            return _repeatedly(_backwards(inner), mark)


def _one_after_the_other(steps: list[Follow]) -> Follow:
    def follow(data: Data, node: Term) -> Collection[Term]:
        found: Collection[Term] = (node,)
        for step in steps:
            found = dict.fromkeys(end for start in found for end in step(data, start))
        return found

    return follow


def _repeatedly(step: Follow, mark: str) -> Follow:
    def at_most_once(data: Data, node: Term) -> Collection[Term]:
        return dict.fromkeys((node, *step(data, node)))

    def any_number(data: Data, node: Term) -> Collection[Term]:
        return closure(node, lambda start: step(data, start))

    def at_least_once(data: Data, node: Term) -> Collection[Term]:
        return dict.fromkeys(end for start in step(data, node) for end in any_number(data, start))

    return {"?": at_most_once, "*": any_number, "+": at_least_once}[mark]


def path_to_sparql(path: Path) -> str:
    """Return the path as SPARQL writes it (SPARQL 1.1, section 9)."""
    match path:
        case Predicate(iri):
            return str(iri)
        case Inverse(inner):
            return f"^{_grouped(inner)}"
        case Sequence(paths):
            return "/".join(_grouped(step) for step in paths)
        case Alternative(paths):
            return "|".join(_grouped(way) for way in paths)
        case Repeated(inner, mark):
            return f"{_grouped(inner)}{mark}"


def _grouped(path: Path) -> str:
    written = path_to_sparql(path)
    return written if isinstance(path, Predicate) else f"({written})"


def path_to_triples(path: Path, node: ox.BlankNode) -> Iterator[ox.Triple]:
    """Yield the triples that describe a path other than a predicate, which `node` shall stand for."""
    match path:
        case Predicate():
            raise ValueError("a predicate path is its IRI")
        case Inverse(inner):
            yield from _described(node, _INVERSE, inner)
        case Repeated(inner, mark):
            yield from _described(node, _REPEATED[mark], inner)
        case Alternative(paths):
            first = ox.BlankNode()
            yield ox.Triple(node, _ALTERNATIVE, first)
            yield from _listed(paths, first)
        case Sequence(paths):
            yield from _listed(paths, node)


def _described(node: ox.BlankNode, predicate: ox.NamedNode, path: Path) -> Iterator[ox.Triple]:
    if isinstance(path, Predicate):
        yield ox.Triple(node, predicate, path.iri)
        return
    inner = ox.BlankNode()
    yield ox.Triple(node, predicate, inner)
    yield from path_to_triples(path, inner)


def _listed(paths: tuple[Path, ...], node: ox.BlankNode) -> Iterator[ox.Triple]:
    for position, path in enumerate(paths):
        yield from _described(node, FIRST, path)
        is_last = position == len(paths) - 1
        following = ox.BlankNode()
        yield ox.Triple(node, REST, NIL if is_last else following)
        node = following
