"""Shapes as they are compiled, and what they find (https://www.w3.org/TR/shacl/#shapes)."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from kg.shacl.data import Data
from kg.shacl.paths import Follow, Path, Predicate, follower
from kg.shacl.terms import SH, Node, Term

VIOLATION = SH("Violation")


@dataclass(frozen=True, slots=True)
class Result:
    """A validation result (section 3.6.2).

    Attributes:
        focus: the focus node.
        shape: the shape that it does not conform to (sh:sourceShape).
        component: the constraint component (sh:sourceConstraintComponent).
        value: the value node at fault; None when no single one is.
        path: the path that leads to it (sh:resultPath); None when the focus itself is at fault.
        messages: what the shape says for people.
        constraint: the SPARQL-based constraint at fault (sh:sourceConstraint).
    """

    focus: Term
    shape: "Shape"
    component: ox.NamedNode
    value: Term | None
    path: Path | None
    messages: tuple[ox.Literal, ...]
    constraint: Term | None = None

    @property
    def severity(self) -> ox.NamedNode:
        """How bad it is (section 2.1.4)."""
        return self.shape.severity


class Run:
    """One validation: the data graph, the same for SPARQL, and what is being validated just now."""

    def __init__(self, data: Data, shapes: Data) -> None:
        self.data = data
        self.active: set[tuple[Shape, Term]] = set()
        self._shapes = shapes
        self._store: ox.Store | None = None
        self._has_shapes = False

    def store(self, *, with_shapes: bool) -> ox.Store:
        """Return the data graph as default graph; and if asked for, the shapes graph as `SHAPES_GRAPH`."""
        if self._store is None:
            self._store = ox.Store()
            self._store.bulk_extend(self.data.quads(ox.DefaultGraph()))
        if with_shapes and not self._has_shapes:
            self._store.bulk_extend(self._shapes.quads(SHAPES_GRAPH))
            self._has_shapes = True
        return self._store


SHAPES_GRAPH = ox.NamedNode("urn:x-shacl:shapes")

Test = Callable[[Run, Term], bool]
Check = Callable[[Run, Term, Collection[Term]], Sequence[Result]]


@dataclass(frozen=True, slots=True)
class ValueConstraint:
    """A constraint that each value node meets or not: `test` says whether."""

    component: ox.NamedNode
    test: Test


@dataclass(frozen=True, slots=True)
class FocusConstraint:
    """A constraint on a focus node and its value nodes together: `check` returns what is wrong."""

    check: Check


Constraint = ValueConstraint | FocusConstraint


class Shape:
    """A node shape or property shape (sections 2.2 and 2.3), compiled.

    It is made in two steps, because shapes may refer to each other in a circle: `complete` adds what it
    demands. After that it does not change.

    Attributes:
        node: the shape in the shapes graph.
        path: where its value nodes are; None for a node shape, whose value node is the focus node.
        severity: of its results.
        messages: of its results.
        is_recursive: whether it refers to itself, directly or by other shapes.
    """

    __slots__ = ("_checks", "_follow", "_tests", "is_recursive", "messages", "node", "path", "severity")

    def __init__(
        self, node: Node, path: Path | None, severity: ox.NamedNode, messages: tuple[ox.Literal, ...]
    ) -> None:
        self.node = node
        self.path = path
        self.severity = severity
        self.messages = messages
        self.is_recursive = False
        self._follow: Follow | None = None if path is None else follower(path)
        self._tests: tuple[tuple[ox.NamedNode, Test], ...] = ()
        self._checks: tuple[Check, ...] = ()

    def complete(self, constraints: Sequence[Constraint]) -> None:
        """Give the shape its constraints; none when it is deactivated (section 2.1.6)."""
        self._tests = tuple((c.component, c.test) for c in constraints if isinstance(c, ValueConstraint))
        self._checks = tuple(c.check for c in constraints if isinstance(c, FocusConstraint))

    def results(self, run: Run, focus: Term) -> Sequence[Result]:
        """Return what is wrong with a focus node (section 3.4)."""
        if self.is_recursive:
            return self._guarded(run, focus)
        # Closed shapes have many property shapes that only name a property.
        return self._found(run, focus) if self._tests or self._checks else ()

    def conforms(self, run: Run, focus: Term) -> bool:
        """Say whether a focus node conforms (section 3.4.2); stops at the first thing that is wrong."""
        if self.is_recursive:
            return not self._guarded(run, focus)
        values = (focus,) if self._follow is None else self._follow(run.data, focus)
        for _, test in self._tests:
            for value in values:
                if not test(run, value):
                    return False
        return not any(check(run, focus, values) for check in self._checks)

    def _guarded(self, run: Run, focus: Term) -> Sequence[Result]:
        """Take a node that is being validated against this very shape for conforming (section 3.4.3)."""
        key = (self, focus)
        if key in run.active:
            return ()
        run.active.add(key)
        try:
            return self._found(run, focus)
        finally:
            run.active.remove(key)

    def _found(self, run: Run, focus: Term) -> Sequence[Result]:
        values = (focus,) if self._follow is None else self._follow(run.data, focus)
        found: list[Result] = []
        if values:
            for component, test in self._tests:
                found += [self.result(focus, component, v) for v in values if not test(run, v)]
        for check in self._checks:
            found += check(run, focus, values)
        return found

    def result(self, focus: Term, component: ox.NamedNode, value: Term | None = None) -> Result:
        """Return a result of this shape."""
        return Result(focus, self, component, value, self.path, self.messages)

    @property
    def predicate(self) -> ox.NamedNode | None:
        """The property that its path is, if it is one."""
        return self.path.iri if isinstance(self.path, Predicate) else None
