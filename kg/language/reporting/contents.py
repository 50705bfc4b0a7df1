"""Which words a reporting clause reports: the quotation, clause, infinitive or object that hangs on it."""

from kg.language.extraction import Span, StatementType
from kg.language.lexicon import table
from kg.language.names.sources import Source
from kg.language.reporting.complements import complement, fragments, named_fragment
from kg.language.reporting.reading import Reading, verbs
from kg.language.text.clauses import (
    Clause,
    Predicate,
    introduces_content,
    is_past_subjunctive,
    is_subjunctive,
    predicate,
)


def content_of(reading: Reading, k: int, verb: Predicate, source: Source) -> tuple[list[Span], StatementType]:
    """Return what clause `k` reports and how; nothing if it reports nothing.

    Tried from the strongest sign to the weakest: a quotation beside the clause, a dependent or subjunctive
    clause after it, clauses before it, an infinitive, a quoted fragment, the verb's object.
    """
    says = verb.lemma in verbs("say")
    colon = _opens_by_colon(reading, k)
    quoted = _quoted(reading, k) if says or colon else []
    if quoted:
        return quoted, "direct"
    frames = says and verb.lemma not in verbs("weak")
    before = clauses_before(reading, k, source) if frames else []
    after = _clause_after(reading, k, verb) if says or colon else None
    if before and (after is None or _is_inserted(reading, k, source)):
        return before, "indirect"
    if after:
        return [after], "indirect"
    if verb.lemma in verbs("infinitive"):
        infinitive = _infinitive_after(reading, k)
        if infinitive:
            return [infinitive], "indirect"
    if verb.lemma in verbs("naming") or verb.lemma in table("reporting")["prepositional"]:
        named = named_fragment(reading.tokens, reading.clauses[k], verb)
        if named:
            return [reading.span(*part) for part in named], "direct"
    return _reported(reading, k, verb, source)


def _opens_by_colon(reading: Reading, k: int) -> bool:
    """Whether a colon after clause `k` opens what was said, unless a frame further right claims it."""
    if k + 1 >= len(reading.clauses) or reading.clauses[k + 1].opener != ":":
        return False
    later = reading.clauses[k + 2 :]
    return not any(c.finite == c.first and c.opener == "," and _is_frame(reading, c) for c in later)


def _quoted(reading: Reading, k: int) -> list[Span]:
    """„…“, sagte X · X sagte: „…“ · „…“, sagte X, „…“: whole quotations beside the clause."""
    clauses = reading.clauses
    spans = []
    left = k - 1
    while left >= 0 and clauses[left].kind in ("phrase", "relative"):
        left -= 1
    if left >= 0 and clauses[left].kind == "quotation":
        spans.append(clauses[left])
    right = k + 1
    while right < len(clauses) and clauses[right].kind not in ("quotation", "main"):
        right += 1
    if right < len(clauses) and clauses[right].kind == "quotation":
        direct = clauses[right].opener in (":", ",", "“") or right == k + 1
        spans += [clauses[right]] if direct else []
    return [reading.quoted(clause) for clause in spans]


def _clause_after(reading: Reading, k: int, verb: Predicate) -> Span | None:
    """Read "X sagte, dass …", "X sagte, das Land habe …", "X teilte mit: …"."""
    clauses = reading.clauses
    j = k + 1
    while (
        j < len(clauses)
        and clauses[j].kind in ("phrase", "relative")
        and clauses[j].opener in (",", "–", "(")
    ):
        j += 1
    if j >= len(clauses) or (
        verb.lemma in verbs("weak") and not introduces_content(reading.tokens, clauses[j])
    ):
        return None
    following = clauses[j]
    if reading.tokens[following.first].text.lower() in ("so", "sodass", "damit", "weil", "nachdem", "obwohl"):
        return None
    opened = introduces_content(reading.tokens, following) or following.opener == ":"
    main = following.kind == "main" and following.opener == "," and _is_content(reading, following, k)
    if not (opened or main or _conditional_content(reading, j)):
        return None
    if following.opener == ":" and following.kind == "phrase" and not reading.sentence.heading:
        return None
    first = following.first
    if following.finite == following.first and j > k + 1:
        first = clauses[k + 1].first  # "sagte, die Deiche, die alt seien, hielten": the subject stands before
    return reading.span(first, _content_end(reading, j))


def _conditional_content(reading: Reading, j: int) -> bool:
    """X sagte, wenn …, wäre …: a conditional clause leads into the reported main clause."""
    clauses = reading.clauses
    if clauses[j].kind != "subordinate" or j + 1 >= len(clauses):
        return False
    conditional = reading.tokens[clauses[j].first].text.lower() in ("wenn", "falls", "sollte", "sofern")
    return conditional and _is_content(reading, clauses[j + 1], j)


