"""Who said what, over the whole article: frames sentence by sentence, and what goes on without one."""

from collections.abc import Iterator
from dataclasses import replace

from kg.language.extraction import Span, Statement
from kg.language.names.bylines import of_author
from kg.language.names.linking import Register
from kg.language.names.mention import Mention
from kg.language.names.sources import Source, institution, is_unnamed_spokesperson
from kg.language.reporting.frames import anaphoric_frame, read_frames, until
from kg.language.reporting.participants import addressee, speaker_phrase, whole_frame
from kg.language.reporting.reading import Draft, Reading, is_medium, is_reported_mood, is_thing, is_whole
from kg.language.reporting.speakers import topic
from kg.language.text.clauses import clauses, predicate
from kg.language.text.mood import is_subjunctive
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
        authors = of_author(self._document)
        for number, sentence in enumerate(self._document.sentences):
            if number in authors:
                continue
            if sentence.heading:
                words = self._document.words(Span(sentence.start, sentence.end))
                if words in captions:
                    continue  # a caption that the page repeats says nothing new
                captions.add(words)
            reading = self._reading(number, sentence)
            drafts = read_frames(reading)
            drafts = drafts or self._anaphoric(reading)
            outer = self._outer_speaker(reading, drafts)
            if outer is not None:
                self._continue(reading)
            before = len(self._statements)
            for draft in drafts:
                self._add(reading, draft, outer)
            if len(self._statements) == before and outer is None:
                self._continue(reading)
        return sorted([*self._statements, *self._repeated_in_title()], key=lambda s: s.content)

    def _outer_speaker(self, reading: Reading, drafts: list[Draft]) -> str | None:
        """Return who says that somebody said: "Noch am Montag habe die Bahn von einer Panne gesprochen"."""
        if self._last is None or reading.number - self._last[0] > 1 or len(drafts) != 1:
            return None
        main = next((c for c in reading.clauses if c.kind == "main"), None)
        cue = drafts[0].cue
        if main is None or main.finite is None or cue is None or drafts[0].source.pronoun is not None:
            return None
        inside = reading.tokens[main.finite].start <= cue.start < reading.tokens[main.last - 1].end
        rendered = is_subjunctive(reading.tokens[main.finite], None) and reading.clauses[0] is main
        return self._last[1].speaker if inside and rendered else None

    def _repeated_in_title(self) -> Iterator[Statement]:
        """Attribute a quotation in the title to whom the text below attributes the same words."""
        title = self._document.sentences[0] if self._document.sentences else None
        quotations = self._document.quotations_in(title) if title is not None and title.heading else []
        taken = {span for s in self._statements for span in s.content}
        for quotation in quotations:
            words = self._document.words(quotation.inner).rstrip(".!?,")
            found = next((s for s in self._statements if self._quotes(s, words)), None)
            if found is not None and quotation.inner not in taken and " " in words:
                yield Statement(
                    f"s0-{quotation.inner.start}",
                    "direct",
                    (quotation.inner,),
                    found.speaker,
                    speaker_mention=found.speaker_mention,
                )

    def _quotes(self, statement: Statement, words: str) -> bool:
        return statement.type == "direct" and any(
            words in self._document.words(span) for span in statement.content
        )

    def _reading(self, number: int, sentence: Sentence) -> Reading:
        whole = [q for q in self._document.quotations_in(sentence) if is_whole(sentence, q)]
        return Reading(number, sentence, clauses(sentence, whole), self._mentions.get(number, []), whole)

    def _add(self, reading: Reading, draft: Draft, outer: str | None = None) -> None:
        """Settle whom a draft's words mean and keep it, unless that stays open; `outer` relays it."""
        last = self._antecedent(reading, draft.source)
        if draft.type == "reported" and is_thing(draft.source):
            return
        source = institution(draft.source, reading.mentions)
        body = self._house(reading) if is_unnamed_spokesperson(source) else None
        speaker = body or self._register.resolve(source, last)
        if speaker is None:
            return
        if last is not None and self._only_relays(reading, draft):
            draft.relays.append(draft.source)
            speaker = last
        named = [self._register.resolve(relay, last) for relay in draft.relays]
        relays = tuple(dict.fromkeys(r for r in (*named, outer) if r and r != speaker))
        phrase = speaker_phrase(reading.tokens, draft.source)
        statement = Statement(
            id=f"s{len(self._statements) + 1}-{draft.content[0].start}",
            type=draft.type,
            content=tuple(draft.content),
            speaker=speaker,
            relayed_by=relays,
            cue=draft.cue,
            speaker_mention=phrase if draft.source.pronoun != "es" else None,
            addressee_mention=_addressee(reading, draft, phrase),
            frame=tuple(whole_frame(reading.tokens, part, phrase) for part in draft.frame),
        )
        self._statements.append(statement)
        self._last = (reading.number, statement)

    def _antecedent(self, reading: Reading, source: Source) -> str | None:
        """Return whom a pronoun can mean: who spoke last, or whom the sentence before is about if later."""
        last = self._last[1].speaker if self._last else None
        if (
            source.pronoun is None
            or reading.number == 0
            or (self._last and self._last[0] >= reading.number - 1)
        ):
            return last
        about = self._topic(reading.number - 1)
        settled = self._register.resolve(about, last) if about is not None else None
        remote = self._last is not None and reading.number - self._last[0] > 2
        return settled or (None if source.pronoun == "es" and remote else last)

    def _topic(self, number: int) -> Source | None:
        """Return whom a sentence is about."""
        sentence = self._document.sentences[number]
        if sentence.heading:
            return None
        reading = self._reading(number, sentence)
        found = topic(sentence, reading.clauses, reading.mentions)
        return institution(found, reading.mentions) if found is not None else None

    def _house(self, reading: Reading) -> str | None:
        """Return for whom "ein Sprecher" speaks: the body that the sentences before are about."""
        for number in range(reading.number - 1, max(reading.number - 4, -1), -1):
            about = self._topic(number)
            if (
                about is not None
                and about.mention is not None
                and about.mention.kind in ("Organization", "State")
            ):
                return self._register.resolve(about, None)
        return None

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
        if self._last is None or reading.number - self._last[0] > 1:
            self._unframed(reading)
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

    def _unframed(self, reading: Reading) -> None:
        """Read "Kritik kommt vom Mieterbund. Die Stadt habe zu lange gewartet.": mood alone shows the words.

        Who speaks is whom the sentence before is about.
        """
        if reading.number == 0 or reading.quotations or not is_reported_mood(reading, quoted_before=False):
            return
        before = self._document.sentences[reading.number - 1]
        if before.heading or before.paragraph != reading.sentence.paragraph:
            return
        source = self._topic(reading.number - 1)
        if source is not None:
            self._add(reading, Draft("indirect", [reading.span(0, len(reading.tokens))], source))

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
                speaker_mention=last.speaker_mention,
            )
            self._statements.append(statement)
            self._last = (reading.number, statement)
            return
        self._statements[self._statements.index(last)] = merged
        self._last = (reading.number, merged)


def _addressee(reading: Reading, draft: Draft, speaker: Span) -> Span | None:
    """Return to whom a draft's frame says it was said."""
    if not draft.frame or draft.cue is None:
        return None
    for k, clause in enumerate(reading.clauses):
        if reading.tokens[clause.first].start <= draft.cue.start < reading.tokens[clause.last - 1].end:
            verb = predicate(reading.tokens, clause, until(reading, k))
            lemma = verb.lemma if verb is not None else ""
            return addressee(reading.tokens, reading.mentions, draft.frame[0], speaker, lemma)
    return None
