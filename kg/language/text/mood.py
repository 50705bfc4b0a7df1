"""The subjunctive, which shows in German that words are somebody else's (Konjunktiv I and II)."""

from functools import cache

from kg.language.lexicon import table
from kg.language.text.tokens import Token


@cache
def _mood(key: str) -> frozenset[str]:
    return frozenset(table("reporting")["mood"][key])


def is_subjunctive(token: Token, subject: Token | None) -> bool:
    """Whether a finite verb is in the subjunctive of indirect speech (Konjunktiv I).

    A full verb is recognised by its form: "zeige" is the lemma "zeigen" without its last letter.
    """
    if subject is not None and subject.text.lower() in ("ich", "wir"):
        return False
    if token.text.lower() in _mood("present"):
        return True
    word, stem = token.text.lower(), token.lemma.lower().removesuffix("n")
    rolled = stem.endswith(("er", "el")) and word == stem + "e"  # "verhindere" of "verhindern"
    return token.tag == "VVFIN" and word.endswith("e") and (word == stem or rolled)


def is_past_subjunctive(token: Token) -> bool:
    """Whether a finite verb is in the Konjunktiv II, which needs other evidence to be indirect speech."""
    word = token.text.lower()
    if word in _mood("past"):
        return True
    # Strong verbs change their vowel: "stünden" of "stehen", "käme" of "kommen". "fällte", "hörten" are weak.
    strong = token.tag == "VVFIN" and word.endswith(("e", "en")) and not word.endswith(("te", "ten"))
    changed = (vowel for vowel in "äöü" if vowel in word and vowel not in token.lemma)
    return strong and next(changed, None) is not None
