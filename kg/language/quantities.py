"""Which numerals are figures of fact, how they are qualified, and what they count. No sources here."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.language.extraction import Number, Qualifier, Span
from kg.language.lexicon import table, words
from kg.language.numbers import Numeral, numeral_at, words_of
from kg.language.tokens import Sentence, Token

_NOUNS = ("NN", "NE")
_ADJECTIVES = ("ADJA", "ADJD", "VVPP")
_LONGEST_QUALIFIER = 4


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure in a sentence: `span` with its qualifier, tokens [first, last), what it counts, its unit."""

    span: Span
    first: int
    last: int
    lower: Number | None
    upper: Number | None
    qualifier: Qualifier
    counts: str
    unit: str | None


def quantities(sentence: Sentence) -> Iterator[Quantity]:
    """Yield the figures of a sentence from left to right.

    Durations, dates, ages, ordinals, scores, magnitudes, labels and clock times are none.
    """
    tokens = sentence.tokens
    i = 0
    while i < len(tokens):
        numeral = _between(tokens, i) or numeral_at(tokens, i)
        if numeral is None:
            i += 1
            continue
        if _is_figure(tokens, numeral):
            yield _quantity(tokens, numeral)
        i = max(numeral.last, i + 1)


def _between(tokens: tuple[Token, ...], i: int) -> Numeral | None:
    """Read "zwischen 10.000 und 12.000" as one range from "zwischen" on."""
    if tokens[i].text.lower() != "zwischen" or i + 3 >= len(tokens):
        return None
    low = numeral_at(tokens, i + 1)
    if low is None or low.low is None or low.last + 1 >= len(tokens) or tokens[low.last].text != "und":
        return None
    high = numeral_at(tokens, low.last + 1)
    if high is None or high.high is None:
        return None
    bound = low.low
    if low.scale == 1 and bound * high.scale <= high.high:
        bound = bound * high.scale
    return Numeral(i, high.last, bound, high.high, low.in_words, high.scale)


@cache
def _exclusions(key: str) -> frozenset[str]:
    return frozenset(table("quantities")["not_a_figure"][key])


def _is_figure(tokens: tuple[Token, ...], numeral: Numeral) -> bool:
    before = tokens[numeral.first - 1] if numeral.first > 0 else None
    after = tokens[numeral.last] if numeral.last < len(tokens) else None
    if after and (after.text in _exclusions("after") or _is_ordinal(tokens, numeral)):
        return False
    if before and (before.text in _exclusions("before") or (before.text in ("(", "#", ":") and not after)):
        return False
    if after and after.text == "alt":
        return False
    if numeral.low is None:
        return _noun_after(tokens, numeral.last) is not None or after is None or not after.tag.startswith("N")
    if numeral.in_words:
        return _counts_something(tokens, numeral)
    return not (_is_year(tokens, numeral) or _is_clock_or_code(tokens, numeral) or _is_age(tokens, numeral))


def _is_ordinal(tokens: tuple[Token, ...], numeral: Numeral) -> bool:
    """A number below 100 with a full stop inside the sentence: "28. Oktober", "der 2. Weltkrieg"."""
    after = numeral.last
    return (
        after + 1 < len(tokens)
        and tokens[after].text == "."
        and tokens[after].start == tokens[after - 1].end
        and numeral.high is not None
        and numeral.high < 100
    )


def _is_year(tokens: tuple[Token, ...], numeral: Numeral) -> bool:
    text = tokens[numeral.first].text
    if not (numeral.last == numeral.first + 1 and text.isdigit() and 1900 <= int(text) < 2100):
        return False
    before = tokens[numeral.first - 1].text if numeral.first else ""
    after = tokens[numeral.last] if numeral.last < len(tokens) else None
    counted = after is not None and after.tag in ("NN", "ADJA")
    return before in _exclusions("before_year") or not counted


def _is_clock_or_code(tokens: tuple[Token, ...], numeral: Numeral) -> bool:
    """Recognise "+49 30 1234", "0815" and figures glued to a mark."""
    text = tokens[numeral.first].text
    before = tokens[numeral.first - 1] if numeral.first else None
    if text.startswith("0") and not text.startswith("0,"):
        return True
    glued = (
        before is not None and before.end == tokens[numeral.first].start and before.text not in '(„"»«$€£–-'
    )
    return glued or (before is not None and before.text in "+/" and not before.is_word)


