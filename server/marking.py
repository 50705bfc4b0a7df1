"""An article's text with the passages of its facts marked, ready for the template."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from server.reading.articles import Article
from server.reading.passages import Passage, Segment

if TYPE_CHECKING:
    from server.reading.facts import Figure, Statement


@dataclass(frozen=True, slots=True)
class Run:
    """A run of text marked alike.

    Attributes:
        text: the words.
        kinds: any of "statement", "figure" and "name".
        facts: ids of the facts in the page: "s1" is the first statement, "f1" the first figure.
        target: id of the figure, or IRI of the actor or place, that the words link to.
        starts: ids of the facts that begin here.
        ends: numbers of the statements that end here.
    """

    text: str
    kinds: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    target: str | None = None
    starts: tuple[str, ...] = ()
    ends: tuple[int, ...] = ()


class Marking:
    """Numbers the facts of an article in order of the text, and marks their passages."""

    def __init__(self, article: Article) -> None:
        statements, figures = article.facts.statements, article.facts.figures
        self._article = article
        self.ids = {s.iri: f"s{n}" for n, s in enumerate(statements, 1)}
        self.ids |= {f.iri: f"f{n}" for n, f in enumerate(figures, 1)}
        facts: list[Statement | Figure] = [*statements, *figures]
        self._starts = {fact.iri: min(p.start for p in fact.passages) for fact in facts if fact.passages}
        self._ends = {fact.iri: max(p.end for p in fact.passages) for fact in facts if fact.passages}

    def paragraphs(self) -> Iterator[list[Run]]:
        """Yield the text, paragraph by paragraph."""
        for paragraph in self._article.text:
            yield [self._run(segment) for segment in paragraph]

    def _run(self, segment: Segment) -> Run:
        passages = sorted(segment.passages, key=self._depth)
        facts = [p.fact for p in passages if p.fact in self.ids]
        ids = tuple(dict.fromkeys(self.ids[fact] for fact in facts))
        end = segment.start + len(segment.text)
        return Run(
            text=segment.text,
            kinds=tuple(dict.fromkeys(map(self._kind, passages))),
            facts=ids,
            target=self._target(passages),
            starts=self._in_page(fact for fact in facts if self._starts.get(fact) == segment.start),
            ends=tuple(
                int(i[1:]) for i in self._in_page(f for f in facts if self._ends.get(f) == end) if i[0] == "s"
            ),
        )

    def _kind(self, passage: Passage) -> str:
        return {"s": "statement", "f": "figure"}.get(self.ids.get(passage.fact, "")[:1], "name")

    def _depth(self, passage: Passage) -> tuple[int, int]:
        """Return a key by which the shorter passage is inside the longer, of equals the more telling one."""
        return passage.start - passage.end, ("statement", "figure", "name").index(self._kind(passage))

    def _target(self, passages: list[Passage]) -> str | None:
        """Return what the innermost figure or name leads to; a statement is too long to be a link."""
        for passage in reversed(passages):
            if self._kind(passage) != "statement":
                return self.ids.get(passage.fact, passage.fact)
        return None

    def _in_page(self, facts: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.ids[fact] for fact in facts))
