"""A text cut where passages begin and end."""

from server.reading.passages import Passage, paragraphs


def passage(text: str, words: str, fact: str) -> Passage:
    start = text.index(words)
    return Passage(start, start + len(words), fact, words)


def cut(text: str, *marked: tuple[str, str]) -> list[list[tuple[str, tuple[str, ...]]]]:
    """Return each paragraph as its runs of text with the facts over them, from the outside in."""
    found = paragraphs(text, [passage(text, words, fact) for words, fact in marked])
    return [[(s.text, tuple(p.fact for p in s.passages)) for s in paragraph] for paragraph in found]


def test_a_text_without_passages_is_its_paragraphs() -> None:
    assert cut("One.\n\nTwo.\r\n  \nThree.") == [[("One.", ())], [("Two.", ())], [("Three.", ())]]


def test_a_passage_is_a_segment_of_its_own() -> None:
    assert cut("a bb c", ("bb", "x")) == [[("a ", ()), ("bb", ("x",)), (" c", ())]]


def test_nested_passages_are_listed_from_the_outside_in() -> None:
    assert cut("a bb c d", ("bb c", "outer"), ("c", "inner")) == [
        [("a ", ()), ("bb ", ("outer",)), ("c", ("outer", "inner")), (" d", ())]
    ]


def test_overlapping_passages_share_the_middle() -> None:
    assert cut("abc", ("ab", "x"), ("bc", "y")) == [[("a", ("x",)), ("b", ("x", "y")), ("c", ("y",))]]


def test_passages_that_touch_stay_apart() -> None:
    assert cut("ab", ("a", "x"), ("b", "y")) == [[("a", ("x",)), ("b", ("y",))]]


def test_a_passage_over_two_paragraphs_is_marked_in_both() -> None:
    assert cut("one\n\ntwo", ("one\n\ntwo", "x")) == [[("one", ("x",))], [("two", ("x",))]]


def test_offsets_are_code_points() -> None:
    assert cut("😀ä b", ("b", "x")) == [[("😀ä ", ()), ("b", ("x",))]]


def test_a_passage_outside_of_the_text_is_left_out() -> None:
    wrong = [Passage(-1, 2, "x", ""), Passage(2, 99, "y", ""), Passage(2, 2, "z", "")]

    [paragraph] = paragraphs("text", wrong)

    assert [(s.text, s.passages) for s in paragraph] == [("text", ())]
