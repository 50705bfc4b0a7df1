"""What the graph is made of, in numbers: triples by property, things by class, links to elsewhere."""

from dataclasses import dataclass

from server.reading.queries import Source

LINKED = {
    "wikidata": "http://www.wikidata.org/entity/",
    "geonames": "https://sws.geonames.org/",
}
"""The datasets that the graph links to, and what their IRIs begin with."""

_PROPERTIES = "SELECT ?name (COUNT(*) AS ?n) WHERE { ?s ?name ?o } GROUP BY ?name"
_CLASSES = "SELECT ?name (COUNT(DISTINCT ?thing) AS ?n) WHERE { ?thing a ?name } GROUP BY ?name"


@dataclass(frozen=True, slots=True)
class Contents:
    """Numbers of a version of the graph.

    Attributes:
        properties: how many triples there are, by the IRI of their property.
        classes: how many things there are, by the IRI of their class.
        links: how many triples lead to a dataset of `LINKED`, by its name.
    """

    properties: dict[str, int]
    classes: dict[str, int]
    links: dict[str, int]

    @property
    def triples(self) -> int:
        """How many triples there are."""
        return sum(self.properties.values())


def contents(store: Source) -> Contents:
    """Count what is in the union of the graphs: once through it all, in the engine."""
    return Contents(
        _counted(store, _PROPERTIES),
        _counted(store, _CLASSES),
        {name: _links(store, start) for name, start in LINKED.items()},
    )


def _counted(store: Source, query: str) -> dict[str, int]:
    found = {str(row["name"]): int(row["n"] or 0) for row in store.rows(query)}
    return dict(sorted(found.items()))


def _links(store: Source, start: str) -> int:
    [row] = store.rows(f"""SELECT (COUNT(*) AS ?n) WHERE {{
        ?thing skos:exactMatch ?other FILTER(STRSTARTS(STR(?other), "{start}")) }}""")
    return int(row["n"] or 0)
