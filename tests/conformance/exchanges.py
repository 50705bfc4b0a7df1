"""Tests that are a list of HTTP requests with what is expected of each response."""

import re
from urllib.parse import quote

import pyoxigraph as ox
from rdflib import Literal, Namespace
from rdflib.collection import Collection
from rdflib.term import Node

from tests.conformance.manifests import MF, Case
from tests.conformance.results import read_results, same_quads
from tests.conformance.service import Reply, Service

HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")
STATUSES = {"OK": 200, "Created": 201, "NoContent": 204, "NotFound": 404}
TABULAR = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}
RDF = {"text/turtle", "application/rdf+xml", "application/n-triples"}
# What the manifests call the endpoints, and where the server has them.
PATHS = (("/sparql/", "/sparql"), ("/gsp", "/graph-store"))


def check_exchange(case: Case, service: Service) -> None:
    """Send the requests of a test one after the other and check each response."""
    locations: dict[str, str] = {}
    requests = case.value(MF.action, HT.requests)
    for request in Collection(case.manifest, requests):
        reply = _send(case, request, service, locations)
        expected = case.manifest.value(request, HT.resp)
        _check_status(reply, [str(o) for o in case.manifest.objects(expected, MF.expectedStatus)])
        _check_format(reply, case.manifest.value(expected, MF.expectedFormat))
        boolean = case.manifest.value(expected, MF.expectedBoolean)
        if isinstance(boolean, Literal):
            assert read_results(reply.body, TABULAR[reply.media_type]) is boolean.value, reply
        location = case.manifest.value(expected, MF.expectedLocation)
        if location is not None:
            locations[str(location)] = reply.headers["location"]
        _check_graph(case, expected, reply)


def _send(case: Case, request: Node, service: Service, locations: dict[str, str]) -> Reply:
    manifest = case.manifest
    path = str(manifest.value(request, HT.absolutePath))
    for theirs, ours in PATHS:
        path = re.sub(f"^{theirs}", ours, path)
    for variable, location in locations.items():
        path = path.replace(variable, quote(location, safe=""))
    body = _body(case, request)
    return service.request(str(manifest.value(request, HT.methodName)), path, body, _headers(case, request))


def _body(case: Case, message: Node | None) -> bytes | None:
    content = case.manifest.value(message, HT.body)
    if content is None:
        return None
    encoding = str(case.manifest.value(content, CNT.characterEncoding))
    return str(case.manifest.value(content, CNT.chars)).encode(encoding)


def _headers(case: Case, message: Node | None) -> dict[str, str]:
    first = case.manifest.value(message, HT.headers)
    headers = Collection(case.manifest, first) if first is not None else []
    return {
        str(case.manifest.value(header, HT.fieldName)): str(case.manifest.value(header, HT.fieldValue))
        for header in headers
    }


def _check_status(reply: Reply, expected: list[str]) -> None:
    names = {iri.rpartition("#")[2] for iri in expected}
    classes = {f"StatusCode{reply.status // 100}xx"}
    assert names & classes or reply.status in {STATUSES.get(name) for name in names}, (reply, names)


def _check_format(reply: Reply, expected: Node | None) -> None:
    allowed = {"boolean": set(TABULAR), "tabular": set(TABULAR), "RDF": RDF}
    assert expected is None or reply.media_type in allowed[str(expected)], reply


def _check_graph(case: Case, expected: Node | None, reply: Reply) -> None:
    media_type = _headers(case, expected).get("content-type", "").partition(";")[0]
    assert not media_type or reply.media_type == media_type, reply
    body = _body(case, expected)
    if body is not None:
        graphs = (ox.parse(content, ox.RdfFormat.TURTLE) for content in (reply.body, body))
        assert same_quads(*graphs), reply
