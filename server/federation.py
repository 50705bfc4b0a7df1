"""SERVICE (SPARQL 1.1 Federated Query): asked beforehand, at services that the operator allows by name.

Each block is replaced by the solutions of its service, so what evaluates queries never uses the network.
"""

from urllib.parse import urlencode

import pyoxigraph as ox

from kg.errors import ForbiddenError, QueryError, RemoteError
from kg.store.guard import undeclared_prefixes
from kg.store.tokens import Token, tokens, word
from kg.vocabulary import PREFIXES
from server.fetching import Network

_HEADERS = {
    "Content-Type": "application/x-www-form-urlencoded",
    "Accept": "application/sparql-results+json",
    "User-Agent": "newskg",
}


def federated(sparql: str, allowed: tuple[str, ...], network: Network) -> str:
    """Return a query or an update with the solutions of each service in place of its block.

    Where no service is allowed it is returned as it is; the store refuses it then.

    Args:
        sparql: the query or update.
        allowed: the addresses of services that may be asked.
        network: what the query may use of it.

    Raises:
        ForbiddenError: a service is not allowed, its address is in a private network, or there are too many.
        QueryError: a service is not named by its whole address.
        RemoteError: a service fails, without SILENT.
        DeadlineError: the services take too long together.
    """
    while allowed:
        found = [token for token in tokens(sparql) if token.lastgroup != "space"]
        start = next((i for i, token in enumerate(found) if word(token) == "SERVICE"), None)
        if start is None:
            break
        is_silent = word(found[start + 1]) == "SILENT" if start + 1 < len(found) else False
        name = start + 1 + is_silent
        end = _end_of_block(found, name + 1)
        url = _allowed_address(found[name] if name < len(found) else None, allowed)
        block = sparql[found[name + 1].start() : found[end].end()]
        solutions = _solutions(url, _question(found, block), network, is_silent=is_silent)
        sparql = f"{sparql[: found[start].start()]} {solutions} {sparql[found[end].end() :]}"
    return sparql


def _end_of_block(found: list[Token], start: int) -> int:
    depth = 0
    for position in range(start, len(found)):
        depth += (found[position][0] == "{") - (found[position][0] == "}")
        if depth == 0:
            break
    else:
        raise QueryError("The query cannot be parsed: a SERVICE has no block in braces.")
    return position


def _allowed_address(name: Token | None, allowed: tuple[str, ...]) -> str:
    url = name[0][1:-1] if name is not None and name.lastgroup == "iri" else None
    if url is None:
        raise QueryError("SERVICE is followed by the whole address of a service in angle brackets.")
    if url not in allowed:
        raise ForbiddenError(f"SERVICE <{url}> is not allowed; those that are: {', '.join(allowed)}.")
    return url


def _question(found: list[Token], block: str) -> str:
    """Return the query that a service is asked, with the declarations that its block needs."""
    declarations = [
        f"PREFIX {name[0]} {iri[0]}"
        for keyword, name, iri in zip(found, found[1:], found[2:], strict=False)
        if word(keyword) == "PREFIX" and iri.lastgroup == "iri"
    ]
    question = "\n".join([*declarations, f"SELECT * WHERE {block}"])
    own = [f"PREFIX {p}: <{PREFIXES[p]}>" for p in undeclared_prefixes(question, set()) if p in PREFIXES]
    return "\n".join([*own, question])


def _solutions(url: str, question: str, network: Network, *, is_silent: bool) -> str:
    """Return the solutions of a service as VALUES; those of one that fails silently bind nothing."""
    try:
        answer = network.post(url, urlencode({"query": question}).encode(), _HEADERS)
        return _values(url, answer.body)
    except RemoteError:
        if is_silent:
            return "{ }"
        raise


def _values(url: str, body: bytes) -> str:
    try:
        parsed = ox.parse_query_results(body, ox.QueryResultsFormat.JSON)
        solutions = [list(row) for row in parsed] if isinstance(parsed, ox.QuerySolutions) else None
    except (SyntaxError, ValueError) as error:
        raise RemoteError(f"The service {url} gives an answer that cannot be read.") from error
    if solutions is None or not isinstance(parsed, ox.QuerySolutions):
        raise RemoteError(f"The service {url} answers with a boolean.")
    head = " ".join(f"?{variable.value}" for variable in parsed.variables)
    rows = " ".join(f"({' '.join(_term(url, term) for term in row)})" for row in solutions)
    return f"{{ VALUES ({head}) {{ {rows} }} }}"


def _term(url: str, term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None) -> str:
    """Return a term as it stands in a query; the parser of results lets nothing else through."""
    if isinstance(term, ox.BlankNode | ox.Triple):
        raise RemoteError(f"The service {url} answers with blank nodes, which mean nothing elsewhere.")
    return "UNDEF" if term is None else str(term)
