"""The history of graphs: versions, who wrote them, what was withdrawn, what people decided."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from rdflib import RDF, Graph, Literal, URIRef

from kg.errors import (
    ForbiddenError,
    InputError,
    PreconditionError,
    RetractedError,
    ReviewError,
    StoreError,
    UnknownError,
)
from kg.formats import graph_format
from kg.history import Archive, Sender, current_tag, history_iri, tombstone_of, version_iri, versions_of
from kg.pipeline import (
    Precondition,
    Writer,
    decide,
    ingest_rdf,
    restore,
    retract,
    version_contents,
)
from kg.pipeline.check import check_history
from kg.store.embedded import EmbeddedStore
from kg.store.folder import HISTORY
from kg.terms import NamedGraph
from kg.vocabulary import KG, PREFIXES

BASE = "http://localhost:8000"
GRAPH = f"{BASE}/id/entry/e"
FACT, OTHER = f"{BASE}/id/statement/one", f"{BASE}/id/statement/other"
ANNA = Sender("anna", "/graph-store", explicit=True)
DESK = Sender("desk", "/entries", may_review=False)
PROLOGUE = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
ENTRY = """GRAPH <{graph}> {{
  <{base}/id/actor/a> a kg:Actor , kg:Person ; skos:prefLabel "A"@de .
  <{base}/id/article/x> a kg:Article ; schema:identifier "x" ; schema:inLanguage "de" ;
    schema:articleBody "Es reicht. Wir gehen."@de .
  {facts} }}"""
STATEMENT = """<{iri}> a kg:Statement , kg:DirectStatement ; schema:text "{words}"@de ;
    kg:speaker <{base}/id/actor/a> ; kg:reportedIn <{base}/id/article/x> ; kg:reviewStatus kg:{status} .
  <{base}/id/article/x#{key}> a oa:Annotation ; oa:motivatedBy oa:describing ; oa:hasBody <{iri}> ;
    oa:hasTarget <{base}/id/article/x#t-{key}> .
  <{base}/id/article/x#t-{key}> a oa:SpecificResource ; oa:hasSource <{base}/id/article/x> ;
    oa:hasSelector <{base}/id/article/x#p-{key}> , <{base}/id/article/x#q-{key}> .
  <{base}/id/article/x#p-{key}> a oa:TextPositionSelector ; oa:start {start} ; oa:end {end} .
  <{base}/id/article/x#q-{key}> a oa:TextQuoteSelector ; oa:exact "{words}" ; oa:prefix "" ; oa:suffix "" ."""


def statement(iri: str, status: str = "machine") -> str:
    words, start = ("Es reicht.", 0) if iri == FACT else ("Wir gehen.", 11)
    key = iri.rpartition("/")[2]
    return STATEMENT.format(
        iri=iri, base=BASE, key=key, words=words, start=start, end=start + len(words), status=status
    )


def entry(*facts: str, graph: str = GRAPH) -> bytes:
    return (PROLOGUE + ENTRY.format(graph=graph, base=BASE, facts="\n".join(facts))).encode()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[EmbeddedStore]:
    with EmbeddedStore(tmp_path / "store") as store:
        yield store


def send(store: EmbeddedStore, *facts: str, sender: Sender = DESK, graph: str = GRAPH) -> None:
    outcome = ingest_rdf(
        entry(*facts, graph=graph), graph_format("trig"), Writer(store, BASE, sender), "the entry"
    )
    assert outcome.error is None, outcome.error
    assert outcome.report
    assert outcome.report.conforms, outcome.report.to_text("en")


def statuses(store: EmbeddedStore) -> dict[str | None, str]:
    rows = store.rows("SELECT ?fact ?status WHERE { ?fact kg:reviewStatus ?status }")
    return {row["fact"]: (row["status"] or "").removeprefix(str(KG)) for row in rows}


def test_each_change_is_a_version_that_says_who_when_and_how(store: EmbeddedStore) -> None:
    send(store, statement(FACT))
    send(store, statement(FACT), statement(OTHER), sender=ANNA)

    second, first = versions_of(store, GRAPH, BASE)
    assert (first.number, first.agent, first.way) == (1, "desk", "/entries")
    assert (second.number, second.agent, second.way) == (2, "anna", "/graph-store")
    assert first.since < second.since
    revision = f"<{second.iri}> prov:wasRevisionOf <{first.iri}> ; prov:specializationOf <{GRAPH}>"
    assert store.rows(f"SELECT ?g WHERE {{ GRAPH ?g {{ {revision} }} }}") == [{"g": history_iri(BASE)}]


