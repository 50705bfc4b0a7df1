"""Reporting inside one sentence: which clause reports, and which words are reported.

A *frame* is the reporting clause or phrase ("sagte der Minister am Montag", "nach Angaben der Polizei").
A draft joins a frame with its content; whom the words mean is settled in `kg.language.reporting.statements`.
"""

from collections.abc import Iterator

from kg.language.extraction import Span, StatementType
from kg.language.lexicon import words
from kg.language.reporting.asides import emerges_from
from kg.language.reporting.citing import citing_frame
from kg.language.reporting.contents import clauses_before, content_of
from kg.language.reporting.headlines import headline_frames
from kg.language.reporting.nouns import noun_frames
from kg.language.reporting.passives import passive_frames
from kg.language.reporting.phrases import phrase_frames
from kg.language.reporting.reading import Draft, Reading, is_medium, is_thing, reporting_verbs, verbs
from kg.language.reporting.relays import addressed_media, chained
from kg.language.reporting.speakers import coordinated, main_subject, phrase_source, subject
from kg.language.text.clauses import Predicate, predicate
from kg.language.text.mood import is_subjunctive
from kg.language.text.quotations import Quotation


def read_frames(reading: Reading) -> list[Draft]:
    """Return the drafts of a sentence in order of position."""
    drafts: list[Draft] = []
    for k, clause in enumerate(reading.clauses):
        verb = predicate(reading.tokens, clause, until(reading, k))
        if verb is None or verb.modal:
            continue
        if verb.lemma == "zitieren":
            cited = citing_frame(reading, k, verb)
            drafts.extend([cited] if cited else [])
        elif verb.passive:
            drafts.extend(passive_frames(reading, k, verb))
        elif verb.lemma in reporting_verbs() or _opens_content(reading, k):
            drafts.extend(_read_clause(reading, k, verb))
    drafts.extend(_gapped(reading))
    worded = list(noun_frames(reading, drafts))
    drafts = [d for d in drafts if not any(w.frame[0] == d.frame[0] for w in worded)] + worded
    drafts.extend(_purpose(reading))
    drafts.extend(_phrases(reading, drafts))
    if not drafts:
        drafts.extend(headline_frames(reading))
    drafts.extend(_after_colon(reading, drafts))
    named = [d for d in drafts if d.source.pronoun != "es"]
    return _innermost(named or drafts)


def until(reading: Reading, k: int) -> int:
    """How far a separated particle of clause `k` may stand: to the next clause with a verb of its own."""
    for clause in reading.clauses[k + 1 :]:
        if clause.kind not in ("phrase", "relative"):
            return clause.first
    return len(reading.tokens)


def _opens_content(reading: Reading, k: int) -> bool:
    """Whether a colon and rendered words follow a clause, whatever its verb ("widersprach: Es seien …")."""
    following = reading.clauses[k + 1] if k + 1 < len(reading.clauses) else None
    if following is None or following.opener != ":":
        return False
    finite = reading.tokens[following.finite] if following.finite is not None else None
    if following.kind == "quotation":
        return any(t.tag[-3:] == "FIN" for t in reading.tokens[following.first : following.last])
    return finite is not None and is_subjunctive(finite, None)


def _read_clause(reading: Reading, k: int, verb: Predicate) -> list[Draft]:
    """Join the clause's subject with what it reports; coordinated subjects say the same, each for itself."""
    source = subject(reading.sentence, reading.clauses, k, reading.mentions, verb.finite)
    if verb.lemma == "hervorgehen":
        source = emerges_from(reading.sentence, reading.mentions, reading.clauses[k])
    if source is None or (verb.lemma in verbs("animate") and is_thing(source)):
        return []
    content, kind = content_of(reading, k, verb, source)
    denied = verb.negated and kind != "direct" and not _opens_content(reading, k)
    if not content or (denied and not _negation_inside(reading, k, verb)):
        return []
    cue = reading.word(verb.cue)
    frame = [reading.span(reading.clauses[k].first, reading.clauses[k].last)]
    sources = [source, *coordinated(reading.sentence, source, reading.mentions)]
    relays = list(addressed_media(reading, k, verb, source))
    drafts = [Draft(kind, list(content), each, cue, list(relays), frame) for each in sources]
    both = kind == "direct" and k > 0 and reading.clauses[0].kind == "main" and _opens_content(reading, k)
    before = clauses_before(reading, k, source) if both else []
    if before:
        drafts.insert(0, Draft("indirect", before, source, cue, list(relays), frame))
    return [chained(reading, k, draft) for draft in drafts]


def _after_colon(reading: Reading, drafts: list[Draft]) -> Iterator[Draft]:
    """Read "verteidigte den Einsatz: Man habe keine Wahl gehabt": the same speaker goes on after a colon."""
    for clause in reading.clauses[1:]:
        start, end = reading.tokens[clause.first].start, reading.tokens[clause.last - 1].end
        before = [d for d in drafts if d.content[0].start < start and d.source.span.start < start]
        covered = any(c.start < end and start < c.end for d in drafts for c in d.content)
        if clause.opener != ":" or not before or covered:
            continue
        speaker = before[-1]
        if clause.kind == "quotation":
            yield Draft("direct", [reading.quoted(clause)], speaker.source, None, list(speaker.relays))
        elif clause.kind == "main" and clause.finite is not None:
            content = [reading.span(clause.first, reading.clauses[-1].last)]
            yield Draft("indirect", content, speaker.source, None, list(speaker.relays))
        return


