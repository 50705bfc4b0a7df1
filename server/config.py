"""What a server needs to know before it starts."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

DefaultGraph = Literal["union", "strict"]

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Settings of one server.

    Attributes:
        store: folder of the embedded store; made when it does not exist.
        base: what the IRIs of the graph start with. A request for ``/id/x`` is about ``{base}/id/x``,
            whatever host it was sent to.
        write_token: what a writer must present; None refuses all writes. It is left out of ``repr``.
        default_graph: what a query without FROM sees: the union of all graphs, or the unnamed graph alone.
        max_entry_bytes: the largest entry that is read.
        max_query_bytes: the largest query that is read.
    """

    store: Path
    base: str = "http://localhost:8000"
    write_token: str | None = field(default=None, repr=False)
    default_graph: DefaultGraph = "union"
    max_entry_bytes: int = 16 * MEBIBYTE
    max_query_bytes: int = MEBIBYTE

    def __post_init__(self) -> None:
        object.__setattr__(self, "base", self.base.rstrip("/"))
