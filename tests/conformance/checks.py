"""What each kind of test asks of the server; a check that fails raises AssertionError."""

import csv
import re
from pathlib import Path

import pyoxigraph as ox
from rdflib import RDFS, URIRef

from tests.conformance.exchanges import check_exchange
from tests.conformance.manifests import MF, QT, UT, Case, file_of
from tests.conformance.results import (
    GRAPH_FORMATS,
    RESULT_FORMATS,
    Answer,
    read_expected,
    read_results,
    same_answer,
    same_quads,
)
from tests.conformance.service import N_TRIPLES, Reply, Service

_ACCEPTED = {
    ".srx": "application/sparql-results+xml",
    ".srj": "application/sparql-results+json",
    ".tsv": "text/tab-separated-values",
    ".csv": "text/csv",
    ".ttl": f"application/sparql-results+xml, {N_TRIPLES}",
    ".rdf": f"application/sparql-results+xml, {N_TRIPLES}",
}
_FROM = re.compile(r"\bFROM\s+(NAMED\s+)?<([^>]*)>", re.IGNORECASE)

Contents = list[tuple[str | None, list[ox.Quad]]]


def check(case: Case, service: Service) -> None:
    """Carry out a test against an empty store."""
    service.clear()
    match case.kind:
        case "QueryEvaluationTest" | "CSVResultFormatTest":
            _check_query(case, service)
        case "UpdateEvaluationTest":
            _check_update(case, service)
        case "ProtocolTest" | "GraphStoreProtocolTest":
            for file, label in _labelled(case, MF.action, UT.graphData) + _labelled(case, UT.graphData):
                service.fill(_triples(file), label)
            check_exchange(case, service)
        case "ServiceDescriptionTest":
            _check_description(case, service)
        case kind:
            _check_syntax(case, service, valid=kind.startswith("Positive"))


def _check_query(case: Case, service: Service) -> None:
    query_file = file_of(case.value(MF.action, QT.query))
    query = _with_base(query_file)
    for graph, quads in _data(case, query_file):
        service.fill(_serialized(quads), graph)
    result = file_of(case.value(MF.result))
    reply = service.query(query, _ACCEPTED[result.suffix])
    assert reply.status == 200, reply
    if result.suffix == ".csv":
        assert _same_csv(reply.body.decode(), result.read_bytes().decode())
        return
    lax = case.value(MF.resultCardinality) == MF.LaxCardinality
    expected = read_expected(result)
    actual = _answer(reply)
    assert same_answer(actual, expected, lax=lax), (actual, expected)


def _check_update(case: Case, service: Service) -> None:
    for graph, quads in _dataset(case, MF.action):
        service.fill(_serialized(quads), graph)
    reply = service.update(_with_base(file_of(case.value(MF.action, UT.request))))
    assert reply.status == 204, reply
    expected = [
        ox.Quad(q.subject, q.predicate, q.object, ox.NamedNode(graph) if graph else ox.DefaultGraph())
        for graph, quads in _dataset(case, MF.result)
        for q in quads
    ]
    actual = service.contents()
    assert same_quads(actual, expected), (actual, expected)


def _check_syntax(case: Case, service: Service, *, valid: bool) -> None:
    """Check that a request is taken, or refused as what cannot be parsed.

    What is well-formed may be forbidden (SERVICE, LOAD), or fail (a function or a graph that is not there).
    """
    file = file_of(case.value(MF.action))
    text = _with_base(file)
    reply = service.update(text) if file.suffix == ".ru" else service.query(text, "*/*")
    is_parsed = reply.status in (200, 204, 403) or b"problems#evaluation" in reply.body
    assert is_parsed is valid, (reply, text)


def _check_description(case: Case, service: Service) -> None:
    reply = service.request("GET", "/sparql", headers={"Accept": "text/turtle"})
    endpoint = ox.NamedNode(f"{service.url}/sparql")
    sd = "http://www.w3.org/ns/sparql-service-description#"
    described = ox.Dataset(ox.parse(reply.body, ox.RdfFormat.TURTLE, base_iri=endpoint.value))

    def values(subject: ox.NamedNode | None, name: str) -> set[object]:
        predicate = ox.NamedNode(sd + name)
        return {q.object for q in described if q.predicate == predicate and subject in (None, q.subject)}

    assert reply.status == 200
    assert reply.media_type == "text/turtle"
    assert endpoint in values(None, "endpoint")
    kinds = {q.object for q in described if q.predicate.value.endswith("#type")}
    assert ox.NamedNode(f"{sd}Service") in kinds
    known = {f"{sd}{name}" for name in ("SPARQL10Query", "SPARQL11Query", "SPARQL11Update")}
    assert {language.value for language in values(endpoint, "supportedLanguage")} <= known
    assert all(isinstance(value, ox.NamedNode) for value in values(endpoint, "resultFormat"))


def _with_base(file: Path) -> str:
    """Return a query or update with the base that its relative IRIs are meant for."""
    return f"BASE <{file.as_uri()}> {file.read_bytes().decode()}"


def _data(case: Case, query_file: Path) -> Contents:
    """Return the graphs that a query is about: those that the manifest lists, else those after FROM."""
    action = case.value(MF.action)
    default = list(case.manifest.objects(action, QT.data))
    named = list(case.manifest.objects(action, QT.graphData))
    if not default and not named:
        named = [
            URIRef((query_file.parent / name).as_uri()) for _, name in _FROM.findall(query_file.read_text())
        ]
    return [(None, _quads(file_of(node))) for node in default] + [
        (str(node), _quads(file_of(node))) for node in dict.fromkeys(named) if file_of(node).exists()
    ]


def _dataset(case: Case, part: URIRef) -> Contents:
    node = case.value(part)
    default = [(None, _quads(file_of(file))) for file in case.manifest.objects(node, UT.data)]
    return default + [(label, _quads(file)) for file, label in _labelled(case, part, UT.graphData)]


def _labelled(case: Case, *path: URIRef) -> list[tuple[Path, str]]:
    """Return the files of graphs with the names that a manifest gives them."""
    start = case.value(*path[:-1])
    return [
        (
            file_of(case.manifest.value(node, UT.graph)),
            str(case.manifest.value(node, RDFS.label)),
        )
        for node in case.manifest.objects(start, path[-1])
    ]


def _quads(file: Path) -> list[ox.Quad]:
    return list(ox.parse(file.read_bytes(), GRAPH_FORMATS[file.suffix], base_iri=file.as_uri()))


def _triples(file: Path) -> bytes:
    return _serialized(_quads(file))


def _serialized(quads: list[ox.Quad]) -> bytes:
    return ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.N_TRIPLES) or b""


def _answer(reply: Reply) -> Answer:
    syntaxes = {accepted: suffix for suffix, accepted in _ACCEPTED.items()}
    if reply.media_type == N_TRIPLES:
        return ox.Dataset(ox.parse(reply.body, ox.RdfFormat.N_TRIPLES))
    return read_results(reply.body, RESULT_FORMATS[syntaxes[reply.media_type]])


def _same_csv(actual: str, expected: str) -> bool:
    """Say whether two CSV texts are the same, in whatever order, with whatever names of blank nodes."""
    (head, *rows), (expected_head, *expected_rows) = (
        [[_cell(cell) for cell in line] for line in csv.reader(text.splitlines())]
        for text in (actual, expected)
    )
    return head == expected_head and sorted(rows) == sorted(expected_rows)


def _cell(cell: str) -> str:
    try:
        return str(float(cell))
    except ValueError:
        return "_:" if cell.startswith("_:") else cell
