"""Documents of other servers that the operator allows: RDF to load or to query, JSON-LD contexts."""

from pathlib import PurePosixPath
from urllib.parse import urlsplit

import pyoxigraph as ox
from werkzeug.http import parse_options_header

from kg.errors import ForbiddenError, RemoteError, UnreadableInputError
from kg.formats import GRAPH_FORMATS, GraphFormat, graph_format_of
from server import current
from server.fetching import Answer, Network
from server.graphs import syntax_of
from server.negotiation import HTML

_AGENT = {"User-Agent": "newskg"}
_ACCEPTED = ", ".join(f"{syntax.media_type};q={1 - n / 10}" for n, syntax in enumerate(GRAPH_FORMATS))
_CONTEXT = "application/ld+json, application/json;q=0.9"
# What servers say of files that they know nothing of: the suffix tells more.
_VAGUE = ("", "text/plain", "application/octet-stream", "application/xml", "text/xml", "application/json")


class Elsewhere:
    """The documents that one query, update or entry gets from other servers.

    Args:
        network: what it may use of the network.
    """

    def __init__(self, network: Network) -> None:
        self._network = network

    def triples(self, iri: str) -> str:
        """Return the document at an IRI as N-Triples; its blank nodes differ from those of any other.

        Raises:
            ForbiddenError: it is not on the list, or asks for a JSON-LD context that is not.
            RemoteError: the server fails, or what it answers is not one graph of RDF 1.1.
            DeadlineError: there is no time left.
        """
        url = current.config().allowed_documents.find(iri)
        if url is None:
            raise ForbiddenError(f"Fetching <{iri}> is not allowed: it is not on this server's list.")
        answer = self._network.get(url, {**_AGENT, "Accept": _ACCEPTED})
        return self._n_triples(answer, url)

    def context(self, address: str) -> bytes | None:
        """Return the document with a JSON-LD context; None where the address is not on the list.

        Raises:
            ForbiddenError: it is in a private network.
            RemoteError: the server fails.
            DeadlineError: there is no time left.
        """
        url = current.config().allowed_documents.find(address)
        if url is None:
            return None
        return self._network.get(url, {**_AGENT, "Accept": _CONTEXT}).body

    def _n_triples(self, answer: Answer, url: str) -> str:
        from kg.pipeline import parse_rdf

        syntax, base = _syntax(answer, url), current.config().base
        try:
            quads = list(parse_rdf(answer.body, syntax, base, url, address=url, context_at=self.context))
        except UnreadableInputError as error:
            raise RemoteError(str(error)) from error
        if any(quad.graph_name != ox.DefaultGraph() for quad in quads):
            raise RemoteError(f"{url} has named graphs in it, and only one graph can be read here.")
        if any(isinstance(quad.object, ox.Triple) for quad in quads):
            raise RemoteError(f"{url} holds a triple term, which is RDF 1.2.")
        return (ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.N_TRIPLES) or b"").decode()


def _syntax(answer: Answer, url: str) -> GraphFormat:
    """Return the syntax of a document, by what its server says, else by its suffix.

    Raises:
        RemoteError: it is in none, or in another encoding than UTF-8.
    """
    media_type, parameters = parse_options_header(answer.content_type.lower())
    charset = parameters.get("charset", "utf-8")
    if charset not in ("utf-8", "utf8", "us-ascii"):
        raise RemoteError(f"{url} is in {charset}; RDF is read as UTF-8 alone.")
    if media_type in (HTML, "application/xhtml+xml"):
        raise RemoteError(f"{url} is a web page, not RDF; name the address of its data.")
    syntax = syntax_of(media_type)
    if syntax is None and media_type in _VAGUE:
        syntax = graph_format_of(PurePosixPath(urlsplit(url).path))
    if syntax is None:
        raise RemoteError(f"{url} is in no syntax of RDF that is read here: {media_type or 'it says none'}.")
    return syntax
