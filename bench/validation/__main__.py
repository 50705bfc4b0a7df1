"""Measure validation: ``python -m bench.validation``.

Our validator and pyshacl on an rdflib graph, in one process and in turn, so that what else the machine does
meets both alike. Time is the processor's. Both get shapes and data parsed; "in bulk" is N-Quads as they come.
"""

import argparse
import logging
import statistics
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from time import process_time

import pyoxigraph as ox
import pyshacl
from rdflib import Graph

from kg.article import Article
from kg.pipeline import to_graph
from kg.readers import article_files, read_file
from kg.resources import resource
from kg.shacl import Data, Shapes
from kg.terms import to_graph as as_graph
from kg.validation import validate_triples
from kg.validation.shapes import shapes_graph

BASE = "http://localhost:8000"
SMALL_SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix : <https://example.org/> .
:PersonShape a sh:NodeShape ; sh:targetClass :Person ;
    sh:property [ sh:path :name ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:string ] .
:TownShape a sh:NodeShape ; sh:targetClass :Town ;
    sh:property [ sh:path :inhabitants ; sh:datatype xsd:integer ; sh:minInclusive 0 ] .
"""


@dataclass(frozen=True)
class Case:
    """Something to validate: `ours` and `theirs` do it once."""

    name: str
    triples: int
    ours: Callable[[], object]
    theirs: Callable[[], object]


def main() -> None:
    """Measure, and print two tables in Markdown."""
    options = _options()
    logging.disable(logging.ERROR)
    cases = [_small(), _entry(), _article()]
    print(f"Medians of {options.rounds} rounds, milliseconds of processor time.\n")
    print("| what | triples | kg.shacl | pyshacl | ratio |\n|---|---|---|---|---|")
    for case in cases:
        ours, theirs = _measured(case, options.rounds)
        times = f"{ours * 1000:.2f} | {theirs * 1000:.1f} | {theirs / ours:.0f}"
        print(f"| {case.name} | {case.triples:,} | {times} |")
    _show_bulk(options.rounds, options.copies)


def _measured(case: Case, rounds: int) -> tuple[float, float]:
    """Return the medians of both, after a first round that is not counted."""
    times: tuple[list[float], list[float]] = ([], [])
    for number in range(rounds + 1):
        for run, found in zip((case.ours, case.theirs), times, strict=True):
            started = process_time()
            run()
            if number:
                found.append(process_time() - started)
    return statistics.median(times[0]), statistics.median(times[1])


def _small() -> Case:
    """Return 30 triples with two small shapes."""
    text = SMALL_SHAPES.partition("\n:PersonShape")[0] + "".join(
        f':p{n} a :Person ; :name "Person {n}" ; :livesIn :t{n % 5} .' for n in range(8)
    )
    text += "".join(f":t{n} a :Town ." for n in range(5)) + ":t0 :inhabitants 1000 ."
    compiled = Shapes(ox.parse(SMALL_SHAPES, ox.RdfFormat.TURTLE))
    triples = _parsed(text)
    data, shapes = _rdflib(triples), Graph().parse(data=SMALL_SHAPES, format="turtle")
    return Case(
        "two small shapes",
        len(triples),
        lambda: compiled.validate(Data(triples)),
        lambda: pyshacl.validate(data, shacl_graph=shapes, inference="none"),
    )


def _entry() -> Case:
    """Return an entry of a statement and a figure in an article, with all shapes."""
    return _with_all_shapes("an RDF entry, all shapes", _parsed(ENTRY))


def _article() -> Case:
    """Return the graph of an article with about a thousand triples, with all shapes."""
    graphs = {len(quads): quads for quads in _articles()}
    size = min(graphs, key=lambda count: abs(count - 1000))
    return _with_all_shapes("an article, all shapes", [quad.triple for quad in graphs[size]])


def _with_all_shapes(name: str, triples: list[ox.Triple]) -> Case:
    data = _rdflib(triples)
    return Case(
        name,
        len(triples),
        lambda: validate_triples(triples),
        lambda: pyshacl.validate(data, shacl_graph=shapes_graph(), inference="none"),
    )


def _show_bulk(rounds: int, copies: int) -> None:
    """Print how many triples a second of a core are read from N-Quads and validated, an article at a time."""
    documents = [ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b"" for quads in _articles()] * copies
    speeds = []
    for _ in range(rounds):
        started, count = process_time(), 0
        for document in documents:
            quads = list(ox.parse(document, ox.RdfFormat.N_QUADS))
            count += len(quads)
            if not validate_triples(quads).conforms:
                raise SystemExit("An article does not conform; nothing was measured.")
        speeds.append(count / (process_time() - started))
    print(f"\n| in bulk, from N-Quads | {count:,} triples in {len(documents)} graphs |\n|---|---|")
    print(f"| triples a second of one core | {statistics.median(speeds):,.0f} |")


def _articles() -> Iterator[list[ox.Quad]]:
    for path in article_files([resource("seeds/articles")]):
        for article in read_file(path):
            if not isinstance(article, Article):
                raise article
            _, graph = to_graph(article, BASE)
            name = ox.NamedNode(graph.name)
            yield [ox.Quad(t.subject, t.predicate, t.object, name) for t in graph.triples]


def _parsed(turtle: str) -> list[ox.Triple]:
    return [quad.triple for quad in ox.parse(turtle, ox.RdfFormat.TURTLE)]


def _rdflib(triples: list[ox.Triple]) -> Graph:
    return as_graph(triples, "urn:x:data")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition(":")[0])
    parser.add_argument("--rounds", type=int, default=11)
    parser.add_argument("--copies", type=int, default=5, help="how often each article is validated in bulk")
    return parser.parse_args()


ENTRY = (Path(__file__).parent / "entry.ttl").read_text(encoding="utf-8")

if __name__ == "__main__":
    main()
