"""Reporting in headlines: „Minister: Lage ist ernst“, „„Wir sind am Ende“: Klinikchef schlägt Alarm“."""

from collections.abc import Iterator

from kg.language.lexicon import words
from kg.language.names.roles import is_person_role
from kg.language.names.sources import Source
from kg.language.reporting.reading import Draft, Reading
from kg.language.reporting.speakers import subject


def headline_frames(reading: Reading) -> Iterator[Draft]:
    """Yield what an actor before a colon says, or the actor after a quotation and a colon."""
    clauses = reading.clauses
    if clauses and clauses[0].kind == "quotation":
        yield from _quotation_first(reading)
    if len(clauses) < 2 or clauses[1].opener != ":" or clauses[0].first != 0:
        return
    if clauses[0].kind != "phrase":
        return
    source = _before_colon(reading)
    verbless = all(c.finite is None and c.kind != "quotation" for c in clauses[1:])
    if source is None or (verbless and not _is_elliptic(reading, source)):
        return
    frame = [reading.span(0, clauses[0].last)]
    if clauses[1].kind == "quotation":
        yield Draft("direct", [reading.quoted(clauses[1])], source, None, [], frame)
    else:
        content = [reading.span(clauses[1].first, clauses[-1].last)]
        yield Draft("indirect", content, source, None, [], frame)


def _is_elliptic(reading: Reading, source: Source) -> bool:
    """Whether a heading leaves out the auxiliary alone: "Moskau: Militärisches Ziel getroffen"."""
    last = [t for t in reading.tokens if t.is_word][-1]
    named = source.mention is not None and not source.mention.weak
    return reading.sentence.heading and named and last.tag in ("VVPP", "VVINF", "VVIZU")


def _before_colon(reading: Reading) -> Source | None:
    """Return the actor that is all that stands before the colon, but for a title."""
    head = reading.clauses[0]
    inside = [m for m in reading.mentions if m.last <= head.last]
    if not inside or head.last - head.first > 4:
        return None
    named = inside[-1]
    rest = head.last - head.first - (named.last - named.first)
    literally = reading.tokens[head.last - 1].text in words("reporting", "nouns", "literally")
    titled = is_person_role(reading.tokens[head.first].text)
    if rest > 1 or (rest == 1 and not titled and not literally):
        return None
    return Source(named.span, named)


def _quotation_first(reading: Reading) -> Iterator[Draft]:
    """„Wir sind am Ende“: Klinikchef Roth schlägt Alarm."""
    clauses = reading.clauses
    if not reading.sentence.heading or len(clauses) < 2 or clauses[0].kind != "quotation":
        return
    said = clauses[1]
    if reading.tokens[clauses[0].last].text != ":" or said.kind != "main" or said.finite is None:
        return
    source = subject(reading.sentence, clauses, 1, reading.mentions, said.finite)
    if source is not None and source.mention is not None:
        yield Draft(
            "direct",
            [reading.quoted(clauses[0])],
            source,
            None,
            [],
            [reading.span(said.first, said.last)],
        )
