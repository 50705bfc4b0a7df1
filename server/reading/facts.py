"""Statements and figures as the pages show them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rdflib.namespace import RDF

from kg.vocabulary import KG, SCHEMA
from server.reading.names import Named, names
from server.reading.passages import Passage, passages_of
from server.reading.queries import Description, Source, describe_all, every, first, iri_ref, iris, values

_STATEMENT_TYPES = ("DirectStatement", "IndirectStatement", "ReportedStatement")
_LINKS = (
    KG.speaker,
    KG.relayedBy,
    KG.estimatedBy,
    KG.inStatement,
    KG.reportedIn,
    KG.counts,
    KG.location,
    KG.saidAt,
    KG.disputes,
)


@dataclass(frozen=True, slots=True)
class Statement:
    """Something somebody is reported to have said.

    `type` is the local name of its class; `published` and `language` are those of the article.
    """

    iri: str
    type: str
    text: str
    speakers: tuple[Named, ...]
    relayed_by: tuple[Named, ...]
    cue: str | None
    said_on: str | None
    date_text: str | None
    said_at: Named | None
    article: Named | None
    published: str | None
    language: str | None
    review_status: str | None
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure somebody puts forward.

    The numbers are lexical forms; `qualifier` is a local name, None when vague; `published` and `language`
    are those of the article.
    """

    iri: str
    qualifier: str | None
    value: str | None
    lower: str | None
    upper: str | None
    unit: str | None
    counts: Named | None
    estimated_by: tuple[Named, ...]
    relayed_by: tuple[Named, ...]
    statement: str | None
    as_of: str | None
    date_text: str | None
    location: Named | None
    article: Named | None
    published: str | None
    language: str | None
    disputes: tuple[str, ...]
    review_status: str | None
    passages: tuple[Passage, ...]

    @property
    def words(self) -> str:
        """The words of the article that state the figure."""
        return " … ".join(passage.exact for passage in self.passages)


@dataclass(frozen=True, slots=True)
class Facts:
    """Statements and figures, each in the order they were asked for."""

    statements: tuple[Statement, ...] = ()
    figures: tuple[Figure, ...] = ()


def facts(store: Source, wanted: Iterable[str], language: str) -> Facts:
    """Return these statements and figures, names in the given language; what is neither is left out."""
    order = list(dict.fromkeys(wanted))
    if not order:
        return Facts()
    about = describe_all(store, order)
    reader = _Reader(store, about, language)
    known = [(iri, about[iri]) for iri in order if iri in about]
    return Facts(
        tuple(reader.statement(iri, d) for iri, d in known if str(KG.Statement) in _types(d)),
        tuple(reader.figure(iri, d) for iri, d in known if str(KG.Estimate) in _types(d)),
    )


def newest(store: Source, pattern: str, limit: int) -> list[str]:
    """Return the ``?thing`` that match a graph pattern, those of the newest articles first."""
    return iris(
        store,
        f"""SELECT ?thing (MAX(STR(?published)) AS ?date) WHERE {{
              {pattern}
              OPTIONAL {{ ?thing kg:reportedIn ?article . ?article schema:datePublished ?published }}
            }} GROUP BY ?thing ORDER BY DESC(?date) ?thing LIMIT {limit}""",
    )


def facts_in(store: Source, graph: str) -> list[str]:
    """Return the statements and figures of a named graph."""
    ref = iri_ref(graph)
    fact = "VALUES ?class { kg:Statement kg:Estimate } ?s a ?class"
    return iris(store, f"SELECT ?s WHERE {{ GRAPH {ref} {{ {fact} }} }} ORDER BY ?s")


class _Reader:
    """Turns descriptions into facts, with the names and passages that were read for all of them at once."""

    def __init__(self, store: Source, about: Mapping[str, Description], language: str) -> None:
        linked = {iri for d in about.values() for link in _LINKS for iri in every(d, link)}
        self._names = names(store, linked, language)
        articles = {article for d in about.values() for article in every(d, KG.reportedIn)}
        self._published = _one_of_each(store, articles, "schema:datePublished")
        self._languages = _one_of_each(store, articles, "schema:inLanguage")
        self._passages = _by_fact(passages_of(store, about))

    def statement(self, iri: str, description: Description) -> Statement:
        types = _types(description)
        return Statement(
            iri=iri,
            type=next((t for t in _STATEMENT_TYPES if str(KG[t]) in types), "Statement"),
            text=first(description, SCHEMA.text) or "",
            speakers=self._all(description, KG.speaker),
            relayed_by=self._all(description, KG.relayedBy),
            cue=first(description, KG.cue),
            said_on=first(description, KG.saidOn),
            date_text=first(description, KG.dateText),
            said_at=self._one(description, KG.saidAt),
            article=self._one(description, KG.reportedIn),
            published=self._published.get(first(description, KG.reportedIn) or ""),
            language=self._languages.get(first(description, KG.reportedIn) or ""),
            review_status=_local_name(first(description, KG.reviewStatus)),
            passages=tuple(self._passages.get(iri, ())),
        )

    def figure(self, iri: str, description: Description) -> Figure:
        return Figure(
            iri=iri,
            qualifier=_local_name(first(description, KG.qualifier)),
            value=first(description, SCHEMA.value),
            lower=first(description, SCHEMA.minValue),
            upper=first(description, SCHEMA.maxValue),
            unit=first(description, SCHEMA.unitText),
            counts=self._one(description, KG.counts),
            estimated_by=self._all(description, KG.estimatedBy),
            relayed_by=self._all(description, KG.relayedBy),
            statement=first(description, KG.inStatement),
            as_of=first(description, KG.asOf),
            date_text=first(description, KG.dateText),
            location=self._one(description, KG.location),
            article=self._one(description, KG.reportedIn),
            published=self._published.get(first(description, KG.reportedIn) or ""),
            language=self._languages.get(first(description, KG.reportedIn) or ""),
            disputes=every(description, KG.disputes),
            review_status=_local_name(first(description, KG.reviewStatus)),
            passages=tuple(self._passages.get(iri, ())),
        )

    def _all(self, description: Description, predicate: str) -> tuple[Named, ...]:
        return tuple(self._names[iri] for iri in every(description, predicate))

    def _one(self, description: Description, predicate: str) -> Named | None:
        return next(iter(self._all(description, predicate)), None)


def _types(description: Description) -> tuple[str, ...]:
    return every(description, RDF.type)


def _local_name(iri: str | None) -> str | None:
    return iri.removeprefix(str(KG)) if iri else None


def _one_of_each(store: Source, things: Iterable[str], predicate: str) -> dict[str, str]:
    query = f"SELECT ?s ?o WHERE {{ VALUES ?s {values(things)} ?s {predicate} ?o }} ORDER BY DESC(STR(?o))"
    return {str(row["s"]): str(row["o"]) for row in store.rows(query)}


def _by_fact(passages: Iterable[Passage]) -> dict[str, list[Passage]]:
    grouped: dict[str, list[Passage]] = {}
    for passage in passages:
        grouped.setdefault(passage.fact, []).append(passage)
    return grouped
