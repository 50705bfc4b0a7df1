"""Constraint components that a shapes graph declares (https://www.w3.org/TR/shacl/#sparql-constraint-components)."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

import pyoxigraph as ox

from kg.errors import ShapesError
from kg.shacl.model import Check, Constraint, FocusConstraint, Result, Run, Shape
from kg.shacl.prebinding import Query
from kg.shacl.reader import Reader
from kg.shacl.sparql import BOUND, Selection, bindings, filled, read_query
from kg.shacl.terms import SH, Term

_CLASS = SH("ConstraintComponent")
_PARAMETER, _PATH, _OPTIONAL = SH("parameter"), SH("path"), SH("optional")
_VALIDATOR, _NODE_VALIDATOR, _PROPERTY_VALIDATOR = (
    SH("validator"),
    SH("nodeValidator"),
    SH("propertyValidator"),
)
_ASK, _SELECT = SH("ask"), SH("select")
_LOCAL_NAME = "/#:"


@dataclass(frozen=True, slots=True)
class _Parameter:
    """A parameter (section 6.2.1): the property that gives it a value, and whether it may have none."""

    predicate: ox.NamedNode
    is_optional: bool

    @property
    def variable(self) -> str:
        """The local name of the property, by which queries know the value."""
        iri = self.predicate.value
        return iri[max(iri.rfind(separator) for separator in _LOCAL_NAME) + 1 :]


class Components:
    """The constraint components that a shapes graph declares.

    Raises:
        ShapesError: a declaration is ill-formed.
    """

    def __init__(self, reader: Reader) -> None:
        self._declared = {
            node: tuple(_parameters(reader, node))
            for node in reader.graph.instances(_CLASS)
            if isinstance(node, ox.NamedNode)
        }

    def constraints(self, reader: Reader, shape: Shape) -> Iterator[Constraint]:
        """Yield the constraints that a shape has by them (section 6.3)."""
        for component, parameters in self._declared.items():
            for arguments in _arguments(reader, shape, parameters):
                yield FocusConstraint(_check(reader, shape, component, parameters, arguments))


def _parameters(reader: Reader, component: Term) -> Iterator[_Parameter]:
    for node in reader.graph.objects(component, _PARAMETER):
        predicate = reader.one(node, _PATH)
        if not isinstance(predicate, ox.NamedNode):
            raise ShapesError(f"A parameter of {component} has no sh:path that is an IRI.")
        yield _Parameter(predicate, reader.is_true(node, _OPTIONAL))


def _arguments(reader: Reader, shape: Shape, parameters: tuple[_Parameter, ...]) -> Iterable[dict[str, Term]]:
    """Return the values of the parameters at a shape, once for each constraint that they make."""
    values = {p.variable: tuple(reader.graph.objects(shape.node, p.predicate)) for p in parameters}
    if not parameters or any(not values[p.variable] for p in parameters if not p.is_optional):
        return []
    given = {name: found for name, found in values.items() if found}
    if len(parameters) > 1 and any(len(found) > 1 for found in given.values()):
        raise ShapesError(f"The shape {shape.node} has a parameter twice that it may have once.")
    return [dict(zip(given, chosen, strict=True)) for chosen in product(*given.values())]


def _check(
    reader: Reader,
    shape: Shape,
    component: ox.NamedNode,
    parameters: tuple[_Parameter, ...],
    arguments: dict[str, Term],
) -> Check:
    validator = _validator(reader, shape, component)
    names = BOUND | {parameter.variable for parameter in parameters}
    messages = shape.messages or reader.messages(validator)
    if reader.graph.objects(validator, _ASK):
        query = read_query(reader, shape, validator, _ASK, names | {"value"})
        return _asking(shape, query, component, messages, arguments)
    query = read_query(reader, shape, validator, _SELECT, names)
    return Selection(shape, query, component, messages, None, arguments).check


def _validator(reader: Reader, shape: Shape, component: ox.NamedNode) -> Term:
    """Return the validator for the kind of the shape, else the one for all (section 6.2.3)."""
    of_kind = _NODE_VALIDATOR if shape.path is None else _PROPERTY_VALIDATOR
    found = reader.one(component, of_kind) or reader.one(component, _VALIDATOR)
    if found is None:
        raise ShapesError(f"{component} has no validator for {shape.node}.")
    return found


def _asking(
    shape: Shape,
    query: Query,
    component: ox.NamedNode,
    messages: tuple[ox.Literal, ...],
    arguments: dict[str, Term],
) -> Check:
    """Return the check of each value node by an ASK query, which says whether it conforms (section 6.4)."""

    def check(run: Run, focus: Term, found: Collection[Term]) -> Sequence[Result]:
        results = []
        store = run.store(with_shapes=query.needs_shapes)
        for value in found:
            bound = bindings(shape, focus) | arguments | {"value": value}
            if not query.evaluate(store, bound):
                result = shape.result(focus, component, value)
                results.append(replace(result, messages=filled(messages, bound)))
        return results

    return check
