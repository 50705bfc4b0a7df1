"""Requests from the description of the service: as it says, and mutated so that they are not."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from operator import mul
from typing import Any
from urllib.parse import quote, urlencode

import schemathesis
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from server.openapi import description

_TEXTS = {
    "text/turtle": "<http://localhost:8000/id/article/x> a <https://w3id.org/newskg/ontology#Article> ;"
    ' <http://schema.org/headline> "Kopf"@de .',
    "application/ld+json": '{"@context": "/context.jsonld", "@id": "http://localhost:8000/id/article/x",'
    ' "@type": "Article"}',
    "application/n-triples": '<http://x> <http://y> "z"@de .\n',
    "application/n-quads": "<http://x> <http://y> _:z <http://localhost:8000/g> .\n",
    "application/trig": "<http://localhost:8000/g> { <http://x> <http://y> ( 1 2.0 true ) }",
    "application/rdf+xml": '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
    ' xmlns:s="http://schema.org/"><s:A rdf:about="http://x"><s:p rdf:parseType="Resource"><s:q>1</s:q></s:p>'
    "</s:A></rdf:RDF>",
    "text/plain": "28. Oktober 2024\n\nDas Ministerium sagte am Montag, es seien 10.000 Menschen gekommen.",
    "text/markdown": "---\ntitle: Kopf\n---\nDer Minister sprach von **höchstens** 300 [Menschen](http://x).",
    "text/html": "<html lang=de><body><article><p>Die Polizei zählte am Montag 300 Menschen.</p></article>"
    "</body></html>",
    "application/json": '{"text": "Die Polizei zählte am Montag 300 Menschen.", "date": "2024-10-28"}',
    "application/sparql-query": "SELECT ?s (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } FILTER(?o > 1) }"
    " GROUP BY ?s LIMIT 3",
    "application/sparql-update": "INSERT DATA { GRAPH <http://localhost:8000/g> { <http://x> a <http://y> }}",
}
ENTRIES = {media_type: text.encode() for media_type, text in _TEXTS.items()}
"""A body of each type that is well-formed: what is mutated."""

_HEADERS = (
    "Accept",
    "Accept-Language",
    "Accept-Encoding",
    "Authorization",
    "Content-Encoding",
    "Content-Type",
    "If-Match",
    "If-None-Match",
    "If-Modified-Since",
    "Range",
    "Slug",
    "Cookie",
    "Expect",
    "X-Forwarded-For",
)
_VALUES = (
    "*/*",
    "text/html",
    "text/turtle;q=0.1, */*;q=x",
    'application/ld+json;profile="x"',
    '"0"',
    "*",
    "Basic eDp5",
    "Bearer",
    "bytes=0-1",
    "gzip",
    "lang=de",
    "100-continue",
    "text/plain; charset=utf-7",
)


@dataclass(frozen=True, slots=True)
class Sent:
    """A request as it goes over the wire."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes | None


def described() -> list[SearchStrategy[Sent]]:
    """Return strategies for each operation: requests as it is described, and those that are nearly so."""
    schema = schemathesis.openapi.from_dict(description())
    modes = (schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE)
    return [
        found.ok().as_strategy(generation_mode=mode).map(_from_case)
        for found in schema.get_all_operations()
        if isinstance(found, schemathesis.core.result.Ok)
        for mode in modes
    ]


@st.composite
def mutated(draw: Callable[[SearchStrategy[Any]], Any]) -> Sent:
    """Draw a request with a well-formed body that is then changed, and with headers of any sort."""
    media_type = draw(st.sampled_from(sorted(ENTRIES)))
    syntax = media_type.partition("/")[2]
    is_sparql = syntax.startswith("sparql")
    body = draw(_changed(ENTRIES[media_type]))
    paths = ["/sparql"] if is_sparql else ["/entries", "/validate"]
    if not is_sparql and (syntax in ("turtle", "ld+json", "trig", "rdf+xml") or syntax.startswith("n-")):
        paths.append("/graph-store?graph=http://localhost:8000/g")
    if is_sparql and draw(st.booleans()):
        name = syntax.removeprefix("sparql-")
        return Sent("GET", f"/sparql?{name}={quote(body)}", draw(_some_headers()), None)
    headers = {"Content-Type": media_type} | draw(_some_headers())
    method = draw(st.sampled_from(["POST", "POST", "POST", "PUT"]))
    return Sent(method, draw(st.sampled_from(paths)), headers, body)


def _from_case(case: Any) -> Sent:
    """Return what is sent for a case; what cannot be sent at all becomes something that can."""
    target = quote(case.formatted_path, safe="/%:@!$&'()*+,;=~")
    pairs = [(name, value) for name, value in (case.query or {}).items()]
    if pairs:
        target += "?" + urlencode(pairs, doseq=True, errors="replace")
    headers = {str(name): _header(value) for name, value in (case.headers or {}).items()}
    body = case.body
    if isinstance(body, schemathesis.core.NotSet) or body is None:
        return Sent(case.method, target, headers, None)
    headers.setdefault("Content-Type", case.media_type or "text/plain")
    return Sent(case.method, target, headers, _bytes(body, case.media_type or ""))


def _bytes(body: Any, media_type: str) -> bytes:
    if isinstance(body, bytes):
        return body
    if isinstance(body, str):
        return body.encode(errors="replace")
    if "form" in media_type and isinstance(body, dict):
        return urlencode(body, doseq=True, errors="replace").encode()
    return json.dumps(body, default=str).encode()


def _header(value: object) -> str:
    return "".join(c if " " <= c <= "~" else "?" for c in str(value)).strip()


@st.composite
def _changed(draw: Callable[[SearchStrategy[Any]], Any], original: bytes) -> bytes:
    """Draw a body with parts of it taken out, repeated or replaced."""
    body = bytearray(original)
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(body)))
        end = min(len(body), start + draw(st.integers(0, 12)))
        part = bytes(body[start:end])
        body[start:end] = draw(
            st.one_of(
                st.binary(max_size=6),
                st.sampled_from(
                    [b"", b"\0", b"\xff", b"<<", b'"', b"\\u0000", b"&", b"[", b"(", b"{", b"9" * 400]
                ),
                st.integers(2, 300).map(partial(mul, part)),
            )
        )
    return bytes(body)


def _some_headers() -> SearchStrategy[dict[str, str]]:
    value = st.one_of(st.sampled_from(_VALUES), st.text(st.characters(min_codepoint=33, max_codepoint=126)))
    return st.dictionaries(st.sampled_from(_HEADERS), value, max_size=3)
