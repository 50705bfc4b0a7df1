"""What a figure counts or measures: the noun phrase beside it, in the nominative plural, and its unit."""

from kg.language.figures.numbers import Numeral
from kg.language.lexicon import table, words
from kg.language.text.tokens import Token

_NOUNS = ("NN", "NE")
_ADJECTIVES = ("ADJA", "ADJD", "VVPP")
_UMLAUTS = str.maketrans("äöüÄÖÜ", "aouAOU")


def noun_after(tokens: tuple[Token, ...], i: int) -> int | None:
    """Index of the noun that the numeral counts, past its adjectives; None when another word comes first."""
    while i < len(tokens) and (tokens[i].tag in _ADJECTIVES or tokens[i].text in ("und", "oder")):
        i += 1
    return i if i < len(tokens) and tokens[i].tag in _NOUNS and tokens[i].text[0].isupper() else None


def counted(tokens: tuple[Token, ...], numeral: Numeral, last: int) -> tuple[str, str | None]:
    """Return what the numeral counts, as a German noun phrase ("" when it does not say), and its unit.

    `last` is where the figure ends with what qualifies it ("400 oder mehr").
    """
    i = last
    if i < len(tokens) and tokens[i].text == "von" and numeral.low is None:
        i += 1
    before = tokens[numeral.first - 1].text if numeral.first else ""
    units: dict[str, str] = table("quantities")["units"]
    unit = units.get(tokens[i].text) if i < len(tokens) else None
    unit = unit or (units.get(before) if before in "$€£" and before else None)
    if unit is not None and i < len(tokens) and tokens[i].text in units:
        i += 1
    head = noun_after(tokens, _skip_determiner(tokens, i) if unit else i)
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
    dative = any(t.text.lower() in words("quantities", "plurals", "after") for t in tokens[max(0, i - 4) : i])
    for token in tokens[_skip_determiner(tokens, i) : end]:
        if token.tag == "ADJA":
            parts.append(_plural_adjective(token.text))
        elif token.is_word:
            parts.append(_nominative_plural(token, dative=dative))
    return " ".join(parts)


def _nominative_plural(token: Token, *, dative: bool) -> str:
    """Return "Häuser" for "Häusern", "Städte" for "Städten"; "Drohnen" and "Frauen" stay."""
    word, lemma = token.text, token.lemma
    plurals = table("quantities")["plurals"]
    if word.lower().endswith(tuple(plurals["adjectival"])):
        return word.removesuffix("n")
    if not dative or not word.endswith("n") or word == lemma or word.lower().endswith(tuple(plurals["same"])):
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
        if tokens[i].text in heads and i + 1 < len(tokens) and tokens[i + 1].text in ("der", "von", "an"):
            for j in range(i + 2, numeral.first):
                if tokens[j].tag == "NN" and tokens[j + 1].tag != "ADJA":
                    # In "der nach Russland geschickten Soldaten" the participle is no lasting property.
                    first = j - 1 if j - 2 == i + 1 else j
                    return _phrase(tokens, first, j)
    return ""
