"""The words that facts come from: read from the annotations, and laid over a text."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from server.reading.queries import Source, iri_ref, values


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """Where a fact stands (code points, half-open), its words, and the words around them."""

    start: int
    end: int
    fact: str
    exact: str
    prefix: str = ""
    suffix: str = ""

    @property
    def before(self) -> str:
        """The words before it, without the end of one that the prefix cuts."""
        return self.prefix.partition(" ")[2] if self.start > len(self.prefix) else self.prefix

    @property
    def after(self) -> str:
        """The words after it, without the beginning of one that the suffix may cut."""
        return self.suffix.rpartition(" ")[0] if self.suffix[-1:].isalnum() else self.suffix


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text that the same passages cover, from the longest passage to the shortest."""

    start: int
    text: str
    passages: tuple[Passage, ...] = ()


Paragraph = tuple[Segment, ...]


def passages_of(store: Source, facts: Iterable[str]) -> list[Passage]:
    """Return the passages of these facts, in order of the text."""
    return _passages(store, f"VALUES ?fact {values(facts)}")


def passages_in(store: Source, article: str) -> list[Passage]:
    """Return the passages of everything that is annotated in the article, in order of the text."""
    return _passages(store, f"?target oa:hasSource {iri_ref(article)} .")


def _passages(store: Source, pattern: str) -> list[Passage]:
    query = f"""
        SELECT DISTINCT ?fact ?start ?end ?exact ?prefix ?suffix WHERE {{
          {pattern}
          ?annotation oa:hasTarget ?target ; oa:hasBody ?fact .
          ?target oa:hasSelector ?position , ?quote .
          ?position oa:start ?start ; oa:end ?end .
          ?quote oa:exact ?exact .
          OPTIONAL {{ ?quote oa:prefix ?prefix }}
          OPTIONAL {{ ?quote oa:suffix ?suffix }}
        }}"""
    return sorted(
        Passage(
            start=int(row["start"] or 0),
            end=int(row["end"] or 0),
            fact=str(row["fact"]),
            exact=str(row["exact"]),
            prefix=row["prefix"] or "",
            suffix=row["suffix"] or "",
        )
        for row in store.rows(query)
    )


def paragraphs(text: str, passages: Iterable[Passage]) -> list[Paragraph]:
    """Cut a text into paragraphs and these into segments, so that passages may nest and overlap.

    Joined together, the segments are the text without its line ends; what lies outside the text is left out.
    """
    lines = list(_lines(text))
    within = sorted(p for p in passages if 0 <= p.start < p.end <= len(text))
    return [tuple(_segments(text, start, end, within)) for start, end in lines]


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            yield start, start + len(line.rstrip())
        start += len(line)


def _segments(text: str, start: int, end: int, passages: list[Passage]) -> Iterator[Segment]:
    here = [p for p in passages if p.start < end and p.end > start]
    edges = {edge for p in here for edge in (p.start, p.end) if start < edge < end}
    for left, right in pairwise(sorted({start, end} | edges)):
        covering = [p for p in here if p.start <= left and p.end >= right]
        covering.sort(key=lambda p: (p.start - p.end, p))
        yield Segment(left, text[left:right], tuple(covering))
