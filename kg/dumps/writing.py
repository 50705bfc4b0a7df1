"""Dumps in any form: RDF, or tables as CSV, JSON Lines and Parquet."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from itertools import islice
from typing import IO

from kg.dumps import CLASSES, Source
from kg.dumps.columns import TABLES, Column, Form
from kg.dumps.rdf import write_rdf
from kg.dumps.tables import Row, rows
from kg.errors import KgError
from kg.formats import graph_format

BETWEEN = " | "
"""What stands between several values in one field of CSV."""

_ROWS_AT_ONCE = 10_000


def has_parquet() -> bool:
    """Return whether what writes Parquet is installed."""
    return find_spec("pyarrow") is not None


def write(source: Source, out: IO[bytes], form: str, table: str | None = None) -> None:
    """Write a dump.

    Args:
        source: the store.
        out: where to.
        form: the name of a syntax of RDF, or ``csv`` (RFC 4180), ``jsonl`` (one JSON object a line) or
            ``parquet``, which a table is written in.
        table: of `CLASSES`; None for the whole graph, which is RDF.

    Raises:
        StoreError: the store cannot be read.
        KgError: what writes Parquet is not installed.
    """
    if table is not None and form in _WRITERS:
        _WRITERS[form](rows(source, table), out, table)
    else:
        write_rdf(source, out, graph_format(form), CLASSES[table] if table else None)


def _write_csv(content: Iterator[Row], out: IO[bytes], table: str) -> None:
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    try:
        writer = csv.DictWriter(text, ["iri", *(column.name for column in TABLES[table])])
        writer.writeheader()
        for row in content:
            writer.writerow({name: BETWEEN.join(v) if isinstance(v, list) else v for name, v in row.items()})
    finally:
        text.detach()


def _write_json_lines(content: Iterator[Row], out: IO[bytes], _table: str) -> None:
    for row in content:
        out.write(json.dumps(row, ensure_ascii=False).encode() + b"\n")


def _write_parquet(content: Iterator[Row], out: IO[bytes], table: str) -> None:
    if not has_parquet():
        raise KgError("Parquet needs another package. Install it: pip install 'newskg[parquet]'")
    import pyarrow
    from pyarrow.parquet import ParquetWriter

    schema = pyarrow.schema(
        [pyarrow.field("iri", pyarrow.string(), nullable=False)]
        + [pyarrow.field(column.name, _arrow_type(column)) for column in TABLES[table]]
    )
    with ParquetWriter(out, schema, compression="zstd") as writer:
        while batch := list(islice(content, _ROWS_AT_ONCE)):
            writer.write_table(pyarrow.Table.from_pylist(batch, schema))


def _arrow_type(column: Column) -> object:
    import pyarrow

    if column.form is Form.NUMBER:
        return pyarrow.float64()
    return pyarrow.list_(pyarrow.string()) if column.many else pyarrow.string()


_WRITERS: dict[str, Callable[[Iterator[Row], IO[bytes], str], None]] = {
    "csv": _write_csv,
    "jsonl": _write_json_lines,
    "parquet": _write_parquet,
}
