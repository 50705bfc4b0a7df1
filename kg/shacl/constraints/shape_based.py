"""Shape-based constraint components (https://www.w3.org/TR/shacl/#core-components-shape)."""

from collections.abc import Callable, Collection, Iterable, Sequence

import pyoxigraph as ox

from kg.errors import ShapesError
from kg.shacl.model import Check, Constraint, FocusConstraint, Result, Run, Shape, Test, ValueConstraint
from kg.shacl.reader import Builder, Reader, integer
from kg.shacl.terms import SH, Term

_PROPERTY, _QUALIFIED = SH("property"), SH("qualifiedValueShape")
_DISJOINT = SH("qualifiedValueShapesDisjoint")
_MINIMUM, _MAXIMUM = SH("qualifiedMinCount"), SH("qualifiedMaxCount")


def _node(reader: Reader, shape: Shape, values: tuple[Term, ...]) -> Iterable[Constraint]:
    """sh:node (section 4.7.1)."""
    for value in values:
        yield ValueConstraint(SH("NodeConstraintComponent"), _conforming(reader.referred(shape, value)))


def _conforming(other: Shape) -> Test:
    return lambda run, value: other.conforms(run, value)


def _property(reader: Reader, shape: Shape, values: tuple[Term, ...]) -> Iterable[Constraint]:
    """sh:property (section 4.7.2): its results are those of the property shape."""
    for value in values:
        other = reader.referred(shape, value)
        if other.path is None:
            raise ShapesError(f"The sh:property {value} of {shape.node} has no sh:path.")
        yield FocusConstraint(_of_each(other))


def _of_each(other: Shape) -> Check:
    def check(run: Run, _focus: Term, found: Collection[Term]) -> Sequence[Result]:
        return [result for value in found for result in other.results(run, value)]

    return check


def _qualified(reader: Reader, shape: Shape, values: tuple[Term, ...]) -> Iterable[Constraint]:
    """sh:qualifiedValueShape with its counts (section 4.7.3)."""
    if shape.path is None:
        raise ShapesError(f"The node shape {shape.node} has sh:qualifiedValueShape, which needs a path.")
    minimum, maximum = reader.one(shape.node, _MINIMUM), reader.one(shape.node, _MAXIMUM)
    for value in values:
        matches = _matching(reader, shape, value)
        if minimum is not None:
            least = integer(shape, minimum)
            component = SH("QualifiedMinCountConstraintComponent")
            yield FocusConstraint(_counting(shape, component, matches, least.__le__))
        if maximum is not None:
            most = integer(shape, maximum)
            component = SH("QualifiedMaxCountConstraintComponent")
            yield FocusConstraint(_counting(shape, component, matches, most.__ge__))


def _matching(reader: Reader, shape: Shape, value: Term) -> Test:
    """Return the test of a value node against the qualified shape, and against none of the sibling shapes."""
    wanted = reader.referred(shape, value)
    if not reader.is_true(shape.node, _DISJOINT):
        return wanted.conforms
    siblings = tuple(reader.referred(shape, node) for node in _siblings(reader, shape) if node != value)

    def test(run: Run, node: Term) -> bool:
        return wanted.conforms(run, node) and not any(sibling.conforms(run, node) for sibling in siblings)

    return test


def _siblings(reader: Reader, shape: Shape) -> dict[Term, None]:
    """Return the sibling shapes (section 4.7.3): qualified shapes beside this one in the same parents."""
    graph = reader.graph
    parents = graph.subjects(_PROPERTY, shape.node)
    beside = [node for parent in parents for node in graph.objects(parent, _PROPERTY)]
    return dict.fromkeys(value for node in beside for value in graph.objects(node, _QUALIFIED))


def _counting(
    shape: Shape, component: ox.NamedNode, matches: Test, is_allowed: Callable[[int], bool]
) -> Check:
    def check(run: Run, focus: Term, found: Collection[Term]) -> Sequence[Result]:
        count = sum(matches(run, value) for value in found)
        return () if is_allowed(count) else (shape.result(focus, component),)

    return check


BUILDERS: dict[ox.NamedNode, Builder] = {
    SH("node"): _node,
    SH("property"): _property,
    SH("qualifiedValueShape"): _qualified,
}
