"""Somebody quoted by somebody else: "die Agentur zitierte den Minister mit den Worten, …"."""

from dataclasses import replace

from kg.language.extraction import Span
from kg.language.names.sources import Source
from kg.language.reporting.contents import content_of
from kg.language.reporting.reading import Draft, Reading
from kg.language.reporting.speakers import phrase_source, subject
from kg.language.text.clauses import Clause, Predicate

_PRONOUNS = {"ihn": "er", "er": "er", "sie": "sie"}


def citing_frame(reading: Reading, k: int, verb: Predicate) -> Draft | None:
    """Return what clause `k` with the verb "zitieren" cites: the cited one speaks, the citing one relays."""
    clause = reading.clauses[k]
    source = subject(reading.sentence, reading.clauses, k, reading.mentions, verb.finite)
    if source is None or verb.negated:
        return None
    content, kind = content_of(reading, k, replace(verb, passive=False), source)
    if not content:
        return None
    frame, cue = [reading.span(clause.first, clause.last)], reading.word(verb.cue)
    if verb.passive:
        agent = _agent(reading, clause)
        return Draft(kind, content, source, cue, [agent] if agent else [], frame)
    cited = _cited(reading, clause, source)
    if cited is None:
        return Draft(kind, content, source, cue, [], frame)
    return Draft(kind, content, cited, cue, [source], frame)


def _agent(reading: Reading, clause: Clause) -> Source | None:
    """Return who cites, in the passive: "von der Agentur", "in der Zeitung"."""
    for i in range(clause.first, clause.last - 1):
        if reading.tokens[i].text in ("von", "vom", "in", "im", "durch"):
            found = phrase_source(reading.sentence, reading.mentions, i + 1, clause.last)
            if found is not None and found[0].mention is not None and found[0].mention.kind != "Person":
                return found[0]
    return None


def _cited(reading: Reading, clause: Clause, source: Source) -> Source | None:
    """Return the object of the verb: another actor, or "ihn"."""
    inside = [
        m
        for m in reading.mentions
        if clause.first <= m.first < clause.last and m.span.start >= source.span.end and m.kind != "State"
    ]
    inside.sort(key=lambda m: (m.kind != "Person", m.weak, m.first))
    if inside:
        return Source(inside[0].span, inside[0])
    for token in reading.tokens[clause.first : clause.last]:
        if token.tag == "PPER" and token.text in _PRONOUNS and token.start != source.span.start:
            return Source(Span(token.start, token.end), None, _PRONOUNS[token.text])
    return None
