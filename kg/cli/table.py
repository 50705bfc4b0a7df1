"""Query results as a table for a person."""

import json
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from kg.cli.output import say
from kg.vocabulary import PREFIXES

Solution = dict[str, dict[str, Any]]

_NUMBERS = ("integer", "decimal", "double", "float")
_NARROWEST = 14
"""Columns of a terminal that a column of a table must have on average to be readable."""


def print_table(results: bytes, base: str) -> None:
    """Print SPARQL results (https://www.w3.org/TR/sparql11-results-json/) on standard output."""
    found = json.loads(results)
    if "boolean" in found:
        say("yes" if found["boolean"] else "no")
        return
    console = Console(highlight=False)
    names, rows = found["head"]["vars"], found["results"]["bindings"]
    fits = len(names) * _NARROWEST <= console.width
    with console.capture() as printed:
        console.print(_grid(names, rows, base) if fits else _records(names, rows, base))
    say(f"{printed.get()}{len(rows)} row{'' if len(rows) == 1 else 's'}")


def _grid(names: list[str], rows: list[Solution], base: str) -> Table:
    """Return one line a solution."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in names:
        numeric = all(_is_number(row[name]) for row in rows if name in row)
        table.add_column(name, overflow="fold", justify="right" if numeric else "left")
    for row in rows:
        table.add_row(*(_cell(row.get(name), base) for name in names))
    return table


def _records(names: list[str], rows: list[Solution], base: str) -> Table:
    """Return one line a value, and a blank line between solutions: for what is too wide for the terminal."""
    table = Table.grid(padding=(0, 2))
    for row in rows:
        for name in names:
            if name in row:
                table.add_row(Text(name, style="bold"), _cell(row[name], base))
        table.add_row()
    return table


def _is_number(term: dict[str, Any]) -> bool:
    return str(term.get("datatype", "")).rpartition("#")[2] in _NUMBERS


def _cell(term: dict[str, Any] | None, base: str) -> Text:
    """Return a term as a person reads it: IRIs shortened, literals without quotes, no control characters."""
    if term is None:
        return Text("")
    value = str(term["value"])
    shown = shortened(value, base) if term["type"] == "uri" else value
    return Text("".join(c if c.isprintable() or c == "\n" else " " for c in shown))


def shortened(iri: str, base: str) -> str:
    """Return an IRI with a prefix of the project, or relative to the base, if it can be written so."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and iri[len(namespace) :].replace("_", "").isalnum():
            return f"{prefix}:{iri.removeprefix(namespace)}"
    if iri.startswith(f"{base}/"):
        return f"<{iri.removeprefix(base)}>"
    return f"<{iri}>"
