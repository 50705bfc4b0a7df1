"""Checking a graph against the shapes."""

import socket
import time
from collections.abc import Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pyoxigraph as ox
import pytest
from rdflib import OWL, RDF, RDFS, BNode, Graph, Literal, URIRef
from rdflib.namespace import SH, SKOS
from rdflib.term import Node

from kg.article import Article
from kg.errors import InputError
from kg.language.extraction import Actor, Extraction, Span
from kg.terms import to_triples
from kg.validation import Violation, validate, validate_triples
from kg.vocabulary import KG, OA, SCHEMA
from tests.mapped import article_graph

IDS = "https://example.org/id/"
STATEMENT = URIRef(IDS + "s")
ACTOR = URIRef(IDS + "anna-beispiel")


def only(violations: tuple[Violation, ...]) -> Violation:
    (violation,) = violations
    return violation


@contextmanager
def listening() -> Iterator[socket.socket]:
    """Listen on a port of this machine without answering; accepting fails at once when nobody calls."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield server


def test_an_entry_that_conforms_has_no_violations(entry: Graph) -> None:
    report = validate(entry)

    assert report.conforms
    assert report.violations == ()
    assert (None, SH.conforms, Literal(True)) in report.graph


def test_a_violation_says_what_is_wrong_with_what_and_where(entry: Graph) -> None:
    entry.remove((STATEMENT, KG.speaker, None))

    report = validate(entry)

    assert not report.conforms
    assert only(report.violations) == Violation(
        focus=IDS + "s",
        label="Wir zählten rund 300 Helfer",
        path=str(KG.speaker),
        field="speaker",
        value=None,
        message={"de": "Der Aussage fehlt, wer sie gemacht hat.", "en": "The statement has no speaker."},
        severity="Violation",
        shape="https://w3id.org/newskg/shapes#Statement-speaker",
        type=str(KG.DirectStatement),
    )


def test_the_value_at_fault_is_named_with_what_it_is_known_by(entry: Graph) -> None:
    entry.set((STATEMENT, KG.speaker, URIRef(IDS + "koeln")))

    assert only(validate(entry).violations).value == "<https://example.org/id/koeln> (Köln)"


def test_where_a_figure_is_missing_the_others_are_shown(entry: Graph) -> None:
    entry.set((URIRef(IDS + "e2"), SCHEMA.maxValue, Literal(100)))

    value = only(validate(entry).violations).value

    assert value == "schema:maxValue 100; schema:minValue 120; kg:qualifier kg:between"


def test_a_path_that_is_followed_backwards_says_so(entry: Graph) -> None:
    entry.remove((None, OA.hasBody, STATEMENT))
    entry.remove((URIRef(IDS + "a#statement-1"), None, None))

    assert only(validate(entry).violations).path == f"^{OA.hasBody}"


def test_words_that_are_not_the_articles_are_reported_in_both_languages(entry: Graph) -> None:
    entry.set((URIRef(IDS + "a#quote-21-29"), OA.exact, Literal(r"über \1 {?x} 300")))

    report = validate(entry)

    violation = only(report.violations)
    assert violation.message == {
        "de": "Eine Textstelle zitiert andere Worte, als der Artikel an ihrer Position hat.",
        "en": "A passage quotes other words than the article has at its position.",
    }
    assert violation.value == r"<https://example.org/id/a#target-21-29> (über \1 {?x} 300)"
    assert {text.language for text in report.graph.objects(None, SH.resultMessage)} == {"de", "en"}


def test_a_thing_without_an_iri_is_shown_by_what_is_said_about_it() -> None:
    actor = BNode()
    graph = Graph().add((actor, RDF.type, KG.Actor)).add((actor, SKOS.prefLabel, Literal("Bo", lang="de")))

    violations = validate(graph).violations

    assert {violation.focus for violation in violations} == {'[ rdf:type kg:Actor ; skos:prefLabel "Bo"@de ]'}
    assert {violation.label for violation in violations} == {"Bo"}


@pytest.mark.parametrize(
    ("predicate", "value", "suggestion"),
    [
        (URIRef(KG + "speeker"), ACTOR, "kg:speaker"),
        (URIRef(SCHEMA + "Text"), Literal("Wir", lang="de"), "schema:text"),
        (RDF.type, URIRef(SCHEMA + "Citty"), "schema:City"),
        (RDF.type, URIRef("https://schema.org/Quotation"), "schema:Quotation"),
        (URIRef(KG + "zzz"), ACTOR, None),
        (KG.saidAt, Literal("Köln"), None),
    ],
)
def test_for_a_term_that_seems_misspelled_the_right_one_is_named(
    entry: Graph, predicate: URIRef, value: Node, suggestion: str | None
) -> None:
    entry.add((STATEMENT, predicate, value))

    assert only(validate(entry).violations).suggestion == suggestion


def test_of_the_texts_of_a_thing_the_one_with_the_wrong_language_is_named(entry: Graph) -> None:
    entry.add((ACTOR, SKOS.altLabel, Literal("Anna", lang="deutsch")))

    violation = only(validate(entry).violations)

    assert violation.path == str(SKOS.altLabel)
    assert violation.value == '"Anna"@deutsch'


def test_triples_are_checked_as_graphs_are(entry: Graph) -> None:
    entry.remove((STATEMENT, KG.speaker, None))

    report = validate_triples(to_triples(entry))

    assert report.violations == validate(entry).violations


def test_only_what_the_triples_refer_to_is_asked_of_the_context(entry: Graph) -> None:
    described = [triple for triple in to_triples(entry) if triple.subject == ox.NamedNode(ACTOR)]
    entry.remove((ACTOR, None, None))
    asked: set[str] = set()

    def context(things: Collection[ox.NamedNode]) -> list[ox.Triple]:
        asked.update(thing.value for thing in things)
        return described

    assert validate_triples(to_triples(entry), context).conforms
    assert str(ACTOR) in asked
    assert str(STATEMENT) not in asked


def test_what_the_context_describes_may_be_referred_to(entry: Graph) -> None:
    described = Graph()
    for triple in list(entry.triples((ACTOR, None, None))):
        described.add(triple)
        entry.remove(triple)

    assert not validate(entry).conforms
    assert validate(entry, context=described).conforms


def test_what_is_wrong_with_the_context_is_not_reported(entry: Graph) -> None:
    nameless = Graph().add((URIRef(IDS + "x"), RDF.type, KG.Actor))

    report = validate(entry, context=nameless)

    assert report.conforms
    assert (None, SH.conforms, Literal(True)) in report.graph
    assert (None, SH.result, None) not in report.graph


def test_a_quotation_of_an_article_in_the_context_is_checked(entry: Graph) -> None:
    quoting = Graph()
    for part in ("a#target-21-29", "a#position-21-29", "a#quote-21-29"):
        for triple in list(entry.triples((URIRef(IDS + part), None, None))):
            quoting.add(triple)
            entry.remove(triple)
    assert validate(quoting, context=entry).conforms

    quoting.set((URIRef(IDS + "a#quote-21-29"), OA.exact, Literal("rund 400")))

    assert only(validate(quoting, context=entry).violations).field == "quoted words"


def test_neither_graph_is_changed(entry: Graph) -> None:
    context = Graph().add((URIRef(IDS + "x"), RDF.type, KG.Actor))
    before = set(entry), set(context)

    validate(entry, context)

    assert (set(entry), set(context)) == before


def test_the_same_entry_gives_the_same_violations_in_the_same_order(entry: Graph) -> None:
    entry.remove((None, KG.reportedIn, None))
    entry.remove((None, SKOS.prefLabel, None))

    first = validate(entry).violations

    assert len(first) > 5
    assert validate(entry).violations == first


def test_several_entries_are_checked_at_the_same_time(entry: Graph) -> None:
    with ThreadPoolExecutor(4) as threads:
        reports = list(threads.map(lambda _: validate(entry), range(8)))

    assert all(report.conforms for report in reports)


def test_nothing_is_fetched_from_the_network(entry: Graph) -> None:
    with listening() as server:
        address = URIRef(f"http://127.0.0.1:{server.getsockname()[1]}/ontology")
        entry.add((address, RDF.type, OWL.Ontology))
        entry.add((address, OWL.imports, address))
        entry.add((URIRef(IDS + "a"), RDFS.seeAlso, address))

        assert validate(entry).conforms
        with pytest.raises(BlockingIOError):
            server.accept()


def test_shapes_in_an_entry_do_not_replace_ours(entry: Graph) -> None:
    ours = URIRef("https://w3id.org/newskg/shapes#Statement-speaker")
    entry.remove((STATEMENT, KG.speaker, None))
    entry.add((ours, SH.deactivated, Literal(True)))

    assert not validate(entry).conforms


def test_classes_that_are_below_each_other_do_not_hang_the_check(entry: Graph) -> None:
    own = URIRef(IDS + "Redner")
    entry.add((own, RDFS.subClassOf, KG.Actor)).add((KG.Actor, RDFS.subClassOf, own))

    assert validate(entry).conforms


def test_things_without_iris_that_refer_to_each_other_do_not_hang_the_check() -> None:
    one, other = BNode(), BNode()
    graph = Graph().add((one, RDF.type, KG.Statement)).add((one, KG.speaker, other))
    graph.add((other, RDF.type, KG.Actor)).add((other, KG.speaker, one))

    assert not validate(graph).conforms


def test_a_thing_where_a_number_belongs_is_a_violation(entry: Graph) -> None:
    entry.set((URIRef(IDS + "a#position-21-29"), OA.end, BNode()))

    assert {violation.field for violation in validate(entry).violations} == {"start", "end"}


def test_what_is_no_iri_is_told_as_a_fault_of_the_entry(entry: Graph) -> None:
    target = URIRef(IDS + "a#target-21-29")
    broken = Graph()
    for triple in entry:
        broken.add(tuple(URIRef(f"{node}\\d") if node == target else node for node in triple))
    broken.set((URIRef(IDS + "a#quote-21-29"), OA.exact, Literal("rund 400")))

    with pytest.raises(InputError, match="the entry: cannot be validated"):
        validate(broken)


def test_what_would_take_for_ever_to_compare_is_told_as_a_fault_of_the_entry(entry: Graph) -> None:
    for offset in range(10_000):
        entry.add((URIRef(IDS + "a#position-21-29"), OA.start, Literal(offset)))
        entry.add((URIRef(IDS + "a#position-21-29"), OA.end, Literal(offset)))

    with pytest.raises(InputError, match="more than 50 values"):
        validate(entry)


def test_many_of_everything_within_the_limit_are_checked_in_reasonable_time() -> None:
    article, target = URIRef(IDS + "x"), URIRef(IDS + "x#target")
    graph = Graph().add((article, RDF.type, KG.Article)).add((target, OA.hasSource, article))
    for number in range(49):
        graph.add((article, SCHEMA.articleBody, Literal(f"Text {number}", lang="de")))
        selector = URIRef(f"{IDS}x#{number}")
        graph.add((target, OA.hasSelector, selector))
        for other in range(49):
            graph.add((selector, OA.start, Literal(other))).add((selector, OA.end, Literal(other)))
            graph.add((selector, OA.exact, Literal(f"Wort {other}")))

    started = time.process_time()

    assert not validate(graph).conforms
    assert time.process_time() - started < 5


def test_an_article_with_a_thousand_facts_is_checked_in_reasonable_time() -> None:
    text = "Bo sagte es. " * 150
    mentions = tuple(Span(start, start + 2) for start in range(0, len(text), 13))
    actor = Actor("bo", "Person", "Bo", mentions)
    graph = article_graph(Article("lang.txt", text), Extraction("lang.txt", "de", actors=(actor,)), IDS)
    validate(graph)

    started = time.process_time()
    report = validate(graph)

    assert report.conforms
    assert len(graph) > 2000
    assert time.process_time() - started < 2
