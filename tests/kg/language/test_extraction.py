"""The extraction of a whole article and its JSON form."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from kg.article import Article
from kg.errors import TooLargeError, UnsupportedInputError
from kg.language import extract

FLOOD = """28. Oktober 2024
Hollweg: „Das Wasser steigt weiter“

In Passau sind nach Angaben der Feuerwehr rund 1 500 Menschen in Sicherheit gebracht worden.
Bürgermeisterin Karin Hollweg sagte am Montag, die Deiche hielten. Die Helfer seien erschöpft.
„Wir brauchen Boote“, so Hollweg, „und zwar bald.“

Die Nachrichtenagentur Reuters berichtete unter Berufung auf das Innenministerium, mehr als 40 Häuser
seien zerstört. Die Opposition kritisierte die Warnungen als „viel zu spät“. Augenzeugen zufolge
trieben Hunderte Autos in der Donau. Der Schaden liegt bei 3 bis 4 Mio. Euro.
"""


def article(text: str, title: str | None = None) -> Article:
    return Article("flut.txt", text, language="de", published="2024-10-28", title=title)


def spans(document: dict[str, Any]) -> list[list[int]]:
    """Return every span of an extraction's JSON."""
    found = []
    for actor in document["actors"] + document["locations"]:
        found += actor["mentions"]
    for statement in document["statements"]:
        found += statement["content"] + statement["frame"]
        found += [statement[key] for key in ("cue", "speaker_mention") if statement[key]]
    return found + [estimate["span"] for estimate in document["estimates"]]


@pytest.fixture(scope="module")
def schema(reference: Path) -> Draft202012Validator:
    """The schema of the extraction's JSON, by which annotators and scorers go."""
    text = (reference / "gold" / "extraction.schema.json").read_text(encoding="utf-8")
    return Draft202012Validator(json.loads(text))


def test_an_article_is_extracted_in_all_its_parts() -> None:
    found = extract(article(FLOOD, title="Flut"))

    assert (found.article, found.title, found.language, found.published) == (
        "flut.txt", "Flut", "de", "2024-10-28",
    )  # fmt: skip
    assert {"Karin Hollweg", "Reuters", "Feuerwehr", "Opposition"} <= {a.name for a in found.actors}
    assert "Passau" in {p.name for p in found.locations}
    assert {s.type for s in found.statements} == {"direct", "indirect", "reported"}
    assert len(found.estimates) == 4


def test_the_same_article_gives_the_same_extraction() -> None:
    assert extract(article(FLOOD)) == extract(article(FLOOD))


def test_the_json_can_be_written_and_read_back() -> None:
    found = extract(article(FLOOD)).to_json()

    assert json.loads(json.dumps(found, ensure_ascii=False)) == found


@pytest.mark.shared
def test_the_json_follows_the_schema(schema: Draft202012Validator) -> None:
    assert list(schema.iter_errors(extract(article(FLOOD)).to_json())) == []


