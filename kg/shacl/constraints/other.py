"""Other constraint components (https://www.w3.org/TR/shacl/#core-components-others)."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

import pyoxigraph as ox

from kg.shacl.model import Check, Constraint, FocusConstraint, Result, Run, Shape, ValueConstraint
from kg.shacl.paths import Predicate
from kg.shacl.reader import Builder, Reader, iri, single
from kg.shacl.terms import SH, TRUE, Term

_PROPERTY, _PATH, _IGNORED = SH("property"), SH("path"), SH("ignoredProperties")


def _closed(reader: Reader, shape: Shape, values: tuple[Term, ...]) -> Iterable[Constraint]:
    """sh:closed with sh:ignoredProperties (section 4.8.1): a result for each triple not foreseen."""
    if single(shape, values) != TRUE:
        return
    component = SH("ClosedConstraintComponent")
    foreseen = _foreseen(reader, shape)

    def check(run: Run, focus: Term, found: Collection[Term]) -> Sequence[Result]:
        return [
            replace(shape.result(focus, component, stray), path=Predicate(predicate))
            for value in found
            for predicate in run.data.predicates(value)
            if predicate not in foreseen and isinstance(predicate, ox.NamedNode)
            for stray in run.data.objects(value, predicate)
        ]

    yield FocusConstraint(check)


def _foreseen(reader: Reader, shape: Shape) -> frozenset[Term]:
    ignored = reader.one(shape.node, _IGNORED)
    listed = () if ignored is None else tuple(iri(shape, member) for member in reader.list(ignored))
    properties = reader.graph.objects(shape.node, _PROPERTY)
    paths = [path for node in properties for path in reader.graph.objects(node, _PATH)]
    return frozenset((*listed, *(path for path in paths if isinstance(path, ox.NamedNode))))


def _has_value(_reader: Reader, shape: Shape, values: tuple[Term, ...]) -> Iterable[Constraint]:
    """sh:hasValue (section 4.8.2)."""
    for value in values:
        yield FocusConstraint(_having(shape, value))


def _having(shape: Shape, wanted: Term) -> Check:
    component = SH("HasValueConstraintComponent")

    def check(_run: Run, focus: Term, found: Collection[Term]) -> Sequence[Result]:
        return () if wanted in found else (shape.result(focus, component),)

    return check


def _in(reader: Reader, shape: Shape, values: tuple[Term, ...]) -> Iterable[Constraint]:
    """sh:in (section 4.8.3)."""
    allowed = frozenset(reader.list(single(shape, values)))
    yield ValueConstraint(SH("InConstraintComponent"), lambda _run, value: value in allowed)


BUILDERS: dict[ox.NamedNode, Builder] = {
    SH("closed"): _closed,
    SH("hasValue"): _has_value,
    SH("in"): _in,
}