def _negation_inside(reading: Reading, k: int, verb: Predicate) -> bool:
    """Whether "nicht" negates something in the content rather than the saying."""
    clause = reading.clauses[k]
    negations = words("grammar", "particles", "negations")
    tokens = reading.tokens[clause.first : clause.last]
    scaled = words("grammar", "particles", "scaled")
    return all(
        clause.first + n > verb.end or (n + 1 < len(tokens) and tokens[n + 1].text in scaled)
        for n, token in enumerate(tokens)
        if token.text.lower() in negations
    )


def _phrases(reading: Reading, drafts: list[Draft]) -> Iterator[Draft]:
    """Laut X … · nach Angaben von X … · …, so X · wie X mitteilte."""
    for frame in phrase_frames(reading.sentence, reading.clauses, reading.mentions):
        content = [reading.span(first, last) for first, last in frame.content]
        quotes = [
            q
            for q in reading.quotations
            if any(q.outer.start >= s.start and q.outer.end <= s.end + 2 for s in content)
        ]
        kind: StatementType = "indirect"
        if quotes and _all_quoted(quotes, content):
            content, kind = [q.inner for q in quotes], "direct"
        span = reading.span(frame.first, frame.last)
        inside = [d for d in drafts if d.frame and d.frame[0].start <= span.start < d.frame[0].end]
        for draft in inside:
            # "Nach Angaben der Agentur sagte der Minister, …": two frames, of which the medium only relays.
            if is_medium(frame.source) and draft.source.span != frame.source.span:
                draft.relays.append(frame.source)
        echoes = frame.source.pronoun is not None and any(
            c.start <= span.start < c.end for d in drafts for c in d.content
        )
        if inside or echoes:  # "sagte, das sei seiner Meinung nach …": the same speaker once more
            continue
        cue = Span(reading.tokens[frame.cue[0]].start, reading.tokens[frame.cue[1] - 1].end)
        yield Draft(kind, content, frame.source, cue, list(frame.relays), [span])


def _all_quoted(quotes: list[Quotation], content: list[Span]) -> bool:
    quoted = sum(q.outer.end - q.outer.start for q in quotes)
    return quoted >= 0.8 * sum(s.end - s.start for s in content)


def anaphoric_frame(reading: Reading) -> Draft | None:
    """Read "Das sagte ein Sprecher am Montag": a frame whose content is the sentence before it."""
    clause = reading.clauses[0] if reading.clauses else None
    if clause is None or clause.finite != 1 or reading.tokens[0].text not in ("Das", "Dies"):
        return None
    verb = predicate(reading.tokens, clause, until(reading, 0))
    if verb is None or verb.passive or verb.negated or verb.lemma not in verbs("say"):
        return None
    source = subject(reading.sentence, reading.clauses, 0, reading.mentions, 1)
    if verb.lemma == "hervorgehen":
        source = emerges_from(reading.sentence, reading.mentions, clause)
    if source is None:
        return None
    cue = reading.word(verb.cue)
    relays = list(addressed_media(reading, 0, verb, source))
    draft = Draft("indirect", [], source, cue, relays, [reading.span(0, clause.last)])
    return chained(reading, 0, draft)


def _gapped(reading: Reading) -> Iterator[Draft]:
    """Read "Die Polizei sprach von 600 Teilnehmern, die Veranstalter von 1000": the verb is not repeated."""
    for k in range(1, len(reading.clauses)):
        clause, before = reading.clauses[k], reading.clauses[k - 1]
        if clause.kind != "phrase":
            continue
        verb = predicate(reading.tokens, before, before.last)
        if verb is None or verb.lemma != "sprechen":
            continue
        split = next((i for i in range(clause.first, clause.last) if reading.tokens[i].text == "von"), None)
        found = phrase_source(reading.sentence, reading.mentions, clause.first, split or clause.first)
        if split is not None and found is not None and found[1] == split:
            cue = reading.word(verb.cue)
            content = [reading.span(split, clause.last)]
            yield Draft("reported", content, found[0], cue, [], [reading.span(clause.first, split)])


def _purpose(reading: Reading) -> Iterator[Draft]:
    """Read "nutzte den Besuch, um mehr Hilfe zu fordern": a speech act done by doing something else."""
    for k, clause in enumerate(reading.clauses):
        verb = reading.tokens[clause.last - 1]
        separate = clause.last - clause.first > 2 and reading.tokens[clause.last - 2].text == "zu"
        said = clause.kind == "infinitive" and verb.lemma in verbs("object") and k > 0
        if not said or reading.tokens[clause.first].text.lower() != "um":
            continue
        source = main_subject(reading.sentence, reading.clauses, k - 1, reading.mentions)
        end = clause.last - 2 if separate else clause.last - 1
        if source is not None and end > clause.first + 1:
            cue = Span(verb.start, verb.end)
            content = [reading.span(clause.first + 1, end)]
            yield Draft("reported", content, source, cue, [], [reading.span(clause.first, clause.last)])


def _innermost(drafts: list[Draft]) -> list[Draft]:
    """Where a medium says that X said …, keep X's statement, relayed by the medium."""
    drafts = sorted(drafts, key=lambda d: (d.content[0].start, -d.content[-1].end))
    kept: list[Draft] = []
    for draft in drafts:
        outer = next((o for o in kept if _contains(o, draft)), None)
        if outer is not None:
            if draft.frame and outer.frame and outer.frame[0] == draft.frame[0]:
                continue
            draft.relays = [*draft.relays, outer.source]
            if is_medium(outer.source):
                kept.remove(outer)
        kept.append(draft)
    return kept


def _contains(outer: Draft, inner: Draft) -> bool:
    """Whether one draft's frame lies in the other's content."""
    frame = inner.frame[0] if inner.frame else inner.content[0]
    return outer is not inner and any(s.start <= frame.start and frame.end <= s.end for s in outer.content)
