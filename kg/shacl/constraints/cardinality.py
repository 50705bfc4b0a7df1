"""Cardinality constraint components (https://www.w3.org/TR/shacl/#core-components-count)."""

from collections.abc import Callable, Collection, Iterable, Sequence

import pyoxigraph as ox

from kg.shacl.model import Constraint, FocusConstraint, Result, Run, Shape
from kg.shacl.reader import Builder, Reader, integer, single
from kg.shacl.terms import SH, Term


def _count(component: ox.NamedNode, is_allowed: Callable[[int, int], bool]) -> Builder:
    def build(_reader: Reader, shape: Shape, values: tuple[Term, ...]) -> Iterable[Constraint]:
        limit = integer(shape, single(shape, values))

        def check(_run: Run, focus: Term, found: Collection[Term]) -> Sequence[Result]:
            return () if is_allowed(len(found), limit) else (shape.result(focus, component),)

        yield FocusConstraint(check)

    return build


BUILDERS: dict[ox.NamedNode, Builder] = {
    SH("minCount"): _count(SH("MinCountConstraintComponent"), lambda count, limit: count >= limit),
    SH("maxCount"): _count(SH("MaxCountConstraintComponent"), lambda count, limit: count <= limit),
}
"""sh:minCount (section 4.2.1) and sh:maxCount (section 4.2.2)."""
