"""What the server counts of its queries and articles, and says of its store, for Prometheus."""

from collections.abc import Callable, Iterator
from pathlib import Path

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.registry import Collector

from kg.extraction.pool import ExtractionPool
from kg.store.folder import DATABASE
from kg.workers.pool import Pool
from server.cache import AnswerCache

_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)
_KILLED = ("deadline", "memory", "size", "cancelled")


class Metrics:
    """Counts of one application.

    Args:
        pool: where its queries are evaluated.
        extraction: where its articles are read.
        cache: the answers that it gives again.
        store: the folder of its store.
        version: returns the version of the store's contents.
    """

    def __init__(
        self,
        pool: Pool,
        extraction: ExtractionPool,
        cache: AnswerCache,
        store: Path,
        version: Callable[[], str],
    ) -> None:
        self._registry = CollectorRegistry()
        self._registry.register(_Articles(extraction))
        self._registry.register(_State(pool, cache, store, version))
        self._queries = Counter(
            "kg_queries", "Queries that have ended, by how.", ["outcome"], registry=self._registry
        )
        self._killed = Counter(
            "kg_queries_killed",
            "Queries that were stopped.",
            registry=self._registry,
        )
        self._seconds = Histogram(
            "kg_query_duration_seconds",
            "From the arrival of a query until its answer is ready or it has failed.",
            buckets=_BUCKETS,
            registry=self._registry,
        )

    def count(self, outcome: str, seconds: float) -> None:
        """Count a query that has ended."""
        self._queries.labels(outcome).inc()
        self._seconds.observe(seconds)
        if outcome in _KILLED:
            self._killed.inc()

    def text(self) -> bytes:
        """Return everything in the text format of Prometheus."""
        return generate_latest(self._registry)


class _Articles(Collector):
    """What the extraction workers count."""

    def __init__(self, extraction: ExtractionPool) -> None:
        self._extraction = extraction

    def collect(self) -> Iterator[Metric]:
        """Yield the counts as they are now."""
        counts = CounterMetricFamily(
            "kg_articles", "Articles that were sent, by what became of them.", labels=["outcome"]
        )
        for outcome, number in list(self._extraction.outcomes.items()):
            counts.add_metric([outcome], number)
        yield counts
        running = GaugeMetricFamily(
            "kg_articles_running", "Articles that wait or are read now.", labels=["state"]
        )
        for state, number in self._extraction.running().items():
            running.add_metric([state], number)
        yield running


class _State(Collector):
    """What is looked up only when somebody asks."""

    def __init__(self, pool: Pool, cache: AnswerCache, store: Path, version: Callable[[], str]) -> None:
        self._pool = pool
        self._cache = cache
        self._database = store / DATABASE
        self._version = version

    def collect(self) -> Iterator[Metric]:
        """Yield the gauges as they are now."""
        states = [query.state for query in self._pool.running()]
        running = GaugeMetricFamily(
            "kg_queries_running", "Queries that wait or are evaluated now.", labels=["state"]
        )
        for state in ("waiting", "running", "slow"):
            running.add_metric([state], states.count(state))
        yield running
        yield CounterMetricFamily(
            "kg_answers_cached", "Answers that were given again without finding them out.", self._cache.given
        )
        yield GaugeMetricFamily("kg_cache_bytes", "Size of the answers that are known.", self._cache.bytes)
        size = sum(file.stat().st_size for file in self._database.iterdir() if file.is_file())
        yield GaugeMetricFamily("kg_store_bytes", "Size of the database on the disk.", value=size)
        yield InfoMetricFamily("kg_store", "The contents of the store.", value={"version": self._version()})
