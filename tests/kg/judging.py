"""Who has a say in writes, in tests."""

from collections.abc import Callable
from dataclasses import dataclass

import pyoxigraph as ox

from kg.store.difference import Difference
from kg.store.prospect import Prospect


@dataclass
class Judge:
    """Asks a function about each write; implements `kg.store.Acceptance`."""

    say: Callable[[Prospect], Difference | None]
    kept: tuple[str, ...] = ()

    def amend(self, triples: set[ox.Triple], _: Prospect) -> set[ox.Triple]:
        """Leave the graph as it is."""
        return triples

    def accept(self, prospect: Prospect) -> Difference:
        """Return what the function says follows, if it raises nothing."""
        return self.say(prospect) or Difference()
