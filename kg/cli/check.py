"""`kg check`: is the store whole?"""

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from kg.cli.command import Command
from kg.cli.errors import REJECTED
from kg.cli.output import progress, say, warn
from kg.cli.settings import Settings, pass_settings
from kg.errors import StoreInUseError

if TYPE_CHECKING:
    from kg.store.check import Fault


@click.command(
    cls=Command,
    examples=("kg check", "kg check --quick", "kg check --mend", "kg --store /backup/news-2024-11-22 check"),
    exit_status=("the store is whole", "something is wrong with it", "there is no store, or it is in use"),
)
@click.option("--quick", is_flag=True, help="Do not validate the graphs again.")
@click.option("--mend", is_flag=True, help="Derive anew what is derived, where that is wrong.")
@click.option("--json", "as_json", is_flag=True, help="Say what is wrong as a JSON array.")
@pass_settings
def check(settings: Settings, quick: bool, mend: bool, as_json: bool) -> None:
    """Check that the store is whole.

    Every key of the database is read. The union must be what the graphs say, the disputes what the figures
    make them, each graph must conform to the shapes, and what was refused must be there as it came. While
    a server has the store open, check a backup of it.
    """
    try:
        with progress("read") as advance:
            faults = list(_faults(settings, advance, quick=quick))
        if mend and any(fault.mendable for fault in faults):
            with progress("read") as advance:
                _mend(settings, advance)
                faults = list(_faults(settings, advance, quick=quick))
            warn("What is derived was made anew.")
    except StoreInUseError as error:
        remedy = "If it is kg serve, check a backup: kg backup DIR --server …, then kg --store DIR check"
        raise StoreInUseError(error.what, remedy) from error
    if as_json:
        say(json.dumps([asdict(fault) for fault in faults], ensure_ascii=False, indent=2))
    else:
        say("\n".join(map(str, faults)) or f"{settings.store} is whole")
    raise SystemExit(REJECTED if faults else 0)


def _faults(settings: Settings, advance: Callable[[], None], *, quick: bool) -> "Iterator[Fault]":
    from kg.pipeline.check import check_disputes, check_graphs, check_history
    from kg.store.check import check_database, check_quarantine

    found = list(check_database(settings.store, advance))
    yield from found
    yield from check_quarantine(settings.store)
    if any(not fault.mendable for fault in found):
        return  # what cannot be read cannot be checked further
    with settings.open_to_read() as store:
        if store.keeps_union:
            yield from check_disputes(store, settings.base)
        yield from check_history(store, settings.base, advance)
        if not quick:
            yield from check_graphs(store, settings.base, advance)


def _mend(settings: Settings, advance: Callable[[], None]) -> None:
    from kg import disputes
    from kg.store.check import mend_union
    from kg.store.quarantine import Quarantine

    mend_union(settings.store, advance)
    with settings.open_to_write() as store:
        disputes.refresh(store, settings.base)
    Quarantine(settings.store).tidy()
