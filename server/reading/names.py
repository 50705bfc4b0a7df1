"""What things are called, in the language of the reader where the graph has it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from server.reading.queries import Source, values


@dataclass(frozen=True, slots=True)
class Named:
    """A thing and a name for it; `language` is the name's own, None when it is not tagged."""

    iri: str
    name: str
    language: str | None = None


def names(store: Source, things: Iterable[str], language: str) -> dict[str, Named]:
    """Return each thing with its name in that language, else in German or any, else the end of its IRI."""
    wanted = sorted(set(things))
    labels: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
    query = f"""
        SELECT DISTINCT ?thing ?label (LANG(?label) AS ?tag) ?identifier WHERE {{
          VALUES ?thing {values(wanted)}
          {{ ?thing skos:prefLabel|schema:headline ?label }} UNION {{ ?thing schema:identifier ?identifier }}
        }}"""
    for row in store.rows(query) if wanted else ():
        label, tag = row["label"], row["tag"] or ""
        preference = [language, "de", ""].index(tag) if tag in (language, "de", "") else 3
        labels[str(row["thing"])].append(
            (preference, label, tag) if label else (4, str(row["identifier"]), "")
        )
    return {thing: _best(thing, labels[thing]) for thing in wanted}


def _best(thing: str, labels: list[tuple[int, str, str]]) -> Named:
    if not labels:
        return Named(thing, thing.rstrip("/").rpartition("/")[2])
    _, name, tag = min(labels)
    return Named(thing, name, tag or None)
