"""Changes as ActivityStreams 2.0 (https://www.w3.org/TR/activitystreams-core/), as JSON and as RDF.

Collections are walked as IIIF Change Discovery 1.0 (https://iiif.io/api/discovery/1.0/) does: the oldest
change comes first, so that a page that is full never changes.
"""

from collections.abc import Sequence
from typing import Any

from rdflib import RDF, XSD, BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import ClosedNamespace
from rdflib.term import Node

from kg.history import Activity

AS = ClosedNamespace(
    "https://www.w3.org/ns/activitystreams#",
    terms=[
        *("OrderedCollection", "OrderedCollectionPage", "Create", "Update", "Delete"),
        *("totalItems", "first", "last", "next", "partOf", "startIndex", "items"),
        *("actor", "object", "result", "endTime", "summary", "name"),
    ],
)

CONTEXT = "https://www.w3.org/ns/activitystreams"
MEDIA_TYPE = "application/activity+json"

Document = dict[str, Any]

_DATATYPES = {
    "totalItems": XSD.nonNegativeInteger,
    "startIndex": XSD.nonNegativeInteger,
    "endTime": XSD.dateTime,
}
_TEXTS = ("summary", "name")


def collection(address: str, total: int, first: str, last: str) -> Document:
    """Return the collection of all changes.

    Args:
        address: its own.
        total: how many there are.
        first: the address of the page with the oldest.
        last: the address of the page with the newest.
    """
    return {
        "@context": CONTEXT,
        "id": address,
        "type": "OrderedCollection",
        "totalItems": total,
        "first": first,
        "last": last,
    }


def page(address: str, whole: str, activities: Sequence[Activity], following: str | None) -> Document:
    """Return some of the changes.

    Args:
        address: of the page.
        whole: of the collection.
        activities: what is on it, in order.
        following: the address of what comes after; None where nothing is on the page.
    """
    return {
        "@context": CONTEXT,
        "id": address,
        "type": "OrderedCollectionPage",
        "partOf": whole,
        **({"startIndex": activities[0].number - 1} if activities else {}),
        **({"next": following} if following else {}),
        "orderedItems": [_item(activity) for activity in activities],
    }


def to_graph(document: Document) -> Graph:
    """Return what a collection or a page says as RDF."""
    graph = Graph()
    graph.bind("as", AS)
    _say(document, graph)
    return graph


def _item(activity: Activity) -> Document:
    return {
        "id": activity.iri,
        "type": activity.kind,
        "actor": {"id": activity.agent, "name": activity.agent_name},
        "object": activity.graph,
        **({} if activity.kind == "Delete" else {"result": activity.version}),
        "endTime": activity.time,
        **({"summary": activity.note} if activity.note else {}),
    }


def _say(document: Document, graph: Graph) -> URIRef:
    """Add what an object says to a graph; return its name."""
    subject = URIRef(document["id"])
    if "type" in document:
        graph.add((subject, RDF.type, AS[document["type"]]))
    for key in document.keys() - {"@context", "id", "type", "orderedItems"}:
        graph.add((subject, AS[key], _node(key, document[key], graph)))
    if "orderedItems" in document:
        items = [_say(item, graph) for item in document["orderedItems"]]
        head = BNode() if items else RDF.nil
        Collection(graph, head, list[Node](items))
        graph.add((subject, AS["items"], head))
    return subject


def _node(key: str, value: str | int | Document, graph: Graph) -> Node:
    if isinstance(value, dict):
        return _say(value, graph)
    if key in _TEXTS:
        return Literal(value)
    if key in _DATATYPES:
        return Literal(str(value), datatype=_DATATYPES[key], normalize=False)
    return URIRef(str(value))
