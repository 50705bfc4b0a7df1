"""Frames that are an aside: "so X", "wie X mitteilte", "hieß es in Kiew", "demnach"."""

from kg.language.extraction import Span
from kg.language.lexicon import table, words
from kg.language.names.gazetteer import actor_names
from kg.language.names.mention import Mention
from kg.language.names.sources import Source, named_source
from kg.language.reporting.phrase_frame import Part, PhraseFrame, around, clause_of, frames, goes_on
from kg.language.reporting.source_phrases import document, relied_on, unknown
from kg.language.reporting.speakers import phrase_source, subject
from kg.language.text.clauses import Clause, predicate
from kg.language.text.quotations import QUOTATION_MARKS
from kg.language.text.tokens import Sentence, Token


def so(sentence: Sentence, clauses: list[Clause], mentions: list[Mention], i: int) -> PhraseFrame | None:
    """…, so X · …, so X am Montag."""
    tokens = sentence.tokens
    clause = clause_of(clauses, i)
    if (
        tokens[i].text.lower() != "so"
        or clause is None
        or clause.first != i
        or clause.kind != "phrase"
        or i == 0
    ):
        return None
    found = phrase_source(sentence, mentions, i + 1, clause.last) or unknown(tokens, i, i + 1, clause.last)
    if found is None:
        return None
    k = clauses.index(clause)
    content = [(clauses[0].first, clauses[k - 1].last)] if k else []
    if k + 1 < len(clauses) and not clauses[k + 1].is_coordinated:
        content.append((clauses[k + 1].first, clauses[-1].last))
    return PhraseFrame(i, clause.last, (i, i + 1), found[0], tuple(content))


def wie(sentence: Sentence, clauses: list[Clause], mentions: list[Mention], i: int) -> PhraseFrame | None:
    """Read "Wie X berichtete, …" and "…, wie X mitteilte, …"."""
    tokens = sentence.tokens
    clause = clause_of(clauses, i)
    if tokens[i].text.lower() != "wie" or clause is None or clause.kind != "subordinate":
        return None
    if clause.first != i and not (
        clause.first == i - 1 and tokens[i - 1].text in words("reporting", "connectives")
    ):
        return None
    verb = predicate(tokens, clause, clause.last)
    if verb is None or verb.lemma not in table("reporting")["verbs"]["say"] or clause.finite is None:
        return None
    source = subject(sentence, clauses, clauses.index(clause), mentions, clause.finite)
    if verb.lemma == "hervorgehen":
        source = emerges_from(sentence, mentions, clause)
    source = source or _unknown_name(tokens, i + 1, clause)
    if source is None:
        return None
    k = clauses.index(clause)
    content = [(clauses[0].first, clauses[k - 1].last)] if k else []
    if k + 1 < len(clauses) and (not content or goes_on(tokens, clauses, k)):
        content.append((clauses[k + 1].first, clauses[-1].last))
    relays: tuple[Source, ...] = ()
    for j in range(clause.first, clause.last - 1):
        if tokens[j].text in frames()["relay"] and tokens[j + 1].text == "auf":
            inner = relied_on(sentence, mentions, j + 2, clause.last)
            if inner:
                relays, source = (source,), inner[0]
                break
    return PhraseFrame(i, clause.last, (verb.cue, verb.cue + 1), source, tuple(content), relays)


def _unknown_name(tokens: tuple[Token, ...], start: int, clause: Clause) -> Source | None:
    """Return a quoted name ("wie „heise online“ berichtet") that no recogniser knows."""
    if start + 2 >= clause.last or tokens[start].text not in QUOTATION_MARKS:
        return None
    end = next((j for j in range(start + 1, clause.last) if tokens[j].text in QUOTATION_MARKS), None)
    return named_source(tokens, start + 1, end) if end is not None and end > start + 1 else None