@pytest.mark.shared
def test_the_json_of_real_articles_follows_the_schema(schema: Draft202012Validator, reference: Path) -> None:
    for path in sorted((reference / "seeds").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        found = extract(Article(path.name, text, language="de", published="2024-10")).to_json()

        assert list(schema.iter_errors(found)) == [], path.name
        assert all(0 <= start < end <= len(text) for start, end in spans(found)), path.name


def test_an_article_in_which_nobody_speaks_has_an_extraction_without_statements() -> None:
    found = extract(article("Der Regen hat am Abend aufgehört, und die Pegel sinken.")).to_json()

    assert found["statements"] == found["estimates"] == found["actors"] == []


def test_the_language_is_found_out_where_the_article_does_not_say() -> None:
    found = extract(Article("a.txt", "Der Regen hat am Abend aufgehört, und die Pegel der Flüsse sinken."))

    assert found.language == "de"


@pytest.mark.parametrize(
    "text",
    ["", "\n\n", "1 2 3 4 5 6 7", "The rain stopped in the evening, and the rivers are falling again."],
)
def test_what_is_not_german_prose_is_refused(text: str) -> None:
    with pytest.raises(UnsupportedInputError, match=r"^a\.txt: "):
        extract(Article("a.txt", text))


def test_what_precedes_the_body_is_not_read() -> None:
    text = "Stand: 4000 Leser\nDer Regen hat am Abend in Genf aufgehört."
    found = extract(Article("a.txt", text, text.index("Der"), language="de"))

    assert found.estimates == ()


VARIANTS = {
    "emoji": "🚒👩‍🚒 Achtung! 🌊\n\n",
    "combining characters": "Cafe\u0301s u\u0308berall geschlossen, e\u0302tre ou ne pas.\n\n",
    "byte order mark": "\ufeff",
    "no-break spaces": "Zug\u00a0um\u202fZug fuhren sie ab.\n\n",
    "a mathematical alphabet": "𝔇𝔢𝔦𝔠𝔥 𝟛 hält.\n\n",
}


@pytest.mark.parametrize("before", VARIANTS.values(), ids=VARIANTS.keys())
def test_offsets_count_code_points_whatever_stands_before(before: str) -> None:
    plain = extract(article(FLOOD)).to_json()
    shifted = extract(article(before + FLOOD)).to_json()

    words = sorted(FLOOD[start:end] for start, end in spans(plain))
    found = sorted((before + FLOOD)[start:end] for start, end in spans(shifted) if start >= len(before))
    assert found == words


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_line_ends_of_other_systems_change_no_words(newline: str) -> None:
    text = FLOOD.replace("\n", newline)
    plain, other = extract(article(FLOOD)).to_json(), extract(article(text)).to_json()

    expected = sorted(FLOOD[start:end] for start, end in spans(plain))
    assert sorted(text[start:end].replace(newline, "\n") for start, end in spans(other)) == expected


def test_words_in_decomposed_characters_are_quoted_as_they_stand() -> None:
    text = "„Das Wasser im Fluß fa\u0308llt“, sagte Karin Hollweg am Abend 🌊."
    [statement] = extract(article(text)).statements

    assert text[slice(*statement.content[0])] == "Das Wasser im Fluß fa\u0308llt"
    assert text[slice(*statement.cue or (0, 0))] == "sagte"


@pytest.mark.parametrize(
    "text",
    [
        "„“ „„„ ««» sagte sagte sagte, dass dass, laut laut zufolge so, wie wie.",
        "sagte: sagte: sagte: sagte: sagte er sie es, laut, nach Angaben nach Angaben",
        "1.2.3.4 bis bis 5 zwischen 6 und und mehr als als rund rund über unter Euro",
        "(((((((( „„„„„„„„ sagte wer was wann wo warum )))))))) ““““““““",
        "- - - – – – | | | : : : ; ; ; sagte mal einer etwas dazu – oder –",
        "Er, sie, es, wir, ihr, sie sagten, dass, dass, dass und und und",
        "Laut. Nach Angaben. So. Wie. Zufolge. Unter Berufung auf. Sagte. Hieß es.",
        "und und und kündigte an, an, an und wies zurück zurück und nannte „“",
    ],
)
def test_broken_sentences_break_nothing(text: str) -> None:
    found = extract(article(text)).to_json()

    assert all(0 <= start < end <= len(text) for start, end in spans(found))


def test_the_json_of_a_statement_has_its_words_frame_and_time() -> None:
    text = "Reuters meldete am Montag in Genf unter Berufung auf Diplomaten, 40 Boote seien gesunken."
    document = extract(article(text)).to_json()
    [statement] = document["statements"]
    ids = {actor["name"]: actor["id"] for actor in document["actors"]}

    assert [text[start:end] for start, end in statement["content"]] == ["40 Boote seien gesunken"]
    assert text[slice(*statement["cue"])] == "meldete"
    assert statement["type"] == "indirect"
    assert statement["speaker"] == ids["Diplomaten"]
    assert statement["relayed_by"] == [ids["Reuters"]]
    assert statement["said_on"] == "2024-10-28"
    assert statement["said_at"] in [place["id"] for place in document["locations"]]


def test_the_json_of_an_estimate_has_its_bounds_and_source() -> None:
    text = "Die WHO meldete am Montag mehr als 400 neue Fälle in Genf."
    document = extract(article(text)).to_json()
    [estimate] = document["estimates"]

    assert text[slice(*estimate["span"])] == "mehr als 400"
    assert (estimate["lower"], estimate["upper"], estimate["qualifier"]) == (400, None, "moreThan")
    assert (estimate["counts"], estimate["unit"]) == ("neue Fälle", None)
    assert estimate["estimated_by"] == "world-health-organization"
    assert estimate["statement"] == document["statements"][0]["id"]
    assert estimate["as_of"] == "2024-10-28"


def test_the_json_of_actors_and_places_has_their_links() -> None:
    document = extract(article("Die WHO tagte am Abend mit Karin Hollweg in Genf.")).to_json()

    assert {a["name"]: a["same_as"] for a in document["actors"]} == {
        "Weltgesundheitsorganisation": "http://www.wikidata.org/entity/Q7817",
        "Karin Hollweg": None,
    }
    assert [(p["name"], p["same_as"]) for p in document["locations"]] == [
        ("Genf", "http://www.wikidata.org/entity/Q71")
    ]


def test_what_is_longer_than_any_article_is_not_read() -> None:
    with pytest.raises(TooLargeError, match=r"flut\.txt: is longer than 250,000 characters"):
        extract(article(FLOOD * 600))
