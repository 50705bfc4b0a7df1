"""What a server needs to know before it starts."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from kg.extraction import ExtractionLimits
from kg.workers import Limits
from server.allowed import AllowList
from server.fetching import Address, is_public

DefaultGraph = Literal["union", "strict"]
LogLevel = Literal["debug", "info", "warning", "error"]

MEBIBYTE = 1024 * 1024
MOST_ARTICLE_WORKERS = 2
"""By default: each takes some 200 MiB of memory."""


def limits(workers: int | None = None, **others: Any) -> Limits:
    """Return limits with that many workers, by default one a core, and twice as many slow queries."""
    number = workers or os.cpu_count() or 1
    return Limits(workers=number, slow=2 * number, **others)


def extraction_limits(workers: int | None = None, **others: Any) -> ExtractionLimits:
    """Return limits with that many workers, by default one a core, and two at most."""
    return ExtractionLimits(workers=workers or min(MOST_ARTICLE_WORKERS, os.cpu_count() or 1), **others)


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Settings of one server. UnreadableInputError is raised for a service that is no address of one.

    Attributes:
        store: folder of the embedded store; made when it does not exist.
        base: what the IRIs of the graph start with. A request for ``/id/x`` is about ``{base}/id/x``,
            whatever host it was sent to.
        write_token: a token that is good for all, beside those in the store's folder (`kg.access`). Without
            any all writes are refused. It is left out of ``repr``.
        private: whether reading needs a token, too.
        default_graph: what a query without FROM sees: the union of all graphs, or the unnamed graph alone.
        validates: whether what is written must conform to the shapes, whatever way it comes.
        allowed_services: the addresses of SPARQL services elsewhere that queries may ask with SERVICE.
        allowed_documents: the addresses of documents elsewhere that may be fetched: by LOAD, by FROM, as
            JSON-LD contexts.
        may_connect: which addresses may be connected to. Those of private networks may not: another answer is
            for tests on this machine.
        extractor: the name of what reads articles (`kg.extractors`).
        max_entry_bytes: the largest entry that is read.
        max_strange_bytes: the largest that is validated for whoever presents no token.
        max_query_bytes: the largest query that is read.
        answer_cache: how many bytes of answers are kept to be given again; 0 for none.
        rate_limit: how many requests a minute one address may send; 0 for any number, None for
            `server.rates.REQUESTS` from other machines and any number from this one.
        write_limit: how many writes a minute one token may send; 0 for any number.
        behind_proxy: whether one proxy stands before the server, and says who its clients are.
        limits: what queries may use.
        extraction: what articles may use.
        data_licence: the IRI of the licence of the data, for the description of the dataset.
        log_level: the least important messages that are logged.
    """

    store: Path
    base: str = "http://localhost:8000"
    write_token: str | None = field(default=None, repr=False)
    private: bool = False
    default_graph: DefaultGraph = "union"
    validates: bool = True
    allowed_services: tuple[str, ...] = ()
    allowed_documents: AllowList = field(default_factory=lambda: AllowList(()))
    may_connect: Callable[[Address], bool] = is_public
    extractor: str = "rules"
    max_entry_bytes: int = 16 * MEBIBYTE
    max_strange_bytes: int = MEBIBYTE
    max_query_bytes: int = MEBIBYTE
    answer_cache: int = 64 * MEBIBYTE
    rate_limit: int | None = None
    write_limit: int = 0
    behind_proxy: bool = False
    limits: Limits = field(default_factory=limits)
    extraction: ExtractionLimits = field(default_factory=extraction_limits)
    data_licence: str | None = None
    log_level: LogLevel = "info"

    def __post_init__(self) -> None:
        object.__setattr__(self, "base", self.base.rstrip("/"))
        AllowList(self.allowed_services)  # which are asked at exactly these addresses
