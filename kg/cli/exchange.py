"""`kg export`, `kg backup` and `kg restore`: the whole graph out of the store, and back."""

from pathlib import Path

import click

from kg.cli.command import Command
from kg.cli.errors import Failure, interruptible
from kg.cli.output import output, say
from kg.cli.remote import responding, token_option
from kg.cli.settings import Settings, pass_settings
from kg.errors import StoreInUseError

_SYNTAXES = ("turtle", "trig", "ntriples", "nquads", "jsonld", "rdfxml")
_FORMS = ("csv", "jsonl", "parquet")
_TABLES = ("articles", "statements", "estimates", "actors", "locations")
_PATIENCE_FOR_BACKUP_S = 600


@click.command(
    cls=Command,
    examples=(
        "kg export -o news.trig",
        "kg export -o news.nq.gz",
        "kg export --only statements -o statements.csv.gz",
        "kg export --tables tables --format parquet",
        "kg export --format turtle | less",
    ),
)
@click.option(
    "--format",
    "name",
    type=click.Choice((*_SYNTAXES, *_FORMS)),
    help="What to write; by default what the name of the file says, else nquads, or csv with --tables.",
)
@click.option("--only", "table", type=click.Choice(_TABLES), help="Only the things of this class.")
@click.option(
    "--tables",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder to write a table of each class to, as csv, jsonl or parquet.",
)
@click.option(
    "-o",
    "--output",
    "path",
    type=click.Path(path_type=Path, dir_okay=False),
    help="File to write, compressed if its name ends with .gz; standard output if there is none.",
)
@pass_settings
def export(
    settings: Settings, name: str | None, table: str | None, folder: Path | None, path: Path | None
) -> None:
    """Write the whole graph, or tables of what is in it.

    trig, nquads and jsonld keep the graphs of the articles apart; the others have the union of all graphs.
    csv, jsonl and parquet are tables, one row a thing. Equal graphs give equal files.
    """
    if folder is not None:
        if table or path or name in _SYNTAXES:
            raise click.UsageError("--tables takes all tables, as csv, jsonl or parquet, and no --output.")
        form = name or "csv"
        _make(folder)
        for each in _TABLES:
            _export(settings, form, each, folder / f"{each}.{form}")
        return
    name = name or _form_of(path) or "nquads"
    if name in _FORMS and table is None:
        raise click.UsageError(
            f"As {name} there are tables only; name one with --only, or all with --tables."
        )
    _export(settings, name, table, path)


def _export(settings: Settings, name: str, table: str | None, path: Path | None) -> None:
    """Write one file: the whole graph, or the things of a class, in a syntax or as a table."""
    from kg.dumps import opened
    from kg.dumps.writing import write
    from kg.store.folder import DATABASE

    with (
        settings.open_to_read() as store,
        opened(store.path / DATABASE, keeps_union=store.keeps_union) as source,
        output(path) as out,
    ):
        interruptible(lambda: write(source, out, name, table))


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Failure(f"{folder} cannot be made: {error.strerror or error}.") from error


def _form_of(path: Path | None) -> str | None:
    """Return the option that the name of a file stands for, if it does for one."""
    from kg.formats import graph_format_of

    if path is None:
        return None
    plain = path.with_suffix("") if path.suffix == ".gz" else path
    syntax = graph_format_of(plain)
    form = plain.suffix.lower().removeprefix(".")
    return syntax.name if syntax else form if form in _FORMS else None


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
