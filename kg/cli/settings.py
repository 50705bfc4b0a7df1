"""What all commands share: the global options, and the store that they name."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from kg.access.file import FOLDER as ACCESS
from kg.errors import StoreError

if TYPE_CHECKING:
    from kg.store.embedded import EmbeddedStore


@dataclass(frozen=True, slots=True)
class Settings:
    """The global options: the folder of the store, and what IRIs begin with."""

    store: Path
    base: str

    def open_to_write(self) -> "EmbeddedStore":
        """Open the store, which is made if there is none.

        Raises:
            StoreError: see `EmbeddedStore`.
        """
        from kg.store.embedded import EmbeddedStore

        return EmbeddedStore(self.store)

    def open_to_read(self) -> "EmbeddedStore":
        """Open the store beside other readers.

        Raises:
            StoreError: there is none, or see `EmbeddedStore`.
        """
        return self._open(read_only=True)

    def open_to_change(self) -> "EmbeddedStore":
        """Open the store to write to what is there.

        Raises:
            StoreError: there is none, or see `EmbeddedStore`.
        """
        return self._open(read_only=False)

    def has_store(self) -> bool:
        """Say whether there is anything at the place of the store, beside tokens that may be there first."""
        if not self.store.is_dir():
            return self.store.exists()
        return any(entry.name != ACCESS for entry in self.store.iterdir())

    def _open(self, *, read_only: bool) -> "EmbeddedStore":
        from kg.store.embedded import EmbeddedStore

        if not self.has_store():
            remedy = f"Ingest something first: kg --store {self.store} ingest seeds/articles"
            raise StoreError(f"There is no store at {self.store}. {remedy}")
        return EmbeddedStore(self.store, create=False, read_only=read_only)


pass_settings = click.make_pass_decorator(Settings)


def base_address(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    """Return the base without a slash at its end; refuse what no IRI can begin with."""
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment:
        raise click.BadParameter(f"{value} is not an address such as https://example.org/news")
    return value.rstrip("/")
