"""What a document says of a thing: what it is, what points to it, where that comes from, what all is called.

However large the store is, a document is read in at most three look-ups: what is long comes in pages.
"""

from dataclasses import dataclass

import pyoxigraph as ox
from rdflib.namespace import FOAF, RDF

from kg.formats import graph_format
from kg.store import QueryDataset, Store
from kg.vocabulary import KG
from server.reading.queries import iri_ref, values

A_PAGE = 20
"""How many of the things that point to a thing are described in a page."""

FACTS = ("statement", "estimate")

HYDRA = "http://www.w3.org/ns/hydra/core#"

_POINTING = (
    *("kg:speaker", "kg:relayedBy", "kg:estimatedBy", "kg:saidAt", "kg:location", "kg:counts"),
    *("kg:inStatement", "kg:disputes"),
)
_POINTING_TO_AGENTS = ("prov:wasAssociatedWith",)

# A union is read only as far as the page goes; in the order of the index, which is the same each time.
_POINTERS = """
SELECT DISTINCT ?s ?mentions WHERE {{ {pointing} UNION {{ ?s kg:mentions {iri} BIND(1 AS ?mentions) }} }}
OFFSET {offset} LIMIT {limit}"""

_DESCRIPTION = """
CONSTRUCT {{ ?s ?p ?o }} WHERE {{
  {{ VALUES ?s {things} ?s ?p ?o }}
  UNION {{ {iri} ?to_part ?s . ?s ?p ?o FILTER(STRSTARTS(STR(?s), "{value}#")) }}
  {provenance}
}}"""

_PROVENANCE = """UNION {{
    ?annotation oa:hasBody {iri} . {iri} kg:reportedIn ?source .
    ?annotation oa:hasTarget?/oa:hasSelector? ?s . ?s ?p ?o FILTER(?s != ?source) }}"""

# A filter on what is read of each: a second VALUES would be joined with the whole store.
_LABELS = """
CONSTRUCT {{ ?s ?p ?o }} WHERE {{ VALUES ?s {things} ?s ?p ?o
  FILTER(?p IN (skos:prefLabel, rdfs:label, schema:headline, schema:datePublished, schema:publisher,
                schema:url)) }}"""

_GRAPH = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"

Triples = frozenset[ox.Triple]


@dataclass(frozen=True, slots=True)
class Document:
    """What is said of a thing.

    Attributes:
        topic: the IRI of the thing.
        triples: what is said.
        graph: the name of the graph that it is all of; None where it is drawn from several.
        page: which part it is, from 1 on.
        has_more: whether there is another page.
    """

    topic: str
    triples: Triples
    graph: str | None = None
    page: int = 1
    has_more: bool = False


def whole_graph(store: Store, name: str) -> Document:
    """Return a named graph as a document."""
    return Document(name, _constructed(store, _GRAPH, QueryDataset((name,))), graph=name)


def description(store: Store, kind: str, iri: str, page: int) -> Document | None:
    """Return a page of what is said of a thing; None when nothing is, or nothing more that far on.

    Args:
        store: where it is read.
        kind: the segment of its IRI after ``/id/``.
        iri: of the thing.
        page: from 1 on.
    """
    facts, articles, has_more = _pointers(store, kind, iri, page)
    if page > 1 and not facts and not articles:
        return None
    ref = iri_ref(iri)
    query = _DESCRIPTION.format(
        things=values((iri, *facts)),
        iri=ref,
        value=iri,
        provenance=_PROVENANCE.format(iri=ref) if kind in FACTS else "",
    )
    topic, mentions = ox.NamedNode(iri), ox.NamedNode(str(KG.mentions))
    triples = _constructed(store, query)
    if not any(triple.subject == topic for triple in triples):
        return None
    triples |= {ox.Triple(ox.NamedNode(article), mentions, topic) for article in articles}
    return Document(iri, triples | _labels(store, triples), page=page, has_more=has_more)


def paging(document: Document, address: str) -> Triples:
    """Return how the pages of a document hang together (https://www.hydra-cg.com/spec/latest/core/).

    Args:
        document: one of the pages.
        address: where the first one is.
    """
    if document.page == 1 and not document.has_more:
        return frozenset()
    view = ox.NamedNode(page_address(address, document.page))
    others = {"first": 1}
    if document.page > 1:
        others["previous"] = document.page - 1
    if document.has_more:
        others["next"] = document.page + 1
    said = {
        ox.Triple(view, ox.NamedNode(HYDRA + name), ox.NamedNode(page_address(address, number)))
        for name, number in others.items()
    }
    said.add(ox.Triple(view, ox.NamedNode(str(RDF.type)), ox.NamedNode(f"{HYDRA}PartialCollectionView")))
    said.add(ox.Triple(view, ox.NamedNode(str(FOAF.primaryTopic)), ox.NamedNode(document.topic)))
    return frozenset(said)


def page_address(address: str, page: int) -> str:
    """Return where a page of the document at an address is."""
    return address if page == 1 else f"{address}?page={page}"


def _pointers(store: Store, kind: str, iri: str, page: int) -> tuple[list[str], list[str], bool]:
    """Return the facts that refer to a thing, the articles that mention it, and whether there are more."""
    ref = iri_ref(iri)
    predicates = _POINTING_TO_AGENTS if kind == "agent" else _POINTING
    pointing = " UNION ".join(f"{{ ?s {predicate} {ref} }}" for predicate in predicates)
    offset = (page - 1) * A_PAGE
    rows = store.rows(_POINTERS.format(pointing=pointing, iri=ref, offset=offset, limit=A_PAGE + 1))
    shown = [row for row in rows[:A_PAGE] if row["s"]]
    facts = [str(row["s"]) for row in shown if not row["mentions"]]
    return facts, [str(row["s"]) for row in shown if row["mentions"]], len(rows) > A_PAGE


def _labels(store: Store, triples: Triples) -> Triples:
    """Return what the things are called that are named but not described."""
    described = {triple.subject for triple in triples if triple.predicate.value != str(KG.mentions)}
    named = {t.object for t in triples if t.predicate.value != str(RDF.type)} | {t.subject for t in triples}
    wanted = sorted(n.value for n in named - described if isinstance(n, ox.NamedNode))
    return _constructed(store, _LABELS.format(things=values(wanted))) if wanted else frozenset()


def _constructed(store: Store, query: str, dataset: QueryDataset | None = None) -> Triples:
    syntax = graph_format("ntriples")
    written = store.query(query, dataset=dataset).serialize(syntax)
    return frozenset(quad.triple for quad in ox.parse(written, format=syntax.rdf_format))