def it_was_said(
    sentence: Sentence, clauses: list[Clause], mentions: list[Mention], i: int
) -> PhraseFrame | None:
    """Read "…, hieß es aus dem Ministerium" and "Aus Regierungskreisen hieß es, …"."""
    tokens = sentence.tokens
    clause = clause_of(clauses, i)
    if clause is None or clause.finite != i or tokens[i].lemma not in ("heißen", "verlauten"):
        return None
    it = any(t.text == "es" for t in tokens[max(i - 1, clause.first) : i + 2])
    if not it and tokens[i].lemma != "verlauten":
        return None
    k = clauses.index(clause)
    named = _said_from(sentence, mentions, clause)
    content: tuple[Part, ...] = ()
    if clause.first == i and k:
        content = ((clauses[0].first, clauses[k - 1].last),)
        if goes_on(tokens, clauses, k):
            content += ((clauses[k + 1].first, clauses[-1].last),)
    elif k + 1 < len(clauses):
        content = ((clauses[k + 1].first, clauses[-1].last),)
    if named is None and not it:
        return None
    source = named or Source(Span(tokens[i].start, tokens[i].end), None, "es")
    return PhraseFrame(clause.first, clause.last, (i, i + 1), source, content)


def in_the_eyes_of(
    sentence: Sentence, clauses: list[Clause], mentions: list[Mention], i: int
) -> PhraseFrame | None:
    """Read "Für Trainer Jan Alt ist die Saison gelaufen": a person who holds something to be so."""
    tokens = sentence.tokens
    finite = clauses[0].finite if clauses else None
    if (
        i
        or tokens[0].text != "Für"
        or finite is None
        or tokens[finite].lemma not in ("sein", "bleiben", "stehen")
    ):
        return None
    found = phrase_source(sentence, mentions, 1, finite)
    if found is None or found[1] != finite or found[0].mention is None:
        return None
    if found[0].mention.kind != "Person" or found[0].mention.weak:
        return None
    return PhraseFrame(0, finite, (0, 1), found[0], ((finite, clauses[-1].last),))


def _said_from(sentence: Sentence, mentions: list[Mention], clause: Clause) -> Source | None:
    """Return whom "hieß es aus dem Ministerium", "bei der Bahn", "in Kiew" names."""
    tokens = sentence.tokens
    for i in range(clause.first, clause.last - 1):
        word = tokens[i].text.lower()
        if word not in words("reporting", "frames", "origins") or not _follows_it(tokens, i, clause):
            continue
        paper = document(tokens, mentions, i + 1, clause.last)
        found = paper or phrase_source(sentence, mentions, i + 1, clause.last)
        if found is None and word == "aus":
            found = unknown(tokens, i, i + 1, clause.last)
        if found is None:
            return _capital(tokens, i + 1)
        named = found[0].mention is not None and found[0].mention.sentence >= 0
        return found[0] if named or word == "aus" else None
    return None


def _follows_it(tokens: tuple[Token, ...], i: int, clause: Clause) -> bool:
    """Whether a preposition at `i` says where words come from: it opens the clause or follows "es"."""
    before = tokens[i - 1]
    adverbial = before.tag in ("ADV", "PTKNEG") or before.text in words("reporting", "nouns", "times")
    return i == clause.first or before.text == "es" or adverbial


def _capital(tokens: tuple[Token, ...], i: int) -> Source | None:
    """Read "hieß es in Kiew": the government there."""
    match = actor_names().at(tokens, i)
    if match is None or match.entries[0].type != "State":
        return None
    span = Span(tokens[i].start, tokens[match.last - 1].end)
    text = " ".join(t.text for t in tokens[i : match.last])
    return Source(span, Mention(-1, i, match.last, span, text, "State", match.entries[0]))


def accordingly(sentence: Sentence, clauses: list[Clause], i: int) -> PhraseFrame | None:
    """Read "… belaufen sich demnach auf 4,7 Millionen": whoever spoke before goes on."""
    tokens = sentence.tokens
    if tokens[i].text.lower() not in frames()["continuing"]:
        return None
    source = Source(Span(tokens[i].start, tokens[i].end), None, "es")
    content = around(tokens, clauses, i, i + 1) if i else ((1, clauses[-1].last),)
    return PhraseFrame(i, i + 1, (i, i + 1), source, content)


def emerges_from(sentence: Sentence, mentions: list[Mention], clause: Clause) -> Source | None:
    """Read "geht aus einem Bericht der WHO hervor": the body behind the paper, else the paper."""
    tokens = sentence.tokens
    for i in range(clause.first, clause.last):
        if tokens[i].text.lower() == "aus":
            found = (
                document(tokens, mentions, i + 1, clause.last)
                or phrase_source(sentence, mentions, i + 1, clause.last)
                or unknown(tokens, i, i + 1, clause.last)
            )
            return found[0] if found else None
    return None
