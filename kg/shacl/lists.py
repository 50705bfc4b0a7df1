"""SHACL lists (https://www.w3.org/TR/shacl/#dfn-shacl-list): RDF collections that are well-formed."""

from kg.errors import ShapesError
from kg.shacl.data import Data
from kg.shacl.terms import FIRST, NIL, REST, Term


def members(shapes: Data, node: Term) -> tuple[Term, ...]:
    """Return the members of a list.

    Raises:
        ShapesError: the node is no list, or the list is not well-formed or never ends.
    """
    found: list[Term] = []
    seen = set()
    while node != NIL:
        first, rest = shapes.objects(node, FIRST), shapes.objects(node, REST)
        if len(first) != 1 or len(rest) != 1 or node in seen:
            raise ShapesError(f"{node} is not a well-formed RDF list.")
        seen.add(node)
        found.extend(first)
        (node,) = rest
    return tuple(found)
