"""Which language a text is in."""

import re

from kg.errors import UnsupportedInputError

SUPPORTED = ("de",)
_SAMPLE = 4_000
_ENOUGH_WORDS = 5


def require_german(text: str, declared: str | None, source: str) -> str:
    """Return the language tag of a text that can be read.

    Args:
        text: the article's prose.
        declared: the BCP 47 tag that the article states, if any.
        source: what to name in the message.

    Raises:
        UnsupportedInputError: the text has no prose, or is in a language that is not read.
    """
    if len(re.findall(r"[^\W\d_]{2,}", text)) < _ENOUGH_WORDS:
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
    from py3langid.langid import classify  # numpy: only where a text does not state its language

    return str(classify(text[:_SAMPLE])[0])
