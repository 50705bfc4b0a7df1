"""A shapes graph, compiled once and used for any number of data graphs (https://www.w3.org/TR/shacl/)."""

from collections.abc import Iterable, Sequence

import pyoxigraph as ox

from kg.errors import ShapesError
from kg.shacl import sparql
from kg.shacl.components import Components
from kg.shacl.constraints import (
    cardinality,
    logical,
    other,
    property_pairs,
    shape_based,
    strings,
    value_range,
    value_type,
)
from kg.shacl.data import Data
from kg.shacl.model import Result, Run, Shape
from kg.shacl.reader import Builder, Reader
from kg.shacl.targets import Target, targets_of
from kg.shacl.terms import Term

_BUILDERS: dict[ox.NamedNode, Builder] = {
    **value_type.BUILDERS,
    **cardinality.BUILDERS,
    **value_range.BUILDERS,
    **strings.BUILDERS,
    **property_pairs.BUILDERS,
    **logical.BUILDERS,
    **shape_based.BUILDERS,
    **other.BUILDERS,
    **sparql.BUILDERS,
}


class Shapes:
    """The shapes of a shapes graph (section 3.3). Any number of threads may validate with them at once.

    Args:
        triples: the shapes graph; names of graphs do not count.

    Raises:
        ShapesError: a shape with a target, or one that it refers to, is ill-formed.
    """

    def __init__(self, triples: Iterable[ox.Triple | ox.Quad]) -> None:
        self._graph = Data(triples)
        self._targeted = self._compiled()

    def _compiled(self) -> tuple[tuple[Shape, tuple[Target, ...]], ...]:
        components: list[Components] = []
        reader = Reader(self._graph, _BUILDERS, lambda r, shape: components[0].constraints(r, shape))
        components.append(Components(reader))
        found = tuple((reader.shape(node), targets) for node, targets in targets_of(self._graph))
        reader.finish()
        return found

    def validate(self, data: Data) -> Sequence[Result]:
        """Return what is wrong with a data graph (section 3.4); nothing when it conforms.

        Raises:
            ShapesError: a query of the shapes fails, or shapes and data are nested too deeply.
        """
        run = Run(data, self._graph)
        found: list[Result] = []
        try:
            for shape, targets in self._targeted:
                for focus in _focus_nodes(targets, data):
                    found += shape.results(run, focus)
        except RecursionError as error:
            raise ShapesError(
                "The shapes follow the data too deeply; the data may refer to itself."
            ) from error
        return found


def _focus_nodes(targets: tuple[Target, ...], data: Data) -> Iterable[Term]:
    """Return the focus nodes of a shape (section 2.1.3), each once."""
    if len(targets) == 1:
        return targets[0](data)
    return dict.fromkeys(node for target in targets for node in target(data))
