"""All mentions of actors, the surer recogniser before the less sure."""

from kg.language.names.evidence import name_evidence
from kg.language.names.mention import Mention, Taken, make_mention, without_genitive
from kg.language.names.mentions import find_mentions
from kg.language.text.tokens import analyse


def found(text: str) -> list[Mention]:
    document = analyse(text)
    return find_mentions(document, name_evidence(document))


def mentions(text: str) -> list[tuple[str, str]]:
    return [(m.kind, m.text) for m in found(text)]


def test_mentions_come_in_order_of_position() -> None:
    text = "In Bern traf Karin Hollweg die WHO und westliche Diplomaten. Hollweg schwieg."

    assert mentions(text) == [
        ("Person", "Karin Hollweg"),
        ("Organization", "WHO"),
        ("Group", "westliche Diplomaten"),
        ("Person", "Hollweg"),
    ]


def test_words_of_a_known_name_are_not_taken_again() -> None:
    assert mentions("Der Deutsche Wetterdienst schweigt dazu.") == [("Organization", "Deutsche Wetterdienst")]


def test_generic_nouns_are_weak_mentions() -> None:
    [mention] = found("Ein Anwalt kam nach Bern.")

    assert mention.weak


def test_a_definite_role_is_marked() -> None:
    [mention] = found("Der Anwalt kam nach Bern.")

    assert mention.definite


def test_a_mention_over_a_line_break_has_a_text_without_it() -> None:
    text = "Am Abend tagte der Verband\nder Ärzte in Bern."

    assert mentions(text) == [("Organization", "Verband der Ärzte")]


def test_free_words_are_taken_once_but_a_nested_mention_may_contain_others() -> None:
    [sentence] = analyse("Der Sprecher der Polizei schwieg.").sentences
    taken = Taken()
    police = make_mention(sentence, 0, 3, 4, "Organization")
    speaker = make_mention(sentence, 0, 1, 4, "Person")

    taken.add(police)
    taken.add(speaker)
    assert taken.mentions == [police]

    taken.add(speaker, nested=True)
    assert taken.mentions == [police, speaker]


def test_a_genitive_ending_is_cut_off() -> None:
    assert without_genitive("Hollwegs") == "Hollweg"
    assert without_genitive("Hans’") == "Hans"
    assert without_genitive("Hollweg") == "Hollweg"
