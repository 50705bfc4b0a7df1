"""Files and folders into the store: RDF beside articles, and what becomes of what is refused."""

import gzip
import io
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.disputes import disputes_iri
from kg.formats import GRAPH_FORMATS, GraphFormat, graph_format
from kg.history import history_iri
from kg.pipeline import Gate, Outcome, ingest_files
from kg.pipeline import dumps as module
from kg.store.embedded import EmbeddedStore
from kg.store.quarantine import Quarantine
from kg.terms import to_triples
from kg.vocabulary import PREFIXES

BASE = "http://localhost:8000"
PROLOGUE = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
MINISTER = '<id/actor/minister> a kg:Actor , kg:Person ; skos:prefLabel "Die Ministerin"@de .'
WRONG = "<id/estimate/x> a kg:Estimate ."
ENGLISH = "The police said on Monday that three hundred people had been in the streets of the city."


@pytest.fixture
def store(tmp_path: Path) -> Iterator[EmbeddedStore]:
    with EmbeddedStore(tmp_path / "store") as store:
        yield store


@pytest.fixture
def quarantine(store: EmbeddedStore) -> Quarantine:
    return Quarantine(store.path)


def ingest(store: EmbeddedStore, *paths: Path) -> list[Outcome]:
    return list(ingest_files(paths, store, BASE, quarantine=Quarantine(store.path)))


def write(path: Path, content: str) -> Path:
    path.write_text(content, encoding="utf-8")
    return path


def graphs(store: EmbeddedStore, path: Path) -> set[ox.Quad]:
    """Return all quads of a store but those of its history, by way of a dump."""
    with path.open("wb") as out:
        store.dump(out, graph_format("nquads"))
    history = ox.NamedNode(history_iri(BASE))
    return {quad for quad in ox.parse(path=path, format=ox.RdfFormat.N_QUADS) if quad.graph_name != history}


@pytest.mark.parametrize("suffix", [".nq", ".trig", ".jsonld", ".nq.gz", ".trig.gz"])
def test_a_dump_comes_back_graph_by_graph(
    store: EmbeddedStore, seeded_store: Path, tmp_path: Path, suffix: str
) -> None:
    with EmbeddedStore(seeded_store, read_only=True) as seeded:
        dump = tmp_path / f"dump{suffix}"
        content = io.BytesIO()
        seeded.dump(content, graph_format(suffix.removesuffix(".gz")))
        pack = gzip.compress if suffix.endswith(".gz") else bytes
        dump.write_bytes(pack(content.getvalue()))
        expected = graphs(seeded, tmp_path / "expected.nq")
        articles = sum("/id/article/" in name for name in seeded.graph_names())

    outcomes = ingest(store, dump)

    assert [outcome.status for outcome in outcomes] == ["ingested"] * articles
    assert graphs(store, tmp_path / "found.nq") == expected
    assert {outcome.status for outcome in ingest(store, dump)} == {"unchanged"}