def _is_age(tokens: tuple[Token, ...], numeral: Numeral) -> bool:
    """Recognise "Anna Meier (43)", "Anna Meier, 43,": below 120, between marks, after a name."""
    i, j = numeral.first, numeral.last
    if not (i >= 2 and j < len(tokens) and numeral.high is not None and numeral.high < 120):
        return False
    enclosed = (tokens[i - 1].text, tokens[j].text) in ((",", ","), ("(", ")"))
    return enclosed and tokens[i - 2].tag in _NOUNS


def _counts_something(tokens: tuple[Token, ...], numeral: Numeral) -> bool:
    """A small number in words is a figure only right before what it counts ("vier Brigaden")."""
    before = tokens[numeral.first - 1] if numeral.first else None
    if before is not None and before.text in ("zu", "Punkt") and numeral.scale == 1:
        return False
    if numeral.scale > 1 or (numeral.high or 0) >= 100:
        return True
    if numeral.low == 1:
        return False
    if _qualifier(tokens, numeral)[1] != "exact":
        return True
    head = _noun_after(tokens, numeral.last)
    return head is not None and tokens[head].text not in _exclusions("after")


def _noun_after(tokens: tuple[Token, ...], i: int) -> int | None:
    """Index of the noun that the numeral counts, past its adjectives; None when another word comes first."""
    while i < len(tokens) and (tokens[i].tag in _ADJECTIVES or tokens[i].text in ("und", "oder")):
        i += 1
    return i if i < len(tokens) and tokens[i].tag in _NOUNS and tokens[i].text[0].isupper() else None


def _quantity(tokens: tuple[Token, ...], numeral: Numeral) -> Quantity:
    first, qualifier = _qualifier(tokens, numeral)
    last, after = _qualifier_after(tokens, numeral.last)
    last_token = tokens[last - 1]
    lower, upper = numeral.low, numeral.high
    if lower is None:
        qualifier = "approximately"
        of = _noun_after(tokens, last + 1) if last < len(tokens) and tokens[last].text == "von" else None
        last_token = tokens[of] if of is not None else last_token
    elif lower != upper:
        qualifier = "between"
    else:
        qualifier = after or qualifier
        lower = None if qualifier in ("atMost", "lessThan") else lower
        upper = None if qualifier in ("atLeast", "moreThan") else upper
    counts, unit = counted(tokens, numeral)
    span = Span(tokens[first].start, last_token.end)
    return Quantity(span, first, last, lower, upper, qualifier, counts, unit)


@cache
def _qualifier_phrases() -> dict[str, Qualifier]:
    lists: dict[Qualifier, list[str]] = table("quantities")["qualifiers"]
    return {phrase: qualifier for qualifier, phrases in lists.items() for phrase in phrases}


def _qualifier(tokens: tuple[Token, ...], numeral: Numeral) -> tuple[int, Qualifier]:
    """Return where the figure begins with its modifiers, and the qualifier these express."""
    first: int = numeral.first
    result: Qualifier = "exact"
    end = numeral.first
    while end > 0 and tokens[end - 1].text in words_of("neutral"):
        end -= 1
    for size in range(min(_LONGEST_QUALIFIER, end), 0, -1):
        phrase = " ".join(t.text for t in tokens[end - size : end])
        found = _qualifier_phrases().get(phrase) or _qualifier_phrases().get(phrase[0].lower() + phrase[1:])
        if found and not _is_preposition(tokens, end - size):
            return end - size, found
    return first, result


