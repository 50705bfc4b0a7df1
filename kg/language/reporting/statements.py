"""Who said what, over the whole article: frames sentence by sentence, and what goes on without one."""

from dataclasses import replace

from kg.language.extraction import Span, Statement
from kg.language.lexicon import table
from kg.language.names.linking import Register
from kg.language.names.mention import Mention
from kg.language.names.sources import institution
from kg.language.reporting.frames import anaphoric_frame, read_frames
from kg.language.reporting.reading import Draft, Reading, is_medium
from kg.language.text.clauses import clauses, is_past_subjunctive, is_subjunctive
from kg.language.text.quotations import Quotation
from kg.language.text.tokens import Document, Sentence


def find_statements(document: Document, mentions: list[Mention], register: Register) -> list[Statement]:
    """Return the statements in order of position; their speakers are registered on the way."""
    return _Reader(document, mentions, register).read()


class _Reader:
    """Reads sentence after sentence, remembering who spoke last."""

    def __init__(self, document: Document, mentions: list[Mention], register: Register) -> None:
        self._document = document
        self._mentions: dict[int, list[Mention]] = {}
        for mention in mentions:
            self._mentions.setdefault(mention.sentence, []).append(mention)
        self._register = register
        self._statements: list[Statement] = []
        self._last: tuple[int, Statement] | None = None

    def read(self) -> list[Statement]:
        captions: set[str] = set()
        for number, sentence in enumerate(self._document.sentences):
            if sentence.heading:
                words = self._document.words(Span(sentence.start, sentence.end))
                if words in captions:
                    continue  # a caption that the page repeats says nothing new
                captions.add(words)
            reading = self._reading(number, sentence)
            drafts = read_frames(reading)
            drafts = drafts or self._anaphoric(reading)
            before = len(self._statements)
            for draft in drafts:
                self._add(reading, draft)
            if len(self._statements) == before:
                self._continue(reading)
        return self._statements

    def _reading(self, number: int, sentence: Sentence) -> Reading:
        whole = [q for q in self._document.quotations_in(sentence) if _is_whole(sentence, q)]
        return Reading(number, sentence, clauses(sentence, whole), self._mentions.get(number, []), whole)

    def _add(self, reading: Reading, draft: Draft) -> None:
        """Settle whom a draft's words mean and keep it, unless that stays open."""
        last = self._last[1].speaker if self._last else None
        if draft.source.pronoun == "es" and (self._last is None or reading.number - self._last[0] > 2):
            return
        speaker = self._register.resolve(institution(draft.source, reading.mentions), last)
        if speaker is None:
            return
        if last is not None and self._only_relays(reading, draft):
            draft.relays.append(draft.source)
            speaker = last
        relays = tuple(
            dict.fromkeys(
                r
                for r in (self._register.resolve(relay, last) for relay in draft.relays)
                if r and r != speaker
            )
        )
        statement = Statement(
            id=f"s{len(self._statements) + 1}-{draft.content[0].start}",
            type=draft.type,
            content=tuple(draft.content),
            speaker=speaker,
            relayed_by=relays,
            cue=draft.cue,
            speaker_mention=draft.source.span,
            frame=tuple(draft.frame),
        )
        self._statements.append(statement)
        self._last = (reading.number, statement)

    def _anaphoric(self, reading: Reading) -> list[Draft]:
        """Read "Das teilte die Polizei mit": said is the sentence before, unless that has a speaker."""
        draft = anaphoric_frame(reading)
        if draft is None or reading.number == 0:
            return []
        before = self._document.sentences[reading.number - 1]
        near = before.paragraph >= reading.sentence.paragraph - 1 and not before.heading
        if not near or (self._last is not None and self._last[0] == reading.number - 1):
            return []
        quoted = self._continued_quotation(self._reading(reading.number - 1, before))
        if quoted is not None:
            draft.type, draft.content = "direct", [quoted]
            return [draft]
        tokens = before.tokens
        last = len(tokens) - 1 if tokens[-1].text in (".", "!", "?") else len(tokens)
        draft.content = [Span(tokens[0].start, tokens[last - 1].end)]
        return [draft]

    def _only_relays(self, reading: Reading, draft: Draft) -> bool:
        """Whether an agency goes on with whom the sentence before quoted: "…, berichtete AFP"."""
        if self._last is None or draft.type != "indirect" or draft.relays or not is_medium(draft.source):
            return False
        number, last = self._last
        follows = reading.number - number == 1 and draft.source.span.start > draft.content[0].start
        same = reading.sentence.paragraph == self._document.sentences[number].paragraph
        own = self._register.resolve(draft.source, None) == last.speaker
        return follows and same and not own and is_reported_mood(reading, quoted_before=True)

    def _continue(self, reading: Reading) -> None:
        """A sentence without a frame: a further quotation, or subjunctive that goes on reporting."""
        if self._last is None:
            return
        number, last = self._last
        paragraphs = reading.sentence.paragraph - self._document.sentences[number].paragraph
        if paragraphs > 1 or reading.number - number > 2:
            return
        content = self._continued_quotation(reading)
        if content is not None:
            self._add_continuation(reading, content, "direct")
        elif reading.number - number == 1 and is_reported_mood(
            reading, quoted_before=last.type == "indirect"
        ):
            self._add_continuation(reading, reading.span(0, len(reading.tokens)), "indirect")

    def _continued_quotation(self, reading: Reading) -> Span | None:
        if reading.sentence.heading:
            return None
        if len(reading.clauses) == 1 and reading.clauses[0].kind == "quotation" and reading.quotations:
            return reading.quotations[0].inner
        return None

    def _add_continuation(self, reading: Reading, content: Span, kind: str) -> None:
        assert self._last is not None  # noqa: S101  the only caller has checked
        number, last = self._last
        adjacent = reading.number - number == 1
        same_paragraph = reading.sentence.paragraph == self._document.sentences[number].paragraph
        if kind == "direct" and last.type == "direct" and adjacent and same_paragraph:
            merged = replace(last, content=(*last.content, content))
        elif (
            kind == "indirect"
            and last.type == "indirect"
            and last.cue is None
            and adjacent
            and same_paragraph
        ):
            merged = replace(last, content=(Span(last.content[0].start, content.end),))
        else:
            statement = Statement(
                id=f"s{len(self._statements) + 1}-{content.start}",
                type="direct" if kind == "direct" else "indirect",
                content=(content,),
                speaker=last.speaker,
                relayed_by=last.relayed_by,
            )
            self._statements.append(statement)
            self._last = (reading.number, statement)
            return
        self._statements[self._statements.index(last)] = merged
        self._last = (reading.number, merged)


