"""The feed of changes: in order, page by page, as ActivityStreams, Atom and RDF Patch."""

import random
from typing import Any
from xml.etree import ElementTree as ET

import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient
from rdflib import RDF, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import SKOS
from werkzeug.http import parse_list_header

from kg.formats import GRAPH_FORMATS, GraphFormat
from kg.history import last_versions
from kg.store import Store
from kg.terms import to_graph
from kg.vocabulary import KG, SCHEMA
from server import changes, current
from server.activities import AS
from tests.server.conftest import BASE, arrival, doubts
from tests.server.past import ELSEWHERE, TURTLE, facts, hand_in, path, review, ttl

DERIVED = (f"{BASE}/id/graph/disputes", f"{BASE}/id/graph/history")
ATOM = "{http://www.w3.org/2005/Atom}"
STREAM = {"Accept": "application/activity+json"}


def collection(client: FlaskClient, address: str = "/changes") -> dict[str, Any]:
    response = client.get(address, headers=STREAM)
    assert response.status_code == 200, response.text
    assert response.content_type == "application/activity+json"
    return dict(response.get_json())


def local(address: str) -> str:
    return address.removeprefix("http://localhost")


def walked(client: FlaskClient, address: str) -> list[dict[str, Any]]:
    """Return all changes from a page on, by following the pages until one is empty."""
    page = collection(client, local(address))
    items = list(page["orderedItems"])
    return items + walked(client, page["next"]) if items else []


class Mirror:
    """A store that knows only the patches of a server."""

    def __init__(self) -> None:
        self.store = ox.Store()
        self.address = "/changes.rdfp"
        self.state: str | None = None

    def keep_up(self, client: FlaskClient) -> None:
        """Fetch patches and apply them until one changes nothing."""
        while True:
            before = self.address
            self._apply(client.get(self.address).text.splitlines())
            if self.address == before:
                return

    def _apply(self, rows: list[str]) -> None:
        header = dict(row.removesuffix(" .").split(" ")[1:] for row in rows if row.startswith("H "))
        assert self.state in (None, header["prev"])
        self.state, self.address = header["id"], local(header["next"].strip("<>"))
        assert (rows[3], rows[-1]) == ("TX .", "TC .")
        for row in rows[4:-1]:
            [quad] = ox.parse(row[2:], ox.RdfFormat.N_QUADS)
            {"A": self.store.add, "D": self.store.remove}[row[0]](quad)


def store_of(client: FlaskClient) -> Store:
    with client.application.app_context():
        return current.store()


def graphs(client: FlaskClient) -> set[ox.Quad]:
    """Return all that a server says in graphs that are not derived."""
    store = store_of(client)
    return {
        ox.Quad(t.subject, t.predicate, t.object, ox.NamedNode(name))
        for name in store.graph_names()
        if name not in DERIVED
        for t in ox.parse(store.graph(name).serialize(format="nt"), ox.RdfFormat.N_TRIPLES)
    }


def put(client: FlaskClient, graph: str, *labels: str) -> None:
    """Write a graph in which an actor has these names; without any, withdraw it."""
    content = Graph()
    who = URIRef(f"{BASE}/id/actor/a")
    for triple in ((who, RDF.type, KG.Actor), (who, RDF.type, KG.Person)):
        content.add(triple)
    content.add((who, SKOS.prefLabel, Literal("Ä", lang="de")))
    for label in labels:
        content.add((who, SKOS.altLabel, Literal(label, lang="de")))
    body = content.serialize(format="turtle")
    response = client.put(
        "/graph-store", query_string={"graph": graph}, data=body, content_type="text/turtle"
    )
    assert response.status_code in (201, 204), response.text


