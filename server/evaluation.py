"""How the query of a user is evaluated: the one place that knows."""

from dataclasses import replace

from kg.workers import Question, Reply
from kg.workers.running import RunningQuery
from server import current
from server.accounting import accounted
from server.datasets import documents
from server.federation import federated


def evaluate(question: Question, fetched: tuple[str, ...] = ()) -> Reply:
    """Return the answer to a query, from the store of the current application as it is now.

    What other servers are asked for it takes of its time.

    Args:
        question: the query.
        fetched: those graphs of its dataset that are fetched for it.

    Raises:
        QueryError: it cannot be parsed or evaluated.
        ForbiddenError: it would use the network, otherwise than allowed.
        RemoteError: another server fails.
        UnreadableInputError: the dataset holds something that is not an IRI.
        StoreError: the store is not available.
        QueryStoppedError: a limit was exceeded, or it was cancelled.
    """
    query = RunningQuery(question.sparql)
    with accounted(query, "answered") as details:
        whole = _with_others(question, fetched)
        query.spent = query.seconds
        reply = current.pool().evaluate(query, whole)
        details |= {"bytes": reply.length, "format": reply.syntax}
    return reply


def _with_others(question: Question, fetched: tuple[str, ...]) -> Question:
    """Return a question with what other servers have to say to it."""
    network = current.network()
    sparql = federated(question.sparql, current.config().allowed_services, network)
    return replace(question, sparql=sparql, documents=documents(fetched, network))
