"""The SPARQL 1.1 Protocol at /sparql."""

import csv
import io
import json
from collections.abc import Callable
from xml.etree import ElementTree

import pyoxigraph
import pytest
from flask import Flask
from flask.testing import FlaskClient
from rdflib import Graph
from werkzeug.test import TestResponse

from kg.formats import GRAPH_FORMATS, RESULT_FORMATS, GraphFormat

VALUES = "SELECT ?value WHERE { ?figure schema:value ?value }"
BASE = "http://localhost:8000"
CONSTRUCT = "CONSTRUCT { ?figure schema:value ?value } WHERE { ?figure schema:value ?value }"
SD = "http://www.w3.org/ns/sparql-service-description#"


def ask(client: FlaskClient, query: str, accept: str = "*/*", **parameters: str) -> TestResponse:
    return client.get("/sparql", query_string={"query": query, **parameters}, headers={"Accept": accept})


def values(response: TestResponse) -> list[str]:
    return [binding["value"]["value"] for binding in response.get_json(force=True)["results"]["bindings"]]


def test_a_query_is_answered_by_get(client: FlaskClient) -> None:
    response = ask(client, VALUES)

    assert response.status_code == 200
    assert response.content_type == "application/sparql-results+json"
    assert values(response) == ["10000"]


def test_a_query_is_answered_by_post_of_a_form(client: FlaskClient) -> None:
    assert values(client.post("/sparql", data={"query": VALUES})) == ["10000"]


def test_a_query_is_answered_by_post_as_it_is(client: FlaskClient) -> None:
    response = client.post("/sparql", data=VALUES, content_type="application/sparql-query; charset=UTF-8")

    assert values(response) == ["10000"]


@pytest.mark.parametrize("media_type", [syntax.media_type for syntax in RESULT_FORMATS])
def test_solutions_come_in_every_results_format(client: FlaskClient, media_type: str) -> None:
    response = ask(client, VALUES, media_type)

    assert response.mimetype == media_type
    assert "10000" in response.text


def test_csv_and_xml_results_are_well_formed(client: FlaskClient) -> None:
    rows = list(csv.DictReader(io.StringIO(ask(client, VALUES, "text/csv").text)))
    root = ElementTree.fromstring(ask(client, VALUES, "application/sparql-results+xml").text)

    assert rows == [{"value": "10000"}]
    assert root.tag == "{http://www.w3.org/2005/sparql-results#}sparql"


@pytest.mark.parametrize("syntax", GRAPH_FORMATS, ids=lambda syntax: syntax.name)
def test_graphs_come_in_every_rdf_syntax(client: FlaskClient, syntax: GraphFormat) -> None:
    response = ask(client, CONSTRUCT, syntax.media_type)

    assert response.mimetype == syntax.media_type
    assert len(list(pyoxigraph.parse(response.data, format=syntax.rdf_format))) == 1


def test_an_ask_is_answered_with_a_boolean(client: FlaskClient) -> None:
    assert ask(client, "ASK { ?s a kg:Article }").get_json(force=True)["boolean"] is True


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("application/json", "application/json"),
        ("application/xml;q=0.9, text/csv;q=0.1", "application/xml"),
        ("text/csv;q=0.5, text/tab-separated-values;q=0.6", "text/tab-separated-values"),
    ],
)
def test_accept_decides_about_the_format(client: FlaskClient, accept: str, media_type: str) -> None:
    assert ask(client, VALUES, accept).mimetype == media_type


def test_the_parameter_format_wins_over_accept(client: FlaskClient) -> None:
    assert ask(client, VALUES, "text/html", format="csv").mimetype == "text/csv"
    assert ask(client, CONSTRUCT, "text/html", format="turtle").mimetype == "text/turtle"


@pytest.mark.parametrize("query", [VALUES, CONSTRUCT])
def test_an_unknown_format_is_refused_with_the_known_ones(client: FlaskClient, query: str) -> None:
    response = ask(client, query, format="parquet")

    assert response.status_code == 400
    assert "html" in response.get_json()["detail"]


def test_what_cannot_carry_the_answer_is_not_acceptable(client: FlaskClient) -> None:
    response = ask(client, VALUES, "text/turtle")

    assert response.status_code == 406
    assert "text/csv" in response.get_json()["detail"]


