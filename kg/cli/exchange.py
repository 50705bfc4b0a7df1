"""`kg export`, `kg backup` and `kg restore`: the whole graph out of the store, and back."""

from pathlib import Path

import click

from kg.cli.command import Command
from kg.cli.errors import interruptible
from kg.cli.output import output, say
from kg.cli.remote import responding, token_option
from kg.cli.settings import Settings, pass_settings
from kg.errors import StoreInUseError

_SYNTAXES = ("turtle", "trig", "ntriples", "nquads", "jsonld", "rdfxml")
_PATIENCE_FOR_BACKUP_S = 600


@click.command(
    cls=Command,
    examples=(
        "kg export -o news.trig",
        "kg export -o news.nq.gz",
        "kg export --format turtle | less",
    ),
)
@click.option(
    "--format",
    "name",
    type=click.Choice(_SYNTAXES),
    help="What to write; by default what the name of the file says, else nquads.",
)
@click.option(
    "-o",
    "--output",
    "path",
    type=click.Path(path_type=Path, dir_okay=False),
    help="File to write, compressed if its name ends with .gz; standard output if there is none.",
)
@pass_settings
def export(settings: Settings, name: str | None, path: Path | None) -> None:
    """Write the whole graph.

    trig, nquads and jsonld keep the graphs of the articles apart; the others have the union of all graphs.
    """
    from kg.formats import graph_format, graph_format_of

    named = graph_format_of(path.with_suffix("") if path.suffix == ".gz" else path) if path else None
    syntax = graph_format(name) if name else named or graph_format("nquads")
    with settings.open_to_read() as store, output(path) as out:
        interruptible(lambda: store.dump(out, syntax))


@click.command(
    cls=Command,
    examples=(
        "kg backup /backup/news-2024-11-22",
        "kg backup --server http://localhost:8000 /backup/news-2024-11-22",
    ),
)
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--server", metavar="URL", help="Have it from the server that has the store open.")
@token_option
@pass_settings
def backup(settings: Settings, folder: Path, server: str | None, token: str | None) -> None:
    """Write a copy of the store to a new folder, with what was refused, and with the tokens."""
    if server is not None:
        from kg.store.backup import unpack

        accept, patience = "application/x-tar, application/json;q=0.1", _PATIENCE_FOR_BACKUP_S
        with responding("POST", server, "/backup", token, accept=accept, patience=patience) as archive:
            unpack(archive, folder)
        say(f"{server} is backed up to {folder}")
        return
    try:
        with settings.open_to_read() as store:
            store.backup(folder)
    except StoreInUseError as error:
        remedy = "If it is kg serve, have the backup from it: kg backup DIR --server http://localhost:8000"
        raise StoreInUseError(error.what, remedy) from error
    say(f"{settings.store} is backed up to {folder}")


@click.command(cls=Command, examples=("kg --store restored restore /backup/news-2024-11-22",))
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@pass_settings
def restore(settings: Settings, folder: Path) -> None:
    """Make the store from a backup. There must be nothing yet where the store shall be."""
    from kg.store.backup import restore as restore_store

    restore_store(folder, settings.store)
    say(f"{settings.store} is restored from {folder}")
