"""The figures of an article with who puts them forward."""

from collections.abc import Callable

import pytest

from kg.language.extraction import Extraction

Reader = Callable[..., Extraction]
Sourced = Callable[[str], list[tuple[str, str | None, list[str]]]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Die Polizei sagte, 20 Menschen seien verletzt.", ("20", "Polizei", [])),
        ("Nach Angaben der WHO starben 20 Menschen.", ("20", "Weltgesundheitsorganisation", [])),
        ("Das Robert-Koch-Institut meldete 4200 neue Fälle.", ("4200", "Robert Koch-Institut", [])),
        ("„Wir suchen 20 Menschen“, sagte Karin Hollweg.", ("20", "Karin Hollweg", [])),
        ("Der Veranstalter schätzte die Zahl der Teilnehmer auf 12.000.", ("12.000", "Veranstalter", [])),
        ("Die Gewerkschaft ver.di fordert 7,5 Prozent mehr Lohn.", ("7,5", "Verdi", [])),
        ("Die Gewerkschaft ver.di fordert bis zu 300 Euro mehr Lohn.", ("bis zu 300", "Verdi", [])),
        ("Das Robert-Koch-Institut meldete über 300 neue Fälle.", ("über 300", "Robert Koch-Institut", [])),
        (
            "Das Robert-Koch-Institut meldete an die 300 neue Fälle.",
            ("an die 300", "Robert Koch-Institut", []),
        ),
    ],
)
def test_a_figure_inside_a_statement_is_its_speakers(
    sourced: Sourced, text: str, expected: tuple[str, str, list[str]]
) -> None:
    assert sourced(text) == [expected]


def test_a_figure_in_the_articles_own_voice_is_nobodys(sourced: Sourced) -> None:
    assert sourced("Bei dem Beben starben 20 Menschen in den Trümmern.") == [("20", None, [])]


@pytest.mark.parametrize(
    "text",
    ["Dem Vernehmen nach wurden 200 Stellen gestrichen.", "200 Menschen sollen bei dem Beben verletzt sein."],
)
def test_hearsay_without_a_source_is_nobodys_figure(sourced: Sourced, text: str) -> None:
    assert sourced(text) == [("200", None, [])]


def test_who_relays_the_statement_relays_the_figure(sourced: Sourced) -> None:
    text = "Reuters berichtete unter Berufung auf Diplomaten, 40 Menschen seien verletzt."

    assert sourced(text) == [("40", "Diplomaten", ["Reuters"])]


def test_two_figures_of_one_sentence_have_each_their_source(sourced: Sourced) -> None:
    text = "Laut Polizei kamen rund 5000 Menschen, die Veranstalter sprachen von 12.000."

    assert [(words, by) for words, by, _ in sourced(text)] == [
        ("rund 5000", "Polizei"),
        ("12.000", "Veranstalter"),
    ]


def test_a_repeated_figure_is_an_estimate_each_time(sourced: Sourced) -> None:
    text = "40 Tote in Izmir gemeldet\n\nBei dem Beben in Izmir starben 40 Menschen."

    assert [words for words, _, _ in sourced(text)] == ["40", "40"]


def test_a_figure_points_at_its_statement(read: Reader) -> None:
    found = read("Die Polizei sagte, 20 Menschen seien verletzt. Es brannten 40 Häuser.")

    assert [e.statement for e in found.estimates] == [found.statements[0].id, None]


def test_a_figure_without_a_noun_counts_what_the_last_one_counted(read: Reader) -> None:
    found = read("Laut Polizei kamen 5000 Menschen. Die Veranstalter sprachen von 12.000.")

    assert [e.counts for e in found.estimates] == ["Menschen", "Menschen"]


def test_the_date_of_a_figure_is_that_of_its_sentence_or_else_when_it_was_said(read: Reader) -> None:
    own = read("Am Sonntag starben 20 Menschen in den Trümmern.", published="2024-10-28")
    said = read("Karin Hollweg sagte am Montag, 20 Menschen würden vermisst.", published="2024-10-28")

    assert [str(e.as_of) for e in own.estimates] == ["2024-10-27"]
    assert [str(e.as_of) for e in said.estimates] == ["2024-10-28"]


def test_the_place_of_a_figure_is_the_nearest_after_it_or_else_before_it(read: Reader) -> None:
    after = read("In Genf hieß es lange nichts, 20 Menschen starben in Zürich.")
    before = read("In Genf starben am Abend 20 Menschen.")

    assert [p.name for p in after.locations if p.id == after.estimates[0].location] == ["Zürich"]
    assert [p.name for p in before.locations if p.id == before.estimates[0].location] == ["Genf"]


def test_a_budget_report(read: Reader) -> None:
    found = read(
        "Finanzminister Jörg Kaltenbach räumte ein, dass im Haushalt 3,4 Milliarden Euro fehlen. "
        "Die Opposition sprach von mindestens 5 Mrd. Euro."
    )
    names = {a.id: a.name for a in found.actors}

    assert [
        (names[e.estimated_by or ""], e.lower, e.upper, e.qualifier, e.unit) for e in found.estimates
    ] == [
        ("Jörg Kaltenbach", 3_400_000_000, 3_400_000_000, "exact", "Euro"),
        ("Opposition", 5_000_000_000, None, "atLeast", "Euro"),
    ]


def test_a_figure_taken_up_with_the_article_keeps_its_source(sourced: Sourced) -> None:
    text = "Das Innenministerium meldete 4000 Flüchtlinge. Einige der 4000 Flüchtlinge kamen nach Genf."

    assert [by for _, by, _ in sourced(text)] == ["Innenministerium", "Innenministerium"]


def test_an_earthquake_a_strike_and_a_protest(sourced: Sourced) -> None:
    text = (
        "Bei dem Beben in Izmir starben nach Angaben des Innenministeriums mindestens 120 Menschen.\n\n"
        "Am Streik der Gewerkschaft ver.di beteiligten sich 30.000 Beschäftigte.\n\n"
        "Gegen das Gesetz demonstrierten laut Polizei 5000 Menschen."
    )

    assert [(words, by) for words, by, _ in sourced(text)] == [
        ("mindestens 120", "Innenministerium"),
        ("30.000", None),
        ("5000", "Polizei"),
    ]