def test_what_changes_nothing_is_no_version(store: EmbeddedStore) -> None:
    send(store, statement(FACT))
    send(store, statement(FACT))

    assert len(versions_of(store, GRAPH, BASE)) == 1


def test_old_contents_can_be_read(store: EmbeddedStore) -> None:
    send(store, statement(FACT))
    before = set(store.graph(GRAPH))
    send(store, statement(OTHER))

    old = version_contents(store, GRAPH, 1, BASE)
    now = version_contents(store, GRAPH, 2, BASE)
    assert set(Graph().parse(data=nt(old), format="nt")) == before
    assert set(Graph().parse(data=nt(now), format="nt")) == set(store.graph(GRAPH))
    with pytest.raises(UnknownError, match="has no version 3"):
        version_contents(store, GRAPH, 3, BASE)


def nt(graph: NamedGraph) -> str:
    return "".join(f"{triple} .\n" for triple in graph.triples)


def test_every_way_of_writing_makes_versions(store: EmbeddedStore) -> None:
    writer = Writer(store, BASE, ANNA)
    send(store, statement(FACT))
    label = f'GRAPH <{GRAPH}> {{ <{BASE}/id/actor/a> skos:altLabel "Aa"@de }}'
    assert writer.change(
        lambda judgement: store.update(f"INSERT DATA {{ {label} }}", acceptance=judgement)
    ).conforms
    more = Graph(identifier=URIRef(GRAPH))
    more.add((URIRef(f"{BASE}/id/actor/a"), KG.location, Literal("x")))
    assert not writer.change(lambda judgement: store.add(more, acceptance=judgement)).conforms
    assert writer.change(lambda judgement: store.remove(GRAPH, acceptance=judgement)).conforms

    second, first = versions_of(store, GRAPH, BASE)
    assert (first.until, bool(second.until)) == (None, True)


def test_a_withdrawn_graph_leaves_a_tombstone_for_itself_and_for_its_facts(store: EmbeddedStore) -> None:
    send(store, statement(FACT))
    retract(GRAPH, Writer(store, BASE, replace(ANNA, note="wrong speaker")))

    assert not store.contains(GRAPH)
    for gone in (GRAPH, FACT):
        tombstone = tombstone_of(store, gone, BASE)
        assert tombstone
        assert (tombstone.graph, tombstone.agent, tombstone.note) == (GRAPH, "anna", "wrong speaker")
        assert tombstone.is_retraction


def test_a_fact_that_a_version_no_longer_has_leaves_a_tombstone(store: EmbeddedStore) -> None:
    send(store, statement(FACT), statement(OTHER))
    send(store, statement(OTHER))

    tombstone = tombstone_of(store, FACT, BASE)
    assert tombstone
    assert tombstone.version == version_iri(GRAPH, 2, BASE).value
    assert not tombstone.is_retraction
    assert tombstone_of(store, OTHER, BASE) is None


def test_what_was_withdrawn_does_not_come_back_when_it_is_sent_again(store: EmbeddedStore) -> None:
    send(store, statement(FACT))
    retract(GRAPH, Writer(store, BASE, ANNA))

    outcome = ingest_rdf(entry(statement(FACT)), graph_format("trig"), Writer(store, BASE, DESK), "it")

    assert isinstance(outcome.error, RetractedError)
    assert "kg history restore" in str(outcome.error)
    assert not store.contains(GRAPH)


def test_a_withdrawn_graph_can_be_brought_back(store: EmbeddedStore) -> None:
    send(store, statement(FACT))
    before = set(store.graph(GRAPH))
    retract(GRAPH, Writer(store, BASE, ANNA))

    restore(GRAPH, None, Writer(store, BASE, ANNA))

    assert set(store.graph(GRAPH)) == before
    send(store, statement(FACT), statement(OTHER))
    assert [version.number for version in versions_of(store, GRAPH, BASE)] == [3, 2, 1]


def test_without_a_number_the_version_before_comes_back(store: EmbeddedStore) -> None:
    send(store, statement(FACT))
    send(store, statement(OTHER))

    restore(GRAPH, None, Writer(store, BASE, ANNA))

    assert set(statuses(store)) == {FACT}
    with pytest.raises(UnknownError, match="no graph here"):
        restore(f"{BASE}/id/entry/none", None, Writer(store, BASE, ANNA))


