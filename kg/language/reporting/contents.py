"""Which words a reporting clause reports: the quotation, clause, infinitive or object that hangs on it."""

from kg.language.extraction import Span, StatementType
from kg.language.lexicon import table, words
from kg.language.names.sources import Source
from kg.language.reporting.complements import named_fragment
from kg.language.reporting.objects import reported_object
from kg.language.reporting.reading import Reading, verbs
from kg.language.text.clauses import Clause, Predicate, introduces_content, predicate
from kg.language.text.mood import is_past_subjunctive, is_subjunctive


def content_of(reading: Reading, k: int, verb: Predicate, source: Source) -> tuple[list[Span], StatementType]:
    """Return what clause `k` reports and how; nothing if it reports nothing.

    Tried from the strongest sign to the weakest: a quotation beside the clause, a dependent or subjunctive
    clause after it, clauses before it, an infinitive, a quoted fragment, the verb's object.
    """
    says = verb.lemma in verbs("say")
    colon = _opens_by_colon(reading, k)
    object_first = reported_object(reading, k, verb, source) if colon else ([], "reported")
    if object_first[0] and not _is_recipient(reading, object_first[0][0]):
        return object_first  # "verteidigte den Einsatz: Man habe …": what follows is a statement of its own
    quoted = _quoted(reading, k) if says or colon else []
    if quoted:
        return quoted, "direct"
    frames = says and (verb.lemma not in verbs("weak") or _is_taken_up(reading, k))
    before = clauses_before(reading, k, source) if frames else []
    after = clause_after(reading, k, verb) if says or colon or _announces(reading, k, verb) else None
    if before and (after is None or _is_inserted(reading, k, source)):
        return before, "indirect"
    if after:
        return [after], "indirect"
    if verb.lemma in verbs("infinitive") or _announces(reading, k, verb):
        infinitive = infinitive_after(reading, k)
        if infinitive:
            return [infinitive], "indirect"
    if verb.lemma in verbs("naming") or verb.lemma in table("reporting")["prepositional"]:
        named = named_fragment(reading.tokens, reading.clauses[k], verb, source)
        if named:
            return [reading.span(*part) for part in named], "direct"
    return reported_object(reading, k, verb, source)


def _is_recipient(reading: Reading, part: Span) -> bool:
    """Whether an object is in the dative: "bestätigte der Zeitung: …"."""
    return next(t.text for t in reading.tokens if t.start >= part.start) in words(
        "grammar", "articles", "dative"
    )


def _announces(reading: Reading, k: int, verb: Predicate) -> bool:
    """Whether "dafür", "davor", "darauf" stands for the verb's prepositional object, which follows."""
    prepositions: list[str] = table("reporting")["prepositional"].get(verb.lemma, [])
    forms = {form for word in prepositions for form in (f"da{word}", f"dar{word}")}
    clause = reading.clauses[k]
    return any(t.text.lower() in forms for t in reading.tokens[clause.first : clause.last])


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


def clause_after(reading: Reading, k: int, verb: Predicate) -> Span | None:
    """Read "X sagte, dass …", "X sagte, das Land habe …", "X teilte mit: …"."""
    clauses = reading.clauses
    j = k + 1
    while (
        j < len(clauses)
        and clauses[j].kind in ("phrase", "relative")
        and clauses[j].opener in (",", "–", "(")
    ):
        j += 1
    if j >= len(clauses):
        return None
    following = clauses[j]
    if verb.lemma in verbs("weak") and not (
        introduces_content(reading.tokens, following) or _is_rendered(reading, following)
    ):
        return None
    if is_source_clause(reading, following):
        return None
    reason = reading.tokens[following.first].text.lower() in words("reporting", "reasons")
    if reason and following.kind != "main":
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


def _is_rendered(reading: Reading, clause: Clause) -> bool:
    """Whether the mood of a main clause alone shows that it renders words."""
    finite = reading.tokens[clause.finite] if clause.finite is not None else None
    return clause.kind == "main" and finite is not None and is_subjunctive(finite, None)


def _conditional_content(reading: Reading, j: int) -> bool:
    """X sagte, wenn …, wäre …: a conditional clause leads into the reported main clause."""
    clauses = reading.clauses
    if clauses[j].kind != "subordinate" or j + 1 >= len(clauses):
        return False
    conditional = reading.tokens[clauses[j].first].text.lower() in words(
        "grammar", "conjunctions", "conditional"
    )
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


def is_source_clause(reading: Reading, clause: Clause) -> bool:
    """Whether a clause is a frame itself: ", wie die Agentur meldete"."""
    verb = predicate(reading.tokens, clause, clause.last)
    manner = clause.kind == "subordinate" and reading.tokens[clause.first].text.lower() == "wie"
    return manner and verb is not None and verb.lemma in verbs("say")


def _content_end(reading: Reading, j: int) -> int:
    """Where reported content that begins with clause `j` ends: the sentence's end or a new frame after it."""
    clauses = reading.clauses
    for m in range(j + 1, len(clauses)):
        clause = clauses[m]
        quotation = clause.kind == "quotation" and not _continues_sentence(reading, clause)
        if clause.is_coordinated or quotation or clause.opener == ";":
            return clauses[m - 1].last
        if _is_second_participle(reading, clause) or _comments(reading, clause):
            return clauses[m - 1].last
        starts_with_verb = clause.finite == clause.first and clause.kind == "main"
        if starts_with_verb and clause.opener == "," and _is_frame(reading, clause):
            finite = reading.tokens[clause.first]
            if not is_subjunctive(finite, None):
                return clauses[m - 1].last
    return clauses[-1].last


def _continues_sentence(reading: Reading, clause: Clause) -> bool:
    """Whether a quotation goes on with the sentence before it: "…, „dass wir bleiben“"."""
    inside = reading.tokens[clause.first + 1 : clause.last]
    return bool(inside) and inside[0].text[0].islower() and clause.opener == ","


def _is_second_participle(reading: Reading, clause: Clause) -> bool:
    """Whether the frame goes on: "hatte erklärt, er sei unschuldig, und den Namen genannt"."""
    first, last = reading.tokens[clause.first], reading.tokens[clause.last - 1]
    return clause.kind == "phrase" and first.text in ("und", "sowie") and last.tag == "VVPP"


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
    own = (clause.finite == clause.first or _is_taken_up(reading, k)) and source.span.start > reading.tokens[
        clause.first
    ].start
    return own and k > 0 and k + 1 < len(reading.clauses) and _continues(reading, k)


def _is_taken_up(reading: Reading, k: int) -> bool:
    """Whether clause `k` takes up what stands before it: "…, so schätzen die Forscher, …"."""
    clause = reading.clauses[k]
    taken = reading.tokens[clause.first].text in ("so", "davon") and clause.finite == clause.first + 1
    return taken and clause.opener in (",", "–")


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
    if k == 0 or clause.is_coordinated or not (clause.finite == clause.first or _is_taken_up(reading, k)):
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


def infinitive_after(reading: Reading, k: int) -> Span | None:
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
