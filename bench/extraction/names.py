"""Scores the names in a text against the named entities of GermEval 2014 (Benikova et al., LREC 2014).

The corpus annotates names in sentences of all kinds of text; we report mentions, which are names and role
phrases ("Ministerin"), with types of our own. So that both can be compared:

- Expected are the outer entities PER, ORG and LOC. A derived word ("deutsche"), a part of a compound
  ("CDU-Politiker") and an entity of another kind (OTH) are not.
- Found are the mentions that are names: those of places, and those of named actors that share a word with the
  actor's name or another spelling of it. A passage that is an actor and a place counts once.
- What is found where the corpus has a derived word, a part or an inner entity is neither right nor wrong.
- Two spans are the same if at least half of their characters are shared (intersection over union).

=================================  ========================================================================
names                              F1 of the spans alone
names.type                         share of the names found whose type agrees
persons, organisations, places     F1 of the spans with the right type
=================================  ========================================================================

A state is right as an organisation and as a place, since it is annotated as either; where nothing is expected
it is taken for a place. A group that has a name ("Taliban") is an organisation.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kg.article import Article
from kg.errors import UnreadableInputError, UnsupportedInputError
from kg.evaluation import ArticleScore, Difference, Evaluation
from kg.evaluation.figures import Figures, Share, Tally
from kg.evaluation.matching import Matching, match, overlap
from kg.language import extract
from kg.language.extraction import Actor, Extraction, Span

KINDS = {"persons": "PER", "organisations": "ORG", "places": "LOC"}
HALF = 0.5

_AS_ACTOR = {"Person": ("PER",), "Organization": ("ORG",), "Group": ("ORG",), "State": ("LOC", "ORG")}
_CLOSING, _OPENING = frozenset(",.;:!?)]}%…“’"), frozenset("([{„‚")


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a text; of which kinds it is or may be, the likeliest first."""

    span: Span
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnnotatedSentence:
    """A sentence with the names that are expected, and the passages where nothing is asked."""

    text: str
    expected: tuple[Name, ...]
    aside: tuple[Span, ...]


def evaluate_names(corpus: Path) -> Evaluation:
    """Extract from every sentence as from an article of its own, and score the names.

    Raises:
        UnreadableInputError: the corpus is not one.
    """
    scores = tuple(
        score_names(sentence, _extracted(sentence.text, number), f"sentence {number}")
        for number, sentence in enumerate(read_sentences(corpus), 1)
    )
    if not scores:
        raise UnreadableInputError(str(corpus), "holds no sentences")
    return Evaluation(scores)


def read_sentences(corpus: Path) -> Iterator[AnnotatedSentence]:
    """Yield the sentences of a file: blocks of ``number, token, outer entity, inner entity``, by tabs.

    Raises:
        UnreadableInputError: a line has another form.
    """
    for block in corpus.read_text(encoding="utf-8").split("\n\n"):
        rows = [line.split("\t") for line in block.splitlines() if line and not line.startswith("#\t")]
        if any(len(row) != 4 for row in rows):
            raise UnreadableInputError(str(corpus), "has a line without four columns")
        if rows:
            yield _sentence([row[1] for row in rows], [row[2] for row in rows], [row[3] for row in rows])


def score_names(sentence: AnnotatedSentence, found: Extraction, name: str) -> ArticleScore:
    """Score one extraction from the text of a sentence."""
    matching = match(sentence.expected, names(found, sentence.text), _alike, at_least=HALF)
    invented = [n for n in matching.invented if not any(_same(n.span, span) for span in sentence.aside)]
    matching = replace(matching, invented=tuple(invented))
    return ArticleScore(name, _figures(matching), tuple(_differences(matching, sentence.text)))


def names(found: Extraction, text: str) -> tuple[Name, ...]:
    """Return the mentions that are names, each passage once."""
    kinds: dict[Span, list[str]] = {}
    for place in found.locations:
        for span in place.mentions:
            kinds.setdefault(span, []).append("LOC")
    for actor in found.actors:
        for span in actor.mentions:
            if _is_name(text[span.start : span.end], actor):
                kinds.setdefault(span, []).extend(_AS_ACTOR[actor.type])
    return tuple(Name(span, tuple(dict.fromkeys(kinds[span]))) for span in sorted(kinds))


