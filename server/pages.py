"""The web pages: the start page, the list of articles, and one page a thing."""

from flask import Blueprint, Response, render_template, request
from rdflib.namespace import RDFS
from werkzeug.exceptions import NotFound

from kg.disputes import disputes_iri
from kg.formats import GRAPH_FORMATS
from kg.history import Version, history_iri, versions_of
from kg.queries import saved_queries
from kg.terms import NamedGraph
from server import current
from server.addresses import address
from server.marking import Marking
from server.negotiation import HTML
from server.reading import articles, overview, things
from server.reading.facts import Figure, Statement, facts, facts_in, newest
from server.reading.history import NEWEST, Contents, last_review
from server.reading.queries import describe_all, first, iri_ref
from server.representation import represent
from server.schema_org import classes_of, news_article
from server.translations import language, text

blueprint = Blueprint("pages", __name__)

ON_THE_START_PAGE = 8
A_PAGE = 50
MOST_RELATED = 100


@blueprint.get("/")
def start() -> Response:
    """Return the start page: what there is, what is new, what is disputed, what can be asked."""
    return represent(HTML, _start_page, variant=f"{language()} {request.url_root}")


@blueprint.get("/articles")
def list_articles() -> Response:
    """Return a page of the list of all articles, the newest first."""
    page = request.args.get("page", 1, type=int)
    total = articles.number_of_articles(current.store())
    pages = max(1, -(-total // A_PAGE))
    if not 1 <= page <= pages:
        raise NotFound(f"The list of articles has {pages} pages.")

    def body() -> str:
        lines = articles.lines(current.store(), language(), limit=A_PAGE, offset=(page - 1) * A_PAGE)
        return render_template("articles.html", lines=lines, page=page, pages=pages)

    return represent(HTML, body, variant=language())


def describe(kind: str, iri: str) -> str:
    """Return the page of a thing of the graph; `kind` is the segment of its IRI after ``/id/``."""
    match kind:
        case "article":
            return _article_page(iri)
        case "statement" | "estimate":
            return _fact_page(iri)
        case "graph" if iri == disputes_iri(current.config().base):
            return _page("disputes.html", iri, disputes=overview.disputes(current.store(), language()))
        case "graph" if iri == history_iri(current.config().base):
            return _page("changes.html", iri, newest=_newest_writes("?agent"))
        case "entry" | "graph":
            return _entry_page(iri)
        case "agent":
            return _agent_page(iri)
        case _:
            return _thing_page(kind, iri)


def describe_version(kind: str, contents: NamedGraph, shown: Version, latest: Version) -> str:
    """Return the page of an article or another graph as it was.

    Args:
        kind: the segment of its IRI after ``/id/``.
        contents: what was in it.
        shown: the version.
        latest: the newest version.
    """
    source = Contents(contents, current.store().path)
    if kind == "article":
        article = articles.article(source, contents.name, language())
        page = {"article": article, "marking": Marking(article)}
        return _page("article.html", shown.iri, **page, shown=shown, latest=latest)
    found = facts(source, facts_in(source, contents.name), language())
    return _page("entry.html", shown.iri, facts=found, graph=contents.name, shown=shown, latest=latest)


def _start_page() -> str:
    store = current.store()
    return render_template(
        "start.html",
        counts=current.once_per_version("counts", lambda: overview.counts(store)),
        lines=articles.lines(store, language(), limit=ON_THE_START_PAGE),
        figures=overview.newest_figures(store, language(), ON_THE_START_PAGE),
        disputes=overview.disputes(store, language(), ON_THE_START_PAGE // 2),
        saved=saved_queries(),
        endpoint=f"{request.url_root}sparql",
        validation=f"{request.url_root}validate",
    )


def _article_page(iri: str) -> str:
    store = current.store()
    article = articles.article(store, iri, language())
    in_short = news_article(article, classes_of(store, article))
    marking, latest = Marking(article), _latest_version(iri)
    return _page("article.html", iri, article=article, marking=marking, latest=latest, schema_org=in_short)


def _entry_page(iri: str) -> str:
    found = facts(current.store(), facts_in(current.store(), iri), language())
    return _page("entry.html", iri, facts=found, graph=iri, latest=_latest_version(iri))


def _agent_page(iri: str) -> str:
    about = describe_all(current.store(), [iri]).get(iri, {})
    return _page("agent.html", iri, name=first(about, RDFS.label) or iri, newest=_newest_writes(iri_ref(iri)))


def _newest_writes(agent: str) -> str:
    return NEWEST.format(history=history_iri(current.config().base), agent=agent)


def _latest_version(graph: str) -> Version | None:
    return next(iter(versions_of(current.store(), graph, current.config().base)), None)


def _fact_page(iri: str) -> str:
    store = current.store()
    found = facts(store, [iri], language())
    fact: Figure | Statement | None = next(iter(found.figures), None) or next(iter(found.statements), None)
    if fact is None:
        raise NotFound(f"{iri} is neither a statement nor a figure.")
    related = facts(store, _related(fact), language())
    review = last_review(store, iri, current.config().base)
    template = "figure.html" if isinstance(fact, Figure) else "statement.html"
    return _page(template, iri, fact=fact, related=related, review=review)


def _related(fact: Figure | Statement) -> list[str]:
    """Return the statement that carries a figure and what disputes it; the figures in a statement."""
    if isinstance(fact, Figure):
        return [*([fact.statement] if fact.statement else []), *fact.disputes]
    return newest(current.store(), f"?thing kg:inStatement {iri_ref(fact.iri)} .", MOST_RELATED)


def _thing_page(kind: str, iri: str) -> str:
    about = things.thing(current.store(), iri, language())
    mentioned = things.mentioned(current.store(), iri, language())
    return _page("thing.html", iri, kind=_kind_name(kind, about.types), about=about, mentioned=mentioned)


def _kind_name(kind: str, types: tuple[str, ...]) -> str:
    """Return what sort of thing it is in words, by its most telling class."""
    for name in ("Person", "Organization", "State", "Group", "Location"):
        if name in types:
            return text(f"thing.{name}")
    return text({"location": "thing.Location", "concept": "thing.concept"}.get(kind, "thing.Actor"))


def _page(template: str, iri: str, **values: object) -> str:
    return render_template(template, iri=iri, document=address(iri), formats=GRAPH_FORMATS, **values)
