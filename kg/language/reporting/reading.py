"""One sentence as the recognisers of reporting see it."""

from dataclasses import dataclass, field
from functools import cache

from kg.language.extraction import Span, StatementType
from kg.language.lexicon import table
from kg.language.names.mention import Mention
from kg.language.names.sources import Source
from kg.language.text.clauses import Clause
from kg.language.text.quotations import Quotation
from kg.language.text.tokens import Sentence, Token

_EDGE_MARKS = frozenset([",", ".", ";", ":", "–", "-", "!", "?", "|"])


@dataclass(slots=True)
class Draft:
    """A statement whose speaker is still words; `relays` are those through whom the article has it."""

    type: StatementType
    content: list[Span]
    source: Source
    cue: Span | None = None
    relays: list[Source] = field(default_factory=list)
    frame: list[Span] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence with its clauses, the mentions in it and the whole quoted sentences in it."""

    number: int
    sentence: Sentence
    clauses: list[Clause]
    mentions: list[Mention]
    quotations: list[Quotation]

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The tokens of the sentence."""
        return self.sentence.tokens

    def span(self, first: int, last: int) -> Span:
        """Return tokens [first, last) as a span, without the marks at its edges."""
        while last > first and self.tokens[last - 1].text in _EDGE_MARKS:
            last -= 1
        while first < last and self.tokens[first].text in _EDGE_MARKS:
            first += 1
        return Span(self.tokens[first].start, self.tokens[max(last - 1, first)].end)

    def word(self, i: int) -> Span:
        """Return the span of token `i`."""
        return Span(self.tokens[i].start, self.tokens[i].end)

    def quoted(self, clause: Clause) -> Span:
        """Return the words of a quotation clause without their marks."""
        start = self.tokens[clause.first].start
        return next(q.inner for q in self.quotations if q.outer.start <= start < q.outer.end)


@cache
def verbs(key: str) -> frozenset[str]:
    """Return one class of reporting verbs of ``reporting.toml``."""
    return frozenset(table("reporting")["verbs"][key])


@cache
def reporting_verbs() -> frozenset[str]:
    """Return all verbs that can report speech."""
    classes = (verbs(key) for key in ("say", "infinitive", "object", "naming"))
    return frozenset().union(*classes, table("reporting")["prepositional"])


def is_medium(source: Source) -> bool:
    """Whether a source passes on what others say: a news agency, a newspaper, a broadcaster."""
    mention = source.mention
    if mention is None or mention.kind not in ("Organization", "Group"):
        return False
    described = [mention.text, mention.role or "", *(mention.known.roles if mention.known else ())]
    media = table("reporting")["frames"]["media_roles"]
    return any(word in text.lower() for text in described for word in media)
