"""The graph of one article, put together."""

from rdflib import RDF, Literal

from kg.article import Article
from kg.language.extraction import Extraction
from kg.mapping.draft import Draft
from kg.mapping.facts import add_estimates, add_statements
from kg.mapping.iris import Iris
from kg.mapping.literals import address, date_literal
from kg.mapping.things import add_actors, add_locations
from kg.terms import NamedGraph
from kg.vocabulary import KG, SCHEMA


def article_graph(article: Article, extraction: Extraction, base: str) -> NamedGraph:
    """Return the named graph of an article: everything extracted from it, complete in itself.

    The graph has no blank nodes, and equal input gives equal triples.

    Args:
        article: the article that was read.
        extraction: what was extracted from it.
        base: the address under which the graph is served, for example ``http://localhost:8000``.

    Returns:
        The graph; its name is the article's IRI.

    Raises:
        UnreadableInputError: something in it is not an IRI where one must be.
    """
    iris = Iris(article.name, base)
    draft = Draft(iris, article.text, extraction.language)
    published = article.published or extraction.published
    _add_article(draft, article, extraction, published)
    actors = add_actors(draft, extraction.actors)
    locations = add_locations(draft, extraction.locations)
    statements = add_statements(draft, extraction.statements, actors, locations, published)
    add_estimates(draft, extraction.estimates, actors, locations, statements)
    return NamedGraph(str(iris.article), draft.triples)


def _add_article(draft: Draft, article: Article, extraction: Extraction, published: str | None) -> None:
    iri = draft.iris.article
    draft.add(iri, RDF.type, KG.Article)
    draft.add(iri, SCHEMA.identifier, Literal(article.name))
    draft.add(iri, SCHEMA.inLanguage, Literal(extraction.language))
    draft.add(iri, SCHEMA.articleBody, draft.tagged(article.text))
    if title := article.title or extraction.title:
        draft.add(iri, SCHEMA.headline, draft.tagged(title))
    if published:
        draft.add(iri, SCHEMA.datePublished, date_literal(published))
    if article.publisher:
        draft.add(iri, SCHEMA.publisher, Literal(article.publisher))
    if article.url:
        draft.add(iri, SCHEMA.url, address(article.url))
