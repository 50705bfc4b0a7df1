"""Which numerals are no figures of fact: dates, years, ages, ordinals, scores, labels, clock times."""

import re

from kg.language.figures.counted import noun_after, unit_at
from kg.language.figures.labels import endings, exclusions, is_code, is_label, looks_like_year
from kg.language.figures.number_words import figures_value, word_value, words_of
from kg.language.figures.numbers import Numeral, numeral_at, word_at
from kg.language.figures.qualifiers import qualifier_before
from kg.language.text.quotations import DOUBLE_MARKS
from kg.language.text.tokens import Token

_NOUNS = ("NN", "NE")
_FINITE = ("VVFIN", "VAFIN", "VMFIN")
_CLOCK = re.compile(r"[012]?\d\.[0-5]\d")
_DAY_AND_MONTH = re.compile(r"[0-3]?\d\.[01]?\d")
_LARGEST_ORDINAL, _OLDEST, _SMALL = 100, 120, 100


def is_figure(tokens: tuple[Token, ...], numeral: Numeral) -> bool:
    """Whether a reader would call a numeral a figure of fact."""
    if _measures_time(tokens, numeral) or _is_ordinal(tokens, numeral) or is_label(tokens, numeral):
        return False
    if _is_score(tokens, numeral) or _is_shortened(tokens, numeral) or _is_age(tokens, numeral):
        return False
    if numeral.low is None:
        after = tokens[numeral.last] if numeral.last < len(tokens) else None
        return noun_after(tokens, numeral.last) is not None or after is None or not after.tag.startswith("N")
    if numeral.in_words:
        return _counts_something(tokens, numeral)
    return not (_is_year(tokens, numeral) or _is_clock(tokens, numeral) or is_code(tokens, numeral))


def _measures_time(tokens: tuple[Token, ...], numeral: Numeral) -> bool:
    """Recognise durations, ages, temperatures and clock times by the word after them."""
    word = word_at(tokens, numeral.last)
    dimension = word == "mal" and _is_coordinated(tokens, numeral.last + 1)  # "100 mal 55 Meter"
    if (word in exclusions("after") and not dimension) or word == "alt":
        return True
    head = noun_after(tokens, numeral.last)
    if head is None or unit_at(tokens, head) is not None:
        return False
    noun = tokens[head].text
    compound = noun.lower().endswith(endings("time_endings"))
    return noun in exclusions("after") or (compound and not noun.lower().endswith(endings("not_time")))


def _is_score(tokens: tuple[Token, ...], numeral: Numeral) -> bool:
    """Recognise either side of "3 zu 1"; in "112 zu 76 Stimmen" votes are counted."""
    i, j = numeral.first, numeral.last
    if word_at(tokens, j) == "zu" and j + 1 < len(tokens):
        second = numeral_at(tokens, j + 1)
        return second is not None and noun_after(tokens, second.last) is None
    right = i >= 2 and tokens[i - 1].text == "zu" and _is_number(tokens[i - 2])
    return right and noun_after(tokens, j) is None


def _is_number(token: Token) -> bool:
    return figures_value(token.text) is not None or word_value(token.text.lower()) is not None


def _is_shortened(tokens: tuple[Token, ...], numeral: Numeral) -> bool:
    """Recognise the first of two durations, ages and the like: "von 38 auf 35 Stunden", "um 8 und 17 Uhr"."""
    j = numeral.last
    if j + 1 >= len(tokens) or tokens[j].text not in ("auf", "bis", "und", "oder"):
        return False
    if tokens[j].text == "auf" and word_at(tokens, numeral.first - 1).lower() != "von":
        return False
    second = numeral_at(tokens, j + 1)
    return second is not None and _measures_time(tokens, second)


def _is_ordinal(tokens: tuple[Token, ...], numeral: Numeral) -> bool:
    """A small number with a full stop inside the sentence ("28. Oktober") or after a determiner."""
    after = numeral.last
    if numeral.high is None or numeral.high >= _LARGEST_ORDINAL or word_at(tokens, after) != ".":
        return False
    before = tokens[numeral.first - 1] if numeral.first else None
    determined = (
        before is None
        or before.tag in ("ART", "APPRART", "PPOSAT", "PDAT")
        or before.text.lower() in ("-", "–", "im", "am", "zum", "vom", "beim")
    )
    inside = after + 1 < len(tokens) and tokens[after + 1].text not in DOUBLE_MARKS
    return (inside or determined) and tokens[after].start == tokens[after - 1].end


def _is_year(tokens: tuple[Token, ...], numeral: Numeral) -> bool:
    head = noun_after(tokens, numeral.last)
    counts = head is not None and (tokens[head].tag != "NE" or unit_at(tokens, head) is not None)
    if _is_range_of_years(numeral) and not counts:
        return True
    text = tokens[numeral.first].text
    if numeral.last > numeral.first + 1 or not (looks_like_year(text) or _looks_like_old_year(text)):
        return False
    before = word_at(tokens, numeral.first - 1)
    if _precedes_year(before) and (looks_like_year(text) or not counts):
        return unit_at(tokens, numeral.last) is None
    if _dates_participle(tokens, numeral):
        return True
    if _looks_like_old_year(text):
        return not counts and _stands_like_a_year(tokens, numeral)
    return not counts or (head == numeral.last and _is_singular(tokens[numeral.last]))


def _precedes_year(word: str) -> bool:
    """Whether the number behind a word is a year: "seit", "im", "Europawahl"."""
    return word.lower() in exclusions("before_year") or word.endswith(endings("dated_nouns"))


