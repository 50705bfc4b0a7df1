"""Which numerals are figures of fact, how they are qualified, and what they count."""

from collections.abc import Callable

import pytest

Counted = Callable[[str], list[tuple[str, str, str | None]]]
Figures = Callable[[str], list[tuple[str, float | None, float | None, str]]]


@pytest.mark.parametrize(
    "words",
    [
        "1500", "1.500", "1 500", "1\u00a0500", "15'000", "1.500.000", "zwölf", "zwölftausend", "ein Dutzend",
        "1,2 Millionen", "zwei Millionen", "eine halbe Million",
    ],
)  # fmt: skip
def test_a_bare_figure_is_exact(figures: Figures, words: str) -> None:
    [(found, lower, upper, qualifier)] = figures(f"Vor der Halle warteten {words} Menschen.")

    assert found == words
    assert lower == upper
    assert qualifier == "exact"


@pytest.mark.parametrize(
    "modifier",
    [
        "rund", "etwa", "circa", "ca.", "zirka", "ungefähr", "knapp", "gut", "fast", "nahezu", "beinahe",
        "annähernd", "schätzungsweise", "geschätzt", "etwas mehr als",
    ],
)  # fmt: skip
def test_approximately_keeps_the_figure_as_both_bounds(figures: Figures, modifier: str) -> None:
    words = f"{modifier} 400"

    assert figures(f"In der Nacht flohen {words} Menschen.") == [(words, 400, 400, "approximately")]


@pytest.mark.parametrize(
    ("modifier", "qualifier"),
    [
        ("mindestens", "atLeast"),
        ("wenigstens", "atLeast"),
        ("zumindest", "atLeast"),
        ("nicht weniger als", "atLeast"),
        ("mehr als", "moreThan"),
        ("über", "moreThan"),
        ("weit über", "moreThan"),
        ("deutlich mehr als", "moreThan"),
    ],
)
def test_a_lower_bound_leaves_the_upper_open(figures: Figures, modifier: str, qualifier: str) -> None:
    words = f"{modifier} 400"

    assert figures(f"In der Nacht flohen {words} Menschen.") == [(words, 400, None, qualifier)]


@pytest.mark.parametrize(
    ("modifier", "qualifier"),
    [
        ("bis zu", "atMost"),
        ("höchstens", "atMost"),
        ("maximal", "atMost"),
        ("nicht mehr als", "atMost"),
        ("weniger als", "lessThan"),
        ("unter", "lessThan"),
        ("nicht einmal", "lessThan"),
        ("keine", "lessThan"),
    ],
)
def test_an_upper_bound_leaves_the_lower_open(figures: Figures, modifier: str, qualifier: str) -> None:
    words = f"{modifier} 400"

    assert figures(f"In der Nacht flohen {words} Menschen.") == [(words, None, 400, qualifier)]


@pytest.mark.parametrize(
    "words",
    ["10.000 bis 12.000", "10.000-12.000", "10.000 – 12.000", "zwischen 10.000 und 12.000"],
)
def test_a_range_is_between_its_bounds(figures: Figures, words: str) -> None:
    assert figures(f"In der Nacht flohen {words} Menschen.") == [(words, 10_000, 12_000, "between")]


@pytest.mark.parametrize(
    "words", ["Dutzende", "Hunderte", "mehrere Tausend", "Zehntausende", "Tausende von Menschen"]
)
def test_a_vague_plural_has_no_bounds(figures: Figures, words: str) -> None:
    assert figures(f"In der Nacht flohen {words} über den Fluss.") == [(words, None, None, "approximately")]


def test_a_qualifier_may_begin_the_sentence(figures: Figures) -> None:
    assert figures("Mehr als 400 Menschen flohen.") == [("Mehr als 400", 400, None, "moreThan")]
    assert figures("Über 400 Menschen flohen.") == [("Über 400", 400, None, "moreThan")]
    assert figures("Zwischen 40 und 50 Menschen flohen.") == [("Zwischen 40 und 50", 40, 50, "between")]


def test_a_neutral_word_between_qualifier_and_figure_belongs_to_the_span(figures: Figures) -> None:
    assert figures("Es flohen insgesamt mehr als 400 Menschen.") == [("mehr als 400", 400, None, "moreThan")]


