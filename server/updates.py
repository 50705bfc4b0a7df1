"""How the update of a user is carried out: the one place that knows."""

from flask import request

from kg.access import Identity
from kg.store import QueryDataset
from kg.workers.running import RunningQuery
from server import current
from server.accounting import accounted
from server.federation import federated
from server.loading import loaded
from server.writes import written


def carry_out(sparql: str, dataset: QueryDataset | None, sender: Identity) -> None:
    """Carry out an update of the store of the current application, all of it or nothing.

    It is tried first, within the limits of queries. Until it is carried out in earnest it can be stopped.

    Args:
        sparql: the update.
        dataset: what each WHERE sees.
        sender: whoever sent it.

    Raises:
        HTTPException: what it would leave does not conform.
        KgError: see `kg.store.Store.update`, `server.federation.federated` and `server.loading.loaded`.
    """
    update, base = RunningQuery(sparql, "update"), request.base_url
    with accounted(update, "updated"):
        network = current.network()
        whole = loaded(federated(sparql, current.config().allowed_services, network), network)
        update.spent = update.seconds
        with current.pool().updating(update) as trials:
            written(
                lambda acceptance: current.store().update(
                    whole, dataset=dataset, base=base, acceptance=acceptance, trials=trials
                ),
                sender,
            )
