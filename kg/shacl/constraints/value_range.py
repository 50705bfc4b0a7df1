"""Value range constraint components (https://www.w3.org/TR/shacl/#core-components-range)."""

from collections.abc import Callable, Iterable

import pyoxigraph as ox

from kg.errors import ShapesError
from kg.shacl.comparison import less_than, less_than_or_equal
from kg.shacl.model import Constraint, Run, Shape, ValueConstraint
from kg.shacl.reader import Builder, Reader, single
from kg.shacl.terms import SH, Term


def _bound(component: ox.NamedNode, is_within: Callable[[Term, Term], bool | None]) -> Builder:
    """Return what makes constraints of a bound; a value that cannot be compared with it violates them."""

    def build(_reader: Reader, shape: Shape, values: tuple[Term, ...]) -> Iterable[Constraint]:
        bound = single(shape, values)
        if not isinstance(bound, ox.Literal):
            raise ShapesError(f"The shape {shape.node} has {bound} as a bound, which is no literal.")

        def test(_run: Run, value: Term) -> bool:
            return is_within(value, bound) is True

        yield ValueConstraint(component, test)

    return build


BUILDERS: dict[ox.NamedNode, Builder] = {
    SH("minExclusive"): _bound(
        SH("MinExclusiveConstraintComponent"), lambda value, bound: less_than(bound, value)
    ),
    SH("minInclusive"): _bound(
        SH("MinInclusiveConstraintComponent"), lambda value, bound: less_than_or_equal(bound, value)
    ),
    SH("maxExclusive"): _bound(SH("MaxExclusiveConstraintComponent"), less_than),
    SH("maxInclusive"): _bound(SH("MaxInclusiveConstraintComponent"), less_than_or_equal),
}
"""Sections 4.3.1 to 4.3.4."""