def _is_whole(sentence: Sentence, quotation: Quotation) -> bool:
    """Whether quoted words stand as a sentence of their own rather than as a fragment in one."""
    tokens = sentence.tokens
    inside = [t for t in tokens if quotation.inner.start <= t.start < quotation.inner.end]
    before = [t for t in tokens if t.end <= quotation.outer.start]
    after = [t for t in tokens if t.start >= quotation.outer.end]
    if not inside:
        return False
    if before and before[-1].text == ":":
        return True
    at_start = not any(t.is_word for t in before)
    stops = (
        inside[-1].text in (".", "!", "?", ",", "…")
        or (bool(after) and after[0].text in (",", ".", "–", "-"))
        or not after
    )
    if at_start:
        return stops
    complete = inside[-1].text in (".", "!", "?", ",") or (
        bool(after) and after[0].text == "," and inside[0].text[0].isupper()
    )
    return complete and len(inside) > 3 and before[-1].text in (",", "–", "-", ".", "!", "?")


def is_reported_mood(reading: Reading, *, quoted_before: bool) -> bool:
    """Whether the main verb of a sentence shows that it renders somebody's words.

    The past subjunctive shows it only beside a quotation, or after a sentence that rendered words
    (`quoted_before`): it is the mood of mere possibility too.
    """
    main = next((c for c in reading.clauses if c.kind == "main"), None)
    if main is None or main.finite is None or reading.sentence.heading:
        return False
    finite = reading.tokens[main.finite]
    if is_subjunctive(finite, reading.tokens[main.finite - 1] if main.finite else None):
        return True
    if reading.tokens[0].text.lower() in table("reporting")["frames"]["continuing"]:
        return True
    fragments = any(t.text in ("„", "»", "«", '"') for t in reading.tokens)
    return is_past_subjunctive(finite) and (fragments or quoted_before)
