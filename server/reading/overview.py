"""The graph as a whole: how much there is, what is newest, what is disputed."""

from dataclasses import dataclass
from itertools import chain

from server.reading.facts import Figure, facts, newest
from server.reading.queries import Source

_COUNTED = {
    "articles": "kg:Article",
    "statements": "kg:Statement",
    "figures": "kg:Estimate",
    "actors": "kg:Actor",
    "locations": "kg:Location",
}


@dataclass(frozen=True, slots=True)
class Dispute:
    """Two figures that cannot both be right."""

    one: Figure
    other: Figure


def counts(store: Source) -> dict[str, int]:
    """Return how many articles, statements, figures, actors and locations there are, and disputed pairs."""
    found = dict.fromkeys((*_COUNTED, "disputes"), 0)
    classes = " ".join(f'("{name}" {cls})' for name, cls in _COUNTED.items())
    query = f"""SELECT ?name (COUNT(DISTINCT ?thing) AS ?n) WHERE {{
        VALUES (?name ?class) {{ {classes} }} ?thing a ?class }} GROUP BY ?name"""
    for row in store.rows(query):
        found[str(row["name"])] = int(row["n"] or 0)
    found["disputes"] = len(_pairs(store))
    return found


def newest_figures(store: Source, language: str, limit: int) -> tuple[Figure, ...]:
    """Return figures that somebody puts forward, those of the newest articles first."""
    pattern = "?thing a kg:Estimate ; kg:estimatedBy ?somebody ."
    return facts(store, newest(store, pattern, limit), language).figures


def disputes(store: Source, language: str, limit: int | None = None) -> tuple[Dispute, ...]:
    """Return the pairs of figures that dispute each other, each pair once."""
    pairs = _pairs(store)[:limit]
    known = facts(store, chain.from_iterable(pairs), language).figures
    figures = {figure.iri: figure for figure in known}
    return tuple(Dispute(figures[a], figures[b]) for a, b in pairs if a in figures and b in figures)


def _pairs(store: Source) -> list[tuple[str, ...]]:
    """Return each pair once, those of the newest articles first."""
    newest: dict[tuple[str, ...], str] = {}
    for row in store.rows("""SELECT ?a ?b (STR(?published) AS ?date) WHERE {
              ?a kg:disputes ?b . OPTIONAL { ?a kg:reportedIn/schema:datePublished ?published } }"""):
        pair = tuple(sorted((str(row["a"]), str(row["b"]))))
        newest[pair] = max(newest.get(pair, ""), row["date"] or "")
    return sorted(sorted(newest), key=lambda pair: newest[pair], reverse=True)
