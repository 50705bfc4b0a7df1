"""Nouns of saying and what hangs on them: "die Forderung der Union, … zu", "mit den Worten, …"."""

from collections.abc import Iterator

from kg.language.lexicon import words
from kg.language.names.sources import Source
from kg.language.reporting.reading import Draft, Reading
from kg.language.reporting.speakers import phrase_source, subject
from kg.language.text.clauses import Clause, introduces_content, predicate
from kg.language.text.mood import is_past_subjunctive, is_subjunctive

_REACH = 8
"""How many tokens before the end of a clause a noun may stand that governs the next clause."""


def noun_frames(reading: Reading, claimed: list[Draft]) -> Iterator[Draft]:
    """Yield what nouns of saying introduce, in clauses that are not the frame of a `claimed` draft."""
    for k, clause in enumerate(reading.clauses[:-1]):
        following = reading.clauses[k + 1]
        if following.opener != "," or not _renders(reading, following):
            continue
        for i in range(clause.last - 1, max(clause.first, clause.last - _REACH) - 1, -1):
            draft = _authored(reading, i, clause, following) or _uttered(reading, i, k, claimed)
            if draft is not None:
                yield draft
                break


def quotes_by_noun(reading: Reading, clause: Clause) -> bool:
    """Whether a clause ends in "mit den Worten", "mit der Begründung": what follows was said."""
    tokens = reading.tokens[max(clause.first, clause.last - _REACH) : clause.last]
    return any(
        t.text in words("reporting", "nouns", "wording")
        and [w.text for w in tokens[n + 1 : n + 2]] != ["auf"]
        and any(w.text == "mit" for w in tokens[max(n - 3, 0) : n])
        for n, t in enumerate(tokens)
    )


def _renders(reading: Reading, following: Clause) -> bool:
    """Whether a clause can be what a noun of saying introduces."""
    if reading.tokens[following.first].text.lower() == "um":
        return False
    if following.kind == "infinitive" or introduces_content(reading.tokens, following):
        return True
    if following.kind != "main" or following.finite is None:
        return False
    finite = reading.tokens[following.finite]
    return is_subjunctive(finite, None) or is_past_subjunctive(finite)


def _authored(reading: Reading, i: int, clause: Clause, following: Clause) -> Draft | None:
    """Read "die Forderung der Union, den Zaun zu bauen": the author stands in the genitive."""
    tokens = reading.tokens
    if i + 1 >= clause.last or tokens[i].text not in words("reporting", "nouns", "acts"):
        return None
    found = phrase_source(reading.sentence, reading.mentions, i + 1, clause.last)
    genitive = tokens[i + 1].text in words("grammar", "articles", "attributive")
    if not genitive or found is None or found[1] != clause.last:
        return None
    content = [reading.span(following.first, following.last)]
    return Draft("indirect", content, found[0], reading.word(i), [], [reading.span(i, clause.last)])


def _uttered(reading: Reading, i: int, k: int, claimed: list[Draft]) -> Draft | None:
    """Read "X vertritt die Auffassung, dass …", "X lehnte mit der Begründung ab, …": the subject speaks."""
    tokens, clause, following = reading.tokens, reading.clauses[k], reading.clauses[k + 1]
    wording = quotes_by_noun(reading, clause)
    if tokens[i].text not in words("reporting", "nouns", "wording" if wording else "held"):
        return None
    if following.kind == "infinitive" and tokens[i].text not in words("reporting", "nouns", "acts"):
        return None
    verb = predicate(tokens, clause, clause.last)
    frame = reading.span(clause.first, clause.last)
    if verb is None or verb.passive or verb.modal or verb.negated or clause.kind != "main":
        return None
    hears = verb.lemma in words("reporting", "verbs", "receiving") or any(
        d.frame[0] == frame for d in claimed
    )
    if verb.lemma == "zitieren" or (hears and not wording):
        return None
    source = subject(reading.sentence, reading.clauses, k, reading.mentions, verb.finite)
    if source is None or not _speaks(source) or source.span.start <= tokens[i].start < source.span.end:
        return None
    content = [reading.span(following.first, reading.clauses[-1].last)]
    return Draft("indirect", content, source, reading.word(verb.finite), [], [frame])


def _speaks(source: Source) -> bool:
    """Whether a subject is known to be somebody, not a thing that "weckt den Verdacht, dass …"."""
    if source.pronoun is not None:
        return source.pronoun != "es"
    return source.mention is not None and source.mention.sentence >= 0
