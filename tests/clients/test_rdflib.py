"""rdflib's stores of a remote SPARQL service as clients."""

from urllib.error import HTTPError

import pytest
from rdflib import RDF, SDO, Graph, Literal, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore, SPARQLUpdateStore

from kg.vocabulary import KG, SCHEMA
from tests.clients.serving import TOKEN

G, S, P = (URIRef(f"http://example.org/{name}") for name in "gsp")
TEXT = Literal('Zeile „eins“\n"zwei" +%20\\')


def reading(server: str, **options: str) -> Graph:
    return Graph(SPARQLStore(f"{server}/sparql", **options))


def writing(server: str, token: str = TOKEN, graph: URIRef | None = G) -> Graph:
    address = f"{server}/sparql"
    store = SPARQLUpdateStore(
        address, address, context_aware=graph is not None, headers={"Authorization": f"Bearer {token}"}
    )
    return Graph(store, identifier=graph)


@pytest.mark.parametrize("form", ["xml", "json", "csv", "tsv"])
@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_a_query_is_answered_in_every_format_however_it_is_sent(news: str, form: str, method: str) -> None:
    rows = reading(news, returnFormat=form, method=method).query(
        "SELECT ?article ?headline WHERE { ?article a kg:Article ; schema:headline ?headline }",
        initNs={"kg": KG, "schema": SCHEMA},
    )

    assert len(rows) == 11
    assert "Hochwasser in Sankt Florin" in {str(row.headline) for row in rows}


@pytest.mark.parametrize("form", ["xml", "json"])
def test_what_is_not_there_is_not_found(news: str, form: str) -> None:
    graph = reading(news, returnFormat=form)

    assert graph.query("ASK { ?s ?p ?o }").askAnswer is True
    assert graph.query("ASK { <http://example.org/nobody> ?p ?o }").askAnswer is False


def test_a_query_makes_a_graph(news: str) -> None:
    made = reading(news).query(f"CONSTRUCT WHERE {{ ?article a <{KG.Article}> }}").graph

    assert len(made) == 12


def test_patterns_of_triples_are_read(news: str) -> None:
    graph = reading(news)
    articles = set(graph.subjects(RDF.type, KG.Article))

    assert len(articles) == 12
    assert {article for article, _ in graph.subject_objects(SCHEMA.articleBody)} == articles
    assert (None, RDF.type, KG.Estimate) in graph
    assert (None, RDF.type, URIRef("http://example.org/Unknown")) not in graph
    assert len(graph) > 1000


def test_the_graphs_are_listed_and_one_of_them_read(news: str) -> None:
    store = SPARQLStore(f"{news}/sparql")
    article = next(reading(news).subjects(RDF.type, KG.Article))
    names = set(store.contexts())

    one = Graph(store, identifier=article)

    assert article in names
    assert set(one.subjects(RDF.type, KG.Article)) == {article}


def test_triples_are_added_and_removed_in_a_named_graph(bare: str) -> None:
    graph = writing(bare)

    graph.add((S, P, TEXT))
    graph.add((S, P, Literal(2)))
    assert set(graph.objects(S, P)) == {TEXT, Literal(2)}
    assert set(reading(bare).objects(S, P)) == set()

    graph.remove((S, P, Literal(2)))
    assert set(graph) == {(S, P, TEXT)}


def test_triples_are_added_and_removed_in_the_default_graph(bare: str) -> None:
    graph = writing(bare, graph=None)

    graph.add((S, P, TEXT))
    assert set(reading(bare).objects(S, P)) == {TEXT}

    graph.remove((S, None, None))
    assert len(graph) == 0


def test_many_triples_are_added_at_once(bare: str) -> None:
    graph = writing(bare)

    graph.addN((S, P, Literal(number), graph) for number in range(200))

    assert len(graph) == 200


def test_what_is_added_waits_for_the_commit(bare: str) -> None:
    address = f"{bare}/sparql"
    store = SPARQLUpdateStore(
        address, address, autocommit=False, dirty_reads=True, headers={"Authorization": f"Bearer {TOKEN}"}
    )
    graph = Graph(store, identifier=G)
    graph.add((S, P, Literal(1)))
    graph.add((S, P, Literal(2)))
    assert len(writing(bare)) == 0

    store.commit()
    assert len(writing(bare)) == 2


def test_an_update_is_carried_out_in_the_graph(bare: str) -> None:
    graph = writing(bare)

    graph.update(f"INSERT DATA {{ <{S}> <{P}> 1 }}")
    graph.update(f"DELETE {{ ?s ?p ?o }} INSERT {{ ?s <{SDO.name}> ?o }} WHERE {{ ?s ?p ?o }}")

    assert set(graph) == {(S, SDO.name, Literal(1))}


def test_nothing_is_written_without_the_token(bare: str) -> None:
    with pytest.raises(HTTPError, match="401"):
        writing(bare, token="wrong").add((S, P, TEXT))

    assert len(writing(bare)) == 0
