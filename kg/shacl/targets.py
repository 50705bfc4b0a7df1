"""Targets: the nodes that a shape is about (https://www.w3.org/TR/shacl/#targets)."""

from collections.abc import Callable, Collection, Iterator

import pyoxigraph as ox

from kg.errors import ShapesError
from kg.shacl.data import Data
from kg.shacl.terms import CLASS, SH, TYPE, Term

Target = Callable[[Data], Collection[Term]]
"""Returns the focus nodes in a data graph."""

_SHAPE_CLASSES = (SH("NodeShape"), SH("PropertyShape"))


def targets_of(shapes: Data) -> Iterator[tuple[Term, tuple[Target, ...]]]:
    """Yield each shape of a shapes graph that has targets, with those.

    Raises:
        ShapesError: a target is ill-formed.
    """
    declared = [shapes.subjects_of(predicate) for predicate in _TARGETS]
    classes = [node for cls in _SHAPE_CLASSES for node in shapes.instances(cls)]
    for node in dict.fromkeys([*(shape for found in declared for shape in found), *classes]):
        targets = tuple(_targets(shapes, node))
        if targets:
            yield node, targets


def _targets(shapes: Data, shape: Term) -> Iterator[Target]:
    for predicate, make in _TARGETS.items():
        for value in shapes.objects(shape, predicate):
            yield make(value)
    # Implicit class targets (section 2.1.3.3).
    is_shape = any(shapes.is_instance(shape, cls) for cls in _SHAPE_CLASSES)
    if is_shape and shapes.is_instance(shape, CLASS) and shapes.objects(shape, TYPE):
        yield _of_class(shape)


def _node(value: Term) -> Target:
    """sh:targetNode (section 2.1.3.1)."""
    if isinstance(value, ox.BlankNode):
        raise ShapesError(f"The sh:targetNode {value} is a blank node.")
    return lambda _data: (value,)


def _of_class(value: Term) -> Target:
    """sh:targetClass (section 2.1.3.2)."""
    cls = _iri(value)
    return lambda data: data.instances(cls)


def _subjects_of(value: Term) -> Target:
    """sh:targetSubjectsOf (section 2.1.3.4)."""
    predicate = _iri(value)
    return lambda data: data.subjects_of(predicate)


def _objects_of(value: Term) -> Target:
    """sh:targetObjectsOf (section 2.1.3.5)."""
    predicate = _iri(value)
    return lambda data: data.objects_of(predicate)


def _iri(value: Term) -> ox.NamedNode:
    if not isinstance(value, ox.NamedNode):
        raise ShapesError(f"The target {value} is not an IRI.")
    return value


_TARGETS: dict[ox.NamedNode, Callable[[Term], Target]] = {
    SH("targetNode"): _node,
    SH("targetClass"): _of_class,
    SH("targetSubjectsOf"): _subjects_of,
    SH("targetObjectsOf"): _objects_of,
}
