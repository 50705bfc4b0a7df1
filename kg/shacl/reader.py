"""Shapes graphs, read: https://www.w3.org/TR/shacl/#shapes-graph. What is ill-formed raises ShapesError."""

from collections.abc import Callable, Iterable, Iterator, Mapping

import pyoxigraph as ox

from kg.errors import ShapesError
from kg.shacl.data import Data
from kg.shacl.lists import members
from kg.shacl.model import VIOLATION, Constraint, Shape
from kg.shacl.paths import read_path
from kg.shacl.terms import SH, TRUE, XSD_BOOLEAN, XSD_INTEGER, Node, Term

Builder = Callable[["Reader", Shape, tuple[Term, ...]], Iterable[Constraint]]
"""Makes the constraints of a shape from the values of a parameter, of which there is at least one."""

_MESSAGE, _PATH, _SEVERITY = SH("message"), SH("path"), SH("severity")


class Reader:
    """A shapes graph being read; each shape in it is compiled once, when it is first asked for.

    Args:
        graph: the shapes graph.
        builders: what makes constraints, by the parameter that declares them.
        custom: what makes the constraints of components that the shapes graph itself declares.
    """

    def __init__(
        self,
        graph: Data,
        builders: Mapping[ox.NamedNode, Builder],
        custom: Callable[["Reader", Shape], Iterable[Constraint]],
    ) -> None:
        self.graph = graph
        self._builders = builders
        self._custom = custom
        self._shapes: dict[Term, Shape] = {}
        self._references: dict[Shape, set[Shape]] = {}
        self._pending: list[Shape] = []

    def shape(self, node: Term) -> Shape:
        """Return the shape that a node stands for; it has its constraints when `finish` has been called."""
        known = self._shapes.get(node)
        if known is not None:
            return known
        if not isinstance(node, ox.NamedNode | ox.BlankNode):
            raise ShapesError(f"{node} is no shape.")
        path = self.one(node, _PATH)
        shape = Shape(
            node,
            None if path is None else read_path(self.graph, path),
            self._severity(node),
            self.messages(node),
        )
        self._shapes[node] = shape
        self._pending.append(shape)
        return shape

    def referred(self, shape: Shape, node: Term) -> Shape:
        """Return a shape that a constraint of another one refers to."""
        found = self.shape(node)
        self._references.setdefault(shape, set()).add(found)
        return found

    def finish(self) -> None:
        """Give all shapes that were asked for their constraints, and those that they refer to."""
        while self._pending:
            shape = self._pending.pop()
            if not self.is_true(shape.node, SH("deactivated")):
                shape.complete([*self._declared(shape), *self._custom(self, shape)])
        for shape in self._references:
            shape.is_recursive = self._reaches(shape, shape)

    def _declared(self, shape: Shape) -> Iterator[Constraint]:
        for parameter, build in self._builders.items():
            values = tuple(self.graph.objects(shape.node, parameter))
            if values:
                yield from build(self, shape, values)

    def _reaches(self, start: Shape, target: Shape) -> bool:
        seen: set[Shape] = set()
        pending = [start]
        while pending:
            for found in self._references.get(pending.pop(), ()):
                if found is target:
                    return True
                if found not in seen:
                    seen.add(found)
                    pending.append(found)
        return False

    def messages(self, node: Term) -> tuple[ox.Literal, ...]:
        """Return the messages of a shape or of a constraint (section 2.1.5)."""
        found = self.graph.objects(node, _MESSAGE)
        return tuple(message for message in found if isinstance(message, ox.Literal))

    def _severity(self, node: Node) -> ox.NamedNode:
        severity = self.one(node, _SEVERITY)
        if severity is not None and not isinstance(severity, ox.NamedNode):
            raise ShapesError(f"The sh:severity of {node} is not an IRI.")
        return severity or VIOLATION

    def one(self, node: Term, predicate: ox.NamedNode) -> Term | None:
        """Return the one value that a node may have of a property."""
        found = self.graph.objects(node, predicate)
        if len(found) > 1:
            raise ShapesError(f"{node} has more than one value of {predicate}.")
        return next(iter(found), None)

    def is_true(self, node: Term, predicate: ox.NamedNode) -> bool:
        """Return the truth value that a node has of a property; false when it has none."""
        value = self.one(node, predicate)
        if value is not None and (not isinstance(value, ox.Literal) or value.datatype != XSD_BOOLEAN):
            raise ShapesError(f"The value of {predicate} at {node} is not true or false.")
        return value == TRUE

    def list(self, node: Term) -> tuple[Term, ...]:
        """Return the members of a list."""
        return members(self.graph, node)


def single(shape: Shape, values: tuple[Term, ...]) -> Term:
    """Return the value of a parameter that may have only one."""
    if len(values) > 1:
        raise ShapesError(f"The shape {shape.node} has a parameter twice that it may have once.")
    return values[0]


def integer(shape: Shape, value: Term) -> int:
    """Return the whole number that a parameter's value is."""
    if isinstance(value, ox.Literal) and value.datatype == XSD_INTEGER:
        try:
            return int(value.value)
        except ValueError:
            pass
    raise ShapesError(f"The shape {shape.node} has {value} where a whole number belongs.")


def iri(shape: Shape, value: Term) -> ox.NamedNode:
    """Return the IRI that a parameter's value is."""
    if not isinstance(value, ox.NamedNode):
        raise ShapesError(f"The shape {shape.node} has {value} where an IRI belongs.")
    return value


def text(shape: Shape, value: Term) -> str:
    """Return the string that a parameter's value is."""
    if not isinstance(value, ox.Literal):
        raise ShapesError(f"The shape {shape.node} has {value} where a text belongs.")
    return value.value
