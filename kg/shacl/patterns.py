r"""Regular expressions of XPath, which sh:pattern has from SPARQL's REGEX, as those of Python.

https://www.w3.org/TR/xpath-functions-31/#regex-syntax. What Python would read otherwise is translated (``$``,
``\w``, ``\s``, ``\i``, ``\c``, ``\p{…}``, subtraction of classes, the flag ``x``); what XPath does not have
is an error.
"""

import re
import sys
import unicodedata
from functools import cache

from kg.errors import ShapesError

_FLAGS = {"i": re.IGNORECASE, "s": re.DOTALL, "m": re.MULTILINE, "x": re.NOFLAG, "q": re.NOFLAG}
_ESCAPED = "\\|.?*+(){}[]-^$"
_BLANK = " \t\n\r"
_SETS = {
    "s": r" \t\n\r",
    "d": r"\d",
    "i": r":_A-Za-z\xC0-\xD6\xD8-\xF6\xF8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C-\u200D\u2070-\u218F"
    r"\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\U00010000-\U000EFFFF",
}
_SETS["c"] = _SETS["i"] + r"\-.0-9\xB7\u0300-\u036F\u203F-\u2040"
_QUANTITY = re.compile(r"\{[0-9]+(?:,[0-9]*)?\}")
_REFERENCE = re.compile(r"\\[1-9][0-9]*")
_CATEGORY = re.compile(r"\{([A-Z][a-z]?)\}")


def compile_pattern(pattern: str, flags: str = "") -> re.Pattern[str]:
    r"""Return a compiled regular expression whose `search` says what SPARQL's REGEX says.

    Args:
        pattern: a regular expression of XPath.
        flags: any of ``i``, ``m``, ``s``, ``x``, ``q``.

    Raises:
        ShapesError: pattern or flag is not one of XPath, or names a block of Unicode (``\p{IsGreek}``).
    """
    unknown = set(flags) - set(_FLAGS)
    if unknown:
        raise ShapesError(f"{''.join(sorted(unknown))!r} is no flag of a regular expression.")
    options = re.NOFLAG
    for flag in flags:
        options |= _FLAGS[flag]
    try:
        if "q" in flags:
            return re.compile(re.escape(pattern), options & re.IGNORECASE)
        return re.compile(_Translation(pattern, flags).whole(), options)
    except (re.error, OverflowError) as error:
        raise ShapesError(f"{pattern!r} is not a regular expression of XPath: {error}.") from error


class _Translation:
    """A pattern being translated, from left to right."""

    def __init__(self, pattern: str, flags: str) -> None:
        self._pattern = pattern
        self._ignores_blanks = "x" in flags
        self._by_line = "m" in flags
        self._at = 0

    def whole(self) -> str:
        written = []
        while self._at < len(self._pattern):
            written.append(self._next())
        return "".join(written)

    def _peek(self) -> str:
        return self._pattern[self._at : self._at + 1]

    def _take(self) -> str:
        character = self._peek()
        self._at += 1
        return character

    def _fail(self, problem: str) -> re.error:
        return re.error(f"{problem} at position {self._at}")

    def _next(self) -> str:
        character = self._take()
        if self._ignores_blanks and character in _BLANK:
            return ""
        match character:
            case "\\":
                return self._escape()
            case "[":
                return self._class()
            case "$":
                return "$" if self._by_line else r"\Z"
            case "(":
                return self._group()
            case "*" | "+" | "?" | "{":
                self._at -= 1
                return self._quantifier()
            case "}" | "]":
                raise self._fail(f"{character} without its beginning")
        return re.escape(character) if character in "#&~-" else character

    def _group(self) -> str:
        if self._peek() != "?":
            return "("
        if self._pattern[self._at : self._at + 2] != "?:":
            raise self._fail("a group of a kind that XPath does not have")
        self._at += 2
        return "(?:"

    def _quantifier(self) -> str:
        quantity = _QUANTITY.match(self._pattern, self._at)
        written = quantity[0] if quantity else self._peek()
        if written == "{":
            raise self._fail("{ without a quantity")
        self._at += len(written)
        if self._peek() == "?":
            written += self._take()
        if self._peek() and self._peek() in "*+?{":
            raise self._fail("a quantifier of a quantifier")
        return written

    def _escape(self) -> str:
        reference = _REFERENCE.match(self._pattern, self._at - 1)
        if reference:
            self._at = reference.end()
            return reference[0]
        inside, negated = self._set()
        if inside is None:
            return self._single()
        return f"[^{inside}]" if negated else f"[{inside}]"

    def _set(self) -> tuple[str | None, bool]:
        r"""Read ``w`` of ``\w``, say.

        Returns:
            The members, or None when it is no set, and whether those are what is left out.
        """
        letter = self._peek()
        if letter in ("p", "P"):
            self._at += 1
            category = _CATEGORY.match(self._pattern, self._at)
            if category is None:
                raise self._fail("a set of characters that is not known here")
            self._at = category.end()
            return _in_category(category[1]), letter == "P"
        if letter in ("w", "W"):
            self._at += 1
            return _in_category("P") + _in_category("Z") + _in_category("C"), letter == "w"
        if letter and letter.lower() in _SETS:
            self._at += 1
            return _SETS[letter.lower()], letter.isupper()
        return None, False

    def _single(self) -> str:
        letter = self._take()
        if letter in ("n", "r", "t"):
            return f"\\{letter}"
        if not letter or letter not in _ESCAPED:
            raise self._fail(f"\\{letter} is not an escape of XPath")
        return re.escape(letter)

    def _class(self) -> str:
        """Translate a class, whose ``[`` has been read."""
        negated = self._peek() == "^"
        self._at += negated
        written: list[str] = []
        others: list[str] = []
        without = ""
        while self._peek() != "]" or not (written or others):
            if not self._peek():
                raise self._fail("[ without ]")
            if self._pattern.startswith("-[", self._at):
                self._at += 2
                without = f"(?!{self._class()})"
                break
            self._member(written, others)
        if self._take() != "]":
            raise self._fail("[ without ]")
        members = "|".join([*([f"[{''.join(written)}]"] if written else []), *others])
        return f"{without}(?:(?!{members})(?s:.))" if negated else f"{without}(?:{members})"

    def _member(self, written: list[str], others: list[str]) -> None:
        """Read a character or an escape of a class; sets of what they leave out are written beside it."""
        character = self._take()
        if character == "[":
            raise self._fail("[ within a class")
        if character != "\\":
            is_range = character == "-" and written and self._peek() not in ("]", "")
            written.append(character if is_range or character.isalnum() else re.escape(character))
            return
        inside, leaves_out = self._set()
        if inside is None:
            written.append(self._single())
        elif leaves_out:
            others.append(f"[^{inside}]")
        else:
            written.append(inside)


@cache
def _in_category(name: str) -> str:
    """Return the characters of a general category of Unicode, such as L or Lu, as the inside of a class."""
    ranges: list[list[int]] = []
    for code in range(sys.maxunicode + 1):
        if unicodedata.category(chr(code)).startswith(name):
            if ranges and ranges[-1][1] == code - 1:
                ranges[-1][1] = code
            else:
                ranges.append([code, code])
    if not ranges:
        raise ShapesError(f"{name} is no category of Unicode.")
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in ranges)
