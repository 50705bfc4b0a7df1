"""Which language a text is in."""

import re

from kg.errors import UnsupportedInputError
from kg.language.lexicon import words

SUPPORTED = ("de",)
_SAMPLE = 4_000
_ENOUGH_WORDS = 5
_ENOUGH_GERMAN = 1 / 10
_WORD = re.compile(r"[^\W\d_]{2,}")


def require_german(text: str, declared: str | None, source: str) -> str:
    """Return the language tag of a text that can be read.

    Args:
        text: the article's prose.
        declared: the BCP 47 tag that the article states, if any.
        source: what to name in the message.

    Raises:
        UnsupportedInputError: the text has no prose, or is in a language that is not read.
    """
    if len(_WORD.findall(text)) < _ENOUGH_WORDS:
        raise UnsupportedInputError(source, "contains no prose", "An article needs at least one sentence.")
    language = declared.split("-")[0].lower() if declared else _identify(text)
    if language not in SUPPORTED:
        raise UnsupportedInputError(
            source,
            f'is in a language that is not read yet ("{language}")',
            "German articles are read; if this one is German, say so: language: de.",
        )
    return declared or language


def _identify(text: str) -> str:
    sample = text[:_SAMPLE]
    if _is_plainly_german(sample):
        return "de"
    from py3langid.langid import classify  # its model takes half a second to load

    return str(classify(sample)[0])


def _is_plainly_german(text: str) -> bool:
    """Whether German function words are so frequent as in no other language."""
    found = _WORD.findall(text)
    return sum(word in words("tokens", "function_words") for word in found) >= _ENOUGH_GERMAN * len(found)
