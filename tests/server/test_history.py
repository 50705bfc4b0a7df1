"""What became of graphs: their versions, and what is left of what is gone."""

import re
from dataclasses import replace
from email.utils import parsedate_to_datetime

import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import PROV, RDFS

from kg.formats import GRAPH_FORMATS, GraphFormat
from kg.vocabulary import SCHEMA
from tests.mapped import article_graph
from tests.server.conftest import BASE, arrival, doubts
from tests.server.past import (
    BROWSER,
    ELSEWHERE,
    JSON,
    TURTLE,
    document,
    facts,
    hand_in,
    history,
    path,
    review,
    triples,
    ttl,
)


@pytest.fixture
def graph(writer: FlaskClient) -> str:
    """The name of the graph of an article that was handed in once."""
    return hand_in(writer, ttl())


def test_a_write_makes_a_version_that_says_who_when_and_how(writer: FlaskClient, graph: str) -> None:
    known = history(writer, graph)

    [version] = known["versions"]
    assert (known["graph"], known["withdrawn"]) == (graph, False)
    assert (version["iri"], version["number"]) == (f"{graph}/version/1", 1)
    assert (version["agent"], version["way"], version["note"]) == ("environment", "/entries", None)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", version["since"])
    assert version["until"] is None


def test_what_has_no_history_is_not_found(writer: FlaskClient) -> None:
    assert writer.get("/history", query_string={"graph": ELSEWHERE}).status_code == 404
    assert writer.get("/history").status_code == 400
    assert writer.get("/history?graph=a&graph=b").status_code == 400
    assert writer.get("/history?graph=no iri").status_code == 400


@pytest.mark.parametrize("syntax", GRAPH_FORMATS, ids=lambda syntax: syntax.name)
def test_the_history_comes_in_every_syntax(writer: FlaskClient, graph: str, syntax: GraphFormat) -> None:
    hand_in(writer, ttl(doubts))
    review(writer, facts(ttl())[0], note="looked at it")

    response = writer.get("/history", query_string={"graph": graph}, headers={"Accept": syntax.media_type})
    said = {quad.triple for quad in ox.parse(response.data, syntax.rdf_format)}

    assert response.mimetype == syntax.media_type
    subjects = {triple.subject.value for triple in said}
    ends = {subject.removeprefix(graph) for subject in subjects if subject.startswith(graph)}
    [decision] = [end for end in ends if "#review-" in end]
    assert ends == {
        "/version/1",
        "/version/1#activity",
        "/version/2",
        "/version/2#activity",
        decision,
    }
    assert subjects - {f"{graph}{end}" for end in ends} == {f"{BASE}/id/agent/environment"}


def test_the_history_is_a_time_map(writer: FlaskClient, graph: str) -> None:
    response = writer.get(
        "/history", query_string={"graph": graph}, headers={"Accept": "application/link-format"}
    )

    assert response.headers["Link"] == f'<{graph}>; rel="original"'
    assert f'<{graph}>; rel="original"' in response.text
    assert re.search(r'/version/1>; rel="memento"; datetime="\w{3}, \d\d .* GMT"', response.text)


def test_the_page_of_a_history_shows_what_happened_and_runs_no_script(
    writer: FlaskClient, graph: str
) -> None:
    review(writer, facts(ttl())[0], note="<script>alert(1)</script>")

    page = writer.get("/history", query_string={"graph": graph}, headers=BROWSER).text

    assert "Version 2" in page
    assert "Version 1" in page
    assert "/doc/agent/environment" in page
    assert "&lt;script&gt;" in page
    assert "<script>alert" not in page


def test_an_article_links_its_history(writer: FlaskClient, graph: str) -> None:
    response = writer.get(document(graph), headers=BROWSER)

    assert f"/history?graph={graph}" in response.text
    assert "Version 1" in response.text
    assert f'</history?graph={graph}>; rel="timemap"' in response.headers["Link"]


@pytest.mark.parametrize("syntax", GRAPH_FORMATS, ids=lambda syntax: syntax.name)
def test_an_old_version_is_what_the_graph_was(writer: FlaskClient, graph: str, syntax: GraphFormat) -> None:
    before = {
        str(triple) for triple in triples(writer.get(path(graph), headers=TURTLE, follow_redirects=True))
    }
    review(writer, facts(ttl())[0])

    name = writer.get(f"{path(graph)}/version/1", headers={"Accept": syntax.media_type})
    old = writer.get(name.headers["Location"])

    assert name.status_code == 303
    assert name.headers["Location"].endswith(f"/version/1{syntax.suffix}")
    assert old.mimetype == syntax.media_type
    assert {str(quad.triple) for quad in ox.parse(old.data, syntax.rdf_format)} == before


def test_a_version_says_when_it_was_written_and_which_others_there_are(
    writer: FlaskClient, graph: str
) -> None:
    for status in ("reviewed", "disputed"):
        review(writer, facts(ttl())[0], status)
    since = history(writer, graph)["versions"][1]["since"]

    response = writer.get(f"{document(graph)}/version/2", headers=TURTLE)
    links = response.headers["Link"]

    assert parsedate_to_datetime(response.headers["Memento-Datetime"]).isoformat()[:19] == since[:19]
    assert f'<{graph}>; rel="original"' in links
    for relation, number in (("predecessor", 1), ("successor", 3), ("latest", 3)):
        assert f'/version/{number}>; rel="{relation}-version"' in links


