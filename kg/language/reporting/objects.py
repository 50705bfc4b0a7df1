"""What a speech act is about, where its object is all that is rendered: "verurteilte den Angriff"."""

from kg.language.extraction import Span, StatementType
from kg.language.names.sources import Source
from kg.language.reporting.complements import complement, fragments
from kg.language.reporting.reading import Reading, verbs
from kg.language.text.clauses import Clause, Predicate


def reported_object(
    reading: Reading, k: int, verb: Predicate, source: Source
) -> tuple[list[Span], StatementType]:
    """X verurteilte den Angriff · X warnte vor einer Eskalation: the object is all that is rendered."""
    clause = reading.clauses[k]
    part = complement(reading.tokens, clause, verb, source)
    if part is None:
        return [], "reported"
    first, last = part
    to = next((i for i in range(verb.finite, clause.last) if reading.tokens[i].text == "auf"), None)
    if last <= verb.finite and to is not None and verb.lemma in ("schätzen", "beziffern"):
        return [reading.span(first, last), reading.span(to, clause.last)], "reported"
    if verb.lemma in ("nennen", "bezeichnen") and fragments(reading.tokens, first, last):
        return [reading.span(first, last)], "indirect"
    predicative = _predicative(reading, clause, verb, source) if last <= verb.finite else None
    if predicative is not None:
        return [reading.span(first, last), reading.span(*predicative)], "reported"
    attached = _attached_end(reading, k) if last >= verb.end or last >= clause.last - 1 else None
    if attached is None:
        return [reading.span(first, last)], "reported"
    if verb.end < clause.last and verb.end > verb.finite:
        return [reading.span(first, last), reading.span(clause.last, attached)], "reported"
    return [reading.span(first, attached)], "reported"


def _predicative(reading: Reading, clause: Clause, verb: Predicate, source: Source) -> tuple[int, int] | None:
    """Return "richtig" of "Den Streik findet er richtig", "als fatal" of "Das bezeichnete X als fatal"."""
    if verb.lemma not in verbs("naming"):
        return None
    for i in range(verb.finite + 1, clause.last):
        token = reading.tokens[i]
        held = token.tag == "ADJD" and i == clause.last - 1 and verb.lemma in ("finden", "nennen")
        if token.start >= source.span.end and (token.text in ("als", "für") or held):
            return (i, clause.last)
    return None


def _attached_end(reading: Reading, k: int) -> int | None:
    """Where relative clauses, infinitives and listed items after the complement end; None without any."""
    end = None
    for clause in reading.clauses[k + 1 :]:
        head = reading.tokens[clause.first]
        listed = clause.kind == "phrase" and (head.tag in ("ADV", "CARD", "KON") or head.text == "sowie")
        if clause.opener != "," or not (listed or clause.kind in ("relative", "infinitive")):
            break
        end = clause.last
    return end