def test_a_large_dump_lies_on_the_disk_meanwhile(
    store: EmbeddedStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LARGEST_ENTRY", 1000)
    actors = "".join(
        f'<id/graph/{n}> {{ <id/actor/a{n}> a kg:Actor , kg:Person ; skos:prefLabel "A {n}"@de . }}\n'
        for n in range(50)
    )
    assert [o.status for o in ingest(store, write(tmp_path / "many.trig", PROLOGUE + actors))] == [
        "ingested"
    ] * 50


@pytest.mark.parametrize("syntax", GRAPH_FORMATS, ids=lambda syntax: syntax.name)
def test_a_file_of_one_entry_is_stored(store: EmbeddedStore, tmp_path: Path, syntax: GraphFormat) -> None:
    quads = ox.parse((PROLOGUE + MINISTER).encode(), ox.RdfFormat.TURTLE, base_iri=f"{BASE}/")
    path = tmp_path / f"minister{syntax.suffix}"
    ox.serialize((quad.triple for quad in quads), path, syntax.rdf_format)

    assert [outcome.status for outcome in ingest(store, path)] == ["ingested"]
    assert store.describe(f"{BASE}/id/actor/minister")


def test_graphs_that_come_interleaved_are_each_whole(store: EmbeddedStore, tmp_path: Path) -> None:
    lines = [
        f"<{BASE}/id/actor/{key}> <{predicate}> {value} <{BASE}/id/graph/{key}> ."
        for predicate, value in (
            (f"{PREFIXES['rdf']}type", f"<{PREFIXES['kg']}Actor>"),
            (f"{PREFIXES['rdf']}type", f"<{PREFIXES['kg']}Person>"),
            (f"{PREFIXES['skos']}prefLabel", '"Name"@de'),
        )
        for key in ("a", "b")
    ]
    outcomes = ingest(store, write(tmp_path / "mixed.nq", "\n".join(lines)))

    assert [outcome.status for outcome in outcomes] == ["ingested", "ingested"]
    assert len(store.graph(f"{BASE}/id/graph/a")) == 3


def test_each_graph_is_accepted_or_refused_on_its_own(
    store: EmbeddedStore, quarantine: Quarantine, tmp_path: Path
) -> None:
    content = f"{PROLOGUE} <id/graph/good> {{ {MINISTER} }} <id/graph/bad> {{ {WRONG} }}"
    outcomes = ingest(store, write(tmp_path / "two.trig", content))

    assert {outcome.status for outcome in outcomes} == {"ingested", "rejected"}
    assert store.contains(f"{BASE}/id/graph/good")
    assert not store.contains(f"{BASE}/id/graph/bad")
    [entry] = quarantine.entries()
    assert entry.name == entry.refusal.iri == f"{BASE}/id/graph/bad"
    kept = set(ox.parse(quarantine.submission(entry).data, ox.RdfFormat.N_QUADS))
    assert {quad.graph_name.value for quad in kept} == {f"{BASE}/id/graph/bad"}


def test_a_graph_may_refer_to_what_a_later_one_describes(
    store: EmbeddedStore, seeded_store: Path, tmp_path: Path
) -> None:
    with EmbeddedStore(seeded_store, read_only=True) as seeded:
        [row, *_] = seeded.rows(
            "SELECT ?g ?a WHERE { GRAPH ?g { ?g a kg:Article ; kg:mentions ?a . ?a a kg:Actor } }"
        )
        article = seeded.graph(str(row["g"]))
    names = (ox.NamedNode(str(row["g"])), ox.NamedNode(f"{BASE}/id/graph/actor"))
    quads = [
        ox.Quad(t.subject, t.predicate, t.object, names[str(t.subject) == f"<{row['a']}>"])
        for t in to_triples(article)
    ]
    path = tmp_path / "two.nq"
    ox.serialize(quads, path, ox.RdfFormat.N_QUADS)

    assert [outcome.status for outcome in ingest(store, path)] == ["ingested", "ingested"]


def test_the_derived_graph_of_a_dump_is_passed_over(store: EmbeddedStore, tmp_path: Path) -> None:
    stale = f"<{disputes_iri(BASE)}> {{ <id/estimate/a> kg:disputes <id/estimate/b> }}"
    path = write(tmp_path / "two.trig", f"{PROLOGUE} <id/graph/good> {{ {MINISTER} }} {stale}")

    assert [outcome.status for outcome in ingest(store, path)] == ["ingested"]
    assert not store.graph(disputes_iri(BASE))


def test_a_file_that_cannot_be_parsed_stores_nothing_and_is_kept(
    store: EmbeddedStore, quarantine: Quarantine, tmp_path: Path
) -> None:
    path = write(tmp_path / "torn.trig", f"{PROLOGUE} <id/graph/good> {{ {MINISTER} }} <id/gra")
    [outcome] = ingest(store, path)

    assert (outcome.status, list(store.graph_names())) == ("unreadable", [])
    [entry] = quarantine.entries()
    assert quarantine.submission(entry).data == path.read_bytes()


def test_a_file_of_triples_beyond_the_size_of_an_entry_is_refused_and_not_kept(
    store: EmbeddedStore, quarantine: Quarantine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LARGEST_ENTRY", 100)
    [outcome] = ingest(store, write(tmp_path / "large.ttl", PROLOGUE + MINISTER))

    assert "too large for one entry" in str(outcome.error)
    assert "kg export -o news.nq.gz" in str(outcome.error)
    assert quarantine.entries() == []


def test_a_file_that_is_not_there_is_told(store: EmbeddedStore, tmp_path: Path) -> None:
    [outcome] = ingest(store, tmp_path / "none.ttl")

    assert (outcome.status, "no such file" in str(outcome.error)) == ("unreadable", True)


def test_a_damaged_archive_is_told(store: EmbeddedStore, tmp_path: Path) -> None:
    (tmp_path / "news.nq.gz").write_bytes(gzip.compress(b"x" * 1000)[:-9])
    [outcome] = ingest(store, tmp_path / "news.nq.gz")

    assert (outcome.status, "gzip" in str(outcome.error)) == ("unreadable", True)


def test_what_is_refused_of_articles_is_kept_line_by_line(
    store: EmbeddedStore, quarantine: Quarantine, tmp_path: Path
) -> None:
    first, second = '{"text": ""}', f'{{"text": "{ENGLISH}", "id": "two"}}'
    write(tmp_path / "a.jsonl", f"{first}\n{second}\n")
    write(tmp_path / "en.txt", ENGLISH)
    ingest(store, tmp_path / "a.jsonl", tmp_path / "en.txt")

    kept = {entry.name: quarantine.submission(entry).data.decode() for entry in quarantine.entries()}
    assert kept == {"a.jsonl#1": first, "a.jsonl#2": second, "en.txt": ENGLISH}


def test_a_corrected_version_takes_the_refused_one_from_the_quarantine(
    store: EmbeddedStore, quarantine: Quarantine, tmp_path: Path
) -> None:
    path = write(tmp_path / "minister.ttl", PROLOGUE + "<id/actor/minister> a kg:Actor .")
    [refused] = ingest(store, path)
    write(path, PROLOGUE + MINISTER)
    [accepted] = ingest(store, path)

    assert accepted.released == (refused.kept_as,)
    assert quarantine.entries() == []


def test_what_was_refused_is_accepted_when_what_it_refers_to_has_come(
    store: EmbeddedStore, quarantine: Quarantine, tmp_path: Path
) -> None:
    article = "<id/article/a> a kg:Article ; kg:mentions <id/actor/minister> ."
    [refused] = ingest(store, write(tmp_path / "article.ttl", PROLOGUE + article))
    before = len(refused.report.violations) if refused.report else 0
    ingest(store, write(tmp_path / "minister.ttl", PROLOGUE + MINISTER))
    [entry] = quarantine.entries()

    outcome = Gate(store, quarantine, BASE).submit(quarantine.submission(entry))

    assert outcome.report is not None
    assert len(outcome.report.violations) == before - 1


def test_what_is_retried_comes_as_it_came(
    store: EmbeddedStore, quarantine: Quarantine, tmp_path: Path
) -> None:
    ingest(store, write(tmp_path / "en.txt", ENGLISH))
    [entry] = quarantine.entries()

    outcome = Gate(store, quarantine, BASE).submit(quarantine.submission(entry))

    assert (outcome.status, outcome.kept_as, outcome.iri) == ("rejected", entry.id, entry.refusal.iri)
    assert [again.times for again in quarantine.entries()] == [2]
