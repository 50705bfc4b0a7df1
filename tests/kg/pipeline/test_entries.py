"""RDF entries into a store on disk."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import Graph

from kg.disputes import disputes_iri
from kg.errors import UnreadableInputError, UnsupportedInputError
from kg.formats import GRAPH_FORMATS, GraphFormat, graph_format
from kg.history import history_iri
from kg.pipeline import Outcome, Writer, check_rdf, ingest_rdf
from kg.store.embedded import EmbeddedStore
from kg.vocabulary import PREFIXES

BASE = "http://localhost:8000"
PROLOGUE = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
MINISTER = '<id/actor/minister> a kg:Actor , kg:Person ; skos:prefLabel "Die Ministerin"@de .'


@pytest.fixture
def store(tmp_path: Path) -> Iterator[EmbeddedStore]:
    with EmbeddedStore(tmp_path / "store") as store:
        yield store


@pytest.fixture
def seeded(seeded_store: Path) -> Iterator[EmbeddedStore]:
    with EmbeddedStore(seeded_store, read_only=True) as store:
        yield store


@pytest.fixture
def article(seeded: EmbeddedStore) -> Graph:
    """The graph of an article, as the store has it."""
    return seeded.graph(next(name for name in seeded.graph_names() if "/id/article/" in name))


def ingest(store: EmbeddedStore, content: str, syntax: str = "turtle") -> Outcome:
    return ingest_rdf(content.encode(), graph_format(syntax), Writer(store, BASE), f"entry.{syntax}")


@pytest.mark.parametrize("syntax", GRAPH_FORMATS, ids=lambda syntax: syntax.name)
def test_an_article_in_rdf_goes_into_the_graph_of_its_name(
    store: EmbeddedStore, article: Graph, tmp_path: Path, syntax: GraphFormat
) -> None:
    with EmbeddedStore(tmp_path / "other") as other, (tmp_path / "dump").open("wb") as out:
        other.replace(article)
        other.dump(out, syntax)
    outcome = ingest_rdf((tmp_path / "dump").read_bytes(), syntax, Writer(store, BASE), "entry")
    assert (outcome.status, outcome.iri) == ("ingested", str(article.identifier))
    assert set(store.graph(str(article.identifier))) == set(article)
    assert outcome.counts["statements"] > 0


def test_the_same_entry_again_changes_nothing(store: EmbeddedStore) -> None:
    assert ingest(store, PROLOGUE + MINISTER).status == "ingested"
    assert ingest(store, PROLOGUE + MINISTER).status == "unchanged"


def test_other_triples_go_into_a_graph_named_by_their_bytes(store: EmbeddedStore) -> None:
    outcome = ingest(store, PROLOGUE + MINISTER)
    assert outcome.iri
    assert outcome.iri.startswith(f"{BASE}/id/entry/")
    assert set(store.graph_names()) == {outcome.iri, history_iri(BASE)}


def test_relative_iris_are_relative_to_the_base(store: EmbeddedStore) -> None:
    ingest(store, PROLOGUE + MINISTER)
    assert store.rows("SELECT ?a WHERE { ?a a kg:Person }") == [{"a": f"{BASE}/id/actor/minister"}]


def test_named_graphs_replace_those_of_the_same_name(store: EmbeddedStore) -> None:
    one, other = "<http://example.org/1>", "<http://example.org/2>"
    ingest(store, f"{PROLOGUE} {one} {{ {MINISTER} }} {other} {{ {MINISTER} }}", "trig")
    changed = MINISTER.replace("Die Ministerin", "Die frühere Ministerin")
    outcome = ingest(store, f"{PROLOGUE} {one} {{ {changed} }}", "trig")
    assert (outcome.status, outcome.iri) == ("ingested", "http://example.org/1")
    labels = {row["l"] for row in store.rows("SELECT ?l WHERE { ?a skos:prefLabel ?l }")}
    assert labels == {"Die Ministerin", "Die frühere Ministerin"}


def test_blank_nodes_get_the_same_iris_each_time(store: EmbeddedStore) -> None:
    related = "<https://w3id.org/newskg/ontology#relatedTo>"
    content = f"<http://example.org/a> {related} [ <http://example.org/q> [] ] , _:x ."
    outcome = ingest(store, content)
    assert ingest(store, content).status == "unchanged"
    assert outcome.iri
    nodes = {str(node) for node in store.graph(outcome.iri).all_nodes()} - {"http://example.org/a"}
    assert nodes == {f"{outcome.iri}#b{number}" for number in range(3)}


def test_what_does_not_conform_is_not_stored(store: EmbeddedStore) -> None:
    outcome = ingest(store, PROLOGUE + MINISTER + "<id/estimate/1> a kg:Estimate .")
    assert outcome.status == "rejected"
    assert outcome.report
    assert not outcome.report.conforms
    assert list(store.graph_names()) == []


def test_of_several_graphs_none_is_stored_when_one_does_not_conform(store: EmbeddedStore) -> None:
    good, bad = (
        f"<http://example.org/1> {{ {MINISTER} }}",
        "<http://example.org/2> { <id/estimate/1> a kg:Estimate }",
    )
    assert ingest(store, f"{PROLOGUE} {good} {bad}", "trig").status == "rejected"
    assert list(store.graph_names()) == []


def test_an_entry_may_rely_on_what_the_store_says(own_store: Path, article: Graph) -> None:
    mention = f"<{article.identifier}> kg:mentions <id/actor/mark-rutte> ."
    data, syntax = (PROLOGUE + article.serialize(format="nt") + mention).encode(), graph_format("turtle")
    with EmbeddedStore(own_store) as store:
        assert check_rdf(data, syntax, store, BASE, "entry").conforms
        assert not check_rdf(data, syntax, None, BASE, "entry").conforms
        assert ingest_rdf(data, syntax, Writer(store, BASE), "entry").status == "ingested"


def test_the_graph_of_disputes_cannot_be_written(store: EmbeddedStore) -> None:
    outcome = ingest(store, f"<{disputes_iri(BASE)}> {{ <http://a.org/> <http://b.org/> 1 }}", "trig")
    assert outcome.status == "rejected"
    assert "which is derived" in str(outcome.error)


@pytest.mark.parametrize(
    ("syntax", "content", "problem"),
    [
        ("turtle", "<http://a.org/> a", "is not valid Turtle: line 1"),
        ("turtle", "\n<http://a b.org/> a <x> .", "is not valid Turtle: line 2"),
        ("rdfxml", "<rdf", "is not valid RDF/XML"),
        ("nquads", "x", "is not valid N-Quads: line 1"),
        ("trig", "{", "is not valid TriG"),
        ("jsonld", "{", "is not JSON"),
        ("jsonld", "[" * 100_000, "is nested too deeply"),
        ("jsonld", '{"@context": 5}', "is not valid JSON-LD"),
        ("ntriples", "", "holds no triples"),
        ("jsonld", "{}", "holds no triples"),
    ],
)
def test_broken_rdf_is_unreadable(store: EmbeddedStore, syntax: str, content: str, problem: str) -> None:
    outcome = ingest(store, content, syntax)
    assert outcome.status == "unreadable"
    assert str(outcome.error).startswith(f"entry.{syntax}: {problem}")
    with pytest.raises(UnreadableInputError):
        check_rdf(content.encode(), graph_format(syntax), None, BASE, "entry")


def test_bytes_that_are_no_text_are_unreadable(store: EmbeddedStore) -> None:
    outcome = ingest_rdf(b"\xff\xfe\x00", graph_format("turtle"), Writer(store, BASE), "entry")
    assert outcome.status == "unreadable"


def test_a_byte_order_mark_is_skipped(store: EmbeddedStore) -> None:
    assert ingest(store, "\ufeff" + PROLOGUE + MINISTER).status == "ingested"


def test_rdf_1_2_is_refused(store: EmbeddedStore) -> None:
    triple = "<http://a.org/> <http://b.org/> 1"
    outcome = ingest(store, f"<http://a.org/> <http://b.org/> <<( {triple} )>> .")
    assert outcome.status == "rejected"
    assert str(outcome.error) == "entry.turtle: holds a triple term, which is RDF 1.2. Use RDF 1.1."


def test_external_entities_of_xml_are_not_read(store: EmbeddedStore, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret")
    content = f"""<!DOCTYPE x [<!ENTITY e SYSTEM "file://{secret}">]>
        <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://example.org/">
        <rdf:Description rdf:about="http://example.org/a"><e:p>&e;</e:p></rdf:Description></rdf:RDF>"""
    assert ingest(store, content, "rdfxml").status == "unreadable"


@pytest.mark.parametrize("address", [f"{BASE}/context.jsonld", "/context.jsonld", "context.jsonld"])
def test_the_context_of_the_project_is_known(store: EmbeddedStore, address: str) -> None:
    entry = f"""{{"@context": "{address}", "id": "{BASE}/id/actor/minister", "type": ["Actor", "Person"],
        "prefLabel": {{"de": "Die Ministerin"}}}}"""
    assert ingest(store, entry, "jsonld").status == "ingested"
    rows = store.rows("SELECT ?a WHERE { ?a a kg:Person ; skos:prefLabel ?l FILTER (LANG(?l) = 'de') }")
    assert rows == [{"a": f"{BASE}/id/actor/minister"}]


@pytest.mark.parametrize(
    "context",
    [
        '"https://schema.org/"',
        '["/context.jsonld", "https://schema.org/"]',
        '{"@import": "https://schema.org/"}',
        '{"p": {"@id": "http://example.org/p", "@context": "https://schema.org/"}}',
    ],
)
def test_no_other_context_is_fetched(store: EmbeddedStore, context: str) -> None:
    outcome = ingest(store, f'{{"@context": {context}, "http://example.org/p": 1}}', "jsonld")
    assert outcome.status == "rejected"
    assert "asks for the context https://schema.org/, which is not fetched" in str(outcome.error)


def test_figures_of_an_entry_are_compared_with_the_others(own_store: Path, article: Graph) -> None:
    """An entry that says of an estimate of the store another number, as another article would."""
    with EmbeddedStore(own_store) as store:
        [row] = store.rows(
            "SELECT ?a (COUNT(*) AS ?n) WHERE { ?a a kg:Article . ?e kg:reportedIn ?a ; kg:disputes ?f }"
            " GROUP BY ?a ORDER BY DESC(?n) LIMIT 1"
        )
        graph = store.graph(str(row["a"]))
        before = store.rows("SELECT ?a WHERE { ?a kg:disputes ?b }")
        renamed = graph.serialize(format="nt").replace(str(row["a"]), f"{row['a']}-copy")
        for estimate in {str(s) for s in graph.subjects() if "/id/estimate/" in str(s)}:
            renamed = renamed.replace(f"{estimate}>", f"{estimate}-copy>")
        outcome = ingest(store, renamed, "ntriples")
        assert (outcome.status, outcome.iri) == ("ingested", f"{row['a']}-copy")
        assert len(store.rows("SELECT ?a WHERE { ?a kg:disputes ?b }")) > len(before)


def test_an_entry_that_says_nothing_in_the_vocabulary_is_refused() -> None:
    foreign = b"<http://example.org/a> <http://example.org/b> <http://example.org/c> ."
    with pytest.raises(UnsupportedInputError, match="says nothing in the project's vocabulary"):
        check_rdf(foreign, graph_format("turtle"), None, BASE, "foreign.ttl")
