"""What the statistical model takes for names, and where it is asked."""

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from kg.language.names.evidence import name_evidence, spans
from kg.language.names.features import features, shape
from kg.language.text.tokens import analyse


def evidence(text: str) -> list[tuple[str, str]]:
    document = analyse(text)
    return [
        (found.kind, document.text[sentence.tokens[found.first].start : sentence.tokens[found.last - 1].end])
        for sentence, names in zip(document.sentences, name_evidence(document), strict=True)
        for found in names
    ]


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("Die Aktie von Brixthal stieg, sagte Quirrenbach.", "Person", "Quirrenbach"),
        ("Er spielte für den TSV Quellbrunn in der Oberliga.", "Organization", "TSV Quellbrunn"),
        ("In Grafenbruck und Bern fällt der Strom aus.", "Place", "Grafenbruck"),
    ],
)
def test_names_that_no_list_has_are_told_by_the_words_around_them(text: str, kind: str, name: str) -> None:
    assert (kind, name) in evidence(text)


def test_evidence_is_given_sentence_by_sentence() -> None:
    found = name_evidence(analyse("Das Wetter ist gut. Karin Hollweg kam nach Bern."))

    assert [len(names) for names in found] == [0, 2]


def test_evidence_says_how_sure_it_is() -> None:
    [[found]] = name_evidence(analyse("Karin Hollweg kam am Abend."))

    assert 0.9 < found.probability <= 1


@pytest.mark.parametrize(
    ("labels", "runs"),
    [
        (["O", "B-PER", "I-PER", "O"], [(1, 3, "PER")]),
        (["B-PER", "B-PER"], [(0, 1, "PER"), (1, 2, "PER")]),
        (["B-LOC", "I-ORG"], [(0, 1, "LOC"), (1, 2, "ORG")]),
        ([], []),
    ],
)
def test_labels_that_go_on_make_one_name(labels: list[str], runs: list[tuple[int, int, str]]) -> None:
    assert list(spans(labels)) == runs


@pytest.mark.parametrize(
    ("word", "pattern"),
    [
        ("Hollweg", "Xx"),
        ("McKinsey", "XxXx"),
        ("WHO", "ALL"),
        ("B27", "ALL"),
        ("2b", "dx"),
        ("Rhein-Sieg", "Xx-Xx"),
    ],
)
def test_a_shape_keeps_the_pattern_of_letters_and_figures(word: str, pattern: str) -> None:
    assert shape(word) == pattern


def test_a_word_s_features_tell_its_neighbours_and_the_lists_that_know_it() -> None:
    [sentence] = analyse("Ministerin Karin Hollweg kam nach Bern.").sentences
    found = features(sentence.tokens)

    assert {"w=Karin", "k=first", "k-=role", "w+=Hollweg"} <= set(found[1])
    assert "l=BState" in found[5]


def test_threads_that_ask_at_once_get_what_each_would_get_alone() -> None:
    sentences = [
        "Karin Hollweg kam nach Bern.",
        "In Grafenbruck spielte der TSV Quellbrunn, sagte er am Abend.",
    ]
    documents = [analyse(" ".join(sentences[: number % 2 + 1] * 3)) for number in range(8)]
    alone = [name_evidence(document) for document in documents]
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(len(documents)) as pool:
            together = [list(pool.map(name_evidence, documents)) for _ in range(20)]
    finally:
        sys.setswitchinterval(interval)

    assert all(found == alone for found in together)
