"""Where links lead: to things of this graph by path, whatever host serves them; others by http and https."""

from urllib.parse import quote, urlsplit

from flask import request, url_for

from kg.history.names import agent_iri
from kg.vocabulary import PREFIXES
from server import current

# May stand in a path or IRI as it is (RFC 3987, ipchar, and the slash between segments).
IN_A_PATH = "/:@!$&'()*+,;=-._~"

_SITES = {
    "www.wikidata.org": "Wikidata",
    "sws.geonames.org": "GeoNames",
    "www.geonames.org": "GeoNames",
    "d-nb.info": "GND",
}


def address(iri: str) -> str | None:
    """Return the path of the page of a thing of this graph, or None for IRIs of others."""
    start = f"{current.config().base}/id/"
    if not iri.startswith(start):
        return None
    return f"{request.script_root}/doc/{quote(iri.removeprefix(start), safe=IN_A_PATH + '%#')}"


def thing_iri(kind: str, key: str) -> str:
    """Return the IRI that a path stands for; characters that no IRI may have are percent-encoded again."""
    if kind == "agent":
        return agent_iri(key, current.config().base).value
    encoded = "".join(c if ord(c) > 0x9F else quote(c, safe=IN_A_PATH) for c in key)
    return f"{current.config().base}/id/{kind}/{encoded}"


def uri(iri: str) -> str:
    """Return an IRI as a URI, as headers need it (RFC 3987, section 3.1)."""
    return quote(iri, safe=":/#?&=%" + IN_A_PATH)


def history_address(graph: str) -> str:
    """Return the path at which the versions of a graph are listed."""
    return url_for("history.read", graph=graph)


def agent_address(name: str) -> str | None:
    """Return the path of the page of whoever writes under a name."""
    return address(agent_iri(name, current.config().base).value)


def public_address(iri: str) -> str:
    """Return the absolute address at which this server has a thing; others are where their IRI says."""
    base = current.config().base
    return request.url_root.rstrip("/") + iri.removeprefix(base) if iri.startswith(f"{base}/") else iri


def web_address(url: str | None) -> str | None:
    """Return a URL that a link may lead to; None for anything but http and https, such as ``javascript:``."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def site_of(url: str) -> str:
    """Return what people call the place that a URL leads to: a well-known name, else its host."""
    host = urlsplit(url).netloc
    return _SITES.get(host, host)


def shorten(iri: str) -> str:
    """Return an IRI as it is read with ease: with a prefix, or as the path of a thing of this graph."""
    own = iri.removeprefix(f"{current.config().base}/id/")
    if own != iri:
        return own
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


def in_language(choice: str) -> str:
    """Return the address of the current page in another language."""
    arguments = {**request.args.to_dict(), **(request.view_args or {}), "lang": choice}
    return url_for(request.endpoint or "pages.start", **arguments)
