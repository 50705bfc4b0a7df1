"""A data graph in memory, indexed for what validation asks of it."""

from collections.abc import Callable, Collection, Iterable, Mapping

import pyoxigraph as ox

from kg.shacl.terms import SUBCLASS_OF, TYPE, Term

Context = Callable[[Collection[ox.NamedNode]], Iterable[ox.Triple | ox.Quad]]
"""Given things that a graph refers to, returns what is known about them."""

_NONE: Mapping[Term, None] = {}


class Data:
    """A data graph (https://www.w3.org/TR/shacl/#data-graph), and what is known of the things it refers to.

    Its triples are indexed by predicate and subject, and by predicate and object where somebody asks. Sets of
    nodes are in the order of the triples, so that the same triples give the same results in the same order.

    Args:
        triples: the graph; repeated triples count once, names of graphs do not count.
        context: what says more about the IRIs that are objects in the graph and of which the graph itself
            says nothing, such as a look into a store. So the cost does not grow with the store.

    Attributes:
        own: the nodes that the graph itself has triples about.
    """

    def __init__(self, triples: Iterable[ox.Triple | ox.Quad], context: Context | None = None) -> None:
        self._objects: dict[Term, dict[Term, dict[Term, None]]] = {}
        self._subjects: dict[Term, dict[Term, dict[Term, None]]] = {}
        self._instances: dict[Term, Collection[Term]] = {}
        self._predicates: dict[Term, list[Term]] | None = None
        self._add(triples)
        self.own = frozenset(self.described())
        if context is not None:
            self._add(context(self._referred()))

    def _add(self, triples: Iterable[ox.Triple | ox.Quad]) -> None:
        index = self._objects
        for triple in triples:
            subject = triple.subject
            by_subject = index.get(predicate := triple.predicate)
            if by_subject is None:
                by_subject = index[predicate] = {}
            values = by_subject.get(subject)
            if values is None:
                by_subject[subject] = {triple.object: None}
            else:
                values[triple.object] = None

    def described(self) -> Collection[Term]:
        """Return the nodes that there are triples about, as a set."""
        return dict.fromkeys(subject for by_subject in self._objects.values() for subject in by_subject)

    def _referred(self) -> list[ox.NamedNode]:
        """Return the IRIs that are objects, but not classes, and not described."""
        found: dict[ox.NamedNode, None] = {}
        for predicate, by_subject in self._objects.items():
            if predicate != TYPE:
                for values in by_subject.values():
                    found.update((value, None) for value in values if isinstance(value, ox.NamedNode))
        return [node for node in found if node not in self.own]

    def objects(self, subject: Term, predicate: ox.NamedNode) -> Collection[Term]:
        """Return the objects of triples with that subject and predicate, as a set."""
        by_subject = self._objects.get(predicate)
        return _NONE if by_subject is None else by_subject.get(subject, _NONE)

    def subjects(self, predicate: ox.NamedNode, value: Term) -> Collection[Term]:
        """Return the subjects of triples with that predicate and object, as a set."""
        by_object = self._subjects.get(predicate)
        if by_object is None:
            by_object = self._subjects[predicate] = {}
            for subject, values in self._objects.get(predicate, {}).items():
                for found in values:
                    by_object.setdefault(found, {})[subject] = None
        return by_object.get(value, _NONE)

    def subjects_of(self, predicate: ox.NamedNode) -> Collection[Term]:
        """Return the subjects of triples with that predicate, as a set."""
        return self._objects.get(predicate, _NONE)

    def objects_of(self, predicate: ox.NamedNode) -> Collection[Term]:
        """Return the objects of triples with that predicate, as a set."""
        by_subject = self._objects.get(predicate, {})
        return dict.fromkeys(value for values in by_subject.values() for value in values)

    def predicates(self, subject: Term) -> Collection[Term]:
        """Return the predicates of triples with that subject, as a set."""
        if self._predicates is None:
            self._predicates = {}
            for predicate, by_subject in self._objects.items():
                for found in by_subject:
                    self._predicates.setdefault(found, []).append(predicate)
        return self._predicates.get(subject, ())

    def is_instance(self, node: Term, cls: Term) -> bool:
        """Say whether a node is a SHACL instance of a class (https://www.w3.org/TR/shacl/#dfn-shacl-instance)."""
        types = self.objects(node, TYPE)
        if cls in types:
            return True
        return SUBCLASS_OF in self._objects and any(
            cls in closure(t, lambda c: self.objects(c, SUBCLASS_OF)) for t in types
        )

    def instances(self, cls: Term) -> Collection[Term]:
        """Return the SHACL instances of a class (see `is_instance`), as a set."""
        found = self._instances.get(cls)
        if found is None:
            if SUBCLASS_OF in self._objects:
                classes = closure(cls, lambda c: self.subjects(SUBCLASS_OF, c))
                found = dict.fromkeys(node for c in classes for node in self.subjects(TYPE, c))
            else:
                found = self.subjects(TYPE, cls)
            self._instances[cls] = found
        return found

    def quads(self, graph: ox.NamedNode | ox.DefaultGraph) -> list[ox.Quad]:
        """Return all triples, what is known of other things included, in a graph of that name."""
        return [
            ox.Quad(subject, predicate, value, graph)  # type: ignore[arg-type]  # they came from triples
            for predicate, by_subject in self._objects.items()
            for subject, values in by_subject.items()
            for value in values
        ]


def closure(start: Term, step: Callable[[Term], Iterable[Term]]) -> dict[Term, None]:
    """Return, as a set, a node and what repeated steps lead to from it; cycles are no harm."""
    found = {start: None}
    pending = [start]
    while pending:
        for node in step(pending.pop()):
            if node not in found:
                found[node] = None
                pending.append(node)
    return found
