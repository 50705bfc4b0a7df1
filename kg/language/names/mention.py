"""What a mention of an actor is, and the collecting of mentions within one sentence."""

from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from kg.entities import KnownActor
from kg.language.extraction import Span
from kg.language.text.tokens import Sentence, Token

Kind = Literal["Person", "Organization", "State", "Group"]


@dataclass(frozen=True, slots=True)
class Mention:
    """Tokens [first, last) of a sentence name an actor.

    `weak` mentions (generic nouns) become actors only when somebody speaks or relays through them.
    `role` is the title beside the name; `known` the gazetteer's entry where the name alone settles it;
    `full_name` what a surname alone stands for; `definite` whether "der", "die", "das" stands before.
    """

    sentence: int
    first: int
    last: int
    span: Span
    text: str
    kind: Kind
    known: KnownActor | None = None
    role: str | None = None
    feminine: bool | None = None
    weak: bool = False
    definite: bool = False
    full_name: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a statistical model takes tokens [first, last) for, and how sure it is (0 to 1)."""

    first: int
    last: int
    kind: Literal["Person", "Organization", "Place"]
    probability: float


@dataclass(slots=True)
class Taken:
    """The mentions found so far in one sentence, and what a statistical model takes its words for."""

    evidence: tuple[Evidence, ...] = ()
    mentions: list[Mention] = field(default_factory=list)
    tokens: set[int] = field(default_factory=set)

    def add(self, mention: Mention, *, nested: bool = False) -> None:
        """Add a mention whose tokens are free; a `nested` one may contain others."""
        if nested or not self.tokens & set(range(mention.first, mention.last)):
            self.mentions.append(mention)
            self.tokens.update(range(mention.first, mention.last))

    def replace_weak(self, mention: Mention) -> None:
        """Add a mention in place of the weak ones that it contains; none if it touches a strong one."""
        reach = range(mention.first, mention.last)
        touched = [m for m in self.mentions if m.first < mention.last and m.last > mention.first]
        free = self.tokens.isdisjoint(set(reach).difference(*(range(m.first, m.last) for m in touched)))
        if not free or any(not m.weak or m.first not in reach or m.last - 1 not in reach for m in touched):
            return
        self.mentions = [m for m in self.mentions if m not in touched]
        self.tokens.difference_update(reach)
        self.add(mention)

    def evidence_at(self, first: int, last: int) -> Evidence | None:
        """Return the model's evidence that touches tokens [first, last), None if it sees no name there."""
        return next((e for e in self.evidence if e.first < last and e.last > first), None)


def make_mention(sentence: Sentence, number: int, first: int, last: int, kind: Kind) -> Mention:
    """Return a mention of tokens [first, last), its text without line breaks."""
    tokens = sentence.tokens[first:last]
    text = tokens[0].text
    for left, right in pairwise(tokens):
        text += (" " if right.start > left.end else "") + right.text
    return Mention(number, first, last, Span(tokens[0].start, tokens[-1].end), text, kind)


def is_definite(tokens: tuple[Token, ...], first: int) -> bool:
    """Whether "der", "die", "das" or a preposition joined with it stands before token `first`."""
    return first > 0 and (
        tokens[first - 1].text.lower() in ("der", "die", "das", "dem", "den", "des")
        or tokens[first - 1].tag == "APPRART"
    )


def with_apostrophe(tokens: tuple[Token, ...], last: int) -> int:
    """Return the end of a name with the apostrophe of its genitive: "Guterres’ Rede"."""
    if (
        last + 1 >= len(tokens)
        or tokens[last].text not in ("’", "'")
        or tokens[last].start != tokens[last - 1].end
    ):
        return last
    return (
        last + 1 if tokens[last - 1].text[-1] in "sxzß" and tokens[last + 1].tag in ("NN", "ADJA") else last
    )


def is_genitive(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    """Whether a name in -s at tokens [first, last) is a genitive: before a noun, or right behind one."""
    if tokens[last - 1].text[-1] not in "s'’":
        return False
    following = tokens[last].tag if last < len(tokens) else ""
    latin = tokens[last - 1].text.endswith(("us", "as", "os", "is"))  # "Praetorius", "Thomas"
    behind = first > 0 and tokens[first - 1].tag == "NN" and not tokens[first - 1].text.endswith("in")
    behind = behind and not latin
    return following in ("NN", "ADJA") or (behind and last - first > 1) or tokens[last - 1].text[-1] in "'’"


def without_genitive(word: str) -> str:
    """Return a name without the ending of its genitive."""
    return word[:-1] if len(word) > 3 and word[-1] in "s'’" else word
