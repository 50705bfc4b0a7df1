"""Reporting inside one sentence: which clause reports, and which words are reported.

A *frame* is the reporting clause or phrase ("sagte der Minister am Montag", "nach Angaben der Polizei").
A draft joins a frame with its content; whom the words mean is settled in `kg.language.reporting.statements`.
"""

from collections.abc import Iterator

from kg.language.extraction import Span, StatementType
from kg.language.lexicon import table, words
from kg.language.names.roles import is_person_role
from kg.language.names.sources import Source
from kg.language.reporting.asides import emerges_from
from kg.language.reporting.contents import clauses_before, content_of
from kg.language.reporting.phrases import phrase_frames
from kg.language.reporting.reading import Draft, Reading, is_medium, reporting_verbs, verbs
from kg.language.reporting.speakers import coordinated, main_subject, phrase_source, subject
from kg.language.text.clauses import Predicate, introduces_content, is_subjunctive, predicate
from kg.language.text.quotations import Quotation


def read_frames(reading: Reading) -> list[Draft]:
    """Return the drafts of a sentence in order of position."""
    drafts: list[Draft] = []
    for k, clause in enumerate(reading.clauses):
        verb = predicate(reading.tokens, clause, _until(reading, k))
        if verb is None or verb.modal:
            continue
        if verb.passive:
            drafts.extend(_passive(reading, k, verb))
        elif verb.lemma in reporting_verbs() or _opens_content(reading, k):
            drafts.extend(_read_clause(reading, k, verb))
    drafts.extend(_gapped(reading))
    drafts.extend(_nominal(reading))
    drafts.extend(_purpose(reading))
    drafts.extend(_phrases(reading, drafts))
    if not drafts:
        drafts.extend(_headline(reading))
    named = [d for d in drafts if d.source.pronoun != "es"]
    return _innermost(named or drafts)


def _until(reading: Reading, k: int) -> int:
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
    return following.kind == "quotation" or (finite is not None and is_subjunctive(finite, None))


def _passive(reading: Reading, k: int, verb: Predicate) -> Iterator[Draft]:
    """Read "Die Forderung wurde vom Minister als unrealistisch bezeichnet": the agent speaks."""
    if verb.lemma not in verbs("naming") and verb.lemma not in verbs("object"):
        return
    clause = reading.clauses[k]
    for i in range(verb.finite + 1, verb.end - 1):
        if reading.tokens[i].text in ("von", "vom"):
            found = phrase_source(reading.sentence, reading.mentions, i + 1, verb.end)
            if found is None or verb.negated:
                return
            source, end = found
            content = [reading.span(clause.first, verb.finite)] if verb.finite > clause.first else []
            content += [reading.span(end, verb.end)] if verb.end > end else []
            cue = reading.word(verb.cue)
            frame = [reading.span(verb.finite, clause.last)]
            if content:
                yield Draft("reported", content, source, cue, [], frame)
            return


def _read_clause(reading: Reading, k: int, verb: Predicate) -> list[Draft]:
    """Join the clause's subject with what it reports; coordinated subjects say the same, each for itself."""
    source = subject(reading.sentence, reading.clauses, k, reading.mentions, verb.finite)
    if source is None:
        return []
    content, kind = content_of(reading, k, verb, source)
    if not content or (verb.negated and kind != "direct" and not _negation_inside(reading, k, verb)):
        return []
    cue = reading.word(verb.cue)
    frame = [reading.span(reading.clauses[k].first, reading.clauses[k].last)]
    sources = [source, *coordinated(reading.sentence, source, reading.mentions)]
    relays = [medium for medium in _addressed_media(reading, k, verb) if medium.span != source.span]
    drafts = [Draft(kind, list(content), each, cue, list(relays), frame) for each in sources]
    both = kind == "direct" and k > 0 and reading.clauses[0].kind == "main" and _opens_content(reading, k)
    before = clauses_before(reading, k, source) if both else []
    if before:
        drafts.insert(0, Draft("indirect", before, source, cue, list(relays), frame))
    return [_chained(reading, k, draft) for draft in drafts]


def _addressed_media(reading: Reading, k: int, verb: Predicate) -> Iterator[Source]:
    """Read "sagte er der APA", "… dem Sender Radio Lenne", "… im MDR": through whom the article has it."""
    for mention in reading.mentions:
        inside = verb.finite < mention.first < reading.clauses[k].last
        source = Source(mention.span, mention)
        before = reading.tokens[max(mention.first - 3, verb.finite) : mention.first]
        dative = any(t.text in ("der", "dem", "im", "den") for t in before)
        about = any(t.tag == "APPR" and t.text not in ("in", "gegenüber", "bei") for t in before)
        if inside and dative and not about and is_medium(source):
            yield source