def _is_preposition(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether "über", "unter", … at `i` is an ordinary preposition: "Berichte über 12.000 Soldaten"."""
    if tokens[i].text.lower() not in ("über", "unter", "gegen", "ab") or i == 0:
        return False
    before = tokens[i - 1]
    if tokens[i].text in ("unter", "gegen", "ab"):
        return before.tag in ("NN", "NE")
    return before.lemma in words_of("about")


def _qualifier_after(tokens: tuple[Token, ...], last: int) -> tuple[int, Qualifier | None]:
    lists: dict[Qualifier, list[str]] = table("quantities")["qualifiers_after"]
    for qualifier, phrases in lists.items():
        for phrase in phrases:
            size = len(phrase.split())
            if " ".join(t.text for t in tokens[last : last + size]) == phrase:
                return last + size, qualifier
    return last, None


def counted(tokens: tuple[Token, ...], numeral: Numeral) -> tuple[str, str | None]:
    """Return what the numeral counts, as a German noun phrase ("" when it does not say), and its unit."""
    i = numeral.last
    if i < len(tokens) and tokens[i].text == "von" and numeral.low is None:
        i += 1
    before = tokens[numeral.first - 1].text if numeral.first else ""
    units: dict[str, str] = table("quantities")["units"]
    unit = units.get(tokens[i].text) if i < len(tokens) else None
    unit = unit or (units.get(before) if before in "$€£" and before else None)
    if unit is not None and i < len(tokens) and tokens[i].text in units:
        i += 1
    head = _noun_after(tokens, _skip_determiner(tokens, i) if unit else i)
    phrase = _phrase(tokens, i, head) if head is not None else ""
    return phrase or _counted_before(tokens, numeral) or _measured(tokens, numeral, unit), unit


def _measured(tokens: tuple[Token, ...], numeral: Numeral, unit: str | None) -> str:
    """Find what a bare sum or rate measures: the nearest noun such as "Schaden", "Wahlbeteiligung"."""
    if unit is None:
        return ""
    nouns = tuple(words("quantities", "counting", "measured"))
    nearest = (*reversed(tokens[: numeral.first]), *tokens[numeral.last :])
    measured = (t.text for t in nearest if t.tag == "NN" and t.text.lower().endswith(nouns))
    return next(measured, unit)


def _skip_determiner(tokens: tuple[Token, ...], i: int) -> int:
    """Step over the genitive between a unit and what is counted: "20 Prozent der Stimmen"."""
    return (
        i + 1 if i < len(tokens) and tokens[i].text in ("der", "des", "an", "aller", "ihrer", "seiner") else i
    )


def _phrase(tokens: tuple[Token, ...], i: int, head: int) -> str:
    """Return adjectives and noun in the nominative plural or singular, with a second noun joined by "und"."""
    end = head + 1
    if end + 1 < len(tokens) and tokens[end].text in ("und", "oder") and tokens[end + 1].tag == "NN":
        end += 2
    parts = []
    dative = any(
        t.text in ("von", "mit", "bei", "nach", "aus", "zu", "unter") for t in tokens[max(0, i - 4) : i]
    )
    for token in tokens[_skip_determiner(tokens, i) : end]:
        if token.tag == "ADJA":
            parts.append(_plural_adjective(token.text))
        elif token.is_word:
            parts.append(_nominative_plural(token) if dative else token.text)
    return " ".join(parts)


def _nominative_plural(token: Token) -> str:
    """Return "Häuser" for "Häusern": the dative plural adds -n to what is not already its lemma."""
    word = token.text
    if word == token.lemma + "n":
        return token.lemma
    dative = word.endswith(("ern", "eln")) and not token.lemma.endswith("n")
    return word[:-1] if dative else word


def _plural_adjective(word: str) -> str:
    return word[:-1] if word.endswith(("en", "er")) and len(word) > 4 else word


def _counted_before(tokens: tuple[Token, ...], numeral: Numeral) -> str:
    """Find the counted thing in "die Zahl der nach Russland geschickten Soldaten auf 10.000"."""
    heads = set(table("quantities")["counting"]["heads"])
    for i in range(numeral.first - 1, -1, -1):
        if tokens[i].text in heads and i + 1 < len(tokens) and tokens[i + 1].text in ("der", "von", "an"):
            for j in range(i + 2, numeral.first):
                if tokens[j].tag == "NN" and tokens[j + 1].tag != "ADJA":
                    # In "der nach Russland geschickten Soldaten" the participle is no lasting property.
                    first = j - 1 if j - 2 == i + 1 else j
                    return _phrase(tokens, first, j)
    return ""
