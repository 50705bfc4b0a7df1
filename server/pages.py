"""The web pages: the start page, the list of articles, and one page a thing."""

from flask import Blueprint, Response, render_template, request
from werkzeug.exceptions import NotFound

from kg.formats import GRAPH_FORMATS
from kg.queries import saved_queries
from server import current
from server.addresses import address
from server.marking import Marking
from server.negotiation import HTML
from server.reading import articles, overview, things
from server.reading.facts import Figure, Statement, facts, facts_in, newest
from server.reading.queries import iri_ref
from server.representation import represent
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
        case "entry":
            return _page(
                "entry.html", iri, facts=facts(current.store(), facts_in(current.store(), iri), language())
            )
        case "graph":
            return _page("disputes.html", iri, disputes=overview.disputes(current.store(), language()))
        case _:
            return _thing_page(kind, iri)


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
    article = articles.article(current.store(), iri, language())
    return _page("article.html", iri, article=article, marking=Marking(article))


def _fact_page(iri: str) -> str:
    found = facts(current.store(), [iri], language())
    fact: Figure | Statement | None = next(iter(found.figures), None) or next(iter(found.statements), None)
    if fact is None:
        raise NotFound(f"{iri} is neither a statement nor a figure.")
    related = facts(current.store(), _related(fact), language())
    template = "figure.html" if isinstance(fact, Figure) else "statement.html"
    return _page(template, iri, fact=fact, related=related)


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
