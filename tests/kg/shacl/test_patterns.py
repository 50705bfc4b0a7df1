"""Regular expressions of XPath."""

import pytest

from kg.errors import ShapesError
from kg.shacl.patterns import compile_pattern


@pytest.mark.parametrize(
    ("pattern", "flags", "text"),
    [
        ("b", "", "abc"),
        ("^a.c$", "", "abc"),
        ("^A$", "i", "a"),
        ("^b$", "m", "a\nb\nc"),
        ("a.b", "s", "a\nb"),
        ("a b # c", "x", "ab#c"),
        ("a.c(", "q", "xa.c("),
        ("[a-z-[aeiou]]$", "", "ab"),
        (r"^\p{Lu}\p{Ll}+$", "", "Ärger"),
        (r"^\P{L}$", "", "1"),
        (r"^\w+$", "", "größe1+"),
        (r"^[\w-]+$", "", "a-b"),
        (r"^\i\c*$", "", "a:b-1"),
        (r"^[^\s\d]+$", "", "ab"),
        (r"^[\S]$", "", "x"),
        (r"^[\W,]+$", "", "-,"),
        (r"^\[\]\{\}\|\^\$\\\.\-$", "", "[]{}|^$\\.-"),
        (r"^(a)\1$", "", "aa"),
        ("^(?:ab){2,}?$", "", "abab"),
        ("^[a-c&&]+$", "", "a&b"),
        ("^[.+*]$", "", "+"),
    ],
)
def test_a_pattern_matches(pattern: str, flags: str, text: str) -> None:
    assert compile_pattern(pattern, flags).search(text)


@pytest.mark.parametrize(
    ("pattern", "flags", "text"),
    [
        ("^a$", "", "a\n"),
        ("^A$", "", "a"),
        ("a.b", "", "a\nb"),
        ("[a-z-[aeiou]]", "", "aei"),
        (r"\s", "", "\u00a0"),
        (r"\w", "", "-"),
        (r"^[^\S]$", "", "x"),
        ("^[^a]$", "", "a"),
        (".", "q", "x"),
    ],
)
def test_a_pattern_does_not_match(pattern: str, flags: str, text: str) -> None:
    assert not compile_pattern(pattern, flags).search(text)


@pytest.mark.parametrize(
    "pattern",
    [
        "(",
        ")",
        "[",
        "]",
        "{",
        "a{",
        "a**",
        "a++",
        "(?=a)",
        "(?i)a",
        "(?P<n>a)",
        r"\b",
        r"\A",
        "\\",
        r"\p{IsGreek}",
        r"\p{Xx}",
        "[[a]]",
        "a{2,1}",
    ],
)
def test_what_xpath_does_not_have_is_refused(pattern: str) -> None:
    with pytest.raises(ShapesError):
        compile_pattern(pattern)


def test_a_flag_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ShapesError, match="'g'"):
        compile_pattern("a", "g")
