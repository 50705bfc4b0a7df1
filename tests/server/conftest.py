"""A small graph in a store on disk, and the application over it.

The graph is made by the project's own mapping from extractions that are written down here, so that these
tests neither wait for the extraction nor change with it.
"""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from kg.article import Article
from kg.disputes import refresh
from kg.entities import known_actors, known_places
from kg.language.extraction import Actor, Estimate, Extraction, Location, Span, Statement, When
from kg.mapping import article_iri
from kg.store.embedded import EmbeddedStore
from server import Config, close, create_app
from tests.mapped import article_graph

BASE = "http://localhost:8000"
TOKEN = "a token for tests"

ARRIVAL = """28. Oktober 2024

Rund 10.000 Soldaten aus Nordkorea sind nach Angaben des Pentagon in Russland eingetroffen. \
„Wir sind besorgt“, sagte Sprecherin Sabrina Singh am Montag.

Die Verlegung sei eine Eskalation, erklärte Mark Rutte, der vor höchstens 12.000 Soldaten warnte."""

DOUBTS = """Südkoreas Geheimdienst spricht von höchstens 3.000 Soldaten in Russland. \
Diplomaten rechnen mit Tausenden."""


class Client(FlaskClient):
    """A client that reads each response to its end, as browsers do."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Send a request; see `FlaskClient.open`."""
        return super().open(*args, **{"buffered": True, **kwargs})


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def actor(key: str, text: str, words: str) -> Actor:
    known = next(a for a in known_actors() if a.key == key)
    return Actor(key, known.type, known.name, (span(text, words),), known=known)


def russia(text: str) -> Location:
    known = next(p for p in known_places() if p.key == "russland")
    return Location(known.key, "country", known.name, (span(text, "Russland"),), known=known)


def arrival() -> tuple[Article, Extraction]:
    """An article with a figure, a quotation, and a figure inside a statement."""
    text = ARRIVAL
    statements = (
        Statement(
            id="quotation",
            type="direct",
            content=(span(text, "Wir sind besorgt"),),
            speaker="sabrina-singh",
            cue=span(text, "sagte"),
            said_on=When("am Montag", "2024-10-28"),
        ),
        Statement(
            id="warning",
            type="indirect",
            content=(
                span(text, "Die Verlegung sei eine Eskalation"),
                span(text, "höchstens 12.000 Soldaten"),
            ),
            speaker="mark-rutte",
            relayed_by=("sabrina-singh",),
        ),
    )
    estimates = (
        Estimate(
            id="about",
            span=span(text, "Rund 10.000 Soldaten"),
            lower=10000,
            upper=10000,
            qualifier="approximately",
            counts="nordkoreanische Soldaten",
            estimated_by="us-department-of-defense",
            relayed_by=("sabrina-singh",),
            as_of=When("28. Oktober 2024", "2024-10-28"),
            location="russland",
        ),
        Estimate(
            id="at-most",
            span=span(text, "höchstens 12.000 Soldaten"),
            lower=None,
            upper=12000,
            qualifier="atMost",
            counts="Soldaten",
            estimated_by="mark-rutte",
            statement="warning",
        ),
    )
    article = Article(
        "arrival.txt",
        text,
        title="Truppen in Russland",
        published="2024-10-28",
        language="de",
        url="https://news.example/arrival",
        publisher="Beispielzeitung",
    )
    actors = (
        actor("us-department-of-defense", text, "Pentagon"),
        actor("sabrina-singh", text, "Sabrina Singh"),
        actor("mark-rutte", text, "Mark Rutte"),
    )
    return article, Extraction(
        "arrival.txt",
        "de",
        actors=actors,
        locations=(russia(text),),
        statements=statements,
        estimates=estimates,
    )


def doubts() -> tuple[Article, Extraction]:
    """An article whose first figure disputes one of the other article; its second names no number."""
    text = DOUBTS
    estimates = (
        Estimate(
            id="fewer",
            span=span(text, "höchstens 3.000 Soldaten"),
            lower=None,
            upper=3000,
            qualifier="atMost",
            counts="nordkoreanische Soldaten",
            estimated_by="national-intelligence-service-south-korea",
            location="russland",
        ),
        Estimate(
            id="vague",
            span=span(text, "Tausenden"),
            lower=None,
            upper=None,
            qualifier="approximately",
            counts="Soldaten",
            estimated_by="diplomaten",
        ),
    )
    actors = (
        actor("national-intelligence-service-south-korea", text, "Südkoreas Geheimdienst"),
        Actor("diplomaten", "Group", "Diplomaten", (span(text, "Diplomaten"),), named=False),
    )
    article = Article(
        "doubts.txt", text, title="Zweifel an den Zahlen", published="2024-10-30", language="de"
    )
    return article, Extraction(
        "doubts.txt", "de", actors=actors, locations=(russia(text),), estimates=estimates
    )


def path_of(iri: str) -> str:
    """Return the path of a thing's document on the server."""
    return iri.replace(f"{BASE}/id/", "/doc/")


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    """Make a store with both articles and what they dispute, a new one each time."""
    original = tmp_path_factory.mktemp("filled") / "store"
    graphs = [article_graph(article, extraction, BASE) for article, extraction in (arrival(), doubts())]
    with EmbeddedStore(original) as store:
        store.replace(*graphs)
        refresh(store, BASE)

    def copy() -> Path:
        return shutil.copytree(original, tmp_path_factory.mktemp("copy") / "store")

    return copy


@pytest.fixture(scope="session")
def application(filled: Callable[[], Path]) -> Iterator[Flask]:
    """An application over a store that nobody writes to."""
    app = create_app(Config(store=filled(), base=BASE, write_token=TOKEN))
    app.test_client_class = Client
    yield app
    close(app)


@pytest.fixture
def client(application: Flask) -> FlaskClient:
    """A client of the application over the store that nobody writes to."""
    return application.test_client()


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Flask]]:
    """Make applications with settings of one's own, over an empty store."""
    apps: list[Flask] = []

    def make(**settings: object) -> Flask:
        app = create_app(Config(**{"store": tmp_path / f"store-{len(apps)}", "base": BASE, **settings}))
        app.test_client_class = Client
        apps.append(app)
        return app

    yield make
    for app in apps:
        close(app)


@pytest.fixture
def writer(start: Callable[..., Flask]) -> FlaskClient:
    """A client of an application over an empty store, which sends the token."""
    client = start(write_token=TOKEN).test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {TOKEN}"
    return client


@pytest.fixture(scope="session")
def entry() -> bytes:
    """A valid entry: the second article's graph in Turtle."""
    return article_graph(*doubts(), BASE).serialize(format="turtle", encoding="utf-8")


@pytest.fixture(scope="session")
def text() -> bytes:
    """An article as plain text."""
    return ARRIVAL.encode()


@pytest.fixture(scope="session")
def article() -> str:
    """The path of the first article's document."""
    return path_of(article_iri("arrival.txt", BASE))
