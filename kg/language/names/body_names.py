"""How far the name of a body goes that the noun before it announces: "der Sender Radio Misti Sur"."""

from kg.language.lexicon import table
from kg.language.names.mention import Taken
from kg.language.names.persons import is_first_name
from kg.language.text.tokens import Token

_NAME_TAGS = ("NE", "FM", "XY")
_LONGEST_NAME = 4
_SURE = 0.75


def phrase_end(tokens: tuple[Token, ...], i: int) -> int:
    """Return the end of capitalised nouns with "und" and "für" between them: "Schiene und Service"."""
    end = i
    while end < len(tokens) and (
        tokens[end].tag in ("NN", "NE")
        or (end > i and tokens[end].text in ("und", "für", "der", "des") and tokens[end + 1 : end + 2])
    ):
        end += 1
    return end


def has_acronym(tokens: tuple[Token, ...], end: int) -> bool:
    """Whether an acronym in brackets follows: "… (GSS)"."""
    return (
        end + 2 < len(tokens)
        and tokens[end].text == "("
        and tokens[end + 1].text[:2].isupper()
        and tokens[end + 2].text == ")"
    )


def name_end(tokens: tuple[Token, ...], i: int, taken: Taken) -> int | None:
    """Return the end of a proper name at `i`; a person's name is none of a body."""
    last = i
    while last < min(i + _LONGEST_NAME, len(tokens)) and last not in taken.tokens:
        if tokens[last].tag not in _NAME_TAGS or not tokens[last].text[0].isupper():
            break
        if tokens[last].text[1:].isdigit():
            break  # "Autobahn A7"
        last += 1
    return last if last > i and not is_first_name(tokens[i].text) else None


def evident_end(tokens: tuple[Token, ...], i: int, taken: Taken) -> int | None:
    """Return the end of a name of several words that the model sees at `i`: "der Sender Radio Misti Sur"."""
    evidence = taken.evidence_at(i, i + 1)
    if evidence is None or evidence.first != i or evidence.last - i == 1 or evidence.last in taken.tokens:
        return None
    person = evidence.kind == "Person" and is_first_name(tokens[i].text)
    return None if person else evidence.last


def name_start(tokens: tuple[Token, ...], i: int) -> int:
    """Return where the name of a local body begins: "Freiwillige Feuerwehr Eisenerz"."""
    capital = i > 1 and tokens[i - 1].tag == "ADJA" and tokens[i - 1].text[0].isupper()
    return i - 1 if capital else i


def subject_end(tokens: tuple[Token, ...], i: int) -> int | None:
    """Return the end of capital words between a noun in the phrase that opens a clause and the verb.

    Only one phrase stands before the verb, so that they are the name: "Die Initiative Freie Aue klagt".
    """
    if not _opens_clause(tokens, i):
        return None
    last = i + 1
    while last < min(i + 1 + _LONGEST_NAME, len(tokens)) and tokens[last].text[0].isupper():
        last += 1
    verb = last < len(tokens) and tokens[last].tag in ("VVFIN", "VAFIN", "VMFIN")
    return last if verb and last > i + 1 and not is_first_name(tokens[i + 1].text) else None


def _opens_clause(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether nothing but the phrase that ends with token `i` stands in its main clause so far."""
    start = max((j for j in range(i) if tokens[j].text in (",", ":", ";", "–")), default=-1) + 1
    before = tokens[start:i]
    subordinate = ("VVFIN", "VAFIN", "VMFIN", "KOUS", "PRELS", "PWAV", "PWS")
    return any(t.tag in ("ART", "APPRART") for t in before) and not any(t.tag in subordinate for t in before)


def takes_nouns(tokens: tuple[Token, ...], i: int, taken: Taken) -> bool:
    """Whether a common noun behind token `i` is the name: "der Verein Lebenshilfe"."""
    lower = tokens[i].text.lower()
    noun = tokens[i + 1]
    evidence = taken.evidence_at(i + 1, i + 2)
    if not noun.text.isalpha():
        return False
    if evidence is not None and evidence.kind != "Person" and evidence.probability >= _SURE:
        return evidence.first >= i and evidence.last == i + 2
    if lower.endswith(tuple(table("actors")["organization"]["media"])) and i and tokens[i - 1].tag == "ART":
        return noun.tag == "NN" and noun.text[0].isupper()
    singular = noun.tag == "NN" and noun.lemma == noun.text
    naming = lower.endswith(tuple(table("actors")["organization"]["naming"]))
    determined = i > 0 and tokens[i - 1].tag in ("ART", "APPRART", "ADJA")
    return naming and singular and determined and not noun.text.endswith("en")
