"""Who is the subject of a reporting clause, or the source that a phrase like "laut" names."""

from kg.language.extraction import Span
from kg.language.lexicon import words
from kg.language.names.bodies import is_organization_head
from kg.language.names.mention import Mention
from kg.language.names.sources import Source, is_oblique, new_source, noun_phrase
from kg.language.text.clauses import Clause
from kg.language.text.mood import is_subjunctive
from kg.language.text.quotations import QUOTATION_MARKS
from kg.language.text.tokens import Sentence, Token


def subject(
    sentence: Sentence, clauses: list[Clause], k: int, mentions: list[Mention], finite: int
) -> Source | None:
    """Return the subject of clause `k`: before the finite verb, else right after it.

    A coordinated clause ("und warnte …") takes over the subject of the clause before.
    """
    tokens, clause = sentence.tokens, clauses[k]
    start = _start(clauses, k, finite)
    if clause.kind == "relative":
        return _antecedent(sentence, clause, mentions)
    inherits = clause.is_coordinated or (finite == clause.first and clause.opener == ",")
    if clause.is_coordinated and k > 0 and clauses[k - 1].finite is not None:
        inherited = main_subject(sentence, clauses, k - 1, mentions)
        if inherited is not None:
            return inherited
    before = _first(tokens, mentions, start, finite, clause)
    after = _first(tokens, mentions, finite + 1, _end(tokens, clauses, k, finite), clause)
    found = before or after
    if before is None and after is not None and after.pronoun is not None and finite > start:
        found = noun_phrase(tokens, start, finite) or after  # "Versicherer schätzen sie auf …"
    if found is None and finite == clause.first and not clause.is_coordinated:
        found = noun_phrase(tokens, finite + 1, min(finite + 4, clauses[k].last))
    if after is not None and after.pronoun == "er" and tokens[finite + 1].text == "er":
        found = after
    if found is None and inherits and k > 0:
        found = main_subject(sentence, clauses, k - 1, mentions)
    if found is None and not is_subjunctive(tokens[finite], None):
        end = _end(tokens, clauses, k, finite)
        found = noun_phrase(tokens, start, finite) or noun_phrase(tokens, finite + 1, end)
    return found


def main_subject(sentence: Sentence, clauses: list[Clause], k: int, mentions: list[Mention]) -> Source | None:
    """Return the subject of the nearest main clause up to `k`."""
    for j in range(k, -1, -1):
        finite = clauses[j].finite
        # A clause in the subjunctive is what was said; the reporting clause is further left.
        if (
            clauses[j].kind == "main"
            and finite is not None
            and not is_subjunctive(sentence.tokens[finite], None)
        ):
            return subject(sentence, clauses, j, mentions, finite)
    return None


def topic(sentence: Sentence, clauses: list[Clause], mentions: list[Mention]) -> Source | None:
    """Return whom a sentence is about: the subject of its first main clause, else the actor it names last."""
    for k, clause in enumerate(clauses):
        if clause.kind == "main" and clause.finite is not None:
            found = subject(sentence, clauses, k, mentions, clause.finite)
            if found is not None and (found.pronoun is not None or found.mention in mentions):
                return found
            break
    named = [m for m in mentions if m.kind != "State"]
    return Source(named[-1].span, named[-1]) if named else None


def coordinated(sentence: Sentence, source: Source, mentions: list[Mention]) -> list[Source]:
    """Return the sources joined to a subject by "und": "die USA und die NATO warnen"."""
    found: list[Source] = []
    current = source.mention
    while current is not None:
        last = current.last
        current = None
        if last + 1 < len(sentence.tokens) and sentence.tokens[last].text in ("und", "sowie"):
            after = last + 1
            while after < len(sentence.tokens) and sentence.tokens[after].tag in ("ART", "ADV"):
                after += 1
            following = (m for m in mentions if m.first == after)
            current = next((m for m in following if not m.weak or m.kind in ("Organization", "Group")), None)
            if current is not None:
                found.append(Source(current.span, current))
    return found


def _start(clauses: list[Clause], k: int, finite: int) -> int:
    """Where the clause of `finite` begins, across an inserted relative clause or apposition."""
    clause = clauses[k]
    if clause.kind == "subordinate":
        return clause.first
    j = k
    while finite == clauses[k].first and j > 0 and clauses[j].opener == ",":
        if clauses[j - 1].kind in ("phrase", "relative"):
            j -= 1
        else:
            break
    if (
        j == k
        and k > 0
        and clause.opener == ","
        and clauses[k - 1].kind == "phrase"
        and clauses[k - 1].opener in ("", ",")
    ):
        j = k - 1 if finite - clause.first <= 4 else k
    return clauses[j].first


def _end(tokens: tuple[Token, ...], clauses: list[Clause], k: int, finite: int) -> int:
    """Where a subject after the verb may stand: up to a second finite verb, with a name in apposition."""
    for i in range(finite + 1, clauses[k].last):
        if tokens[i].tag in ("VVFIN", "VAFIN", "VMFIN"):
            return i
    if k + 1 < len(clauses) and clauses[k + 1].kind == "phrase" and clauses[k + 1].opener == ",":
        return clauses[k + 1].last
    return clauses[k].last