def test_restoring_takes_no_decision_back_and_needs_no_right_to_review(store: EmbeddedStore) -> None:
    send(store, statement(FACT))
    decide(FACT, "disputed", Writer(store, BASE, ANNA))
    send(store, statement(FACT), statement(OTHER))

    restore(GRAPH, 1, Writer(store, BASE, DESK))

    assert statuses(store) == {FACT: "disputed"}


def test_a_decision_is_recorded_with_who_made_it(store: EmbeddedStore) -> None:
    send(store, statement(FACT))

    assert decide(FACT, "reviewed", Writer(store, BASE, replace(ANNA, note="I was there"))).conforms

    assert statuses(store) == {FACT: "reviewed"}
    [row] = store.rows(
        """SELECT ?fact ?status ?who ?note WHERE { ?review a kg:Review ; schema:itemReviewed ?fact ;
             kg:decision ?status ; prov:wasAssociatedWith/rdfs:label ?who ; rdfs:comment ?note }"""
    )
    assert row == {"fact": FACT, "status": str(KG.reviewed), "who": "anna", "note": "I was there"}


def test_no_program_takes_a_decision_back(store: EmbeddedStore) -> None:
    send(store, statement(FACT))
    decide(FACT, "disputed", Writer(store, BASE, ANNA))
    send(store, statement(FACT), statement(OTHER))
    assert statuses(store) == {FACT: "disputed", OTHER: "machine"}

    send(store, statement(OTHER))
    send(store, statement(FACT))

    assert statuses(store) == {FACT: "disputed"}


def test_the_last_decision_counts(store: EmbeddedStore) -> None:
    send(store, statement(FACT))
    for status in ("disputed", "reviewed", "machine", "retracted"):
        decide(FACT, status, Writer(store, BASE, ANNA))
    send(store, statement(FACT), statement(OTHER))
    assert statuses(store)[FACT] == "retracted"

    decide(FACT, "machine", Writer(store, BASE, ANNA))
    send(store, statement(FACT))

    assert statuses(store) == {FACT: "machine"}


def test_who_may_not_review_decides_nothing_by_any_way(store: EmbeddedStore) -> None:
    send(store, statement(FACT))
    writer = Writer(store, BASE, DESK)
    explicit = Writer(store, BASE, replace(DESK, explicit=True))
    with pytest.raises(ReviewError):
        decide(FACT, "reviewed", explicit)
    outcome = ingest_rdf(entry(statement(FACT, "reviewed")), graph_format("trig"), writer, "it")
    assert isinstance(outcome.error, ReviewError)

    decide(FACT, "reviewed", Writer(store, BASE, ANNA))
    with pytest.raises(ReviewError):
        decide(FACT, "machine", explicit)
    assert statuses(store) == {FACT: "reviewed"}


def test_only_statements_and_estimates_have_a_status_and_only_a_known_one(store: EmbeddedStore) -> None:
    send(store, statement(FACT))
    writer = Writer(store, BASE, ANNA)
    with pytest.raises(UnknownError, match="is no statement or estimate"):
        decide(f"{BASE}/id/actor/a", "reviewed", writer)
    with pytest.raises(InputError, match="machine, reviewed, disputed, retracted"):
        decide(FACT, "great", writer)


def test_a_change_can_depend_on_what_the_sender_has_seen(store: EmbeddedStore) -> None:
    send(store, statement(FACT))
    seen = current_tag(store, GRAPH, BASE)
    send(store, statement(OTHER))
    stale, fresh = (
        Writer(store, BASE, DESK, Precondition(frozenset([tag])))
        for tag in (seen, current_tag(store, GRAPH, BASE))
    )

    with pytest.raises(PreconditionError, match="is not what it was"):
        ingest_rdf(entry(statement(FACT)), graph_format("trig"), stale, "it")
    assert set(statuses(store)) == {OTHER}
    assert ingest_rdf(entry(statement(FACT)), graph_format("trig"), fresh, "it").status == "ingested"