def test_a_qualifier_may_follow(figures: Figures) -> None:
    assert figures("Es flohen 400 oder mehr.") == [("400 oder mehr", 400, None, "atLeast")]


def test_ueber_after_a_noun_of_reporting_is_a_preposition(figures: Figures) -> None:
    assert figures("Der Bericht über 12.000 Soldaten erschien.") == [("12.000", 12_000, 12_000, "exact")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Die Quote lag bei 12 Prozent.", ("12", 12)),
        ("Die Quote lag bei 12,5 %.", ("12,5", 12.5)),
        ("Die Quote lag bei 12,5%.", ("12,5", 12.5)),
        ("Der Deich kostet 1,2 Mio. Euro.", ("1,2 Mio.", 1_200_000)),
        ("Der Deich kostet 30 €.", ("30", 30)),
        ("Der Deich kostet €30.", ("30", 30)),
        ("Der Deich kostet $5 Millionen.", ("5 Millionen", 5_000_000)),
        ("Der Deich kostet Fr. 200 weniger.", ("200", 200)),
        ("Die Front ist 40 Kilometer entfernt.", ("40", 40)),
    ],
)
def test_the_span_of_a_figure_has_no_unit(figures: Figures, text: str, expected: tuple[str, float]) -> None:
    [(words, lower, upper, _)] = figures(text)

    assert (words, lower) == expected
    assert lower == upper


@pytest.mark.parametrize(
    "text",
    [
        "Am 28. Oktober begann der Streik.",
        "Am 28.10.2024 begann der Streik.",
        "Der Streik begann am 3. Mai 2024 in Leipzig.",
        "Im Mai 2024 begann der Streik.",
        "2023 begann der Streik.",
        "Im Jahr 2023 begann der Streik.",
        "Seit 1999 gilt das Gesetz.",
        "Das Gesetz gilt ab 2030.",
        "Der Haushalt 2025 ist beschlossen.",
    ],
)
def test_dates_and_years_are_no_figures(figures: Figures, text: str) -> None:
    assert figures(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Anna Meier (43) flüchtete.",
        "Anna Meier, 43, flüchtete.",
        "Der Fahrer ist 43 Jahre alt.",
    ],
)
def test_ages_are_no_figures(figures: Figures, text: str) -> None:
    assert figures(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Der erste Zug fuhr.",
        "Der 2. Weltkrieg endete.",
        "Das Team gewann 3:1.",
        "Paragraf 218 wurde geändert.",
        "§ 218 wurde geändert.",
        "Artikel 5 schützt die Presse.",
        "Die G7 trafen sich.",
        "Die G-20-Staaten trafen sich.",
        "Der Airbus A320 landete.",
        "Covid-19 breitet sich aus.",
        "Auf der A9 staut sich der Verkehr.",
        "Telefonnummer 0800123456 ist geschaltet.",
        "Die Resolution 2231 wurde angenommen.",
    ],
)
def test_ordinals_scores_paragraphs_and_labels_are_no_figures(figures: Figures, text: str) -> None:
    assert figures(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Um 14.30 Uhr begann die Sitzung.",
        "Um 14:30 Uhr begann die Sitzung.",
        "Um 9 Uhr begann die Sitzung.",
        "Der Streik dauerte drei Tage.",
        "Der Streik dauerte 48 Stunden.",
        "Das Projekt läuft seit zehn Jahren.",
        "Es wurden 38 Grad gemessen.",
        "Es wurden 38,5 °C gemessen.",
        "Das Beben hatte die Stärke 6,2.",
        "Ein Beben der Magnitude 5,8 erschütterte die Küste.",
    ],
)
def test_times_durations_temperatures_and_magnitudes_are_no_figures(figures: Figures, text: str) -> None:
    assert figures(text) == []


@pytest.mark.parametrize(
    "text", ["Ein Mann starb.", "Eine Frau und ein Kind starben.", "Beide Männer starben."]
)
def test_articles_are_no_figures(figures: Figures, text: str) -> None:
    assert figures(text) == []


def test_a_year_like_number_before_what_it_counts_is_a_figure(figures: Figures) -> None:
    assert figures("Befragt wurden 1950 Menschen.") == [("1950", 1950, 1950, "exact")]


