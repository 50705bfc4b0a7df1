"""Property pair constraint components (https://www.w3.org/TR/shacl/#core-components-property-pairs)."""

from collections.abc import Callable, Collection, Iterable, Sequence

import pyoxigraph as ox

from kg.errors import ShapesError
from kg.shacl.comparison import less_than, less_than_or_equal
from kg.shacl.model import Check, Constraint, FocusConstraint, Result, Run, Shape
from kg.shacl.reader import Builder, Reader, iri
from kg.shacl.terms import SH, Term

AtFault = Callable[[Collection[Term], Collection[Term]], Iterable[Term]]
"""Given the value nodes and the values of the other property, returns those nodes that are at fault."""


def _pair(component: ox.NamedNode, at_fault: AtFault, *, needs_path: bool = False) -> Builder:
    def build(_reader: Reader, shape: Shape, values: tuple[Term, ...]) -> Iterable[Constraint]:
        if needs_path and shape.path is None:
            raise ShapesError(f"The node shape {shape.node} compares values, which needs a path.")
        for value in values:
            yield FocusConstraint(_check(shape, component, iri(shape, value), at_fault))

    return build


def _check(shape: Shape, component: ox.NamedNode, other: ox.NamedNode, at_fault: AtFault) -> Check:
    def check(run: Run, focus: Term, found: Collection[Term]) -> Sequence[Result]:
        others = run.data.objects(focus, other)
        return [shape.result(focus, component, value) for value in at_fault(found, others)]

    return check


def _not_in_both(found: Collection[Term], others: Collection[Term]) -> Iterable[Term]:
    """sh:equals (section 4.5.1)."""
    return [*(v for v in found if v not in others), *(v for v in others if v not in found)]


def _in_both(found: Collection[Term], others: Collection[Term]) -> Iterable[Term]:
    """sh:disjoint (section 4.5.2)."""
    return [value for value in found if value in others]


def _not_ordered(in_order: Callable[[Term, Term], bool | None]) -> AtFault:
    """sh:lessThan (section 4.5.3), sh:lessThanOrEquals (section 4.5.4): one result for each pair at fault."""

    def at_fault(found: Collection[Term], others: Collection[Term]) -> Iterable[Term]:
        return [value for value in found for other in others if not in_order(value, other)]

    return at_fault


BUILDERS: dict[ox.NamedNode, Builder] = {
    SH("equals"): _pair(SH("EqualsConstraintComponent"), _not_in_both),
    SH("disjoint"): _pair(SH("DisjointConstraintComponent"), _in_both),
    SH("lessThan"): _pair(SH("LessThanConstraintComponent"), _not_ordered(less_than), needs_path=True),
    SH("lessThanOrEquals"): _pair(
        SH("LessThanOrEqualsConstraintComponent"), _not_ordered(less_than_or_equal), needs_path=True
    ),
}
