"""SPARQLWrapper as a client."""

import pytest
from rdflib import Graph
from SPARQLWrapper import (
    CSV,
    GET,
    JSON,
    JSONLD,
    N3,
    POST,
    POSTDIRECTLY,
    RDFXML,
    TSV,
    TURTLE,
    URLENCODED,
    XML,
    SPARQLWrapper,
)
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed, Unauthorized

from tests.clients.serving import TOKEN

HEADLINES = "SELECT ?headline WHERE { ?article a kg:Article ; schema:headline ?headline }"
HEADLINE = "Hochwasser in Sankt Florin"
TEXT = "Ö „1+1“ %20 & x=y"
INSERT = f"INSERT DATA {{ GRAPH <http://example.org/g> {{ <http://example.org/s> a '{TEXT}' }} }}"
FOUND = f"ASK {{ GRAPH ?g {{ ?s ?p '{TEXT}' }} }}"


def client(server: str, query: str, form: str = JSON) -> SPARQLWrapper:
    wrapper = SPARQLWrapper(f"{server}/sparql", returnFormat=form)
    wrapper.setQuery(query)
    return wrapper


def updating(server: str, update: str, token: str = TOKEN) -> SPARQLWrapper:
    wrapper = client(server, update)
    wrapper.setMethod(POST)
    wrapper.addCustomHttpHeader("Authorization", f"Bearer {token}")
    return wrapper


def send(wrapper: SPARQLWrapper, method: str, way: str) -> SPARQLWrapper:
    wrapper.setMethod(method)
    wrapper.setRequestMethod(way)
    return wrapper


def test_solutions_come_as_json(news: str) -> None:
    answer = client(news, HEADLINES).queryAndConvert()

    assert answer["head"]["vars"] == ["headline"]
    assert HEADLINE in [solution["headline"]["value"] for solution in answer["results"]["bindings"]]


def test_solutions_come_as_xml(news: str) -> None:
    document = client(news, HEADLINES, XML).queryAndConvert()

    assert HEADLINE in [node.firstChild.data for node in document.getElementsByTagName("literal")]


@pytest.mark.parametrize(("form", "headline"), [(CSV, HEADLINE), (TSV, f'"{HEADLINE}"@')])
def test_solutions_come_as_tables(news: str, form: str, headline: str) -> None:
    table = client(news, HEADLINES, form).queryAndConvert().decode()

    assert [row for row in table.splitlines() if row.startswith(headline)]


@pytest.mark.parametrize(("method", "way"), [(GET, URLENCODED), (POST, URLENCODED), (POST, POSTDIRECTLY)])
def test_a_query_is_sent_in_every_way(news: str, method: str, way: str) -> None:
    there = send(client(news, "ASK { ?article a kg:Article }"), method, way)
    odd = send(client(news, f"SELECT ('{TEXT}' AS ?text) WHERE {{}}"), method, way)

    assert there.queryAndConvert()["boolean"] is True
    assert odd.queryAndConvert()["results"]["bindings"][0]["text"]["value"] == TEXT


def test_a_question_without_an_answer_is_false(news: str) -> None:
    question = "ASK { <http://example.org/nobody> ?p ?o }"

    in_xml = client(news, question, XML).queryAndConvert().getElementsByTagName("boolean")

    assert client(news, question).queryAndConvert()["boolean"] is False
    assert in_xml[0].firstChild.data == "false"


@pytest.mark.parametrize("form", [TURTLE, N3])
def test_graphs_come_as_text(news: str, form: str) -> None:
    text = client(news, "CONSTRUCT WHERE { ?article a kg:Article }", form).queryAndConvert()

    assert len(Graph().parse(data=text, format="turtle")) == 12


# SPARQLWrapper makes them with a class that rdflib is about to give up.
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("form", [RDFXML, XML, JSONLD])
def test_graphs_come_as_graphs(news: str, form: str) -> None:
    assert len(client(news, "CONSTRUCT WHERE { ?article a kg:Article }", form).queryAndConvert()) == 12


def test_what_is_no_query_is_told_as_such(news: str) -> None:
    with pytest.raises(QueryBadFormed, match="cannot be parsed"):
        client(news, "SELECT ?s WHERE { ?s ?p }").query()


@pytest.mark.parametrize("way", [URLENCODED, POSTDIRECTLY])
def test_an_update_with_the_token_is_carried_out(bare: str, way: str) -> None:
    send(updating(bare, INSERT), POST, way).query()

    assert client(bare, FOUND).queryAndConvert()["boolean"] is True


def test_an_update_without_the_token_is_refused(bare: str) -> None:
    with pytest.raises(Unauthorized):
        updating(bare, INSERT, token="wrong").query()

    assert client(bare, FOUND).queryAndConvert()["boolean"] is False


def test_the_graphs_of_a_query_can_be_chosen(bare: str) -> None:
    updating(bare, INSERT).query()
    question = client(bare, "ASK { ?s ?p ?o }")
    assert question.queryAndConvert()["boolean"] is False

    question.addDefaultGraph("http://example.org/g")
    assert question.queryAndConvert()["boolean"] is True
