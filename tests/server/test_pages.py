"""The web pages, as a reader's browser gets them."""

import re
from collections.abc import Callable
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from flask import Flask
from flask.testing import FlaskClient
from rdflib import Literal, URIRef

from kg.article import Article
from kg.disputes import refresh
from kg.language.extraction import Actor, Estimate, Extraction, Span, Statement
from kg.mapping import article_iri
from kg.vocabulary import KG, SCHEMA, SKOS
from server import current
from tests.mapped import article_graph

BASE = "http://localhost:8000"
EVIL = "<script>alert(1)</script>\"'&"
VOID = {"meta", "link", "img", "br", "input"}


class Page(HTMLParser):
    """A parsed page: fails on tags that are not closed in order."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(source)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag; see `HTMLParser`."""
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close a tag; see `HTMLParser`."""
        assert self.open.pop() == tag

    def attributes(self, tag: str, name: str) -> list[str]:
        """Return the values of an attribute wherever a tag has it."""
        return [
            value for found, attrs in self.tags if found == tag and (value := attrs.get(name)) is not None
        ]


def read(client: FlaskClient, path: str, language: str = "en") -> str:
    response = client.get(
        path, headers={"Accept": "text/html", "Accept-Language": language}, follow_redirects=True
    )
    assert response.status_code == 200
    assert response.mimetype == "text/html"
    return response.text


def links(client: FlaskClient, path: str) -> list[str]:
    return [href for href in Page(read(client, path)).attributes("a", "href") if href.startswith("/")]


def words(source: str) -> str:
    """Return the text of a page with single spaces."""
    return " ".join(re.sub(r"<[^>]+>", " ", source.partition("<main")[2]).split())


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_page_that_can_be_reached_is_well_formed_and_accessible(
    client: FlaskClient, language: str
) -> None:
    pending, seen = ["/"], set()
    while pending:
        path = pending.pop()
        seen.add(path)
        response = client.get(path, headers={"Accept": "text/html,*/*;q=0.1", "Accept-Language": language})
        assert response.status_code in (200, 303), path
        if response.mimetype != "text/html":
            continue
        page = Page(response.text)
        assert_accessible(page, path)
        pending += {
            href
            for href in page.attributes("a", "href")
            if href.startswith("/") and "lang=" not in href and href not in seen and href not in pending
        }

    assert len(seen) > 40


def assert_accessible(page: Page, path: str) -> None:
    tags = [tag for tag, _ in page.tags]
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert tags.count("h1") == tags.count("main") == 1, path
    assert len(ids) == len(set(ids)), path
    assert set(page.attributes("label", "for")) <= set(ids), path
    assert {href[1:] for href in page.attributes("a", "href") if href.startswith("#")} <= set(ids), path
    assert all(attrs.get("alt") is not None for tag, attrs in page.tags if tag == "img"), path
    levels = [int(tag[1]) for tag in tags if re.fullmatch("h[1-6]", tag)]
    assert all(lower - upper <= 1 for upper, lower in pairwise(levels)), path


def test_the_start_page_says_what_is_new_and_what_is_disputed(client: FlaskClient) -> None:
    page = words(read(client, "/"))

    assert "about 10,000" in page
    assert "United States Department of Defense via Sabrina Singh" in page
    assert "Truppen in Russland" in page
    assert page.index("Zweifel an den Zahlen") < page.index("Truppen in Russland")
    assert "against" in page


def test_the_start_page_is_in_german_for_germans(client: FlaskClient) -> None:
    page = words(read(client, "/", "de"))

    assert "rund 10.000" in page
    assert "US-Verteidigungsministerium über Sabrina Singh" in page


def test_the_start_page_opens_saved_queries_that_have_an_answer(client: FlaskClient) -> None:
    queries = [href for href in links(client, "/") if href.startswith("/sparql?query=")]

    assert len(queries) >= 5
    assert all("<td" in read(client, query) for query in queries)


def test_an_empty_store_says_how_to_fill_it(start: Callable[..., Flask]) -> None:
    client = start().test_client()

    assert "kg ingest" in read(client, "/")
    assert "kg ingest" in read(client, "/articles")


def test_the_list_of_articles_has_pages(client: FlaskClient) -> None:
    assert "Truppen in Russland" in read(client, "/articles?page=1")
    for page in ("0", "2", "-1"):
        assert client.get(f"/articles?page={page}").status_code == 404


def test_an_article_shows_its_text_with_the_passages_marked(client: FlaskClient, article: str) -> None:
    page = read(client, article)

    assert '<mark class="figure" data-facts="f1"><a href="#f1">Rund 10.000 Soldaten</a></mark>' in page
    assert '<mark class="statement" data-facts="s1">Wir sind besorgt</mark>' in page
    assert '<mark class="statement figure" data-facts="s2 f2">' in page
    assert '<a href="/doc/actor/mark-rutte">Mark Rutte</a></mark>' in page


def test_an_article_lists_who_said_what(client: FlaskClient, article: str) -> None:
    page = words(read(client, article))

    assert "Direct quotation" in page
    assert "Mark Rutte via Sabrina Singh" in page
    assert "at most 12,000" in page


def test_an_article_links_to_its_source_and_to_its_data(client: FlaskClient, article: str) -> None:
    page = Page(read(client, article))

    assert "https://news.example/arrival" in page.attributes("a", "href")
    assert article + ".ttl" in page.attributes("a", "href")
    assert "application/ld+json" in page.attributes("link", "type")


def test_a_figure_is_shown_in_its_context_with_what_disputes_it(client: FlaskClient, article: str) -> None:
    [path] = {p for p in links(client, "/doc/graph/disputes") if p.startswith("/doc/estimate/arrival")}

    page = words(read(client, path))

    assert "about 10,000 nordkoreanische Soldaten" in page
    assert "Rund 10.000 Soldaten aus Nordkorea sind nach" in page
    assert "at most 3,000" in page
    assert "Read by machine, not yet checked" in page


def test_a_statement_is_shown_with_the_figures_in_it(client: FlaskClient, article: str) -> None:
    statements = [href for href in links(client, article) if href.startswith("/doc/statement/")]

    pages = [words(read(client, path)) for path in statements]

    assert any("Die Verlegung sei eine Eskalation … höchstens 12.000 Soldaten" in page for page in pages)
    assert any("at most 12,000" in page for page in pages)


def test_an_actor_is_shown_with_what_they_said_by_article(client: FlaskClient) -> None:
    page = read(client, "/doc/actor/mark-rutte")

    assert "http://www.wikidata.org/entity/Q57792" in Page(page).attributes("a", "href")
    assert "Truppen in Russland · " not in words(page)
    assert "Die Verlegung sei eine Eskalation" in words(page)


def test_a_place_is_shown_with_a_link_to_a_map(client: FlaskClient) -> None:
    page = Page(read(client, "/doc/location/russland"))

    [link] = [href for href in page.attributes("a", "href") if "openstreetmap.org" in href]
    assert "mlat=60.0&mlon=100.0" in link


def test_no_page_loads_anything_from_elsewhere(client: FlaskClient, article: str) -> None:
    for path in ("/", article, "/sparql", "/validate", "/ontology"):
        page = Page(read(client, path))
        loaded = page.attributes("script", "src") + page.attributes("img", "src")
        loaded += [
            attrs["href"]
            for tag, attrs in page.tags
            if tag == "link" and attrs.get("rel") in ("stylesheet", "icon")
        ]
        assert loaded
        assert all(address.startswith("/static/") for address in loaded)
        assert "<style" not in read(client, path)
        assert not page.attributes("div", "style")


def test_what_the_pages_load_is_there(client: FlaskClient) -> None:
    for name in ("style.css", "mark.svg", "article.js", "sparql.js"):
        assert client.get(f"/static/{name}").status_code == 200


@pytest.fixture
def evil(start: Callable[..., Flask]) -> FlaskClient:
    """A client of an application whose every text is an attempt to run a script."""
    text = f"{EVIL} sagte {EVIL}. 5 {EVIL}."
    start_of_figure = text.rindex("5")
    extraction = Extraction(
        "evil.txt",
        "de",
        actors=(Actor("evil", "Group", EVIL, (Span(0, len(EVIL)),), role=EVIL, named=False),),
        statements=(Statement("s", "direct", (Span(3, 20),), "evil"),),
        estimates=(
            Estimate(
                "e", Span(start_of_figure, len(text) - 1), 5, 5, "exact", EVIL, unit=EVIL, estimated_by="evil"
            ),
        ),
    )
    article = Article("evil.txt", text, title=EVIL, published="2024-01-01", language="de", publisher=EVIL)
    graph = article_graph(article, extraction, BASE)
    graph.add((graph.identifier, SCHEMA.url, URIRef("javascript:alert(1)")))
    for actor in set(graph.objects(None, KG.speaker)):
        graph.add((actor, SKOS.exactMatch, URIRef("javascript:alert(1)")))
        graph.add((actor, SKOS.altLabel, Literal(EVIL, lang="en")))
    app = start()
    with app.app_context():
        current.store().replace(graph)
        refresh(current.store(), BASE)
    return app.test_client()


def test_no_text_of_an_article_runs_as_a_script(evil: FlaskClient) -> None:
    article = article_iri("evil.txt", BASE).replace(f"{BASE}/id/", "/doc/")
    pending, seen = ["/", "/articles", article], set()
    while pending:
        path = pending.pop()
        seen.add(path)
        page = read(evil, path)
        parsed = Page(page)
        assert "<script>alert" not in page
        assert not [attrs for _, attrs in parsed.tags if any(name.startswith("on") for name in attrs)]
        assert not [href for href in parsed.attributes("a", "href") if href.startswith("javascript:")]
        pending += {
            href
            for href in parsed.attributes("a", "href")
            if re.match(r"/doc/[^.]+$", href) and href not in seen and href not in pending
        }

    assert len(seen) >= 6