def _stands_like_a_year(tokens: tuple[Token, ...], numeral: Numeral) -> bool:
    """Whether a number like 1848 without a noun is more likely a year: not a round one, not behind "auf"."""
    if int(tokens[numeral.first].text) % 100 == 0 or unit_at(tokens, numeral.last) is not None:
        return False
    before = word_at(tokens, numeral.first - 1).lower()
    if before == "es" and word_at(tokens, numeral.first - 2) in ("waren", "sind", "seien", "wären"):
        return False
    return before not in exclusions("before_number") and qualifier_before(tokens, numeral)[1] == "exact"


def _is_singular(noun: Token) -> bool:
    """Whether a noun is certainly no plural, so that "1956 Eröffnung" counts nothing."""
    return noun.text == noun.lemma and not noun.text.endswith(("er", "el", "n", "s", "t"))


def _dates_participle(tokens: tuple[Token, ...], numeral: Numeral) -> bool:
    """Whether it stands between the article and the adjective of a singular noun: "das 1999 gebaute Haus"."""
    before, after = word_at(tokens, numeral.first - 1).lower(), word_at(tokens, numeral.last)
    if before in exclusions("singular_determiners"):
        return True
    head = noun_after(tokens, numeral.last)
    if before not in ("der", "die", "den") or head is None or head == numeral.last:
        return False
    return after.endswith("e") or (before == "den" and not tokens[head].text.endswith(("n", "s")))


def _is_range_of_years(numeral: Numeral) -> bool:
    bounds = (numeral.low, numeral.high)
    texts = [str(bound) for bound in bounds]
    return numeral.low != numeral.high and all(looks_like_year(t) or _looks_like_old_year(t) for t in texts)


def _looks_like_old_year(text: str) -> bool:
    return text.isdecimal() and len(text) == 4 and 1000 <= int(text) < 1900


def _is_clock(tokens: tuple[Token, ...], numeral: Numeral) -> bool:
    """Recognise "um 14.30" and "am 24.10."."""
    text, before = tokens[numeral.first].text, word_at(tokens, numeral.first - 1).lower()
    if noun_after(tokens, numeral.last) is not None or unit_at(tokens, numeral.last) is not None:
        return False
    if before in ("am", "vom", "zum", "seit", "den", "dem", "bis") and _DAY_AND_MONTH.fullmatch(text):
        return True
    return before in ("um", "gegen", "ab", "bis") and _CLOCK.fullmatch(text) is not None


def _is_age(tokens: tuple[Token, ...], numeral: Numeral) -> bool:
    """Recognise "Anna Meier (43)", "Anna Meier, 43,", "Kinder unter 14"."""
    i, j = numeral.first, numeral.last
    if i < 2 or j >= len(tokens) or not 0 < (numeral.high or 0) < _OLDEST or tokens[i - 2].tag not in _NOUNS:
        return False
    limited = tokens[i - 1].text in ("unter", "über", "ab", "bis")
    if limited and noun_after(tokens, j) is None and unit_at(tokens, j) is None:
        return tokens[j].text not in ("der", "des", "von", "auf", "bis")
    return (tokens[i - 1].text, tokens[j].text) in ((",", ","), ("(", ")")) and not numeral.in_words


def _counts_something(tokens: tuple[Token, ...], numeral: Numeral) -> bool:
    """A small number in words is a figure only beside what it counts ("vier Brigaden", "vier davon")."""
    head = noun_after(tokens, numeral.last)
    unit = unit_at(tokens, numeral.last)
    if word_at(tokens, numeral.first - 1) in ("zu", "Punkt") and numeral.scale == 1 and head is None:
        return False
    qualified = qualifier_before(tokens, numeral)[1] != "exact"
    if numeral.high == 0 and head is not None:
        return tokens[numeral.first].text.islower()
    if (numeral.high or 0) <= 1:
        return unit is not None and (qualified or unit[0] in words_of("rates"))
    if numeral.scale > 1 or (numeral.high or 0) >= _SMALL or head is not None or unit is not None:
        return True
    at_a_time = word_at(tokens, numeral.first - 1).lower() in ("gegen", "ab")  # "gegen acht"
    return (qualified and not at_a_time) or _stands_alone(tokens, numeral)


def _stands_alone(tokens: tuple[Token, ...], numeral: Numeral) -> bool:
    """Recognise a number that stands for its noun: "acht davon", "zwei der Männer", "Sechs starben"."""
    i, j = numeral.first, numeral.last
    before, after = word_at(tokens, i - 1), word_at(tokens, j)
    if before.lower() in ("darunter", "davon") or after in words_of("after_pronoun"):
        return True
    if j + 1 >= len(tokens):
        return False
    if before in ("ersten", "letzten", "nächsten", "vergangenen"):
        return False
    if after in ("von", "der"):
        second = numeral_at(tokens, j + 1)
        if second is not None and _measures_time(tokens, second):
            return False
        return tokens[j + 1].tag in ("NN", "PPER", "PDAT", "PPOSAT", "ART", "CARD", "PRELS", "ADJA")
    adjectives = next((k for k in range(j, len(tokens)) if tokens[k].tag != "ADJA"), j)
    if word_at(tokens, adjectives) in words_of("coordinating"):
        return _is_coordinated(tokens, adjectives + 1)
    opening = i - 2 if before.lower() in ("von", "bei") else i - 1
    opens = opening < 0 or tokens[opening].text in (",", ";", "–", "und", "sowie", "„", "»", "«")
    return opens and tokens[j].tag in _FINITE


def _is_coordinated(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether a number at `i` counts something, which one before it counts too: "von zwölf auf 20 Sitze"."""
    second = numeral_at(tokens, i) if i < len(tokens) else None
    if second is None or _measures_time(tokens, second):
        return False
    return noun_after(tokens, second.last) is not None or unit_at(tokens, second.last) is not None
