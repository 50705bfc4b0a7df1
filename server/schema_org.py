"""An article in the terms of schema.org (https://schema.org), for crawlers that read its page.

Statements and figures are claims, words that were said are quotations. No rating is given: what people decide
about a fact is whether the article says it, not whether it is true, so there is no ClaimReview.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from rdflib.namespace import RDF

from kg.vocabulary import KG
from server.addresses import web_address
from server.reading.articles import Article
from server.reading.facts import Figure, Statement
from server.reading.names import Named
from server.reading.queries import Source, describe_all, every

CONTEXT = "https://schema.org"

# An author is a person or an organisation; a state and a group are nearer to the latter.
_CLASSES = {str(KG.Person): "Person", str(KG.Location): "Place"}
_OTHERS = "Organization"

Node = dict[str, Any]
Classes = Mapping[str, str]


def classes_of(store: Source, article: Article) -> Classes:
    """Return of everything that an article and its facts name which class of schema.org it is of."""
    facts: list[Statement | Figure] = [*article.facts.statements, *article.facts.figures]
    sources = {source.iri for fact in facts for source in _sources(fact)}
    wanted = sources.union(thing.iri for thing in (*article.actors, *article.locations))
    about = describe_all(store, sorted(wanted)) if wanted else {}
    types = {iri: every(about.get(iri, {}), RDF.type) for iri in wanted}
    return {iri: next((_CLASSES[t] for t in types[iri] if t in _CLASSES), _OTHERS) for iri in wanted}


def news_article(article: Article, classes: Classes) -> Node:
    """Return an article and what is claimed in it as JSON-LD. Facts that were retracted are left out.

    Args:
        article: what is known of it.
        classes: of the things that are named in it, see `classes_of`.
    """
    iri = article.article.iri
    facts: list[Statement | Figure] = [*article.facts.statements, *article.facts.figures]
    stated = [fact for fact in facts if fact.review_status != "retracted"]
    head = _stated(
        {
            "@type": "NewsArticle",
            "@id": iri,
            "headline": article.article.name,
            "datePublished": article.published,
            "inLanguage": article.language,
            "url": web_address(article.url),
            "publisher": {"@type": "Organization", "name": article.publisher} if article.publisher else None,
            "mentions": _things((*article.actors, *article.locations), classes),
        }
    )
    return {"@context": CONTEXT, "@graph": [head, *(_claim(fact, iri, classes) for fact in stated)]}


def _claim(fact: Statement | Figure, article: str, classes: Classes) -> Node:
    claim: Node = {"@type": "Claim", "appearance": {"@id": article}, "inLanguage": fact.language}
    if isinstance(fact, Figure):
        claim |= {"text": fact.words, "author": _things(fact.estimated_by, classes), "about": _quantity(fact)}
        claim["contentLocation"] = _place(fact.location)
        return _stated(claim)
    claim |= {"@id": fact.iri, "text": fact.text, "dateCreated": fact.said_on}
    claim |= {"author": _things(fact.speakers, classes), "contentLocation": _place(fact.said_at)}
    if fact.type == "DirectStatement":
        claim |= {
            "@type": ["Claim", "Quotation"],
            "isPartOf": {"@id": article},
            "spokenByCharacter": claim["author"],
        }
    return _stated(claim)


def _quantity(figure: Figure) -> Node:
    numbers = {"value": figure.value, "minValue": figure.lower, "maxValue": figure.upper}
    return _stated(
        {
            "@type": "QuantitativeValue",
            "@id": figure.iri,
            "name": figure.counts.name if figure.counts else None,
            **{name: _number(lexical) for name, lexical in numbers.items()},
            "unitText": figure.unit,
        }
    )


def _number(lexical: str | None) -> int | float | None:
    if lexical is None:
        return None
    try:
        return int(lexical)
    except ValueError:
        return float(lexical)


def _things(things: Iterable[Named], classes: Classes) -> list[Node]:
    return [{"@type": classes.get(t.iri, _OTHERS), "@id": t.iri, "name": t.name} for t in things]


def _place(place: Named | None) -> Node | None:
    return {"@type": "Place", "@id": place.iri, "name": place.name} if place else None


def _sources(fact: Statement | Figure) -> tuple[Named, ...]:
    return fact.estimated_by if isinstance(fact, Figure) else fact.speakers


def _stated(node: Node) -> Node:
    """Return a node without what nobody knows."""
    return {name: value for name, value in node.items() if value not in (None, "", [])}