@pytest.mark.parametrize("method", ["get", "form", "body"])
def test_a_query_is_decoded_exactly_once(start: Callable[..., Flask], method: str) -> None:
    client = start().test_client()
    query = "SELECT ?s WHERE { BIND(<http://example.org/a%20b%2Fc> AS ?s) FILTER('50%25 + 1' != '') }"
    send = {
        "get": lambda: ask(client, query),
        "form": lambda: client.post("/sparql", data={"query": query}),
        "body": lambda: client.post("/sparql", data=query, content_type="application/sparql-query"),
    }

    [binding] = send[method]().get_json(force=True)["results"]["bindings"]

    assert binding["s"]["value"] == "http://example.org/a%20b%2Fc"


def test_a_plus_and_letters_beyond_ascii_survive(client: FlaskClient) -> None:
    response = ask(client, "SELECT ('1+1 für Ö' AS ?value) WHERE {}")

    assert values(response) == ["1+1 für Ö"]


def test_a_syntax_error_is_a_problem_with_the_message_of_the_parser(client: FlaskClient) -> None:
    response = ask(client, "SELECT ?s WHERE { ?s ?p }")
    problem = response.get_json()

    assert response.status_code == 400
    assert response.content_type == "application/problem+json"
    assert problem["type"].endswith("#query")
    assert problem["status"] == 400
    assert "cannot be parsed" in problem["detail"]


def test_an_empty_query_is_refused(client: FlaskClient) -> None:
    assert ask(client, "  ").status_code == 400


def test_two_queries_in_one_request_are_refused(client: FlaskClient) -> None:
    assert client.get("/sparql?query=ASK{}&query=ASK{}").status_code == 400


def test_a_form_without_a_query_is_refused(client: FlaskClient) -> None:
    assert client.post("/sparql", data={"other": "x"}).status_code == 400


def test_a_body_that_is_not_utf8_is_refused(client: FlaskClient) -> None:
    response = client.post("/sparql", data=b"ASK { ?s ?p '\xff' }", content_type="application/sparql-query")

    assert response.status_code == 400
    assert "UTF-8" in response.get_json()["detail"]


def test_another_content_type_is_not_supported(client: FlaskClient) -> None:
    assert client.post("/sparql", data="{}", content_type="application/json").status_code == 415


def test_a_query_that_would_change_something_is_refused(client: FlaskClient) -> None:
    assert ask(client, "DELETE WHERE { ?s ?p ?o }").status_code == 400
    assert values(ask(client, VALUES)) == ["10000"]


def test_a_query_that_would_fetch_from_elsewhere_is_refused(client: FlaskClient) -> None:
    response = ask(client, "SELECT * WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")

    assert response.status_code == 403
    assert "SERVICE" in response.get_json()["detail"]


def test_a_query_that_is_too_long_is_refused(start: Callable[..., Flask]) -> None:
    client = start(max_query_bytes=100).test_client()

    by_form = client.post("/sparql", data={"query": "ASK {} #" + "x" * 200})
    by_body = client.post("/sparql", data="ASK {} #" + "x" * 200, content_type="application/sparql-query")

    assert by_form.status_code == by_body.status_code == 413


def test_the_default_graph_is_the_union_unless_configured_to_be_strict(
    client: FlaskClient, start: Callable[..., Flask]
) -> None:
    strict = start(default_graph="strict").test_client()
    query = "ASK { ?s ?p ?o }"

    assert ask(client, query).get_json(force=True)["boolean"] is True
    assert ask(strict, query).get_json(force=True)["boolean"] is False


@pytest.mark.parametrize("method", ["get", "form", "body"])
def test_the_request_can_say_which_graphs_are_queried(client: FlaskClient, article: str, method: str) -> None:
    graph = BASE + article.replace("/doc/", "/id/")
    bounds = "SELECT ?value WHERE { ?figure schema:maxValue ?value }"
    parameters = {"default-graph-uri": graph}
    send = {
        "get": lambda: ask(client, bounds, **parameters),
        "form": lambda: client.post("/sparql", data={"query": bounds, **parameters}),
        "body": lambda: client.post(
            "/sparql", query_string=parameters, data=bounds, content_type="application/sparql-query"
        ),
    }

    assert sorted(values(ask(client, bounds))) == ["12000", "3000"]
    assert values(send[method]()) == ["12000"]


