"""What a figure counts or measures: the noun phrase beside it, in the nominative plural, and its unit."""

from kg.language.figures.number_words import units_of, words_of
from kg.language.figures.numbers import Numeral, word_at
from kg.language.lexicon import table
from kg.language.text.tokens import Token

_NOUNS = ("NN", "NE")
_ADJECTIVES = ("ADJA", "ADJD", "VVPP")
# ends of the adjectives before a currency: "kanadische Dollar", "Schweizer Franken"
_NATIONAL = ("ische", "ischen", "ischer", "zer")
_PREPOSITION_WITHIN = 6
_UMLAUTS = str.maketrans("äöüÄÖÜ", "aouAOU")


def noun_after(tokens: tuple[Token, ...], i: int) -> int | None:
    """Index of the noun that the numeral counts, past its adjectives; None when another word comes first."""
    first = i
    while i < len(tokens) and (_modifies(tokens, i) or (i > first and tokens[i].text in ("und", "oder"))):
        i += 1
    return i if i < len(tokens) and _is_noun(tokens[i]) else None


def _modifies(tokens: tuple[Token, ...], i: int) -> bool:
    token = tokens[i]
    return token.tag in _ADJECTIVES and not _is_noun(token)


def _is_noun(token: Token) -> bool:
    """Whether it is a noun, or an adjective written as one ("14 Forschende"), or cut ("5 Gold- und …")."""
    return token.text[0].isupper() and token.tag in (*_NOUNS, "ADJA", "TRUNC")


def unit_at(tokens: tuple[Token, ...], i: int) -> tuple[str, int] | None:
    """Return the unit that begins at a token and where it ends: "kanadische Dollar", "km/h"."""
    units = units_of("units")
    unit = units.get(word_at(tokens, i))
    if unit is not None:
        return unit, i + 1
    following = units.get(word_at(tokens, i + 1))
    if following is None or tokens[i].tag != "ADJA" or not tokens[i].text.endswith(_NATIONAL):
        return None
    national = "" if tokens[i].text[0].isupper() else f"{_plural_adjective(tokens[i].text)} "
    return f"{national}{following}", i + 2


def counted(tokens: tuple[Token, ...], numeral: Numeral, last: int) -> tuple[str, str | None]:
    """Return what the numeral counts, as a German noun phrase ("" when it does not say), and its unit.

    `last` is where the figure ends with what qualifies it ("400 oder mehr").
    """
    i = last
    if word_at(tokens, i) == "von" and numeral.low is None:
        i += 1
    unit = units_of("units_before").get(word_at(tokens, numeral.first - 1))
    found = unit_at(tokens, i)
    if found is not None:
        unit, i = found
    head = noun_after(tokens, _skip_determiner(tokens, i) if unit else i)
    phrase = _phrase(tokens, i, head) if head is not None else ""
    return phrase or _counted_before(tokens, numeral) or _measured(tokens, numeral, unit), unit


def _measured(tokens: tuple[Token, ...], numeral: Numeral, unit: str | None) -> str:
    """Find what a bare sum or rate measures: the nearest noun such as "Schaden", "Wahlbeteiligung"."""
    nouns = tuple(words_of("measured") if unit else words_of("indices"))
    places = (*range(numeral.first - 1, -1, -1), *range(numeral.last, len(tokens)))
    measured = (tokens[i].text for i in places if _measures(tokens, i, nouns))
    return next(measured, unit or "")


def _measures(tokens: tuple[Token, ...], i: int, nouns: tuple[str, ...]) -> bool:
    """Whether a noun ends as those that are measured; in "in Höhe von" it is only a preposition."""
    word = tokens[i].text.lower().replace("ß", "ss")
    return tokens[i].tag in _NOUNS and word.endswith(nouns) and word_at(tokens, i - 1) != "in"


