"""What crawlers ask for: ``robots.txt`` (RFC 9309), and sitemaps of pages and dumps (sitemaps.org 0.9)."""

from collections.abc import Iterable
from xml.sax.saxutils import escape

from flask import Blueprint, Response, abort, request, url_for

from kg.dumps.offered import offered
from server import current
from server.addresses import address
from server.reading.articles import number_of_articles
from server.representation import represent

blueprint = Blueprint("sitemap", __name__)

A_SITEMAP = 10_000
"""So many articles are in one sitemap; 50,000 addresses may be."""

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_PAGES = ("", "articles", "dataset", "ontology")
_NOT_FOR_CRAWLERS = ("/sparql", "/graph-store", "/validate", "/history", "/static/")


@blueprint.get("/robots.txt")
def robots() -> Response:
    """Say what crawlers may ask for, and where the sitemap is."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in _NOT_FOR_CRAWLERS)]
    text = "\n".join((*lines, "", f"Sitemap: {request.url_root}sitemap.xml", ""))
    return Response(text, content_type="text/plain; charset=utf-8")


@blueprint.get("/sitemap.xml")
def index() -> Response:
    """Return the list of the sitemaps."""
    numbers = range(_number_of_sitemaps())
    body = _xml("sitemapindex", "sitemap", (request.url_root + f"sitemap/{number}.xml" for number in numbers))
    return represent("application/xml", lambda: body, variant=request.url_root)


@blueprint.get("/sitemap/<int:number>.xml")
def part(number: int) -> Response:
    """Return one of the sitemaps: the first has what is always there and the dumps, the others articles."""
    if number >= _number_of_sitemaps():
        abort(404)

    def body() -> str:
        paths = (*_PAGES, *offered()) if number == 0 else _articles(number - 1)
        return _xml("urlset", "url", (request.url_root + path for path in paths))

    return represent("application/xml", body, variant=request.url_root)


def _number_of_sitemaps() -> int:
    articles = current.once_per_version("articles", lambda: number_of_articles(current.store()))
    return 1 - (-articles // A_SITEMAP)


def _articles(number: int) -> list[str]:
    rows = current.store().rows(f"""SELECT ?article WHERE {{ ?article a kg:Article }}
        ORDER BY ?article LIMIT {A_SITEMAP} OFFSET {number * A_SITEMAP}""")
    found = (address(str(row["article"])) for row in rows)
    start = len(url_for("pages.start"))
    return [path[start:] for path in found if path is not None]


def _xml(root: str, entry: str, addresses: Iterable[str]) -> str:
    entries = "".join(f"<{entry}><loc>{escape(found)}</loc></{entry}>\n" for found in addresses)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{_NAMESPACE}">\n{entries}</{root}>\n'
