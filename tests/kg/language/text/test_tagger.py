"""Parts of speech and lemmas."""

import time

import pytest
from HanTa.HanoverTagger import HanoverTagger

from kg.language.text import tagger
from kg.language.text.tokens import analyse
from kg.resources import resource


@pytest.fixture(scope="module")
def hanta() -> HanoverTagger:
    """HanTa with its own, slower search."""
    return HanoverTagger("morphmodel_ger.pgz")


def articles() -> list[str]:
    folder = resource("bench/extraction/gold/texts")
    return [file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.txt"))[:4]]


def tagged_sentences() -> list[list[tuple[str, str]]]:
    documents = [analyse(text) for text in articles()]
    sentences = [sentence for document in documents for sentence in document.sentences]
    words = [[t.text for t in s.tokens if any(map(str.isalnum, t.text))] for s in sentences]
    return [list(zip(sentence, tagger.tag(sentence), strict=True)) for sentence in words]


def test_each_word_has_a_tag() -> None:
    assert tagger.tag(["Die", "Pegel", "sinken", "langsam"]) == ["ART", "NN", "VV(FIN)", "ADJ(D)"]


def test_no_words_have_no_tags() -> None:
    assert tagger.tag([]) == []


@pytest.mark.parametrize(
    ("tag", "expected"),
    [("VV(FIN)", "VVFIN"), ("ADJ(A)", "ADJA"), ("NNA", "NN"), ("NNI", "NN"), ("NE", "NE")],
)
def test_tags_have_their_names_in_the_stts(tag: str, expected: str) -> None:
    assert tagger.stts(tag) == expected


@pytest.mark.parametrize(
    ("word", "tag", "lemma"),
    [
        ("sagte", "VV(FIN)", "sagen"),
        ("zurückgewiesen", "VV(PP)", "zurückweisen"),
        ("Krankenhäusern", "NN", "Krankenhaus"),
        ("Deichverbandes", "NN", "Deichverband"),
        ("russischen", "ADJ(A)", "russisch"),
        ("Krügelborn", "NE", "Krügelborn"),
    ],
)
def test_a_lemma_is_the_base_form_of_a_word_with_its_tag(word: str, tag: str, lemma: str) -> None:
    assert tagger.lemma(word, tag) == lemma


@pytest.mark.slow
def test_the_search_finds_the_same_tags_as_that_of_hanta(hanta: HanoverTagger) -> None:
    for sentence in tagged_sentences():
        words = [word for word, _ in sentence]
        assert list(zip(words, hanta.tag_sent(words, taglevel=0), strict=True)) == sentence


@pytest.mark.slow
def test_the_search_finds_the_same_lemmas_as_that_of_hanta(hanta: HanoverTagger) -> None:
    found = {
        (word, tag): tagger.lemma(word, tag) for sentence in tagged_sentences() for word, tag in sentence
    }

    assert found == {(word, tag): hanta.analyze(word, pos=tag)[0] for word, tag in found}


@pytest.mark.parametrize("word", ["x" * 50_000, "https://pegel.example/" + "a-b_c/" * 5_000])
def test_what_is_too_long_to_be_a_word_takes_no_longer_than_one(word: str) -> None:
    started = time.perf_counter()

    assert len(tagger.tag(["Die", word, "sinken"])) == 3
    assert tagger.lemma(word, "NN") == word
    assert time.perf_counter() - started < 2
