"""Validating a few lines of Turtle."""

from collections.abc import Sequence

import pyoxigraph as ox

from kg.shacl import Context, Data, Result, Shapes

PREFIXES = """
@prefix : <https://example.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


def parsed(turtle: str) -> list[ox.Quad]:
    """Return triples that are written with the prefixes above."""
    return list(ox.parse(PREFIXES + turtle, ox.RdfFormat.TURTLE))


def results(shapes: str, data: str, context: Context | None = None) -> Sequence[Result]:
    """Return what shapes find in data."""
    return Shapes(parsed(shapes)).validate(Data(parsed(data), context))


def found(shapes: str, data: str) -> list[str]:
    """Return the components at fault with the values, as in ``MinCount`` or ``Datatype "x"``."""
    return sorted(
        " ".join([_name(result.component), *([written(result.value)] if result.value else [])])
        for result in results(shapes, data)
    )


def written(term: object) -> str:
    """Return a term: IRIs without their beginning, blank nodes without their label."""
    if isinstance(term, ox.BlankNode):
        return "[]"
    shortened = str(term).replace("<https://example.org/", "<")
    return shortened.replace("<http://www.w3.org/2001/XMLSchema#integer>", "xsd:integer")


def _name(component: ox.NamedNode) -> str:
    return component.value.rpartition("#")[2].removesuffix("ConstraintComponent")
