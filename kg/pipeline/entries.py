"""RDF entries into the store: parse, name every node, validate, replace."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from functools import partial
from itertools import chain

import pyoxigraph as ox
from rdflib import RDF

from kg.disputes import disputes_iri
from kg.errors import (
    KgError,
    PreconditionError,
    StoreError,
    UnreadableInputError,
    UnsupportedInputError,
)
from kg.formats import GraphFormat
from kg.history import history_iri
from kg.pipeline.documents import parse_rdf
from kg.pipeline.jsonld import ContextAt
from kg.pipeline.judgement import nothing_to_check, says_something
from kg.pipeline.naming import Names, entry_iri
from kg.pipeline.outcome import Outcome
from kg.pipeline.writer import Writer
from kg.store import Store
from kg.terms import NamedGraph, to_triples
from kg.validation import Report, validate_triples
from kg.vocabulary import KG

_TYPE, _ARTICLE = ox.NamedNode(str(RDF.type)), ox.NamedNode(str(KG.Article))


def ingest_rdf(
    data: bytes, syntax: GraphFormat, writer: Writer, source: str, context_at: ContextAt | None = None
) -> Outcome:
    """Put an RDF entry into the store, as a whole or not at all.

    Named graphs replace those of the same name. Triples outside of any go into the graph of the article that
    they describe if it is one, else into ``{base}/id/entry/{digest}``.

    Args:
        data: the document. Relative IRIs in it are relative to the writer's base.
        syntax: what it is written in.
        writer: puts it into the store.
        source: what messages call it.
        context_at: what fetches JSON-LD contexts; None for nothing. Nothing else is fetched.

    Raises:
        PreconditionError: the writer's precondition does not hold.
        StoreError: the store cannot take it.
    """
    names = Names(entry_iri(data, writer.base))
    read = partial(read_entry, data, syntax, writer.base, source, names, context_at)
    return names.traced(ingest_entry(read, writer, source))


def ingest_entry(read: Callable[[], tuple[NamedGraph, ...]], writer: Writer, source: str) -> Outcome:
    """Put the graphs of an entry into the store.

    Args:
        read: returns the graphs, or raises what is wrong with them.
        writer: puts them into the store.
        source: what messages call the entry.

    Raises:
        PreconditionError: the writer's precondition does not hold.
        StoreError: the store cannot take it.
    """
    try:
        return writer.replace(source, read())
    except (PreconditionError, StoreError):
        raise
    except KgError as error:
        unreadable = isinstance(error, UnreadableInputError)
        error = error.with_traceback(None)  # whose frames would keep the database open
        return Outcome(source, "unreadable" if unreadable else "rejected", error=error)


def check_rdf(
    data: bytes,
    syntax: GraphFormat,
    store: Store | None,
    base: str,
    source: str,
    context_at: ContextAt | None = None,
) -> Report:
    """Return what validation finds in an RDF entry; nothing is stored.

    What the entry refers to without describing it may be described in the store, when one is given.

    Raises:
        InputError: it cannot be parsed, or is not something that may be stored.
    """
    names = Names(entry_iri(data, base))
    graphs = read_entry(data, syntax, base, source, names, context_at)
    triples = chain.from_iterable(graph.triples for graph in graphs)
    return names.traced_report(validate_triples(triples, partial(relied_on, store) if store else None))


def relied_on(store: Store, things: Collection[ox.NamedNode]) -> Iterator[ox.Triple]:
    """Yield what the store says about things that an entry refers to without describing them."""
    for thing in things:
        yield from to_triples(store.describe(thing.value))


def read_entry(
    data: bytes,
    syntax: GraphFormat,
    base: str,
    source: str,
    names: Names,
    context_at: ContextAt | None = None,
) -> tuple[NamedGraph, ...]:
    """Return the named graphs of an RDF document; blank nodes have become IRIs, the same for the same bytes.

    Raises:
        UnreadableInputError: it cannot be parsed, or holds no triple.
        UnsupportedInputError: it needs a JSON-LD context from elsewhere or RDF 1.2, states derived triples,
            or says nothing in the project's vocabulary.
    """
    base = base.rstrip("/")
    parsed = parse_rdf(data, syntax, base, source, context_at=context_at, rename=False)
    quads = [names.quad(quad) for quad in parsed]
    return entry_graphs(quads, names.entry, base, source)


def entry_graphs(quads: list[ox.Quad], entry: str, base: str, source: str) -> tuple[NamedGraph, ...]:
    """Return the quads of an entry, in which every node has a name, as named graphs.

    Args:
        quads: all there are.
        entry: the name for what is in no graph, unless it describes one article.
        base: what the IRIs of the graph start with.
        source: what messages call it.

    Raises:
        InputError: see `read_entry`.
    """
    if not quads:
        raise UnreadableInputError(source, "holds no triples", "Check that it is complete.")
    if any(isinstance(quad.object, ox.Triple) for quad in quads):
        raise UnsupportedInputError(source, "holds a triple term, which is RDF 1.2", "Use RDF 1.1.")
    unnamed = _article_among(quads) or entry
    by_graph = defaultdict[str, list[ox.Triple]](list)
    for quad in quads:
        name = quad.graph_name
        by_graph[unnamed if isinstance(name, ox.DefaultGraph) else name.value].append(quad.triple)
    for kind, derived in (("disputes", disputes_iri(base)), ("history", history_iri(base))):
        if derived in by_graph:
            raise UnsupportedInputError(
                source, f"holds the graph of {kind}, which is derived", "Leave it out."
            )
    if not says_something(quads):
        raise nothing_to_check(source)
    return tuple(NamedGraph(name, triples) for name, triples in by_graph.items())


def _article_among(quads: list[ox.Quad]) -> str | None:
    """Return the IRI of the one article that the unnamed graph describes; None for none or several."""
    articles = {
        quad.subject.value
        for quad in quads
        if quad.predicate == _TYPE
        and quad.object == _ARTICLE
        and quad.graph_name == ox.DefaultGraph()
        and isinstance(quad.subject, ox.NamedNode)
    }
    return articles.pop() if len(articles) == 1 else None
