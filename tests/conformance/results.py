"""When two answers are the same: solutions as multisets, graphs up to the names of blank nodes.

Numbers, booleans and dates are compared by value and datatype: 1.50 and 1.5 are the same xsd:decimal.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

import pyoxigraph as ox
from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.term import BNode, Node

RS = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/result-set#")
XSD = "http://www.w3.org/2001/XMLSchema#"
RESULT_FORMATS = {
    ".srx": ox.QueryResultsFormat.XML,
    ".srj": ox.QueryResultsFormat.JSON,
    ".tsv": ox.QueryResultsFormat.TSV,
}
GRAPH_FORMATS = {".ttl": ox.RdfFormat.TURTLE, ".rdf": ox.RdfFormat.RDF_XML, ".nt": ox.RdfFormat.N_TRIPLES}

_INTEGER = re.compile(rf"{XSD}(?:integer|[a-zA-Z]*Integer|(?:unsigned)?(?:[Ll]ong|[Ii]nt|[Ss]hort|[Bb]yte))")
_NODE = ox.NamedNode("urn:test:node")

Row = frozenset[tuple[str, ox.NamedNode | ox.BlankNode | ox.Literal]]


@dataclass(frozen=True)
class Solutions:
    """The answer to a SELECT; `ordered` when its order counts."""

    variables: frozenset[str]
    rows: tuple[Row, ...]
    ordered: bool = False


Answer = bool | Solutions | ox.Dataset


def read_results(data: bytes, syntax: ox.QueryResultsFormat) -> bool | Solutions:
    """Return solutions or a boolean in a results format."""
    parsed = ox.parse_query_results(data, syntax)
    if isinstance(parsed, ox.QueryBoolean):
        return bool(parsed)
    names = [variable.value for variable in parsed.variables]
    rows = tuple(_row((n, t) for n, t in zip(names, solution, strict=True) if t) for solution in parsed)
    return Solutions(frozenset(names), rows)


def read_expected(path: Path) -> Answer:
    """Return the expected answer in a file: in a results format, or RDF, which may describe results."""
    if path.suffix in RESULT_FORMATS:
        return read_results(path.read_bytes(), RESULT_FORMATS[path.suffix])
    quads = ox.parse(path.read_bytes(), GRAPH_FORMATS[path.suffix], base_iri=path.as_uri())
    dataset = ox.Dataset(quads)
    described = Graph()
    for quad in dataset:
        described.add((_to_rdflib(quad.subject), _to_rdflib(quad.predicate), _to_rdflib(quad.object)))
    for boolean in described.objects(None, RS.boolean):
        return str(boolean) == "true"
    for result in described.subjects(RDF.type, RS.ResultSet):
        return _described(described, result)
    return dataset


def _described(graph: Graph, result: Node) -> Solutions:
    """Return the solutions that a graph describes; where it gives them indexes, their order counts."""
    nodes = list(graph.objects(result, RS.solution))
    indexes = {node: graph.value(node, RS["index"]) for node in nodes}
    ordered = bool(nodes) and all(index is not None for index in indexes.values())
    if ordered:
        nodes.sort(key=lambda node: int(indexes[node] or 0))
    rows = tuple(
        _row(
            (str(graph.value(binding, RS.variable)), _to_oxigraph(graph.value(binding, RS.value)))
            for binding in graph.objects(node, RS.binding)
        )
        for node in nodes
    )
    return Solutions(frozenset(str(name) for name in graph.objects(result, RS.resultVariable)), rows, ordered)


def same_answer(actual: Answer, expected: Answer, *, lax: bool = False) -> bool:
    """Say whether an answer is the expected one.

    Args:
        actual: the answer.
        expected: what it should be.
        lax: whether solutions may be left out that are there more than once (REDUCED).
    """
    if isinstance(actual, Solutions) and isinstance(expected, Solutions):
        return _same_solutions(actual, expected, lax=lax)
    if isinstance(actual, ox.Dataset) and isinstance(expected, ox.Dataset):
        return same_quads(actual, expected)
    return isinstance(actual, bool) and actual is expected


def same_quads(actual: Iterable[ox.Quad], expected: Iterable[ox.Quad]) -> bool:
    """Say whether two datasets are isomorphic."""
    return _canonical(map(_valued_quad, actual)) == _canonical(map(_valued_quad, expected))


def _same_solutions(actual: Solutions, expected: Solutions, *, lax: bool) -> bool:
    if actual.variables != expected.variables:
        return False
    if expected.ordered and len(actual.rows) != len(expected.rows):
        return False
    if lax and any(n > Counter(expected.rows)[row] for row, n in Counter(actual.rows).items()):
        return False
    return _canonical(_as_quads(actual, expected.ordered, lax)) == _canonical(
        _as_quads(expected, expected.ordered, lax)
    )


def _as_quads(solutions: Solutions, ordered: bool, lax: bool) -> Iterable[ox.Quad]:
    """Yield solutions as a graph, each different one once with its number, or its position."""
    counted = (
        enumerate(solutions.rows) if ordered else ((n, row) for row, n in Counter(solutions.rows).items())
    )
    for number, row in counted:
        node = ox.BlankNode()
        yield ox.Quad(node, _NODE, ox.Literal(0 if lax else number))
        for name, term in row:
            yield ox.Quad(node, ox.NamedNode(f"urn:test:variable:{name}"), term)


def _canonical(quads: Iterable[ox.Quad]) -> set[ox.Quad]:
    dataset = ox.Dataset(quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return set(dataset)


def _row(bindings: Iterable[tuple[str, ox.NamedNode | ox.BlankNode | ox.Literal]]) -> Row:
    return frozenset((name, _valued(term)) for name, term in bindings)


def _valued_quad(quad: ox.Quad) -> ox.Quad:
    return ox.Quad(quad.subject, quad.predicate, _valued(quad.object), quad.graph_name)


def _valued(term: ox.NamedNode | ox.BlankNode | ox.Literal) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    """Return a term, a number in one lexical form of its value."""
    if not isinstance(term, ox.Literal):
        return term
    datatype = term.datatype.value
    try:
        if _INTEGER.fullmatch(datatype):
            return ox.Literal(str(int(term.value)), datatype=term.datatype)
        if datatype == f"{XSD}decimal":
            return ox.Literal(f"{Decimal(term.value).normalize():f}", datatype=term.datatype)
        if datatype == f"{XSD}boolean":
            return ox.Literal({"0": "false", "1": "true"}.get(term.value, term.value), datatype=term.datatype)
        if datatype in (f"{XSD}date", f"{XSD}dateTime", f"{XSD}time"):
            return ox.Literal(re.sub(r"[+-]00:00$", "Z", term.value), datatype=term.datatype)
        if datatype in (f"{XSD}double", f"{XSD}float"):
            return ox.Literal(repr(float(term.value)), datatype=term.datatype)
    except (ValueError, InvalidOperation):
        pass
    return term


def _to_rdflib(term: ox.NamedNode | ox.BlankNode | ox.Literal) -> Node:
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    if term.language:
        return Literal(term.value, lang=term.language)
    return Literal(term.value, datatype=URIRef(term.datatype.value), normalize=False)


def _to_oxigraph(node: Node | None) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    if isinstance(node, Literal):
        if node.language:
            return ox.Literal(str(node), language=node.language)
        return ox.Literal(str(node), datatype=ox.NamedNode(str(node.datatype or f"{XSD}string")))
    return ox.BlankNode(str(node)) if isinstance(node, BNode) else ox.NamedNode(str(node))
