"""Running the shapes over a graph (https://www.w3.org/TR/shacl/), and reading off what they found."""

import logging
from collections.abc import Iterable, Sequence

import pyoxigraph as ox
from rdflib import RDF, Graph, URIRef
from rdflib.term import Node

from kg.errors import InputError, ShapesError, UnreadableInputError
from kg.shacl import Context, Data, Result
from kg.shacl.paths import Alternative, Inverse, Predicate
from kg.terms import to_graph, to_node, to_triples
from kg.validation.describe import identity, label, named, term, terms
from kg.validation.report import Report, Violation
from kg.validation.shapes import (
    compared_properties,
    field_name,
    kind,
    limited_properties,
    shapes,
    similar_term,
)

MOST_VALUES = 50
"""How often a thing may have a property of which the shapes allow one or two."""

# rdflib logs a traceback for each ill-typed literal; the shapes report those as violations.
logging.getLogger("rdflib.term").setLevel(logging.ERROR)


def validate(graph: Graph, context: Graph | None = None) -> Report:
    """Check a graph against the shapes. Neither graph is changed, and nothing is fetched from anywhere.

    Args:
        graph: the entry.
        context: triples that the entry may rely on, such as the descriptions of actors in the store that it
            refers to. What is wrong with them is not reported.

    Raises:
        InputError: the entry has something in it that the validator does not handle.
    """
    try:
        triples = list(to_triples(graph))
        known = () if context is None else list(to_triples(context))
    except (UnreadableInputError, ValueError) as error:
        raise _not_handled(error) from error
    return validate_triples(triples, lambda _: known)


def validate_triples(triples: Iterable[ox.Triple | ox.Quad], context: Context | None = None) -> Report:
    """Check triples against the shapes, as `validate` does; the names of graphs do not count.

    Args:
        triples: the entry.
        context: given the things that the entry refers to without describing them, returns triples that it
            may rely on. What is wrong with them is not reported.

    Raises:
        InputError: the entry has something in it that the validator does not handle.
    """
    data = Data(triples, context)
    _refuse_excess(data)
    try:
        results = shapes().validate(data)
    except ShapesError as error:
        raise _not_handled(error) from error
    if not results:
        return Report(())
    found = _own_results(results, data)
    return Report(_violations(found, data), found)


def _refuse_excess(data: Data) -> None:
    """Refuse what would take long only to say how wrong it is: values are compared all with all.

    Raises:
        InputError: something has very many values of what it may have one of.
    """
    for predicate in limited_properties():
        for subject in data.subjects_of(predicate):
            if len(data.objects(subject, predicate)) > MOST_VALUES:
                found = f"{subject} has more than {MOST_VALUES} values of {predicate}"
                raise InputError("the entry", f"cannot be validated ({found})")


def _not_handled(error: Exception) -> InputError:
    return InputError("the entry", f"cannot be validated ({error})")


def _own_results(results: Sequence[Result], data: Data) -> tuple[Result, ...]:
    """Leave out what is wrong with things that only the context describes."""
    foreign = set(data.described()) - data.own
    return tuple(
        r for r in results if r.focus not in foreign or (r.value is not None and r.value in data.own)
    )


def _violations(results: Sequence[Result], data: Data) -> tuple[Violation, ...]:
    """Read off the results, in a fixed order; what several constraints of a shape find counts once."""
    graph = to_graph(data.quads(ox.DefaultGraph()), "urn:x-shacl:data")
    found = {}
    for result in dict.fromkeys(results):  # of each pair that is compared there is one
        violation = _violation(result, graph)
        found[violation.focus, violation.shape, violation.value or "", str(violation.message)] = violation
    return tuple(found[key] for key in sorted(found))


def _violation(result: Result, data: Graph) -> Violation:
    focus, shape = to_node(result.focus), str(to_node(result.shape.node))
    value = None if result.value is None else to_node(result.value)
    path = _path(result, data)
    return Violation(
        focus=identity(data, focus),
        label=label(data, focus),
        path=path,
        field=field_name(shape, "en"),
        value=_value(data, focus, shape, path, value),
        message={message.language or "en": message.value for message in result.messages},
        severity=result.severity.value.rpartition("#")[2],
        shape=shape,
        type=_type(data, focus),
        suggestion=_suggestion(path, value),
    )


def _type(data: Graph, focus: Node) -> str:
    types = sorted(str(cls) for cls in data.objects(focus, RDF.type))
    return next((cls for cls in types if kind(cls, "en")), "")


def _path(result: Result, data: Graph) -> str | None:
    """Return the property at fault; of several that a shape looks at, the one that has the value."""
    match result.path:
        case Predicate(iri):
            return iri.value
        case Inverse(Predicate(iri)):
            return f"^{iri.value}"
        case Alternative() if result.value is not None:
            found = data.predicates(to_node(result.focus), to_node(result.value))
            return min((str(predicate) for predicate in found), default=None)
    return None


def _suggestion(path: str | None, value: Node | None) -> str | None:
    """Return the term that may be meant: for a property that is misspelled, or for a class that is."""
    is_class = path == str(RDF.type) and isinstance(value, URIRef)
    written = similar_term(str(value) if is_class else path or "")
    return term(URIRef(written)) if written else None


def _value(data: Graph, focus: Node, shape: str, path: str | None, value: Node | None) -> str | None:
    """Return what was found: the value at fault, else all values of the field, else what is compared."""
    if value is not None and value != focus:
        return named(data, value)
    if path is None:
        return _compared(data, focus, shape)
    if path.startswith("^"):
        return terms(data.subjects(URIRef(path.removeprefix("^")), focus)) or None
    return terms(data.objects(focus, URIRef(path))) or None


def _compared(data: Graph, focus: Node, shape: str) -> str | None:
    properties = compared_properties(shape)
    if not properties:
        return terms(data.objects(focus, RDF.type)) or None
    found = [f"{term(p)} {terms(data.objects(focus, p))}" for p in properties if (focus, p, None) in data]
    return "; ".join(found) or None
