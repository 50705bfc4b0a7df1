"""Value type constraint components (https://www.w3.org/TR/shacl/#core-components-value-type)."""

from collections.abc import Iterable

import pyoxigraph as ox

from kg.errors import ShapesError
from kg.shacl.lexical import is_well_typed
from kg.shacl.model import Constraint, Run, Shape, Test, ValueConstraint
from kg.shacl.reader import Builder, Reader, iri, single
from kg.shacl.terms import RDF, SH, Term

_LANG_STRING = RDF("langString")
_KINDS: dict[ox.NamedNode, tuple[type, ...]] = {
    SH("IRI"): (ox.NamedNode,),
    SH("BlankNode"): (ox.BlankNode,),
    SH("Literal"): (ox.Literal,),
    SH("BlankNodeOrIRI"): (ox.BlankNode, ox.NamedNode),
    SH("BlankNodeOrLiteral"): (ox.BlankNode, ox.Literal),
    SH("IRIOrLiteral"): (ox.NamedNode, ox.Literal),
}


def _class(_reader: Reader, shape: Shape, values: tuple[Term, ...]) -> Iterable[Constraint]:
    """sh:class (section 4.1.1): one constraint a class."""
    for value in values:
        yield ValueConstraint(SH("ClassConstraintComponent"), _of_class(iri(shape, value)))


def _of_class(cls: ox.NamedNode) -> Test:
    return lambda run, value: run.data.is_instance(value, cls)


def _datatype(_reader: Reader, shape: Shape, values: tuple[Term, ...]) -> Iterable[Constraint]:
    """sh:datatype (section 4.1.2): the datatype is that one, and the literal is not ill-typed."""
    datatype = iri(shape, single(shape, values))

    def test(_run: Run, value: Term) -> bool:
        return isinstance(value, ox.Literal) and value.datatype == datatype and is_well_typed(value)

    def has_language(_run: Run, value: Term) -> bool:
        return isinstance(value, ox.Literal) and value.language is not None

    is_language = datatype == _LANG_STRING
    yield ValueConstraint(SH("DatatypeConstraintComponent"), has_language if is_language else test)


def _node_kind(_reader: Reader, shape: Shape, values: tuple[Term, ...]) -> Iterable[Constraint]:
    """sh:nodeKind (section 4.1.3)."""
    kinds = _KINDS.get(iri(shape, single(shape, values)))
    if kinds is None:
        raise ShapesError(f"The shape {shape.node} has a sh:nodeKind that does not exist.")
    yield ValueConstraint(SH("NodeKindConstraintComponent"), lambda _run, value: isinstance(value, kinds))


BUILDERS: dict[ox.NamedNode, Builder] = {
    SH("class"): _class,
    SH("datatype"): _datatype,
    SH("nodeKind"): _node_kind,
}