def _is_content(reading: Reading, clause: Clause, k: int) -> bool:
    """Whether a main clause after a reporting one is what was said: subjunctive, or at least no new frame."""
    if clause.finite is None:
        return False
    finite = reading.tokens[clause.finite]
    if is_subjunctive(finite, None) or is_past_subjunctive(finite):
        return True
    return (
        clause.finite > clause.first
        and reading.clauses[k].finite is not None
        and not _is_frame(reading, clause)
    )


def _is_frame(reading: Reading, clause: Clause) -> bool:
    verb = predicate(reading.tokens, clause, clause.last)
    return verb is not None and verb.lemma in verbs("say")


def _content_end(reading: Reading, j: int) -> int:
    """Where reported content that begins with clause `j` ends: the sentence's end or a new frame after it."""
    clauses = reading.clauses
    for m in range(j + 1, len(clauses)):
        clause = clauses[m]
        if clause.is_coordinated or clause.kind == "quotation" or clause.opener == ";":
            return clauses[m - 1].last
        if _comments(reading, clause):
            return clauses[m - 1].last
        starts_with_verb = clause.finite == clause.first and clause.kind == "main"
        if starts_with_verb and clause.opener == "," and _is_frame(reading, clause):
            finite = reading.tokens[clause.first]
            if not is_subjunctive(finite, None):
                return clauses[m - 1].last
    return clauses[-1].last


def _comments(reading: Reading, clause: Clause) -> bool:
    """Whether a clause is the author's remark on what was said: ", was bisher nicht bestätigt ist"."""
    return clause.opener == "," and reading.tokens[clause.first].text.lower() in (
        "was",
        "wobei",
        "wofür",
        "womit",
    )


def _is_inserted(reading: Reading, k: int, source: Source) -> bool:
    """Whether a frame stands inside what it reports: "Die Wahl, sagte X, sei ein Denkzettel"."""
    clause = reading.clauses[k]
    own = clause.finite == clause.first and source.span.start > reading.tokens[clause.first].start
    return own and k > 0 and k + 1 < len(reading.clauses) and _continues(reading, k)


def _continues(reading: Reading, k: int) -> bool:
    """Whether the clause after frame `k` goes on with the clause before it."""
    before, after = reading.clauses[k - 1], reading.clauses[k + 1]
    if after.is_coordinated or after.opener not in (",", "–"):
        return False
    if after.kind == "main":
        return after.finite == after.first
    if after.kind == "infinitive":
        return reading.tokens[after.first].text.lower() != "um"
    open_ended = before.finite == before.last - 1 and before.last - before.first > 1
    adverbial = reading.tokens[after.first].tag in ("APPR", "APPRART", "ADV", "KOKOM")
    return after.kind == "phrase" and (open_ended or adverbial)


def clauses_before(reading: Reading, k: int, source: Source) -> list[Span]:
    """…, sagte X · …, so berichtet X · Die Lage, sagte X, sei ernst: content before and around the frame."""
    clause = reading.clauses[k]
    if k == 0 or clause.finite != clause.first or clause.is_coordinated:
        return []
    if source.span.start < reading.tokens[clause.first].start:
        return []
    if reading.clauses[k - 1].kind == "quotation" or clause.opener not in (",", "–", "-", "—", '"'):
        return []
    first = 0
    for j in range(k - 1, -1, -1):
        coordinated = reading.clauses[j].is_coordinated and _is_frame(reading, reading.clauses[j - 1])
        if coordinated or reading.clauses[j].opener in (":", ";"):
            first = reading.clauses[j].first
            break
    spans = [reading.span(first, reading.clauses[k - 1].last)]
    if k + 1 < len(reading.clauses):
        following = reading.clauses[k + 1]
        if _continues(reading, k):
            spans.append(reading.span(following.first, reading.clauses[-1].last))
    has_verb = any(c.finite is not None for c in reading.clauses[:k])
    return spans if has_verb or len(spans) > 1 else []


def _infinitive_after(reading: Reading, k: int) -> Span | None:
    """Read "X kündigte an, … zu …"."""
    clauses = reading.clauses
    for j in range(k + 1, len(clauses)):
        head = reading.tokens[clauses[j].first]
        if clauses[j].kind == "infinitive" and head.text.lower() != "um":
            end = clauses[j].last
            for m in range(j + 1, len(clauses)):
                if clauses[m].is_coordinated or clauses[m].kind in ("main", "quotation"):
                    break
                if _comments(reading, clauses[m]):
                    break
                end = clauses[m].last
            return reading.span(clauses[j].first, end)
        if clauses[j].kind == "main" or clauses[j].is_coordinated:
            return None
    return None


def _reported(reading: Reading, k: int, verb: Predicate, source: Source) -> tuple[list[Span], StatementType]:
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
    attached = _attached_end(reading, k) if last >= verb.end or last >= clause.last - 1 else None
    if attached is None:
        return [reading.span(first, last)], "reported"
    if verb.end < clause.last and verb.end > verb.finite:
        return [reading.span(first, last), reading.span(clause.last, attached)], "reported"
    return [reading.span(first, attached)], "reported"


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
