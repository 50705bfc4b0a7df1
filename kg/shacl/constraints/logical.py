"""Logical constraint components (https://www.w3.org/TR/shacl/#core-components-logical)."""

from collections.abc import Callable, Iterable

import pyoxigraph as ox

from kg.shacl.model import Constraint, Run, Shape, Test, ValueConstraint
from kg.shacl.reader import Builder, Reader
from kg.shacl.terms import SH, Term


def _not(reader: Reader, shape: Shape, values: tuple[Term, ...]) -> Iterable[Constraint]:
    """sh:not (section 4.6.1)."""
    for value in values:
        yield ValueConstraint(SH("NotConstraintComponent"), _negated(reader.referred(shape, value)))


def _negated(other: Shape) -> Test:
    return lambda run, value: not other.conforms(run, value)


def _of_list(component: ox.NamedNode, combine: Callable[[tuple[Shape, ...]], Test]) -> Builder:
    def build(reader: Reader, shape: Shape, values: tuple[Term, ...]) -> Iterable[Constraint]:
        for value in values:
            others = tuple(reader.referred(shape, member) for member in reader.list(value))
            yield ValueConstraint(component, combine(others))

    return build


def _all(shapes: tuple[Shape, ...]) -> Test:
    """sh:and (section 4.6.2)."""
    return lambda run, value: all(shape.conforms(run, value) for shape in shapes)


def _any(shapes: tuple[Shape, ...]) -> Test:
    """sh:or (section 4.6.3)."""

    def test(run: Run, value: Term) -> bool:
        for shape in shapes:  # noqa: SIM110 - much faster than any() with a generator, and everywhere
            if shape.conforms(run, value):
                return True
        return False

    return test


def _exactly_one(shapes: tuple[Shape, ...]) -> Test:
    """sh:xone (section 4.6.4)."""
    return lambda run, value: sum(shape.conforms(run, value) for shape in shapes) == 1


BUILDERS: dict[ox.NamedNode, Builder] = {
    SH("not"): _not,
    SH("and"): _of_list(SH("AndConstraintComponent"), _all),
    SH("or"): _of_list(SH("OrConstraintComponent"), _any),
    SH("xone"): _of_list(SH("XoneConstraintComponent"), _exactly_one),
}
