"""Running the shapes over a graph (https://www.w3.org/TR/shacl/), and reading off what they found."""

import logging
import re
from threading import Lock

import pyshacl
from pyshacl.errors import ReportableRuntimeError
from rdflib import RDF, Graph, Literal, URIRef
from rdflib.namespace import SH
from rdflib.term import Node

from kg.errors import InputError
from kg.validation.describe import identity, label, named, term, terms
from kg.validation.report import Report, Violation
from kg.validation.shapes import compared_properties, field_name, kind, shapes_graph

_ONE_AT_A_TIME = Lock()
"""The parser of rdflib's SPARQL engine, which the validator uses, fails when two threads enter it."""

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
    data = graph if context is None else _merged(graph, context)
    results = _results(data)
    if context is not None:
        _drop_foreign_results(results, graph, context)
    violations = _violations(results, data)
    return Report(not violations, violations, results)


def _results(data: Graph) -> Graph:
    """Return the SHACL report on all of the data."""
    try:
        with _ONE_AT_A_TIME:
            _, results, _ = pyshacl.validate(data, shacl_graph=shapes_graph(), inference="none")
    except (ReportableRuntimeError, re.error) as error:  # it uses IRIs as replacements of regular expressions
        raise InputError("the entry", f"cannot be validated ({error})") from error
    if not isinstance(results, Graph):
        raise InputError("the entry", f"cannot be validated ({results})")
    _restore_languages(results)
    return results


def _merged(graph: Graph, context: Graph) -> Graph:
    merged = Graph(bind_namespaces="none")
    merged += graph
    merged += context
    return merged


def _restore_languages(results: Graph) -> None:
    """Put back the messages of SPARQL constraints, from which the validator takes the language tags."""
    for result in list(results.subjects(SH.sourceConstraint)):
        shape = results.value(result, SH.sourceShape)
        results.remove((result, SH.resultMessage, None))
        for message in shapes_graph().objects(shape, SH.message):
            results.add((result, SH.resultMessage, message))


def _drop_foreign_results(results: Graph, entry: Graph, context: Graph) -> None:
    """Drop what is wrong with things that only the context describes, and adjust sh:conforms."""
    own = set(entry.subjects())
    foreign = set(context.subjects()) - own
    for report, _, result in list(results.triples((None, SH.result, None))):
        focus, value = results.value(result, SH.focusNode), results.value(result, SH.value)
        if focus in foreign and value not in own:
            results.remove((report, SH.result, result))
            results.remove((result, None, None))
    for report in list(results.subjects(RDF.type, SH.ValidationReport)):
        results.set((report, SH.conforms, Literal((report, SH.result, None) not in results)))


def _violations(results: Graph, data: Graph) -> tuple[Violation, ...]:
    """Read off the results, in a fixed order; what several constraints of a shape find counts once."""
    found = {}
    for result in results.objects(None, SH.result):
        violation = _violation(results, result, data)
        found[violation.focus, violation.shape, violation.value or "", str(violation.message)] = violation
    return tuple(found[key] for key in sorted(found))


def _violation(results: Graph, result: Node, data: Graph) -> Violation:
    about = dict(results.predicate_objects(result))
    focus, shape, severity = about[SH.focusNode], about[SH.sourceShape], about[SH.resultSeverity]
    messages = sorted(_text(message) for message in results.objects(result, SH.resultMessage))
    return Violation(
        focus=identity(data, focus),
        label=label(data, focus),
        path=_path(shape),
        field=field_name(str(shape), "en"),
        value=_value(data, focus, shape, about.get(SH.value)),
        message=dict(messages),
        severity=str(severity).removeprefix(str(SH)),
        shape=str(shape),
        type=_type(data, focus),
    )


def _text(message: Node) -> tuple[str, str]:
    return (getattr(message, "language", None) or "en", str(message))


def _type(data: Graph, focus: Node) -> str:
    types = sorted(str(cls) for cls in data.objects(focus, RDF.type))
    return next((cls for cls in types if kind(cls, "en")), "")


def _path(shape: Node) -> str | None:
    shapes = shapes_graph()
    path = shapes.value(shape, SH.path)
    if path is None or isinstance(path, URIRef):
        return path and str(path)
    return f"^{shapes.value(path, SH.inversePath)}"


def _value(data: Graph, focus: Node, shape: Node, value: Node | None) -> str | None:
    """Return what was found: the value at fault, else all values of the field, else what is compared."""
    if value is not None and value != focus:
        return named(data, value)
    path = _path(shape)
    if path is None:
        return _compared(data, focus, str(shape))
    if path.startswith("^"):
        return terms(data.subjects(URIRef(path.removeprefix("^")), focus)) or None
    return terms(data.objects(focus, URIRef(path))) or None


def _compared(data: Graph, focus: Node, shape: str) -> str | None:
    properties = compared_properties(shape)
    if not properties:
        return terms(data.objects(focus, RDF.type)) or None
    found = [f"{term(p)} {terms(data.objects(focus, p))}" for p in properties if (focus, p, None) in data]
    return "; ".join(found) or None
