"""Whose a figure is, and through whom the article has it."""

from kg.language.extraction import Actor, Estimate, Span, Statement
from kg.language.figures.number_words import words_of
from kg.language.figures.quantities import Quantity
from kg.language.text.tokens import Document, Sentence, Token

_PREPOSITIONS = ("APPR", "APPRART")
_DETERMINED = ("der", "die", "den", "diese", "dieser", "diesen")
# a preposition governs an actor at most so many words behind it: "von der örtlichen Polizei"
_GOVERNED_WITHIN = 3
_SUBJECT_WITHIN = 4


class Counters:
    """The actors of an article, by the sentence that names them: who may have counted something."""

    def __init__(self, document: Document, actors: tuple[Actor, ...]) -> None:
        self._actors: dict[int, list[tuple[Span, str]]] = {}
        for actor in actors:
            for mention in actor.mentions if actor.type != "State" else ():
                self._actors.setdefault(document.sentence_at(mention.start), []).append((mention, actor.id))

    def of(self, number: int, sentence: Sentence, quantity: Quantity) -> str | None:
        """Return the subject of a verb of counting in the figure's clause: "Die Polizei zählte 340 Autos"."""
        near = self._actors.get(number)
        if near is None:
            return None
        first, last = _clause(sentence.tokens, quantity.first)
        clause = sentence.tokens[first:last]
        verb = _verb_of_counting(clause)
        if verb is None:
            return None
        for mention, actor in sorted(near):
            i = next((i for i, token in enumerate(clause) if token.start >= mention.start), len(clause))
            if clause[0].start <= mention.start and _is_subject(clause, i, verb):
                return actor
        return None


def _verb_of_counting(clause: tuple[Token, ...]) -> int | None:
    """Return the place of "zählte", of "hat" in "hat … gezählt", of "gab" in "gab … an"."""
    words = [token.text for token in clause if token.is_word]
    for i, word in enumerate(words):
        if word in words_of("counted"):
            return i
        completed = word in words_of("completing") and not words_of("counted_participles").isdisjoint(
            words[i:]
        )
        if completed or (word in words_of("stated") and words[-1] == "an"):
            return i
    return None


def source_of(
    sentence: Sentence,
    quantity: Quantity,
    statement: Statement | None,
    estimates: list[Estimate],
    counter: str | None,
) -> tuple[str | None, tuple[str, ...]]:
    """Return whose figure it is and through whom; a figure taken up keeps the source that it had."""
    source = statement.speaker if statement else counter
    earlier = _referred(sentence, quantity, estimates)
    if earlier is not None and earlier.estimated_by != source:
        return earlier.estimated_by, (source,) if source else ()
    return source, statement.relayed_by if statement else ()


def _referred(sentence: Sentence, quantity: Quantity, estimates: list[Estimate]) -> Estimate | None:
    """Return the sourced figure that a definite one takes up: "einige der 10.000 Soldaten"."""
    before = sentence.tokens[quantity.first - 1].text if quantity.first else ""
    if before not in _DETERMINED:
        return None
    value = (quantity.lower, quantity.upper)
    return next((e for e in estimates if (e.lower, e.upper) == value and e.estimated_by), None)


def _clause(tokens: tuple[Token, ...], i: int) -> tuple[int, int]:
    """Return the tokens between the marks around `i`."""
    ends = [j for j, token in enumerate(tokens) if token.text in (",", ";", ":", "–", "(", ")")]
    return max((j + 1 for j in ends if j < i), default=0), min(
        (j for j in ends if j >= i), default=len(tokens)
    )


def _is_subject(clause: tuple[Token, ...], i: int, verb: int) -> bool:
    """Whether the actor at `i` is before the verb or right behind it, and no preposition governs it."""
    if i >= len(clause) or i > verb + _SUBJECT_WITHIN:
        return False
    return not any(token.tag in _PREPOSITIONS for token in clause[max(0, i - _GOVERNED_WITHIN) : i])