def _negation_inside(reading: Reading, k: int, verb: Predicate) -> bool:
    """Whether "nicht" negates something in the content rather than the saying."""
    clause = reading.clauses[k]
    negations = ("nicht", "nie", "niemals")
    tokens = reading.tokens[clause.first : clause.last]
    scaled = ("weniger", "mehr", "nur", "zuletzt")
    return all(
        clause.first + n > verb.end or (n + 1 < len(tokens) and tokens[n + 1].text in scaled)
        for n, token in enumerate(tokens)
        if token.text.lower() in negations
    )


def _chained(reading: Reading, k: int, draft: Draft) -> Draft:
    """Read "Yonhap berichtete unter Berufung auf X": the inner source speaks, the medium relays."""
    relaying = table("reporting")["frames"]["relay"]
    clause = reading.clauses[k]
    for i in range(clause.first, clause.last - 1):
        if reading.tokens[i].text in relaying and reading.tokens[i + 1].text == "auf":
            found = phrase_source(reading.sentence, reading.mentions, i + 2, clause.last)
            if found and is_medium(draft.source):
                draft.relays = [draft.source]
                draft.source = found[0]
    return draft


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
        if inside:
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
    verb = predicate(reading.tokens, clause, _until(reading, 0))
    if verb is None or verb.passive or verb.negated or verb.lemma not in verbs("say"):
        return None
    source = subject(reading.sentence, reading.clauses, 0, reading.mentions, 1)
    if verb.lemma == "hervorgehen":
        source = emerges_from(reading.sentence, reading.mentions, clause)
    if source is None:
        return None
    cue = reading.word(verb.cue)
    draft = Draft("indirect", [], source, cue, [], [reading.span(0, clause.last)])
    return _chained(reading, 0, draft)


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


def _nominal(reading: Reading) -> Iterator[Draft]:
    """Read "die Forderung der Union, den Zaun zu bauen": a noun of saying with its author and its content."""
    for k, clause in enumerate(reading.clauses[:-1]):
        following = reading.clauses[k + 1]
        finite = reading.tokens[following.finite] if following.finite is not None else None
        renders = following.kind == "infinitive" or introduces_content(reading.tokens, following)
        renders = renders or (
            following.kind == "main" and finite is not None and is_subjunctive(finite, None)
        )
        if following.opener != "," or not renders or reading.tokens[following.first].text.lower() == "um":
            continue
        for i in range(max(clause.first, clause.last - 8), clause.last - 1):
            if reading.tokens[i].text not in words("reporting", "nouns", "acts"):
                continue
            found = phrase_source(reading.sentence, reading.mentions, i + 1, clause.last)
            genitive = reading.tokens[i + 1].text in ("der", "des", "von", "vom")
            if found and genitive and found[1] == clause.last:
                cue = reading.word(i)
                content = [reading.span(following.first, following.last)]
                yield Draft("indirect", content, found[0], cue, [], [reading.span(i, clause.last)])


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


def _headline(reading: Reading) -> Iterator[Draft]:
    """„Minister: Lage ist ernst“: an actor and a colon at the head of a sentence."""
    clauses = reading.clauses
    if len(clauses) < 2 or clauses[1].opener != ":" or clauses[0].kind != "phrase" or clauses[0].first != 0:
        return
    inside = [m for m in reading.mentions if m.last <= clauses[0].last]
    if not inside or clauses[0].last - clauses[0].first > 4:
        return
    named = inside[-1]
    rest = clauses[0].last - clauses[0].first - (named.last - named.first)
    if rest > 1 or (rest == 1 and not is_person_role(reading.tokens[clauses[0].first].text)):
        return
    if all(c.finite is None and c.kind != "quotation" for c in clauses[1:]):
        return
    source = Source(named.span, named)
    frame = [reading.span(0, clauses[0].last)]
    if clauses[1].kind == "quotation":
        yield Draft("direct", [reading.quoted(clauses[1])], source, None, [], frame)
    else:
        content = [reading.span(clauses[1].first, clauses[-1].last)]
        yield Draft("indirect", content, source, None, [], frame)


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