def test_the_request_can_say_which_graphs_have_names(client: FlaskClient, article: str) -> None:
    graph = BASE + article.replace("/doc/", "/id/")
    names = "SELECT DISTINCT ?value WHERE { GRAPH ?value { ?s ?p ?o } }"
    several = {"query": names, "named-graph-uri": [graph, f"{BASE}/id/graph/disputes"]}

    assert values(ask(client, names, **{"named-graph-uri": graph})) == [graph]
    assert len(values(client.get("/sparql", query_string=several))) == 2
    assert values(ask(client, names, **{"default-graph-uri": graph})) == []


def test_a_graph_that_is_no_iri_is_refused(client: FlaskClient) -> None:
    assert ask(client, "ASK {}", **{"default-graph-uri": "not an iri"}).status_code == 400


def test_from_in_a_query_fetches_nothing_and_names_a_graph_of_the_store(
    client: FlaskClient, article: str
) -> None:
    known = f"ASK FROM <{BASE}{article.replace('/doc/', '/id/')}> {{ ?s a kg:Article }}"
    unknown = "ASK FROM <http://127.0.0.1:9/data.ttl> { ?s ?p ?o }"

    assert ask(client, known).get_json(force=True)["boolean"] is True
    assert ask(client, unknown).status_code == 403


def test_without_a_query_the_service_describes_itself(client: FlaskClient) -> None:
    response = client.get("/sparql")
    graph = Graph().parse(data=response.data, format="turtle")
    described = {str(o) for o in graph.objects() if str(o).startswith(SD)}

    assert response.mimetype == "text/turtle"
    assert {
        SD + "Service",
        SD + "SPARQL11Query",
        SD + "SPARQL11Update",
        SD + "UnionDefaultGraph",
    } <= described
    assert SD + "BasicFederatedQuery" not in described


def test_a_browser_gets_the_editor(client: FlaskClient) -> None:
    response = client.get("/sparql", headers={"Accept": "text/html"})

    assert response.mimetype == "text/html"
    assert '<textarea id="query"' in response.text


def test_a_browser_gets_the_answer_as_a_table(client: FlaskClient) -> None:
    page = ask(client, VALUES, "text/html").text

    assert "<td" in page
    assert "10000" in page


def test_a_browser_gets_the_error_beside_its_query(client: FlaskClient) -> None:
    response = ask(client, "SELECT <nonsense", "text/html", format="html")

    assert response.status_code == 400
    assert "SELECT &lt;nonsense</textarea>" in response.text
    assert "The query cannot be answered" in response.text


def test_the_answer_to_an_ask_and_a_construct_are_pages_too(client: FlaskClient) -> None:
    assert "Yes" in ask(client, "ASK { ?s a kg:Article }", "text/html").text
    assert "schema:value" in ask(client, CONSTRUCT, "text/html").text


def test_a_long_answer_is_complete_as_data_and_says_in_a_page_what_is_left_out(client: FlaskClient) -> None:
    query = f"SELECT ?n WHERE {{ VALUES ?n {{ {' '.join(map(str, range(501)))} }} }}"

    page = ask(client, query, "text/html").text
    data = json.loads(ask(client, query).data)

    assert "The first 500 of 501 rows" in page
    assert len(data["results"]["bindings"]) == 501


def test_markup_in_an_answer_stays_text(client: FlaskClient) -> None:
    page = ask(client, "SELECT ('<script>alert(1)</script>' AS ?x) WHERE {}", "text/html").text

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_a_link_in_an_answer_never_runs_a_script(client: FlaskClient) -> None:
    page = ask(client, "SELECT (<javascript:alert(1)> AS ?x) WHERE {}", "text/html").text

    assert 'href="javascript:' not in page


def test_an_answer_that_differs_each_time_has_no_entity_tag(client: FlaskClient) -> None:
    assert "ETag" in ask(client, VALUES).headers
    assert "ETag" not in ask(client, "SELECT (NOW() AS ?value) WHERE {}").headers
