"""The tables of a dump: which columns each has, and where their values are found."""

from dataclasses import dataclass
from enum import Enum

from rdflib.namespace import SKOS

from kg.vocabulary import KG, SCHEMA, WGS

LABEL = str(SKOS.prefLabel)
_MATCH = str(SKOS.exactMatch)
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_GEONAMES = "https://sws.geonames.org/"
_WIKIDATA = "http://www.wikidata.org/entity/"


class Form(Enum):
    """What the values of a column are.

    TEXT: texts, and dates as they are written. NUMBER: integers or floating-point numbers. IRI: the IRIs that
    begin with the `start` of the column. TERM: the last segments of IRIs of the vocabulary, in lower case.
    """

    TEXT = "text"
    NUMBER = "number"
    IRI = "iri"
    TERM = "term"


@dataclass(frozen=True, slots=True)
class Column:
    """A column.

    Attributes:
        name: its heading.
        predicate: the property of the thing that its values are of.
        form: what they are.
        then: the property of these values whose values they are instead.
        many: whether there may be several; else the first in order is taken.
        start: what the values begin with, where others are passed over.
        besides: local names that say nothing more than that it is in the table.
    """

    name: str
    predicate: str
    form: Form = Form.TEXT
    then: str | None = None
    many: bool = False
    start: str = ""
    besides: tuple[str, ...] = ()


def _to(name: str, predicate: str, *, many: bool = False) -> tuple[Column, Column]:
    """Return the columns of a link: the IRI and the label of what it leads to."""
    labels = f"{name}_labels" if many else f"{name}_label"
    return Column(name, predicate, Form.IRI, many=many), Column(labels, predicate, then=LABEL, many=many)


def _matching(name: str, start: str) -> Column:
    return Column(name, _MATCH, Form.IRI, start=start)


_REPORTED = (
    Column("article", str(KG.reportedIn), Form.IRI),
    Column("article_headline", str(KG.reportedIn), then=str(SCHEMA.headline)),
    Column("article_published", str(KG.reportedIn), then=str(SCHEMA.datePublished)),
    Column("review_status", str(KG.reviewStatus), Form.TERM),
)
_NAMED = (
    Column("label", LABEL),
    Column("other_labels", str(SKOS.altLabel), many=True),
)

TABLES: dict[str, tuple[Column, ...]] = {
    "articles": (
        Column("identifier", str(SCHEMA.identifier)),
        Column("headline", str(SCHEMA.headline)),
        Column("published", str(SCHEMA.datePublished)),
        Column("publisher", str(SCHEMA.publisher)),
        Column("language", str(SCHEMA.inLanguage)),
        Column("url", str(SCHEMA.url)),
        Column("text", str(SCHEMA.articleBody)),
    ),
    "statements": (
        Column("kind", _TYPE, Form.TERM, start=str(KG), besides=("statement",)),
        Column("text", str(SCHEMA.text)),
        *_to("speaker", str(KG.speaker)),
        *_to("relayed_by", str(KG.relayedBy), many=True),
        Column("cue", str(KG.cue)),
        Column("said_on", str(KG.saidOn)),
        Column("date_text", str(KG.dateText)),
        *_to("said_at", str(KG.saidAt)),
        *_REPORTED,
    ),
    "estimates": (
        Column("qualifier", str(KG.qualifier), Form.TERM),
        Column("value", str(SCHEMA.value), Form.NUMBER),
        Column("min_value", str(SCHEMA.minValue), Form.NUMBER),
        Column("max_value", str(SCHEMA.maxValue), Form.NUMBER),
        Column("unit", str(SCHEMA.unitText)),
        *_to("counts", str(KG.counts)),
        *_to("estimated_by", str(KG.estimatedBy)),
        *_to("relayed_by", str(KG.relayedBy), many=True),
        Column("statement", str(KG.inStatement), Form.IRI),
        Column("as_of", str(KG.asOf)),
        Column("date_text", str(KG.dateText)),
        *_to("location", str(KG.location)),
        Column("disputes", str(KG.disputes), Form.IRI, many=True),
        *_REPORTED,
    ),
    "actors": (
        Column("kind", _TYPE, Form.TERM, start=str(KG), besides=("actor",)),
        *_NAMED,
        Column("job_title", str(SCHEMA.jobTitle)),
        Column("description", str(SCHEMA.description)),
        _matching("wikidata", _WIKIDATA),
    ),
    "locations": (
        Column("kind", _TYPE, Form.TERM, start=str(SCHEMA)),
        *_NAMED,
        Column("latitude", str(WGS.lat), Form.NUMBER),
        Column("longitude", str(WGS.long), Form.NUMBER),
        _matching("wikidata", _WIKIDATA),
        _matching("geonames", _GEONAMES),
    ),
}
"""The columns of each table after ``iri``, which is the thing that a row is about."""
