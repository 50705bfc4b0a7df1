"""What crawlers find in the page of an article: schema.org as JSON-LD, which is data and never run."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient
from rdflib.namespace import SDO
from werkzeug.test import TestResponse

from server.reading.articles import Article
from server.reading.facts import Facts, Statement
from server.reading.names import Named
from server.schema_org import CONTEXT, news_article

BASE = "http://localhost:8000"
BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)

Node = dict[str, Any]


def block(response: TestResponse) -> Node:
    [text] = BLOCK.findall(response.text)
    found: Node = json.loads(text)
    return found


@pytest.fixture
def nodes(client: FlaskClient, article: str) -> list[Node]:
    found: list[Node] = block(client.get(article + ".html"))["@graph"]
    return found


def terms(value: object) -> Iterator[str]:
    """Yield every class and property that a document uses."""
    if isinstance(value, list):
        for item in value:
            yield from terms(item)
    elif isinstance(value, dict):
        kinds = value.get("@type", [])
        yield from [kinds] if isinstance(kinds, str) else kinds
        for name, inner in value.items():
            if not name.startswith("@"):
                yield name
            yield from terms(inner)


def a_statement(text: str, **others: Any) -> Statement:
    known: Node = dict.fromkeys(Statement.__slots__)
    known |= {"iri": f"{BASE}/id/statement/1", "type": "DirectStatement", "passages": (), "relayed_by": ()}
    return Statement(**known | {"text": text, "speakers": ()} | others)


def an_article(*statements: Statement) -> Article:
    name = Named(f"{BASE}/id/article/a", "A </script><script>alert(1)</script>")
    return Article(name, None, None, "javascript:alert(1)", None, (), Facts(statements), (), ())


def test_the_page_says_what_article_it_is(nodes: list[Node], article: str) -> None:
    head = nodes[0]

    assert head["@type"] == "NewsArticle"
    assert head["@id"] == BASE + article.replace("/doc/", "/id/")
    assert head["headline"] == "Truppen in Russland"
    assert head["datePublished"] == "2024-10-28"
    assert head["publisher"] == {"@type": "Organization", "name": "Beispielzeitung"}
    assert head["url"] == "https://news.example/arrival"


def test_words_that_were_said_are_a_quotation_of_whoever_said_them(nodes: list[Node]) -> None:
    [quotation] = [node for node in nodes if "Quotation" in node["@type"]]

    assert quotation["text"] == "Wir sind besorgt"
    [speaker] = quotation["spokenByCharacter"]
    assert (speaker["@type"], speaker["name"]) == ("Person", "Sabrina Singh")
    assert quotation["isPartOf"] == quotation["appearance"] == {"@id": nodes[0]["@id"]}


def test_a_figure_is_a_claim_about_a_quantity(nodes: list[Node]) -> None:
    [figure] = [n["about"] for n in nodes if n.get("text") == "höchstens 12.000 Soldaten" and "about" in n]

    assert figure["@type"] == "QuantitativeValue"
    assert figure["maxValue"] == 12000
    assert "minValue" not in figure


def test_people_organisations_and_places_are_told_apart(nodes: list[Node]) -> None:
    classes = {thing["name"]: thing["@type"] for thing in nodes[0]["mentions"]}

    assert classes["Mark Rutte"] == "Person"
    assert "Place" in classes.values()
    assert "Organization" in classes.values()


def test_every_term_is_one_of_schema_org(client: FlaskClient, article: str) -> None:
    found = block(client.get(article + ".html"))

    used = set(terms(found))
    assert found["@context"] == CONTEXT
    assert {"Claim", "Quotation", "NewsArticle", "QuantitativeValue"} <= used
    assert [term for term in used if term not in SDO] == []


def test_what_was_retracted_is_not_claimed() -> None:
    found = news_article(an_article(a_statement("Gone", review_status="retracted"), a_statement("There")), {})

    assert [node["text"] for node in found["@graph"][1:]] == ["There"]


def test_an_address_that_is_a_script_is_left_out() -> None:
    assert "url" not in news_article(an_article(), {})["@graph"][0]


def test_nothing_in_an_article_ends_the_block(client: FlaskClient) -> None:
    with client.application.test_request_context():
        text = client.application.jinja_env.from_string("{{ data | tojson }}").render(
            data=news_article(an_article(), {})
        )

    assert "<" not in text
    assert json.loads(text)["@graph"][0]["headline"].startswith("A </script>")


def test_only_articles_have_a_block(client: FlaskClient) -> None:
    assert not BLOCK.search(client.get("/doc/actor/mark-rutte.html").text)
