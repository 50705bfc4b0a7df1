"""How a figure is qualified: "rund 40", "mindestens rund 40", "400 oder mehr"."""

from functools import cache

from kg.language.extraction import Qualifier
from kg.language.figures.counted import is_dative_plural, noun_after, unit_at
from kg.language.figures.number_words import words_of
from kg.language.figures.numbers import Numeral, word_at
from kg.language.lexicon import table
from kg.language.text.tokens import Token

_LONGEST = 4
_PREPOSITIONS = ("über", "unter", "gegen", "ab")


def qualifier_before(tokens: tuple[Token, ...], numeral: Numeral) -> tuple[int, Qualifier]:
    """Return where the figure begins with its modifiers, and the qualifier these express together.

    A bound says more than "rund": "mindestens rund 40" is a lower bound.
    """
    first = i = numeral.first
    qualifiers: list[Qualifier] = ["approximately"] if numeral.hedged else []
    while i > 0:
        found = _phrase_ending_at(tokens, i, numeral)
        # After another modifier "über" and the like are prepositions: "über rund 40 Kilometer".
        if found is not None and (
            first == numeral.first or tokens[found[0]].text.lower() not in _PREPOSITIONS
        ):
            first = i = found[0]
            qualifiers.append(found[1])
        elif tokens[i - 1].text.lower() in words_of("neutral"):
            i -= 1
        else:
            break
    bounds = [q for q in qualifiers if q != "approximately"]
    return first, bounds[0] if bounds else qualifiers[0] if qualifiers else "exact"


def qualifier_after(tokens: tuple[Token, ...], last: int) -> tuple[int, Qualifier | None]:
    """Return where the figure ends with a modifier behind it, and its qualifier."""
    lists: dict[Qualifier, list[str]] = table("quantities")["qualifiers_after"]
    for qualifier, phrases in lists.items():
        for phrase in phrases:
            size = len(phrase.split())
            if " ".join(t.text for t in tokens[last : last + size]) == phrase:
                return last + size, qualifier
    return last, None


def _phrase_ending_at(tokens: tuple[Token, ...], end: int, numeral: Numeral) -> tuple[int, Qualifier] | None:
    """Return where the longest modifier that ends at token `end` begins, and its qualifier."""
    for size in range(min(_LONGEST, end), 0, -1):
        phrase = " ".join(t.text for t in tokens[end - size : end])
        found = _phrases().get(phrase[0].lower() + phrase[1:])
        if found is not None and not _is_preposition(tokens, end - size, numeral):
            return end - size, found
    return None


@cache
def _phrases() -> dict[str, Qualifier]:
    lists: dict[Qualifier, list[str]] = table("quantities")["qualifiers"]
    return {phrase: qualifier for qualifier, phrases in lists.items() for phrase in phrases}


def _is_preposition(tokens: tuple[Token, ...], i: int, numeral: Numeral) -> bool:
    """Whether "über", "unter", … at `i` is an ordinary preposition: "Berichte über 12.000 Soldaten"."""
    word = tokens[i].text.lower()
    if word not in _PREPOSITIONS:
        return False
    if word == "unter" and _governs_dative(tokens, i, numeral):
        return True
    if i == 0:
        return word == "unter" and unit_at(tokens, numeral.last) is None
    before = tokens[i - 1]
    if word == "gegen" and (before.tag == "CARD" or before.lemma in words_of("against")):
        return True
    if word != "über":
        return before.tag in ("NN", "NE")
    return before.lemma in words_of("about") or before.text.lower().endswith(tuple(words_of("sums")))


def _governs_dative(tokens: tuple[Token, ...], i: int, numeral: Numeral) -> bool:
    """Whether "unter" and nothing before it makes the counted noun a dative: "unter 20 Bewerbern"."""
    head = noun_after(tokens, numeral.last)
    governed = word_at(tokens, i - 1).lower() in words_of("dative_prepositions")
    return head is not None and not governed and is_dative_plural(tokens[head])
