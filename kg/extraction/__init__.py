"""Articles read, extracted and mapped in processes that can be killed, beside the one that serves.

That is nearly all of the work on an article, and holds the interpreter lock, for which queries would wait.
What comes back is the article's graph, which only has to be validated and written.
"""

from dataclasses import dataclass

from kg.errors import KgError
from kg.terms import NamedGraph

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractionLimits:
    """What articles may use.

    Attributes:
        workers: how many are worked on at once, each in a process.
        seconds: how long one may take.
        memory: how many bytes one may allocate. This does not hold for extractors that are plugged in: they
            may load what they need with their first article.
        waiting: how many of people who may write may wait for a worker.
        strangers: how many of others may.
        patience: how many seconds they wait at most.
    """

    workers: int = 2
    seconds: float = 30
    memory: int = 1024 * MEBIBYTE
    waiting: int = 100
    strangers: int = 12
    patience: float = 30


@dataclass(frozen=True, slots=True)
class Extracted:
    """What became of the bytes of an article.

    Attributes:
        name: of the article; None when the bytes cannot be read as one.
        result: its graph, named by the article's IRI, or why there is none.
    """

    name: str | None
    result: NamedGraph | KgError

    def graph(self) -> NamedGraph:
        """Return the graph.

        Raises:
            KgError: there is none.
        """
        if isinstance(self.result, KgError):
            raise self.result
        return self.result