def _is_name(words: str, actor: Actor) -> bool:
    known = (actor.known.name, *actor.known.aliases) if actor.known else ()
    spellings = {word for name in (actor.name, *known) for word in _stems(name)}
    return actor.named and any(word in spellings for word in _stems(words))


def _stems(words: str) -> list[str]:
    """Return the words in lower case without the s of the genitive."""
    return [word.casefold().removesuffix("s") for word in re.findall(r"\w+", words)]


def _alike(expected: Name, found: Name) -> float:
    alike = overlap([expected.span], [found.span])
    return alike + 1 if alike >= HALF and expected.kinds[0] in found.kinds else alike


def _same(one: Span, other: Span) -> bool:
    return overlap([one], [other]) >= HALF


def _figures(matching: Matching[Name]) -> Figures:
    right = [expected for expected, found in matching.pairs if expected.kinds[0] in found.kinds]
    expected = [e for e, _ in matching.pairs] + [*matching.missed]
    taken_for = [
        e.kinds[0] if e.kinds[0] in found.kinds else found.kinds[0] for e, found in matching.pairs
    ] + [found.kinds[0] for found in matching.invented]
    return {
        "names": Tally(len(matching.pairs), matching.gold_size, matching.predicted_size),
        "names.type": Share(len(right), len(matching.pairs)),
        **{
            measure: Tally(_count(right, kind), _count(expected, kind), taken_for.count(kind))
            for measure, kind in KINDS.items()
        },
    }


def _count(expected: Iterable[Name], kind: str) -> int:
    return sum(name.kinds[0] == kind for name in expected)


def _differences(matching: Matching[Name], text: str) -> Iterator[Difference]:
    for name in matching.missed:
        yield Difference("missed", "names", text[slice(*name.span)], name.kinds[0])
    for name in matching.invented:
        yield Difference("invented", "names", text[slice(*name.span)], "/".join(name.kinds))
    for expected, found in matching.pairs:
        if expected.kinds[0] not in found.kinds:
            detail = f"expected {expected.kinds[0]}, found {'/'.join(found.kinds)}"
            yield Difference("wrong", "names.type", text[slice(*expected.span)], detail)


def _extracted(text: str, number: int) -> Extraction:
    """Return what is in a sentence; one too short to be read has nothing."""
    name = f"sentence-{number}.txt"
    try:
        return extract(Article(name=name, text=text, language="de"))
    except UnsupportedInputError:
        return Extraction(article=name, language="de")


def _sentence(tokens: Sequence[str], outer: Sequence[str], inner: Sequence[str]) -> AnnotatedSentence:
    text, spans = join(tokens)
    found = [*_entities(outer, spans)]
    return AnnotatedSentence(
        text,
        tuple(Name(span, (label,)) for label, span in found if label in KINDS.values()),
        (
            *(span for label, span in found if label.endswith(("deriv", "part"))),
            *(span for _, span in _entities(inner, spans)),
        ),
    )


def _entities(labels: Sequence[str], spans: Sequence[Span]) -> Iterator[tuple[str, Span]]:
    """Yield the entities that labels in IOB2 tell: B- begins one, I- of the same kind goes on."""
    starts = [i for i, label in enumerate(labels) if label.startswith("B-")]
    for first in starts:
        kind, last = labels[first][2:], first + 1
        while last < len(labels) and labels[last] == f"I-{kind}":
            last += 1
        yield kind, Span(spans[first].start, spans[last - 1].end)


def join(tokens: Sequence[str]) -> tuple[str, list[Span]]:
    """Return tokens as a text set as in print, and where each stands; straight quotes open, then close."""
    text, spans, quoted, glued = "", [], False, True
    for token in tokens:
        straight = token in ('"', "``", "''")
        closing = (straight and quoted) or token[0] in _CLOSING
        text += "" if glued or closing else " "
        spans.append(Span(len(text), len(text) + len(token)))
        text += token
        glued = token in _OPENING or (straight and not quoted)
        quoted = quoted != straight
    return text, spans
