"""The dumps that a server offers, by the names of their files."""

from dataclasses import dataclass

from kg.dumps import CLASSES
from kg.dumps.writing import has_parquet
from kg.formats import graph_format

_TABLE_TYPES = {"csv": "text/csv", "jsonl": "application/jsonl", "parquet": "application/vnd.apache.parquet"}
_SYNTAXES = ("nquads", "trig", "turtle")


@dataclass(frozen=True, slots=True)
class Dump:
    """A dump.

    Attributes:
        address: its path on the server, without a slash before it.
        form: what it is written in; see `kg.dumps.writing.write`.
        table: of which class; None for the whole graph.
        media_type: of what is in it.
        compressed: whether that is compressed with gzip.
    """

    address: str
    form: str
    table: str | None
    media_type: str
    compressed: bool = True


def offered() -> dict[str, Dump]:
    """Return the dumps by their addresses, the whole graph first; Parquet where it can be written."""
    whole = [_rdf("dump", None, name) for name in _SYNTAXES]
    parts = [
        dump
        for table in CLASSES
        for dump in (
            *(_table(table, form) for form in _TABLE_TYPES),
            *(_rdf(f"dump/{table}", table, name) for name in _SYNTAXES),
        )
        if dump.form != "parquet" or has_parquet()
    ]
    return {dump.address: dump for dump in (*whole, *parts)}


def _rdf(name: str, table: str | None, syntax: str) -> Dump:
    known = graph_format(syntax)
    return Dump(f"{name}{known.suffix}.gz", syntax, table, known.media_type)


def _table(table: str, form: str) -> Dump:
    compressed = form != "parquet"  # which compresses by itself
    return Dump(
        f"dump/{table}.{form}{'.gz' if compressed else ''}", form, table, _TABLE_TYPES[form], compressed
    )
