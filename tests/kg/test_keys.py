"""Stable keys."""

import pytest

from kg.keys import digest, slug


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Robert Müller", "robert-mueller"),
        ("Karin Groß", "karin-gross"),
        ("António Guterres", "antonio-guterres"),
        ("Łódź", "lodz"),
        ("Ærø", "aero"),
        ("  ver.di  ", "ver-di"),
        ("G-20 (Gipfel)", "g-20-gipfel"),
        ("İstanbul", "istanbul"),
    ],
)
def test_a_slug_is_lower_case_latin_letters_and_digits_joined_by_hyphens(name: str, key: str) -> None:
    assert slug(name) == key


def test_composed_and_decomposed_letters_without_umlaut_give_the_same_slug() -> None:
    assert slug("Cafe\u0301") == slug("Caf\u00e9") == "cafe"


def test_a_slug_is_of_bounded_length() -> None:
    assert len(slug("Donau" * 100)) == 80


@pytest.mark.parametrize("name", ["Київ", "北京", "…", ""])
def test_a_name_without_latin_letters_or_digits_has_its_digest_as_slug(name: str) -> None:
    assert slug(name) == digest(name)


def test_a_digest_is_ten_hexadecimal_digits_and_always_the_same() -> None:
    assert digest("Passau") == digest("Passau")
    assert len(digest("Passau")) == 10
    assert int(digest("Passau"), 16) >= 0


def test_digests_tell_different_parts_apart() -> None:
    assert len({digest("ab", "c"), digest("a", "bc"), digest("abc"), digest("ab", "c", "")}) == 4