def _skip_determiner(tokens: tuple[Token, ...], i: int) -> int:
    """Step over the genitive between a unit and what is counted: "20 Prozent der Stimmen"."""
    return i + 1 if word_at(tokens, i) in ("der", "des", "an", "aller", "ihrer", "seiner") else i


def _phrase(tokens: tuple[Token, ...], i: int, head: int) -> str:
    """Return adjectives and noun in the nominative plural or singular, with a second noun joined by "und"."""
    end = head + 1
    if end + 1 < len(tokens) and tokens[end].text in ("und", "oder") and _joins(tokens[end + 1]):
        end += 2
    if word_at(tokens, i) == "des":
        return tokens[head].lemma
    parts = []
    dative = any(
        t.text.lower() in words_of("before_datives") for t in tokens[max(0, i - _PREPOSITION_WITHIN) : i]
    )
    inflected = any(t.tag == "ADJA" and t.text.endswith("en") for t in tokens[i:head])
    for token in tokens[_skip_determiner(tokens, i) : end]:
        if token.tag == "ADJA" and not _is_noun(token):
            parts.append(_plural_adjective(token.text))
        elif token.is_word:
            parts.append(_nominative_plural(token, dative=dative or inflected))
    return " ".join([*parts, *_attribute(tokens, end)])


def _joins(token: Token) -> bool:
    return token.tag == "NN" and token.text.lower() not in words_of("vague")


def _attribute(tokens: tuple[Token, ...], i: int) -> list[str]:
    """Return a short genitive behind the noun: "Angehörige der Feuerwehr"."""
    if word_at(tokens, i) not in ("der", "des") or i + 1 >= len(tokens) or tokens[i + 1].tag not in _NOUNS:
        return []
    numbered = word_at(tokens, i + 2)[:1].isdigit()
    return [] if numbered else [tokens[i].text, tokens[i + 1].text]


def is_dative_plural(token: Token) -> bool:
    """Whether a noun has the ending of a dative plural: "Bewerbern", "Städten"."""
    return _nominative_plural(token, dative=True) != token.text and token.model_tag != "NNA"


def _nominative_plural(token: Token, *, dative: bool) -> str:
    """Return "Häuser" for "Häusern", "Städte" for "Städten"; "Drohnen" and "Frauen" stay."""
    word = token.text
    plurals = table("quantities")["plurals"]
    adjectival = token.model_tag == "NNA" and word.endswith(tuple(plurals["adjective_endings"]))
    if adjectival or word.lower().endswith(tuple(plurals["adjectival"])):
        return word.removesuffix("n")
    if not dative or not word.endswith("n") or word.lower().endswith(tuple(plurals["same"])):
        return word
    lemma = token.lemma
    if word == lemma:
        return word
    if word.endswith(("ern", "eln")):
        return word[:-1] if not lemma.endswith("n") else word
    umlaut = word.translate(_UMLAUTS) != word and lemma.translate(_UMLAUTS) == lemma
    weak = lemma.endswith(("e", *plurals["weak"])) and not lemma.startswith("Ge")
    return word[:-1] if word.endswith("en") and (umlaut or not weak) else word


def _plural_adjective(word: str) -> str:
    return word[:-1] if word.endswith(("en", "er")) and len(word) > 4 else word


def _counted_before(tokens: tuple[Token, ...], numeral: Numeral) -> str:
    """Find the counted thing in "die Zahl der nach Russland geschickten Soldaten auf 10.000"."""
    heads = set(table("quantities")["counting"]["heads"])
    for i in range(numeral.first - 1, -1, -1):
        if tokens[i].text in heads and word_at(tokens, i + 1) in ("der", "von", "an"):
            for j in range(i + 2, numeral.first):
                if tokens[j].tag == "NN" and tokens[j + 1].tag != "ADJA":
                    # In "der nach Russland geschickten Soldaten" the participle is no lasting property.
                    first = j - 1 if j - 2 == i + 1 else j
                    return _phrase(tokens, first, j)
    return ""
