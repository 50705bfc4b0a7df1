"""Reporting in the passive: the agent speaks, or the subject is quoted by it."""

from collections.abc import Iterator

from kg.language.extraction import Span, StatementType
from kg.language.names.sources import Source
from kg.language.reporting.complements import trimmed
from kg.language.reporting.contents import clause_after, infinitive_after
from kg.language.reporting.reading import Draft, Reading, reporting_verbs, verbs
from kg.language.reporting.speakers import phrase_source
from kg.language.text.clauses import Clause, Predicate


def passive_frames(reading: Reading, k: int, verb: Predicate) -> Iterator[Draft]:
    """Read "Die Forderung wurde vom Minister zurückgewiesen", "wird von X vorgeworfen, … zu haben"."""
    clause = reading.clauses[k]
    if verb.lemma not in reporting_verbs() or verb.lemma == "zitieren" or verb.negated:
        return
    agent = _agent(reading, clause, verb)
    if agent is None:
        return
    source, first, last = agent
    content, kind = _content(reading, k, verb, first, last)
    if content:
        frame = [reading.span(clause.first, clause.last)]
        yield Draft(kind, content, source, reading.word(verb.cue), [], frame)


def _agent(reading: Reading, clause: Clause, verb: Predicate) -> tuple[Source, int, int] | None:
    """Return who acts ("von der EU") and the tokens [first, last) that say so."""
    for i in range(clause.first, verb.end - 1):
        if reading.tokens[i].text.lower() in ("von", "vom"):
            found = phrase_source(reading.sentence, reading.mentions, i + 1, clause.last)
            if found is not None:
                return found[0], i, found[1]
    return None


def _content(
    reading: Reading, k: int, verb: Predicate, first: int, last: int
) -> tuple[list[Span], StatementType]:
    """Return the clause that follows, else what the passive is about."""
    clause = reading.clauses[k]
    after = clause_after(reading, k, verb) if verb.lemma in verbs("say") else None
    if after is None and verb.lemma in verbs("infinitive"):
        after = infinitive_after(reading, k)
    if after is not None:
        return [after], "indirect"
    if verb.lemma not in verbs("naming") and verb.lemma not in verbs("object"):
        return [], "reported"
    inside = [(clause.first, min(first, verb.finite)), (max(last, verb.finite + 1), verb.end)]
    parts = (trimmed(reading.tokens, *part) for part in inside if part[0] < part[1])
    spans = [reading.span(*part) for part in parts if part and any(_names(reading, i) for i in range(*part))]
    return spans, "reported"


def _names(reading: Reading, i: int) -> bool:
    return reading.tokens[i].tag in ("NN", "NE", "CARD", "PPER", "PDS")
