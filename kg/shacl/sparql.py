"""SPARQL-based constraints (https://www.w3.org/TR/shacl/#sparql-constraints)."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import pyoxigraph as ox

from kg.errors import ShapesError
from kg.shacl.data import closure
from kg.shacl.model import SHAPES_GRAPH, Constraint, FocusConstraint, Result, Run, Shape
from kg.shacl.paths import Path, Predicate, path_to_sparql
from kg.shacl.prebinding import Query, prepared
from kg.shacl.reader import Builder, Reader, text
from kg.shacl.terms import OWL, SH, TRUE, Term

_IMPORTS, _DECLARE, _PREFIX, _NAMESPACE = OWL("imports"), SH("declare"), SH("prefix"), SH("namespace")
_SELECT, _PREFIXES, _DEACTIVATED = SH("select"), SH("prefixes"), SH("deactivated")
_COMPONENT = SH("SPARQLConstraintComponent")
_PLACEHOLDER = re.compile(r"\{[?$](\w+)\}")

BOUND = frozenset({"this", "shapesGraph", "currentShape"})
"""The variables that are bound in every query (section 5.3.1)."""


def _sparql(reader: Reader, shape: Shape, values: tuple[Term, ...]) -> Iterable[Constraint]:
    """sh:sparql (section 5.1)."""
    for node in values:
        if reader.is_true(node, _DEACTIVATED):
            continue
        query = read_query(reader, shape, node, _SELECT, BOUND)
        messages = reader.messages(node) or shape.messages
        yield FocusConstraint(Selection(shape, query, _COMPONENT, messages, node, {}).check)


def read_query(
    reader: Reader, shape: Shape, node: Term, predicate: ox.NamedNode, bound: frozenset[str]
) -> Query:
    """Return the query that a constraint or validator has as sh:select or sh:ask.

    Raises:
        ShapesError: there is none, or it cannot be parsed or used.
    """
    value = reader.one(node, predicate)
    if value is None:
        raise ShapesError(f"{node} has no {predicate}.")
    path = None if shape.path is None else path_to_sparql(shape.path)
    query = prepared(text(shape, value), _prefixes(reader, node), bound, path)
    query.evaluate(ox.Store(), dict.fromkeys(bound, SHAPES_GRAPH))
    return query


def _prefixes(reader: Reader, node: Term) -> dict[str, str]:
    """Return the prefixes that are declared for a query (section 5.2.1)."""
    graph = reader.graph
    found: dict[str, str] = {}
    for start in graph.objects(node, _PREFIXES):
        for ontology in closure(start, lambda n: graph.objects(n, _IMPORTS)):
            for declaration in graph.objects(ontology, _DECLARE):
                prefix, namespace = reader.one(declaration, _PREFIX), reader.one(declaration, _NAMESPACE)
                if not isinstance(prefix, ox.Literal) or not isinstance(namespace, ox.Literal):
                    raise ShapesError(f"{ontology} declares a prefix without sh:prefix or sh:namespace.")
                if found.setdefault(prefix.value, namespace.value) != namespace.value:
                    raise ShapesError(f"The prefix {prefix.value} is declared for two namespaces.")
    return found


@dataclass(frozen=True, slots=True)
class Selection:
    """A SELECT query of which each solution is a violation (section 5.3).

    Attributes:
        shape: the shape that has it.
        query: the query.
        component: of the results.
        messages: of the results, with places for the values of variables.
        constraint: of the results.
        arguments: further variables with their values.
    """

    shape: Shape
    query: Query
    component: ox.NamedNode
    messages: tuple[ox.Literal, ...]
    constraint: Term | None
    arguments: dict[str, Term]

    def check(self, run: Run, focus: Term, _found: Collection[Term]) -> Sequence[Result]:
        """Return a result for each solution (section 5.3.2)."""
        bound = bindings(self.shape, focus) | self.arguments
        solutions = self.query.evaluate(run.store(with_shapes=self.query.needs_shapes), bound)
        if not isinstance(solutions, ox.QuerySolutions):
            raise ShapesError(f"A query of {self.shape.node} is not SELECT.")
        names = [variable.value for variable in solutions.variables]
        return [
            self._result(
                focus, bound | {name: term for name in names if (term := solution[name]) is not None}
            )
            for solution in solutions
        ]

    def _result(self, focus: Term, solution: Mapping[str, Term]) -> Result:
        if solution.get("failure") == TRUE:
            raise ShapesError(f"A query of {self.shape.node} says that it failed.")
        value = solution.get("value", focus if self.shape.path is None else None)
        found = self.shape.result(focus, self.component, value)
        own = solution.get("message")
        messages = (own,) if isinstance(own, ox.Literal) else filled(self.messages, solution)
        return replace(
            found, path=_path(solution) or found.path, messages=messages, constraint=self.constraint
        )


def bindings(shape: Shape, focus: Term) -> dict[str, Term]:
    """Return the values of the variables that are bound in every query."""
    return {"this": focus, "shapesGraph": SHAPES_GRAPH, "currentShape": shape.node}


def filled(messages: tuple[ox.Literal, ...], values: Mapping[str, Term]) -> tuple[ox.Literal, ...]:
    """Return messages with the values of variables in their places, ``{?name}`` or ``{$name}``."""

    def written(match: re.Match[str]) -> str:
        value = values.get(match[1])
        if value is None:
            return match[0]
        return value.value if isinstance(value, ox.Literal | ox.NamedNode) else str(value)

    return tuple(
        ox.Literal(filled_in, language=message.language)
        if message.language
        else ox.Literal(filled_in, datatype=message.datatype)
        for message in messages
        for filled_in in [_PLACEHOLDER.sub(written, message.value)]
    )


def _path(solution: Mapping[str, Term]) -> Path | None:
    path = solution.get("path")
    return Predicate(path) if isinstance(path, ox.NamedNode) else None


BUILDERS: dict[ox.NamedNode, Builder] = {SH("sparql"): _sparql}
