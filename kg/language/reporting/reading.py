"""One sentence as the recognisers of reporting see it."""

from dataclasses import dataclass, field
from functools import cache

from kg.language.extraction import Span, StatementType
from kg.language.lexicon import table, words
from kg.language.names.bodies import is_organization_head
from kg.language.names.mention import Mention
from kg.language.names.sources import Source
from kg.language.text.clauses import Clause
from kg.language.text.mood import is_past_subjunctive, is_subjunctive
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


def is_whole(sentence: Sentence, quotation: Quotation) -> bool:
    """Whether quoted words stand as a sentence of their own rather than as a fragment in one."""
    tokens = sentence.tokens
    inside = [t for t in tokens if quotation.inner.start <= t.start < quotation.inner.end]
    before = [t for t in tokens if t.end <= quotation.outer.start]
    after = [t for t in tokens if t.start >= quotation.outer.end]
    if not inside:
        return False
    if before and before[-1].text == ":":
        return True
    at_start = not any(t.is_word for t in before)
    stops = (
        inside[-1].text in (".", "!", "?", ",", "…")
        or (bool(after) and after[0].text in (",", ".", ":", "–", "-"))
        or not after
    )
    if at_start:
        return stops
    complete = inside[-1].text in (".", "!", "?", ",") or (
        bool(after) and after[0].text == "," and inside[0].text[0].isupper()
    )
    return complete and len(inside) > 3 and before[-1].text in (",", "–", "-", ".", "!", "?")


def is_reported_mood(reading: Reading, *, quoted_before: bool) -> bool:
    """Whether the main verb of a sentence shows that it renders somebody's words.

    The past subjunctive shows it only beside a quotation, or after a sentence that rendered words
    (`quoted_before`): it is the mood of mere possibility too.
    """
    main = next((c for c in reading.clauses if c.kind == "main"), None)
    if main is None or main.finite is None or reading.sentence.heading:
        return False
    finite = reading.tokens[main.finite]
    beside = reading.tokens[max(main.finite - 1, 0) : main.finite + 2]
    if any(t.text.lower() in ("ich", "wir") for t in beside):
        return False
    if is_subjunctive(finite, None):
        return True
    if reading.tokens[0].text.lower() in table("reporting")["frames"]["continuing"]:
        return True
    if finite.text in words("reporting", "mood", "plural"):
        return True
    fragments = any(t.text in ("„", "»", "«", '"') for t in reading.tokens)
    return is_past_subjunctive(finite) and (fragments or quoted_before)


def is_thing(source: Source) -> bool:
    """Whether a source is a noun that no recogniser knows as somebody: "die Initiative", "der Antrag"."""
    mention = source.mention
    if mention is None or mention.sentence >= 0 or not mention.weak or is_organization_head(mention.text):
        return False
    return mention.text.lower().endswith(tuple(words("reporting", "nouns", "thing_endings")))
