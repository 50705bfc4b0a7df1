"""Writing to a database: one at a time, each write as one transaction, and none that is spoken against."""

import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

import pyoxigraph as ox

from kg.errors import StoreError
from kg.store import Acceptance
from kg.store.database import Database
from kg.store.difference import DEFAULT, Difference, carry_out, in_graph, triples_of
from kg.store.folder import StoreFolder
from kg.store.prospect import Prospect
from kg.vocabulary import PREFIXES


class Transactions:
    """What writes to the database of a store. Threads may share it.

    Args:
        database: of the store.
        folder: the store that it belongs to.
        union: whether its unnamed graph is the union of the others.
        read_only: whether nothing may be written.

    Attributes:
        version: of the contents. A new one takes effect when the new contents are visible, so that what is
            read after the version is that version or a later one.
    """

    def __init__(self, database: Database, folder: StoreFolder, *, union: bool, read_only: bool) -> None:
        self.version = folder.saved_version()
        self._database = database
        self._folder = folder
        self._union = union
        self._read_only = read_only
        self._writing = threading.Lock()
        self._token = secrets.token_hex(8)
        self._writes = 0

    def check_writable(self) -> None:
        """Refuse to write to what was opened for reading only.

        Raises:
            StoreError: it was.
        """
        if self._read_only:
            raise StoreError(f"The store {self._folder.path} was opened for reading only.")

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """Let nobody else write meanwhile, where there is room for it.

        Raises:
            StoreError: there is not, or the store was opened for reading only.
            OSError, RuntimeError: it cannot be written.
        """
        with self._writing:
            self.check_writable()
            self._database.prepare()
            yield

    def is_still(self, version: str) -> bool:
        """Whether nobody writes and the contents have that version; False where nobody knows."""
        if not self._writing.acquire(blocking=False):
            return False
        try:
            return version == self.version
        finally:
            self._writing.release()

    @property
    def unchanged(self) -> bool:
        """Whether nothing was written since the store was opened."""
        return not self._writes

    def prospect(self, difference: Difference | None = None) -> Prospect:
        """Return the store as it would be; nobody else may write meanwhile."""
        return Prospect(self._database.handle, difference or Difference(), union=self._union)

    def commit(
        self,
        difference: Difference,
        acceptance: Acceptance | None,
        before: Callable[[], None] = lambda: None,
    ) -> None:
        """Carry out a difference with what follows from it, if it is accepted; nobody else may write now.

        Args:
            difference: of the graphs, and of their union where there is one.
            acceptance: who has a say in it.
            before: called before anything is written, when it is accepted.

        Raises:
            Exception: what `acceptance` or `before` raise.
            OSError, StoreError: it cannot be written.
        """
        if acceptance is not None:
            prospect = self.prospect(self._sparing(acceptance, difference))
            difference = prospect.with_further(acceptance.accept(prospect))
        before()
        if difference:
            self._write(partial(carry_out, difference))

    def carry_out(self, update: str, base: str | None) -> None:
        """Have the engine carry out an update as it is; nobody else may write meanwhile.

        Raises:
            SyntaxError, ValueError, RuntimeError, OSError: it cannot be parsed or carried out.
        """
        self._write(lambda store: store.update(update, base_iri=base, prefixes=PREFIXES))

    def _write(self, step: Callable[[ox.Store], None]) -> None:
        """Write in one transaction, then change the version."""
        if not self._writes:
            self._folder.forget_version()
        self._writes += 1
        self._database.write(step)
        self.version = f"{self._token}-{self._writes}"

    def _sparing(self, acceptance: Acceptance, difference: Difference) -> Difference:
        """Return a difference that removes all graphs as one that spares those that must be kept."""
        if not difference.cleared:
            return difference
        spared = []
        for name in map(ox.NamedNode, acceptance.kept):
            triples = triples_of(self._database.handle, name)
            spared += in_graph(triples, name) + (in_graph(triples, DEFAULT) if self._union else [])
        return Difference(difference.cleared, added=[*difference.added, *spared])