def some_write(client: FlaskClient, chance: random.Random) -> None:
    """Write in one of the ways that there are; what is refused or changes nothing is one, too."""
    articles = [ttl(which) for which in (arrival, doubts)]
    article = chance.choice(articles)
    graph = chance.choice([ELSEWHERE, f"{BASE}/id/entry/x", f"{BASE}/id/entry/y", *known(client)])
    label = chance.choice(["eins", 'zwei\n"zwei"', "drei \\ 𝔇"])
    ways = (
        lambda: client.post("/entries", data=article.serialize(format="turtle"), content_type="text/turtle"),
        lambda: put(client, chance.choice([ELSEWHERE, f"{BASE}/id/entry/x"]), label),
        lambda: client.post("/retractions", json={"graph": graph}),
        lambda: client.post("/restorations", json={"graph": graph}),
        lambda: review(client, chance.choice(facts(article)), chance.choice(["reviewed", "machine"])),
        lambda: client.post(
            "/sparql",
            data={
                "update": f"""INSERT {{ GRAPH ?g {{ ?a skos:altLabel "{chance.random()}"@de }} }}
                              WHERE {{ GRAPH ?g {{ ?a a kg:Person }} }}"""
            },
        ),
        lambda: client.post("/sparql", data={"update": "DROP ALL"}),
    )
    chance.choices(ways, weights=(6, 4, 2, 4, 4, 4, 1))[0]()


def known(client: FlaskClient) -> list[str]:
    """Return the graphs that there were so far."""
    return sorted(graph for graph, _, _ in last_versions(store_of(client), BASE))


