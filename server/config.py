"""What a server needs to know before it starts."""

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from kg.workers import Limits

DefaultGraph = Literal["union", "strict"]
LogLevel = Literal["debug", "info", "warning", "error"]

MEBIBYTE = 1024 * 1024


def limits(workers: int | None = None, **others: Any) -> Limits:
    """Return limits with that many workers, by default one a core, and twice as many slow queries."""
    number = workers or os.cpu_count() or 1
    return Limits(workers=number, slow=2 * number, **others)


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Settings of one server.

    Attributes:
        store: folder of the embedded store; made when it does not exist.
        base: what the IRIs of the graph start with. A request for ``/id/x`` is about ``{base}/id/x``,
            whatever host it was sent to.
        write_token: what a writer must present; None refuses all writes. It is left out of ``repr``.
        default_graph: what a query without FROM sees: the union of all graphs, or the unnamed graph alone.
        validates: whether what is written must conform to the shapes, whatever way it comes.
        allowed_services: the addresses of SPARQL services elsewhere that queries may ask with SERVICE.
        extractor: the name of what reads articles (`kg.extractors`).
        max_entry_bytes: the largest entry that is read.
        max_query_bytes: the largest query that is read.
        limits: what queries may use.
        log_level: the least important messages that are logged.
    """

    store: Path
    base: str = "http://localhost:8000"
    write_token: str | None = field(default=None, repr=False)
    default_graph: DefaultGraph = "union"
    validates: bool = True
    allowed_services: tuple[str, ...] = ()
    extractor: str = "rules"
    max_entry_bytes: int = 16 * MEBIBYTE
    max_query_bytes: int = MEBIBYTE
    limits: Limits = field(default_factory=limits)
    log_level: LogLevel = "info"

    def __post_init__(self) -> None:
        object.__setattr__(self, "base", self.base.rstrip("/"))