@pytest.mark.parametrize(
    ("precondition", "on_known", "on_new"),
    [
        (Precondition(frozenset("*")), True, False),
        (Precondition(is_new=True), False, True),
        (Precondition(frozenset()), False, False),
        (Precondition(), True, True),
    ],
)
def test_a_change_can_depend_on_whether_there_is_something(
    store: EmbeddedStore, precondition: Precondition, on_known: bool, on_new: bool
) -> None:
    send(store, statement(FACT))
    writer = Writer(store, BASE, DESK, precondition)
    for graph, expected in ((GRAPH, on_known), (f"{BASE}/id/entry/new", on_new)):
        sent = entry(statement(OTHER), graph=graph)
        if expected:
            assert ingest_rdf(sent, graph_format("trig"), writer, "it").status == "ingested"
        else:
            with pytest.raises(PreconditionError):
                ingest_rdf(sent, graph_format("trig"), writer, "it")


def test_nobody_writes_the_history(store: EmbeddedStore) -> None:
    send(store, statement(FACT))
    writer = Writer(store, BASE, ANNA)
    history = history_iri(BASE)
    before = set(store.graph(history))
    for update in (
        f"CLEAR GRAPH <{history}>",
        f"INSERT DATA {{ GRAPH <{history}> {{ <a:a> a kg:Review }} }}",
        "DELETE WHERE { GRAPH ?g { ?s ?p ?o } }",
    ):
        with pytest.raises(ForbiddenError, match="history is derived"):
            writer.change(lambda judgement, update=update: store.update(update, acceptance=judgement))

    assert set(store.graph(history)) == before


def test_the_history_outlasts_the_removal_of_everything(store: EmbeddedStore) -> None:
    send(store, statement(FACT))
    before = set(store.graph(GRAPH))
    writer = Writer(store, BASE, ANNA)

    assert writer.change(lambda judgement: store.update("DROP ALL", acceptance=judgement)).conforms

    assert list(store.graph_names()) == [history_iri(BASE)]
    restore(GRAPH, None, writer)
    assert set(store.graph(GRAPH)) == before


def test_a_graph_from_before_there_was_a_history_gets_one(store: EmbeddedStore) -> None:
    legacy = Graph(identifier=URIRef(GRAPH))
    legacy.add((URIRef(f"{BASE}/id/actor/b"), RDF.type, KG.Actor))
    store.replace(legacy)

    send(store, statement(FACT))

    second, first = versions_of(store, GRAPH, BASE)
    assert (first.agent, first.since, second.agent) == (None, None, "desk")
    assert len(version_contents(store, GRAPH, 1, BASE).triples) == 1


def test_a_graph_elsewhere_has_its_versions_here(store: EmbeddedStore) -> None:
    foreign = "https://example.org/graph#1"
    send(store, statement(FACT), graph=foreign)

    [version] = versions_of(store, foreign, BASE)
    assert version.iri.startswith(f"{BASE}/id/graph/")
    assert version.number == 1


def test_the_union_has_the_history_once_and_the_store_stays_whole(store: EmbeddedStore) -> None:
    send(store, statement(FACT))
    send(store, statement(OTHER))
    [named] = store.rows(
        "SELECT (COUNT(*) AS ?n) WHERE { { SELECT DISTINCT ?s ?p ?o WHERE { GRAPH ?g { ?s ?p ?o } } } }"
    )
    [union] = store.rows("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")

    assert named == union
    assert list(check_history(store, BASE, lambda: None)) == []


@pytest.mark.parametrize("damage", ["missing", "damaged"])
def test_a_version_that_is_not_kept_is_noticed(store: EmbeddedStore, damage: str) -> None:
    send(store, statement(FACT))
    send(store, statement(OTHER))
    [file] = (store.path / HISTORY).rglob("*.gz")
    if damage == "missing":
        file.unlink()
    else:
        file.write_bytes(file.read_bytes()[:-9])
        with pytest.raises(StoreError, match="version 1 of"):
            Archive(store.path).contents(GRAPH, 1)

    [fault] = check_history(store, BASE, lambda: None)

    assert fault.where == f"version 1 of {GRAPH}"


def test_old_versions_are_in_a_backup(store: EmbeddedStore, tmp_path: Path) -> None:
    send(store, statement(FACT))
    send(store, statement(OTHER))
    store.backup(tmp_path / "copy")

    with EmbeddedStore(tmp_path / "copy", read_only=True) as copy:
        assert list(check_history(copy, BASE, lambda: None)) == []
