"""The gate: what is handed in is stored if it is valid; what is refused is kept, with the reason."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace

from kg.errors import StoreError, TooLargeError
from kg.extraction import Extracted
from kg.formats import GRAPH_FORMATS
from kg.history import Sender
from kg.pipeline.articles import extract_article, ingest_extracted
from kg.pipeline.entries import ingest_rdf
from kg.pipeline.jsonld import ContextAt
from kg.pipeline.judgement import ANYTHING, Precondition
from kg.pipeline.outcome import Outcome
from kg.pipeline.writer import Writer
from kg.readers.content import split_media_type
from kg.store import Store
from kg.store.quarantine import Quarantine, Refusal, Submission
from kg.validation import Report, Violation


@dataclass(frozen=True, slots=True)
class Gate:
    """Where things are handed in.

    Attributes:
        store: where they go.
        quarantine: where they go when they are refused.
        base: what the IRIs of the graph start with.
        extract: what makes graphs of articles; None for the built-in extractor, in this process.
        context_at: what fetches JSON-LD contexts; None for nothing.
    """

    store: Store
    quarantine: Quarantine
    base: str
    extract: Callable[[Submission], Extracted] | None = None
    context_at: ContextAt | None = None

    def submit(
        self, submission: Submission, precondition: Precondition = ANYTHING, *, may_review: bool = True
    ) -> Outcome:
        """Store an article or an RDF entry that is valid; it survives a power failure then.

        Args:
            submission: what is handed in.
            precondition: what must be so for it to be stored.
            may_review: whether its sender may decide about facts.

        Raises:
            ExtractionStoppedError: the article was not read.
            PreconditionError: that is not so.
            StoreError: the store cannot take it.
        """
        sender = Sender(submission.sender or "kg", submission.way, may_review=may_review)
        outcome = self._ingest(submission, Writer(self.store, self.base, sender, precondition))
        if outcome.status == "ingested":
            self.store.flush()
        return settle(outcome, submission, self.quarantine)

    def _ingest(self, submission: Submission, writer: Writer) -> Outcome:
        media_type, _ = split_media_type(submission.media_type)
        syntax = next((known for known in GRAPH_FORMATS if known.media_type == media_type), None)
        source = submission.name or "the request"
        if syntax is not None:
            return ingest_rdf(submission.data, syntax, writer, source, self.context_at)
        extracted = self.extract(submission) if self.extract else extract_article(submission, self.base)
        return ingest_extracted(extracted, writer, source)


def settle(outcome: Outcome, submission: Submission, quarantine: Quarantine) -> Outcome:
    """Keep what was refused, unless it was for its size; let go what it replaces when it was accepted.

    Returns:
        the outcome, which says so.
    """
    if outcome.status == "unchanged":
        return replace(outcome, released=(submission.id,) if quarantine.drop(submission.id) else ())
    if outcome.status == "ingested":
        with suppress(StoreError):  # it is stored; what it replaces can be dropped by hand
            return replace(outcome, released=quarantine.drop_predecessors(submission, outcome.iri))
        return outcome
    if isinstance(outcome.error, TooLargeError):
        return outcome
    try:
        return replace(outcome, kept_as=quarantine.add(submission, _refusal(outcome)))
    except StoreError as error:
        return replace(outcome, not_kept=str(error))


def _refusal(outcome: Outcome) -> Refusal:
    report = None if outcome.report is None or outcome.report.conforms else outcome.report
    return Refusal(
        iri=outcome.iri,
        error=str(outcome.error) if outcome.error else None,
        report=report.to_json() if report else None,
        shacl=report.graph.serialize(format="turtle") if report else None,
    )


def kept_report(refusal: Refusal) -> Report | None:
    """Return the report for which something was refused, for people; None when it was for something else.

    One that another version of this program wrote may say other things; then it is None, too.
    """
    try:
        violations = [Violation(**found) for found in (refusal.report or {})["violations"]]
    except (KeyError, TypeError):
        return None
    return Report(tuple(violations))
