"""Documents of linked data: their syntaxes say the same, they come in pages, and clients may keep them."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import sleep

import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient
from rdflib import RDF, Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import SKOS
from werkzeug.http import http_date
from werkzeug.test import TestResponse

from kg.store.embedded import EmbeddedStore
from kg.vocabulary import KG, SCHEMA
from server import Config, close, create_app
from server.documents import COLUMNS, OFFERED
from server.reading.documents import A_PAGE, HYDRA

BASE = "http://localhost:8000"
RUTTE = "/doc/actor/mark-rutte"
TALKER = URIRef(f"{BASE}/id/actor/talker")
STATEMENTS = 2 * A_PAGE + 5


def quads_of(response: TestResponse, syntax: ox.RdfFormat) -> set[ox.Triple]:
    return {quad.triple for quad in ox.parse(response.data, format=syntax)}


def of_table(response: TestResponse) -> set[ox.Triple]:
    """Read the triples of a document as CSV."""
    rows = list(csv.reader(io.StringIO(response.text, newline="")))
    assert tuple(rows[0]) == COLUMNS
    return {
        ox.Triple(node(s), ox.NamedNode(p), value(o, datatype, tag)) for s, p, o, datatype, tag in rows[1:]
    }


def node(text: str) -> ox.NamedNode | ox.BlankNode:
    return ox.BlankNode(text[2:]) if text.startswith("_:") else ox.NamedNode(text)


def value(text: str, datatype: str, tag: str) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    if tag:
        return ox.Literal(text, language=tag)
    return ox.Literal(text, datatype=ox.NamedNode(datatype)) if datatype else node(text)


def relations(response: TestResponse) -> dict[str, str]:
    """Return where each relation of the Link header leads to; of alternates, the last."""
    found = {}
    for part in response.headers["Link"].split(", "):
        target, _, parameters = part.partition(">; ")
        found[parameters.partition('rel="')[2].partition('"')[0]] = target.removeprefix("<")
    return found


@pytest.fixture(scope="module")
def talkative(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """A client of an application that knows many statements of one speaker."""
    path = tmp_path_factory.mktemp("talkative") / "store"
    graph = Graph(identifier=URIRef("http://example.org/g"))
    graph.add((TALKER, SKOS.prefLabel, Literal("Talker", lang="en")))
    graph.add((URIRef("http://example.org/place"), SKOS.prefLabel, Literal("Somewhere", lang="en")))
    for number in range(STATEMENTS):
        statement = URIRef(f"{BASE}/id/statement/{number}")
        graph.add((statement, RDF.type, KG.Statement))
        graph.add((statement, KG.speaker, TALKER))
        graph.add((statement, KG.saidAt, URIRef("http://example.org/place")))
    with EmbeddedStore(path) as store:
        store.replace(graph)
    app = create_app(Config(store=path, base=BASE))
    yield app.test_client()
    close(app)


def test_what_is_not_there_says_what_is(client: FlaskClient) -> None:
    response = client.get(RUTTE, headers={"Accept": "image/png"})

    assert response.status_code == 406
    assert [offered for offered in OFFERED if offered not in response.get_json()["detail"]] == []


def test_a_table_is_redirected_to_and_found_by_accept(client: FlaskClient) -> None:
    redirect = client.get("/id/actor/mark-rutte", headers={"Accept": "text/csv"})

    assert redirect.location == f"{RUTTE}.csv"
    assert client.get(RUTTE, headers={"Accept": "text/csv;q=0.9, text/turtle;q=0.8"}).mimetype == "text/csv"


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")  # rdflib's own use
@pytest.mark.parametrize("path", [RUTTE, "/doc/location/russland", "/doc/graph/disputes", None])
def test_all_syntaxes_say_the_same(client: FlaskClient, article: str, path: str | None) -> None:
    where = path or article
    expected = quads_of(client.get(f"{where}.nt"), ox.RdfFormat.N_TRIPLES)

    assert of_table(client.get(f"{where}.csv")) == expected
    for suffix, name in ((".ttl", "turtle"), (".jsonld", "json-ld"), (".rdf", "xml")):
        read = Graph().parse(data=client.get(where + suffix).data, format=name)
        assert isomorphic(read, Graph().parse(data=client.get(f"{where}.nt").data, format="nt")), suffix


def test_json_begins_with_the_thing_and_has_what_points_to_it_inside(client: FlaskClient) -> None:
    document = json.loads(client.get(f"{RUTTE}.jsonld").data)

    assert document["id"] == f"{BASE}/id/actor/mark-rutte"
    assert "Person" in document["type"]
    assert document["prefLabel"]["de"] == "Mark Rutte"
    [statement] = document["@reverse"]["speaker"]
    assert "Eskalation" in statement["text"]["de"]
    [figure] = document["@reverse"]["estimatedBy"]
    assert figure["maxValue"] == 12000
    assert figure["qualifier"] == "kg:atMost"


def test_json_explains_its_terms_itself_and_no_others(client: FlaskClient) -> None:
    context = json.loads(client.get(f"{RUTTE}.jsonld").data)["@context"]

    assert context["speaker"] == {"@id": str(KG.speaker), "@type": "@id"}
    assert "articleBody" not in context


def test_a_document_says_what_the_things_in_it_are_called(client: FlaskClient, article: str) -> None:
    graph = Graph().parse(data=client.get(f"{RUTTE}.ttl").data)

    name = URIRef(BASE + article.replace("/doc/", "/id/"))
    assert (URIRef(f"{BASE}/id/actor/sabrina-singh"), SKOS.prefLabel, None) in graph
    assert graph.value(name, SCHEMA.headline) == Literal("Truppen in Russland", lang="de")
    assert graph.value(name, SCHEMA.datePublished)


def test_pages_have_every_fact_once_and_lead_from_one_to_the_next(talkative: FlaskClient) -> None:
    address, found = "/doc/actor/talker.ttl", []
    while address:
        response = talkative.get(address)
        graph = Graph().parse(data=response.data)
        found.append(set(graph.subjects(KG.speaker, TALKER)))
        assert (TALKER, SKOS.prefLabel, Literal("Talker", lang="en")) in graph
        assert (None, SKOS.prefLabel, Literal("Somewhere", lang="en")) in graph
        address = relations(response).get("next", "")

    assert [len(page) for page in found] == [A_PAGE, A_PAGE, 5]
    assert len(set.union(*found)) == STATEMENTS


def test_a_page_says_where_it_belongs(talkative: FlaskClient) -> None:
    response = talkative.get("/doc/actor/talker.ttl?page=2")
    graph, view = Graph().parse(data=response.data), URIRef(f"{BASE}/doc/actor/talker?page=2")

    links = relations(response)
    assert links["prev"] == "/doc/actor/talker.ttl"
    assert links["next"] == "/doc/actor/talker.ttl?page=3"
    assert links["canonical"] == "/doc/actor/talker?page=2"
    assert graph.value(view, URIRef(f"{HYDRA}next")) == URIRef(f"{BASE}/doc/actor/talker?page=3")
    assert graph.value(view, URIRef(f"{HYDRA}previous")) == URIRef(f"{BASE}/doc/actor/talker")


def test_what_fits_on_a_page_has_no_others(client: FlaskClient) -> None:
    response = client.get(f"{RUTTE}.ttl")

    assert not {"next", "prev", "first"} & relations(response).keys()
    assert HYDRA not in response.text


@pytest.mark.parametrize(
    ("page", "status"), [("4", 404), ("0", 400), ("-1", 400), ("two", 400), ("9" * 30, 400)]
)
def test_a_page_that_is_not_there_is_an_error(talkative: FlaskClient, page: str, status: int) -> None:
    assert talkative.get(f"/doc/actor/talker.ttl?page={page}").status_code == status


def test_each_syntax_and_each_page_has_a_tag_of_its_own(talkative: FlaskClient) -> None:
    addresses = [f"/doc/actor/talker.{s}?page={n}" for s in ("ttl", "csv", "jsonld", "html") for n in (1, 2)]
    tags = {talkative.get(address).headers["ETag"] for address in addresses}

    assert len(tags) == len(addresses) - 1  # the page in HTML is always the whole


@pytest.mark.parametrize("suffix", [".ttl", ".jsonld", ".csv"])
def test_who_has_a_document_gets_304(client: FlaskClient, article: str, suffix: str) -> None:
    for path in (RUTTE, article):
        first = client.get(path + suffix)
        again = client.get(path + suffix, headers={"If-None-Match": first.headers["ETag"]})

        assert (again.status_code, again.data) == (304, b"")
        assert again.headers["ETag"] == first.headers["ETag"]
        assert again.headers["Link"] == first.headers["Link"]


def test_a_tag_says_nothing_of_what_is_not_there(client: FlaskClient) -> None:
    tag = client.get(f"{RUTTE}.ttl").headers["ETag"]

    assert client.get("/doc/actor/nobody.ttl", headers={"If-None-Match": tag}).status_code == 404


def test_a_graph_keeps_its_tag_when_others_are_written(writer: FlaskClient, text: bytes) -> None:
    sent = {"content_type": "text/plain; charset=utf-8"}
    name = writer.post("/entries?name=a.txt", data=text, **sent).location
    path = name[name.index("/id/") :].replace("/id/", "/doc/")
    before = writer.get(f"{path}.ttl")
    assert writer.post("/entries?name=b.txt", data=text + b"\nMehr.", **sent).status_code == 201

    after = writer.get(f"{path}.ttl")
    assert after.headers["ETag"] == before.headers["ETag"]
    assert {"timemap", "latest-version", "http://www.w3.org/ns/prov#has_provenance"} <= relations(
        after
    ).keys()


def test_the_date_of_a_graph_is_when_it_was_written(writer: FlaskClient, text: bytes) -> None:
    name = writer.post("/entries?name=a.txt", data=text, content_type="text/plain").location
    path = name[name.index("/id/") :].replace("/id/", "/doc/")
    versions = writer.get("/history", query_string={"graph": name.replace("http://localhost/", f"{BASE}/")})
    [version] = versions.get_json()["versions"]
    sleep(1.1)  # no date is sent within the second of the write

    found = writer.get(f"{path}.ttl").last_modified
    assert found is not None
    assert timedelta(0) <= found - datetime.fromisoformat(version["since"]) < timedelta(seconds=1)
    dated = {"If-Modified-Since": http_date(found)}
    assert writer.get(f"{path}.csv", headers=dated).status_code == 304


def test_a_document_is_not_sent_again_to_who_has_had_it_since_the_last_write(client: FlaskClient) -> None:
    later, earlier = (datetime.now(UTC) + timedelta(hours=h) for h in (1, -24))

    unchanged = client.get(f"{RUTTE}.ttl", headers={"If-Modified-Since": http_date(later)})
    changed = client.get(f"{RUTTE}.ttl", headers={"If-Modified-Since": http_date(earlier)})

    assert (unchanged.status_code, changed.status_code) == (304, 200)


def test_links_lead_to_all_that_belongs_to_a_document(client: FlaskClient) -> None:
    response = client.get(f"{RUTTE}.ttl")

    links = relations(response)
    assert links["describes"] == f"{BASE}/id/actor/mark-rutte"
    assert links["canonical"] == RUTTE
    assert links["describedby"] == "/dataset"
    for offered in OFFERED:
        assert f'rel="alternate"; type="{offered}"' in response.headers["Link"]


def test_the_licence_is_linked_where_there_is_one(filled: Callable[[], Path]) -> None:
    licence = "https://creativecommons.org/licenses/by/4.0/"
    app = create_app(Config(store=filled(), base=BASE, data_licence=licence))
    response = app.test_client().get(f"{RUTTE}.ttl")
    close(app)

    assert relations(response)["license"] == licence


def test_scripts_of_other_sites_may_read_a_document(client: FlaskClient) -> None:
    response = client.get(RUTTE, headers={"Origin": "https://elsewhere.example", "Accept": "text/csv"})

    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "Link" in response.headers["Access-Control-Expose-Headers"]
    assert "Accept" in response.vary


def test_what_is_gone_says_so_to_who_wants_a_table(writer: FlaskClient, text: bytes) -> None:
    name = writer.post("/entries?name=a.txt", data=text, content_type="text/plain").location
    path = name[name.index("/id/") :]
    assert writer.delete(path).status_code == 204

    gone = writer.get(path.replace("/id/", "/doc/") + ".csv")
    before = writer.get(path.replace("/id/", "/doc/") + "/version/1.csv")

    assert (gone.status_code, gone.mimetype) == (410, "application/problem+json")
    assert before.status_code == 200
    assert of_table(before) == quads_of(
        writer.get(path.replace("/id/", "/doc/") + "/version/1.nt"), ox.RdfFormat.N_TRIPLES
    )