@pytest.mark.parametrize("seed", [1, 2])
def test_a_mirror_keeps_in_step_from_patches_alone(
    writer: FlaskClient, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.setattr(changes, "MOST_CHANGES", 3)
    chance, mirror = random.Random(seed), Mirror()
    for step in range(40):
        some_write(writer, chance)
        if step % 10 == 9:
            mirror.keep_up(writer)
            assert set(mirror.store) == graphs(writer)

    put(writer, ELSEWHERE, "at last")
    late = Mirror()
    for copy in (mirror, late):
        copy.keep_up(writer)

    assert set(mirror.store) == set(late.store) == graphs(writer) != set()
    assert (late.address, late.state) == (mirror.address, mirror.state)
    kinds = [item["type"] for item in walked(writer, collection(writer)["first"])]
    assert set(kinds) == {"Create", "Update", "Delete"}


def test_pages_have_each_change_once_the_oldest_first(
    writer: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changes, "MOST_CHANGES", 2)
    for label in ("a", "b", "c", "d", "e"):
        put(writer, ELSEWHERE, label)

    whole = collection(writer)
    items = walked(writer, whole["first"])

    assert (whole["type"], whole["totalItems"]) == ("OrderedCollection", 5)
    assert [item["type"] for item in items] == ["Create", *["Update"] * 4]
    assert [item["object"] for item in items] == [ELSEWHERE] * 5
    assert [item["id"] for item in items[3:]] == [item["id"] for item in walked(writer, whole["last"])]
    first = collection(writer, local(whole["first"]))
    assert (first["type"], first["startIndex"], len(first["orderedItems"])) == ("OrderedCollectionPage", 0, 2)


def test_the_collection_leads_to_the_patches_and_the_feed(writer: FlaskClient) -> None:
    links = parse_list_header(writer.get("/changes").headers["Link"])

    assert links == [
        '</changes.rdfp>; rel="alternate"; type="application/rdf-patch"',
        '</changes.atom>; rel="alternate"; type="application/atom+xml"',
    ]


def test_a_cursor_goes_on_where_it_stopped(writer: FlaskClient) -> None:
    put(writer, ELSEWHERE, "a")
    following = collection(writer, "/changes?since=0")["next"]
    assert collection(writer, local(following))["orderedItems"] == []

    put(writer, ELSEWHERE, "b")

    [item] = collection(writer, local(following))["orderedItems"]
    assert item["type"] == "Update"
    assert item["result"].endswith("/version/2")
    assert writer.get(item["result"].removeprefix(BASE), headers=TURTLE).status_code == 303


def test_a_change_says_who_did_it_when_and_why(writer: FlaskClient) -> None:
    graph = hand_in(writer, ttl())
    writer.post("/retractions", json={"graph": graph, "note": "Based on a rumour."})

    _, item = collection(writer, "/changes?since=0")["orderedItems"]

    assert item["type"] == "Delete"
    assert item["object"] == graph
    assert item["summary"] == "Based on a rumour."
    assert item["actor"]["id"].startswith(f"{BASE}/id/agent/")
    assert item["endTime"].endswith("Z")
    assert "result" not in item


@pytest.mark.parametrize("syntax", GRAPH_FORMATS, ids=lambda syntax: syntax.name)
def test_a_page_says_the_same_in_every_syntax(writer: FlaskClient, syntax: GraphFormat) -> None:
    put(writer, ELSEWHERE, "a")
    put(writer, ELSEWHERE, "b")
    address = "/changes?since=0"
    page = collection(writer, address)

    response = writer.get(address, headers={"Accept": syntax.media_type})

    graph = to_graph(ox.parse(response.data, syntax.rdf_format), "urn:x-page")
    items = Collection(graph, next(graph.objects(URIRef(page["id"]), AS["items"])))
    assert [str(item) for item in items] == [item["id"] for item in page["orderedItems"]]
    assert (URIRef(page["id"]), AS["next"], URIRef(page["next"])) in graph
    for item in page["orderedItems"]:
        assert graph.value(URIRef(item["id"]), RDF.type) == AS[item["type"]]
        assert graph.value(URIRef(item["id"]), AS["result"]) == URIRef(item["result"])
        assert [str(time) for time in graph.objects(URIRef(item["id"]), AS["endTime"])] == [item["endTime"]]


def test_an_empty_store_has_an_empty_feed(writer: FlaskClient) -> None:
    whole = collection(writer)

    assert whole["totalItems"] == 0
    assert whole["first"] == whole["last"]
    assert collection(writer, local(whole["first"]))["orderedItems"] == []
    assert writer.get("/changes.rdfp").text.splitlines()[3:] == ["TX .", "TC ."]
    assert not ET.fromstring(writer.get("/changes.atom").data).findall(f"{ATOM}entry")


@pytest.mark.parametrize("address", ["/changes", "/changes.rdfp"])
def test_a_cursor_that_this_history_does_not_know_is_gone(writer: FlaskClient, address: str) -> None:
    put(writer, ELSEWHERE, "a")

    assert writer.get(address, query_string={"since": "7-0123456789"}).status_code == 410
    assert writer.get(address, query_string={"since": "1-0123456789"}).status_code == 410
    assert writer.get(f"{address}?since=0&since=0").status_code == 400


@pytest.mark.parametrize("address", ["/changes", "/changes?since=0", "/changes.rdfp", "/changes.atom"])
def test_nothing_is_sent_again_until_something_changes(writer: FlaskClient, address: str) -> None:
    put(writer, ELSEWHERE, "a")
    known = {"If-None-Match": writer.get(address).headers["ETag"]}
    assert writer.get(address, headers=known).status_code == 304

    put(writer, ELSEWHERE, "b")

    assert writer.get(address, headers=known).status_code == 200


def test_a_patch_is_of_bounded_length_unless_one_change_is_longer(
    writer: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changes, "MOST_IN_A_PATCH", 10)
    put(writer, ELSEWHERE, "a")
    put(writer, ELSEWHERE, "b")

    rows = writer.get("/changes.rdfp").text.splitlines()

    assert len([row for row in rows if row.startswith("A ")]) == 4
    assert not [row for row in rows if row.startswith("D ")]


def test_feed_readers_find_the_newest_changes_first(writer: FlaskClient) -> None:
    page = writer.get("/articles", headers={"Accept": "text/html"}).text
    assert '<link rel="alternate" href="/changes.atom" type="application/atom+xml"' in page
    article = ttl()
    [body] = article.subjects(RDF.type, KG.Article)
    article.set((body, SCHEMA.headline, Literal("\x0b<b>", lang="de")))
    hand_in(writer, article)
    put(writer, ELSEWHERE, "a")
    writer.delete("/graph-store", query_string={"graph": ELSEWHERE})

    response = writer.get("/changes.atom", headers={"Accept-Language": "de"})

    assert response.content_type == "application/atom+xml"
    feed = ET.fromstring(response.data)
    withdrawn, _, new = feed.findall(f"{ATOM}entry")
    assert withdrawn.findtext(f"{ATOM}title") == "Zurückgezogen: g"
    assert new.findtext(f"{ATOM}title") == "Neu: \N{REPLACEMENT CHARACTER}<b>"
    assert feed.findtext(f"{ATOM}updated") == withdrawn.findtext(f"{ATOM}updated")
    for element in (feed, withdrawn, new):  # RFC 4287, sections 4.1.1 and 4.1.2
        assert all(element.findtext(f"{ATOM}{name}") for name in ("id", "title", "updated"))
    link = new.find(f"{ATOM}link[@rel='alternate']")
    assert link is not None
    assert writer.get(path(link.attrib["href"].replace("http://localhost/", f"{BASE}/"))).status_code == 303
