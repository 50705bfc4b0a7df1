"""`kg query`: SPARQL to the store or to an endpoint."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.command import Command
from kg.cli.errors import interruptible
from kg.cli.output import output, say
from kg.cli.settings import Settings, pass_settings
from kg.errors import QueryError

if TYPE_CHECKING:
    from kg.store import Answer

_TABLE = "table"
_FORMATS = ("table", "json", "csv", "tsv", "xml", "turtle", "ntriples", "jsonld")


@click.command(
    cls=Command,
    examples=(
        "kg query --list",
        "kg query --saved figures",
        "kg query 'SELECT ?name WHERE { ?actor a kg:Person ; skos:prefLabel ?name }'",
        "kg query --file question.rq --format csv > answer.csv",
        "kg query --endpoint http://localhost:8000/sparql --saved disputes",
    ),
)
@click.argument("query", required=False)
@click.option(
    "--file", type=click.Path(path_type=Path), help="Read the query from a file; - is standard input."
)
@click.option("--saved", metavar="NAME", help="Ask one of the saved queries.")
@click.option("--list", "list_saved", is_flag=True, help="List the saved queries.")
@click.option("--endpoint", metavar="URL", help="Ask a server instead of the store.")
@click.option(
    "--format",
    "syntax",
    type=click.Choice(_FORMATS),
    help="How to write the answer: by default a table on a terminal, else csv; turtle for a graph.",
)
@pass_settings
def query(
    settings: Settings,
    query: str | None,
    file: Path | None,
    saved: str | None,
    list_saved: bool,
    endpoint: str | None,
    syntax: str | None,
) -> None:
    """Ask the graph in SPARQL.

    QUERY is the text of the query; - reads it from standard input. The prefixes of the project (kg, schema,
    skos, oa, …) need not be declared. A query sees the union of all graphs; GRAPH ?article { … } asks each.
    """
    if list_saved:
        _list()
        return
    text = _one_of(query, file, saved)
    try:
        if endpoint:
            from kg.store.remote import query_endpoint

            interruptible(lambda: _answer(query_endpoint(endpoint, text), syntax, settings.base))
        else:
            with settings.open_to_read() as store:
                interruptible(lambda: _answer(store.query(text), syntax, settings.base))
    except QueryError as error:
        raise _with_hint(error, query) from error


def _one_of(query: str | None, file: Path | None, saved: str | None) -> str:
    """Return the text of the one query that was asked for.

    Raises:
        UsageError: there is none, or several.
    """
    if sum(given is not None for given in (query, file, saved)) != 1:
        raise click.UsageError("Give one of QUERY, --file, --saved; kg query --list shows what is saved.")
    if saved is not None:
        return _saved(saved)
    if query == "-" or file == Path("-"):
        return _decoded(sys.stdin.buffer.read(), "Standard input")
    if file is not None:
        try:
            return _decoded(file.read_bytes(), str(file))
        except OSError as error:
            raise click.UsageError(f"{file} cannot be read: {error.strerror}.") from error
    return query or ""


def _decoded(data: bytes, source: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise click.UsageError(f"{source} is not UTF-8 text.") from error


def _saved(name: str) -> str:
    from kg.queries import saved_queries

    texts = {known.name: known.text for known in saved_queries()}
    if name not in texts:
        raise click.UsageError(f"There is no saved query {name!r}; there are {', '.join(texts)}.")
    return texts[name]


def _list() -> None:
    from kg.queries import saved_queries

    for saved in saved_queries():
        say(f"{saved.name:12}{saved.title_en}")


def _answer(answer: "Answer", name: str | None, base: str) -> None:
    """Write an answer in the syntax of that name, or in the one that suits where it goes."""
    from kg.formats import graph_format, result_format

    if answer.is_graph and name in (None, _TABLE):
        name = "turtle"
    if name is None:
        name = _TABLE if sys.stdout.isatty() else "csv"
    if name == _TABLE:
        from kg.cli.table import print_table

        print_table(answer.serialize(result_format("json")), base)
        return
    graphs = ("turtle", "ntriples", "jsonld")
    data = answer.serialize(graph_format(name) if name in graphs else result_format(name))
    with output(None) as out:
        out.write(data if data.endswith(b"\n") else data + b"\n")


def _with_hint(error: QueryError, query: str | None) -> QueryError:
    if query and len(query) < 1000 and Path(query).is_file():
        return QueryError(
            f"{query} is a file, not a query. Run the query in it with: kg query --file {query}"
        )
    return error
