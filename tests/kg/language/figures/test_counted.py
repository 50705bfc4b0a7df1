"""What a figure counts, in the nominative plural."""

from collections.abc import Callable

import pytest

Counted = Callable[..., list[tuple[str, str, str | None]]]


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("Sie griff mit 40 Drohnen an.", "Drohnen"),
        ("Er gewann mit 400 Stimmen.", "Stimmen"),
        ("Es kam zu 12 Festnahmen.", "Festnahmen"),
        ("Es gab Proteste in 30 Städten.", "Städte"),
        ("Sie kamen mit sieben kleinen Booten.", "kleine Boote"),
        ("Der Angriff endete mit 12 Toten.", "Tote"),
        ("Sie sprach mit 30 Frauen.", "Frauen"),
        ("Sie sprach mit 30 Teilnehmern.", "Teilnehmer"),
        ("Sie sprach mit 400 oder mehr Menschen.", "Menschen"),
    ],
)
def test_a_dative_is_counted_in_the_nominative(counted: Counted, text: str, noun: str) -> None:
    assert [found for _, found, _ in counted(text)] == [noun]
