"""The dataset of a query (SPARQL 1.1 Query, section 13): which of its graphs are to be fetched."""

from collections.abc import Iterator

from kg.errors import ForbiddenError
from kg.store import QueryDataset
from kg.store.tokens import Token, meaningful, word
from server import current
from server.addresses import web_address
from server.declarations import iris_of
from server.elsewhere import Elsewhere
from server.fetching import Network


def dataset_of(
    query: str, dataset: QueryDataset | None, base: str
) -> tuple[QueryDataset | None, tuple[str, ...]]:
    """Return the dataset of a query, where the engine does not see to it, and what is to be fetched of it.

    A graph of the store is never fetched. One that is neither there nor allowed is empty, as SPARQL has it.
    But where the default graph is the union of all, a query that names one elsewhere by FROM expects that it
    is fetched, and is refused.

    Args:
        query: its text.
        dataset: what the request says of it, which wins over the text (SPARQL 1.1 Protocol, section 2.1.4).
        base: what relative IRIs are relative to.

    Raises:
        ForbiddenError: FROM names a graph elsewhere that may not be fetched.
        QueryError: what it names cannot be read.
        UnreadableInputError: the dataset holds something that is not an IRI.
    """
    if dataset is not None:
        return dataset, _allowed(dataset) if current.config().allowed_documents else ()
    named = _named(query, base) if "FROM" in query.upper() else None
    if named is None:
        return None, ()
    fetched = _allowed(named)
    _refuse_others(named, fetched)
    is_merge = len(named.default) > 1
    return (named if fetched or is_merge else None), fetched


def documents(fetched: tuple[str, ...], network: Network) -> dict[str, str]:
    """Return the documents at these addresses as N-Triples.

    Raises:
        ForbiddenError, RemoteError, DeadlineError: see `Elsewhere.triples`.
    """
    elsewhere = Elsewhere(network)
    return {iri: elsewhere.triples(iri) for iri in fetched}


def _allowed(dataset: QueryDataset) -> tuple[str, ...]:
    return tuple(iri for iri in _absent(dataset) if current.config().allowed_documents.find(iri))


def _absent(dataset: QueryDataset) -> Iterator[str]:
    """Yield the graphs that are not in the store."""
    for iri in dict.fromkeys((*dataset.default, *dataset.named)):
        if not current.store().contains(iri):
            yield iri


def _refuse_others(dataset: QueryDataset, fetched: tuple[str, ...]) -> None:
    config = current.config()
    if config.default_graph == "strict":
        return
    for iri in _absent(dataset):
        is_own = iri.startswith(f"{config.base}/")
        if iri not in fetched and web_address(iri) and not is_own:
            raise ForbiddenError(
                f"There is no graph <{iri}> in this store, and it may not be fetched. Put it there first, or "
                "let whoever runs the server allow its address."
            )


def _named(query: str, base: str) -> QueryDataset | None:
    """Return the dataset that a query names by FROM and FROM NAMED; None where it names none."""
    found = meaningful(query)
    default: list[Token] = []
    named: list[Token] = []
    depth = 0
    for position, token in enumerate(found):
        depth += (token.lastgroup == "open") - (token.lastgroup == "close")
        if depth or word(token) != "FROM":
            continue
        rest = found[position + 1 : position + 3]
        is_named = bool(rest) and word(rest[0]) == "NAMED"
        (named if is_named else default).extend(rest[is_named : is_named + 1])
    if not default and not named:
        return None
    iris = iris_of([*default, *named], found, base)
    return QueryDataset(tuple(iris[: len(default)]), tuple(iris[len(default) :]))
