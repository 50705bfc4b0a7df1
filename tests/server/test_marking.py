"""The text of an article, marked for its page."""

from server.marking import Marking, Run
from server.reading.articles import Article
from server.reading.facts import Facts, Figure, Statement
from server.reading.names import Named
from server.reading.passages import Passage, paragraphs

TEXT = "A said that 5 or so were there, and left B."


def passage(words: str, fact: str) -> Passage:
    start = TEXT.index(words)
    return Passage(start, start + len(words), fact, words)


SAID = passage("5 or so were there", "urn:said")
LEFT = passage("left B", "urn:said")
FIVE = passage("5 or so", "urn:five")
NAME = passage("B", "urn:b")


def marked(*passages: Passage) -> list[Run]:
    """Return the runs of the text when it has a statement in two pieces and a figure."""
    nothing: dict[str, object] = dict.fromkeys(
        {*Statement.__dataclass_fields__, *Figure.__dataclass_fields__}
    )
    said = {**nothing, "iri": "urn:said", "passages": tuple(p for p in passages if p.fact == "urn:said")}
    five = {**nothing, "iri": "urn:five", "passages": tuple(p for p in passages if p.fact == "urn:five")}
    article = Article(
        article=Named("urn:a", "A"),
        published=None,
        publisher=None,
        url=None,
        language="en",
        text=tuple(paragraphs(TEXT, passages)),
        facts=Facts(
            statements=(Statement(**{k: said[k] for k in Statement.__dataclass_fields__}),),
            figures=(Figure(**{k: five[k] for k in Figure.__dataclass_fields__}),),
        ),
        actors=(),
        locations=(),
    )
    [runs] = Marking(article).paragraphs()
    return runs


def run_of(words: str, *passages: Passage) -> Run:
    [found] = [run for run in marked(*passages) if run.text == words]
    return found


def test_unmarked_words_stay_as_they_are() -> None:
    assert run_of("A said that ", SAID) == Run("A said that ")


def test_a_figure_inside_a_statement_is_both_and_leads_to_the_figure() -> None:
    run = run_of("5 or so", SAID, FIVE)

    assert run.kinds == ("statement", "figure")
    assert run.facts == ("s1", "f1")
    assert run.target == "f1"


def test_a_statement_itself_is_no_link() -> None:
    assert run_of(" were there", SAID, FIVE).target is None


def test_a_name_leads_to_the_page_of_what_it_names() -> None:
    run = run_of("B", LEFT, NAME)

    assert run.kinds == ("statement", "name")
    assert run.target == "urn:b"


def test_a_statement_in_two_pieces_begins_once_and_ends_once() -> None:
    runs = marked(SAID, FIVE, LEFT)

    assert [run.text for run in runs if "s1" in run.starts] == ["5 or so"]
    assert [run.text for run in runs if 1 in run.ends] == ["left B"]


def test_nothing_of_the_text_is_lost() -> None:
    assert "".join(run.text for run in marked(SAID, FIVE, LEFT, NAME)) == TEXT
