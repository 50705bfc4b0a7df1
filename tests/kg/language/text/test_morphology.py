"""The morphemes of words."""

import pytest
from HanTa.HanoverTagger import HanoverTagger

from kg.language.text.morphology import Morphology


@pytest.fixture(scope="module")
def hanta() -> HanoverTagger:
    return HanoverTagger("morphmodel_ger.pgz")


@pytest.fixture(scope="module")
def morphology(hanta: HanoverTagger) -> Morphology:
    return Morphology(hanta)


WORDS = [
    "deich",
    "ja",
    "ab",
    "verhandlungsrunden",
    "zurückgewiesen",
    "hochwasserschutzkonzept",
    "außenministerin",
    "us-präsidenten",
    "2024",
    "1.500",
    "20-jährige",
    "qxzwv",
    "nguyễn",
    "krügelborner",
    "ß",
    "mitzuteilen",
]


@pytest.mark.parametrize("word", WORDS)
def test_the_classes_of_a_word_are_those_that_hanta_finds(
    word: str, hanta: HanoverTagger, morphology: Morphology
) -> None:
    found, expected = morphology.word_classes(word), hanta.analyze_forward(word)

    assert [c for c, _ in found] == [c for c, _ in expected]
    assert [rate for _, rate in found] == pytest.approx([rate for _, rate in expected])


@pytest.mark.parametrize("word", WORDS)
def test_the_morphemes_of_a_word_are_those_that_hanta_finds(
    word: str, hanta: HanoverTagger, morphology: Morphology
) -> None:
    ends = [-c for c, _ in hanta.analyze_forward(word)]

    assert [morphology.morphemes(word, end) for end in ends] == [
        hanta.analyze_viterbi(word, end) for end in ends
    ]


def test_a_compound_falls_into_its_known_parts(hanta: HanoverTagger, morphology: Morphology) -> None:
    word = "wasserstand"
    stops = [stop for _, stop in morphology.morphemes(word, hanta.tag2int["END_NN"])]

    assert [word[start:stop] for start, stop in zip([0, *stops], stops, strict=False)][:2] == [
        "wasser",
        "stand",
    ]


def test_a_word_that_cannot_be_of_a_class_is_unknown(hanta: HanoverTagger, morphology: Morphology) -> None:
    end = hanta.tag2int["END_PTKNEG"]

    assert morphology.morphemes("deich", end) == hanta.analyze_viterbi("deich", end)