def test_scripts_of_other_origins_see_when_a_version_was_written(writer: FlaskClient, graph: str) -> None:
    exposed = writer.get(f"{document(graph)}/version/1", headers=TURTLE).headers

    assert "Memento-Datetime" in exposed["Access-Control-Expose-Headers"]


def test_the_page_of_a_version_shows_it_as_it_was(writer: FlaskClient, graph: str) -> None:
    changed = ttl()
    changed.set((URIRef(graph), SCHEMA.headline, Literal("Ganz anders", lang="de")))
    hand_in(writer, changed)

    page = writer.get(f"{document(graph)}/version/1", headers=BROWSER)

    assert "This is version 1 of 2" in page.text
    assert "Truppen in Russland" in page.text
    assert "Ganz anders" not in page.text
    assert page.headers["Memento-Datetime"]


def test_a_version_that_never_was_is_not_found(writer: FlaskClient, graph: str) -> None:
    for number in ("2", "0", "01", "x", "99999999999999999999"):
        assert writer.get(f"{path(graph)}/version/{number}", headers=TURTLE).status_code == 404


def test_versions_of_a_graph_with_a_name_of_elsewhere_have_names_here(
    writer: FlaskClient, entry: bytes
) -> None:
    writer.put("/graph-store", query_string={"graph": ELSEWHERE}, data=entry, content_type="text/turtle")

    [version] = history(writer, ELSEWHERE)["versions"]
    response = writer.get(path(version["iri"]), headers=TURTLE, follow_redirects=True)

    assert len(triples(response)) == len(Graph().parse(data=entry, format="turtle"))
    assert f'<{ELSEWHERE}>; rel="original"' in response.headers["Link"]
    assert writer.get(path(version["iri"]), headers=BROWSER, follow_redirects=True).status_code == 200


@pytest.mark.parametrize("syntax", GRAPH_FORMATS, ids=lambda syntax: syntax.name)
def test_a_tombstone_comes_in_every_syntax(writer: FlaskClient, graph: str, syntax: GraphFormat) -> None:
    writer.post("/retractions", json={"graph": graph, "note": "it was a hoax"})
    address = document(graph)

    by_accept = writer.get(path(graph), headers={"Accept": syntax.media_type})
    by_suffix = writer.get(address + syntax.suffix, headers=BROWSER)

    for response in (by_accept, by_suffix):
        assert (response.status_code, response.mimetype) == (410, syntax.media_type)
    quads = [quad.triple for quad in ox.parse(by_suffix.data, syntax.rdf_format)]
    said = Graph().parse(data=ox.serialize(quads, format=ox.RdfFormat.N_TRIPLES), format="nt")
    [activity] = said.objects(URIRef(graph), PROV.wasInvalidatedBy)
    assert said.value(activity, RDFS.comment) == Literal("it was a hoax")
    assert said.value(activity, PROV.endedAtTime)
    assert said.value(said.value(activity, PROV.wasAssociatedWith), RDFS.label) == Literal("environment")
    assert (URIRef(f"{graph}/version/1"), PROV.specializationOf, URIRef(graph)) in said


def test_the_page_of_what_is_gone_leads_to_its_last_version(writer: FlaskClient, graph: str) -> None:
    writer.post("/retractions", json={"graph": graph, "note": "it was a hoax"})

    response = writer.get(path(graph), headers=BROWSER)
    [last] = re.findall(r'href="([^"]+/version/1)"', response.text)

    assert response.status_code == 410
    assert "it was a hoax" in response.text
    assert "Truppen in Russland" in writer.get(last, headers=BROWSER).text


def test_a_fact_that_a_new_version_does_not_have_is_gone(writer: FlaskClient, graph: str) -> None:
    article, extraction = arrival()
    fewer = replace(extraction, statements=extraction.statements[:1], estimates=extraction.estimates[:1])
    hand_in(writer, article_graph(article, fewer, BASE))
    [gone, _] = sorted(set(facts(ttl())) - set(facts(article_graph(article, fewer, BASE))))

    response = writer.get(path(gone), headers=JSON)

    assert (response.status_code, response.get_json()["version"]) == (410, f"{graph}/version/1")
    assert "no longer stated" in writer.get(document(gone), headers=BROWSER).text
    assert writer.get(path(graph), headers=JSON).status_code != 410


def test_who_writes_has_an_address(writer: FlaskClient, graph: str) -> None:
    said = Graph().parse(data=writer.get("/doc/agent/environment.ttl").data)
    page = writer.get("/id/agent/environment", headers=BROWSER, follow_redirects=True)

    assert (URIRef(f"{BASE}/id/agent/environment"), RDFS.label, Literal("environment")) in said
    assert "environment" in page.text
    assert writer.get("/id/agent/nobody").status_code == 404


@pytest.mark.parametrize("page", ["/doc/agent/environment", "/doc/graph/history"])
def test_the_newest_writes_are_a_query_away(writer: FlaskClient, graph: str, page: str) -> None:
    review(writer, facts(ttl())[0])

    [link] = re.findall(r'href="(/sparql\?query=[^"]+)"', writer.get(page, headers=BROWSER).text)
    answer = writer.get(link, headers={"Accept": "text/csv"})

    assert [line.split(",")[2] for line in answer.text.splitlines()[1:]] == ["/reviews", "/entries"]


def test_the_whole_history_is_a_graph(writer: FlaskClient, graph: str) -> None:
    said = Graph().parse(data=writer.get("/doc/graph/history.ttl").data)

    assert (URIRef(f"{graph}/version/1"), PROV.specializationOf, URIRef(graph)) in said