def _first(
    tokens: tuple[Token, ...], mentions: list[Mention], start: int, end: int, clause: Clause
) -> Source | None:
    """Return the first nominative candidate in tokens [start, end)."""
    candidates = [
        (m.first, Source(m.span, m))
        for m in mentions
        if start <= m.first and m.last <= end and not is_oblique(tokens, m.first, m.last, start)
    ]
    for i in range(start, end):
        word = tokens[i].text.lower()
        if word in words("grammar", "pronouns", "subject") and tokens[i].tag in (
            "PPER",
            "PDS",
            "PDAT",
            "PIS",
        ):
            if tokens[i].tag == "PDAT":
                continue
            plural = tokens[clause.finite].text.endswith("en") if clause.finite is not None else False
            candidates.append((i, Source(Span(tokens[i].start, tokens[i].end), None, word, plural)))
    if not candidates:
        return None
    candidates.sort(key=lambda c: c[0])
    if candidates[0][1].pronoun is None and any(s.pronoun == "er" for _, s in candidates[1:]):
        return next(s for _, s in candidates if s.pronoun == "er")
    return _named(tokens, [source for _, source in candidates])


def _named(tokens: tuple[Token, ...], candidates: list[Source]) -> Source:
    """Prefer the name in apposition to a role: "die Sprecherin des Ministeriums, Sabrina Singh,"."""
    first = candidates[0]
    titled = title_behind(first, candidates[1:])
    if titled is not None:
        return titled
    if first.mention is None or not (first.mention.kind == "Person" and first.mention.weak):
        return first
    for other in candidates[1:]:
        if other.mention and other.mention.kind == "Person" and not other.mention.weak:
            between = tokens[first.mention.last : other.mention.first]
            if all(
                t.text in (",", "der", "die", "des")
                or t.tag in ("NN", "NE", "ADJA", "APPR", "ART", "APPRART")
                for t in between
            ):
                return other
    return first


def title_behind(first: Source, others: list[Source]) -> Source | None:
    """Return the name behind what kind of medium it is: "die Zeitung „Le Monde“"."""
    if first.mention is None or not first.mention.weak or first.mention.kind != "Organization":
        return None
    for other in others:
        if other.mention is not None and other.mention.first - first.mention.last <= 1:
            return other if other.mention.kind == "Organization" and not other.mention.weak else None
    return None


def _antecedent(sentence: Sentence, clause: Clause, mentions: list[Mention]) -> Source | None:
    """Return what a relative clause in the nominative says more about: "die Ministerin, die betonte, …"."""
    pronoun = sentence.tokens[clause.first]
    if pronoun.text.lower() not in words("grammar", "pronouns", "relative"):
        return None
    before = [m for m in mentions if m.last <= clause.first]
    if before and clause.first - before[-1].last <= 2:
        return Source(before[-1].span, before[-1])
    noun = clause.first - 2
    if noun < 0 or sentence.tokens[noun].tag not in ("NN", "NE"):
        return None
    return new_source(sentence.tokens, noun, noun + 1, max(noun - 3, 0))


def phrase_source(
    sentence: Sentence, mentions: list[Mention], start: int, limit: int
) -> tuple[Source, int] | None:
    """Return the source whose noun phrase begins at token `start`, and where the phrase ends.

    The head may follow articles, adjectives and titles: "des ukrainischen Präsidenten Wolodymyr Selenskyj".
    """
    tokens = sentence.tokens
    i = start
    while i < limit and (
        tokens[i].text in QUOTATION_MARKS
        or tokens[i].tag in ("ART", "ADJA", "PPOSAT", "PIAT", "PDAT")
        or tokens[i].text in ("von", "der", "des", "vom", "aus")
    ):
        i += 1
    ahead = sorted(
        (m for m in mentions if start <= m.first and m.last <= limit), key=lambda m: (m.weak, m.first)
    )
    near = [m for m in ahead if m.first <= i] or [m for m in ahead if _leads_to(tokens, i, m.first)]
    if not near:
        return None
    chosen = _person_first(tokens, near)
    return Source(chosen.span, chosen), phrase_end(tokens, chosen.last, limit)


def _person_first(tokens: tuple[Token, ...], near: list[Mention]) -> Mention:
    """Of "Pentagon-Sprecherin Sabrina Singh" take the name; of "Regierung in Seoul" what stands first."""
    named = [m for m in near if m.kind == "Person" and not m.weak]
    first = min(near, key=lambda m: m.first)
    if first.kind == "Person" and first.weak and named and named[0].first <= first.last + 2:
        return named[0]
    del tokens
    return first


def _leads_to(tokens: tuple[Token, ...], i: int, first: int) -> bool:
    """Whether only titles and names stand between `i` and a mention: "der Agentur Yonhap"."""
    if first == i + 1 or (first == i + 2 and tokens[i + 1].text in QUOTATION_MARKS):
        return True
    return first - i <= 6 and all(
        t.tag in ("NN", "NE", "ADJA", "ART") and not is_organization_head(t.text) for t in tokens[i:first]
    )


def phrase_end(tokens: tuple[Token, ...], last: int, limit: int) -> int:
    """Extend over "(CDU)", "am Montag", "vom Freitag" after the source."""
    while last < limit:
        if tokens[last].text in QUOTATION_MARKS and tokens[last].text != "„":
            last += 1
        elif tokens[last].text == "(" and last + 2 < limit and tokens[last + 2].text == ")":
            last += 3
        elif (
            tokens[last].text in ("am", "vom")
            and last + 1 < limit
            and tokens[last + 1].text.endswith(("tag", "woch", "abend", "morgen"))
        ):
            last += 2
        else:
            break
    return last