def test_a_small_number_in_words_is_a_figure_before_what_it_counts(figures: Figures) -> None:
    assert [words for words, *_ in figures("Vier Boote und zwölf Helfer fuhren hinaus.")] == ["Vier", "zwölf"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Es starben 12 Bergleute.", ("12", "Bergleute", None)),
        ("Es fielen 12 verletzte Bergleute auf.", ("12", "verletzte Bergleute", None)),
        ("Es kamen 40 Soldaten und Offiziere.", ("40", "Soldaten und Offiziere", None)),
        ("Der Deich kostet 30 Euro.", ("30", "Euro", "Euro")),
        ("Die Steuer bringt 3 Mrd. Franken.", ("3 Mrd.", "Franken", "Franken")),
        ("Es gingen 20 Prozent der Stimmen verloren.", ("20", "Stimmen", "Prozent")),
        ("Es brannten 40 Hektar Wald.", ("40", "Wald", "Hektar")),
        ("Die Zahl der Toten stieg auf 35.", ("35", "Tote", None)),
        ("Es kamen Hunderte von Menschen.", ("Hunderte von Menschen", "Menschen", None)),
    ],
)
def test_a_figure_says_what_it_counts_and_in_which_unit(
    counted: Counted, text: str, expected: tuple[str, str, str | None]
) -> None:
    assert counted(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "🚒 Es halfen rund 400 Menschen.",
        "Die Re\u0301gion meldet rund 400 Fa\u0308lle.",
        "\ufeffEs halfen rund 400 Menschen.",
        "Es halfen\r\nrund 400 Menschen.",
    ],
)
def test_the_span_is_right_to_the_character(figures: Figures, text: str) -> None:
    assert figures(text) == [("rund 400", 400, 400, "approximately")]


def test_each_figure_of_a_sentence_is_found_in_order(figures: Figures) -> None:
    text = "Es gab 12 Tote, mehr als 40 Verletzte und bis zu 300 Vermisste."

    assert figures(text) == [
        ("12", 12, 12, "exact"),
        ("mehr als 40", 40, None, "moreThan"),
        ("bis zu 300", None, 300, "atMost"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Der 43-Jährige flüchtete am Abend.",
        "Ein 43-jähriger Fahrer flüchtete.",
        "Die 20-köpfige Gruppe floh.",
    ],
)
def test_numbers_inside_a_compound_are_no_figures(figures: Figures, text: str) -> None:
    assert figures(text) == []


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("In der Nacht flohen um die 400 Menschen.", ("um die 400", 400, 400, "approximately")),
        ("An die 400 Menschen flohen.", ("An die 400", 400, 400, "approximately")),
        ("Es seien vielleicht fünf Boote gewesen.", ("vielleicht fünf", 5, 5, "approximately")),
        ("Sie fordert mindestens aber 300 Euro.", ("mindestens aber 300", 300, None, "atLeast")),
        ("Sie ermittle gegen sieben Personen.", ("sieben", 7, 7, "exact")),
        ("Es flohen zehn- bis zwölftausend Menschen.", ("zehn- bis zwölftausend", 10000, 12000, "between")),
        ("Pro Tag 400 Menschen flohen.", ("400", 400, 400, "exact")),
    ],
)
def test_words_around_a_number_are_read_with_care(
    figures: Figures, text: str, figure: tuple[str, int, int | None, str]
) -> None:
    assert figures(text) == [figure]


@pytest.mark.parametrize(
    "text",
    [
        "Zwischen 2019 und 2023 wurde gebaut.",
        "Von 2019 bis 2023 wurde gebaut.",
        "Das 1999 gebaute Haus stand leer.",
        "Die 3. Welle ebbte ab.",
        "Der Saal 12 ist gesperrt.",
        "Tag 1000 des Krieges begann mit Sirenen.",
        "Die COP 30 begann am Abend.",
        "Das Team gewann mit 3 zu 1.",
        "Telefon: 030 123456 gilt weiter.",
        "Die Nummer lautet +49 30 123456.",
        "Zwei Drittel der Abgeordneten stimmten zu.",
        "Die Arbeitszeit sinkt von 38 auf 35 Stunden.",
        "Das Beben hatte eine Magnitude von 6,3.",
        "Um 14.30 brach das Feuer aus.",
        "Das 1,5-Grad-Ziel bleibt bestehen.",
    ],
)
def test_labels_years_scores_and_codes_are_no_figures(figures: Figures, text: str) -> None:
    assert figures(text) == []
