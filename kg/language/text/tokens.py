"""Paragraphs, sentences and tokens, with their offsets in the article's text.

A sentence here is a *sentence with its quotations*: full stops inside quotation marks do not end it, because
„A. B.“, sagte X is one act of reporting.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.language.extraction import Span
from kg.language.lexicon import table, words
from kg.language.text import tagger
from kg.language.text.quotations import QUOTATION_MARKS, Quotation, find_quotations

_TOKEN = re.compile(
    r"""https?://\S+ | [\w.+-]+@[\w-]+\.\w+
      | \d+(?:-[^\W\d_]+)+                    # 43-jährig, 20-Punkte-Plan
      | \d+(?:[.,:’']\d+)*                      # figures with separators
      | (?:[^\W\d_]\.){2,}                      # z.B., U.S.
      | [#@]?[^\W_]+(?:[-‑–/'’.&](?=[^\W_])[^\W_]+)*-?   # words, compounds, "Nord-"
      | \.{2,} | \S""",
    re.VERBOSE,
)
_MARKS = "".join(QUOTATION_MARKS) + "’"
_END = re.compile(r"[.!?…]+")


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark at [start, end) of the article's text; `tag` is of the STTS ("$(" and so on)."""

    start: int
    end: int
    text: str
    tag: str
    model_tag: str

    @property
    def lemma(self) -> str:
        """The base form ("sagen"); marks and figures are their own."""
        return tagger.lemma(self.text, self.model_tag) if self.model_tag else self.text

    @property
    def is_word(self) -> bool:
        """Whether it is more than a punctuation mark."""
        return not self.tag.startswith("$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its tokens, the number of its paragraph, and whether it stands alone like a heading."""

    tokens: tuple[Token, ...]
    paragraph: int
    heading: bool

    @property
    def start(self) -> int:
        """Offset of the first token."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """Offset after the last token."""
        return self.tokens[-1].end


@dataclass(frozen=True, slots=True)
class Document:
    """The text with its sentences and quotations, in order."""

    text: str
    sentences: tuple[Sentence, ...]
    quotations: tuple[Quotation, ...]

    def sentence_at(self, offset: int) -> int:
        """Return the number of the sentence at an offset."""
        return bisect_right(self.sentences, offset, key=lambda s: s.start) - 1

    def quotations_in(self, sentence: Sentence) -> tuple[Quotation, ...]:
        """Return the quotations of a sentence."""
        first = bisect_left(self.quotations, sentence.start, key=lambda q: q.outer.start)
        last = bisect_right(self.quotations, sentence.end, key=lambda q: q.outer.start)
        return tuple(q for q in self.quotations[first:last] if q.outer.end <= sentence.end)

    def words(self, span: Span) -> str:
        """Return the text of a span."""
        return self.text[span.start : span.end]


def split_words(text: str) -> list[str]:
    """Return the words and marks of a short text, as the tokens of an article would have them."""
    if text.isalpha():
        return [text]
    pieces = [(m.start(), m.end(), m.group()) for m in _TOKEN.finditer(text)]
    return [word for _, _, word in _abbreviated(pieces)]


def analyse(text: str, body_start: int = 0) -> Document:
    """Split into tagged sentences from `body_start` on; offsets are code points of `text`."""
    paragraphs = list(_paragraphs(text, body_start))
    quotations = find_quotations(text, paragraphs)
    sentences = []
    for number, paragraph in enumerate(paragraphs):
        spans = list(_sentences(text, paragraph, quotations))
        for span in spans:
            tokens = _tagged(text, span)
            if any(token.is_word for token in tokens):
                heading = len(spans) == 1 and _looks_like_heading(text[span.start : span.end])
                sentences.append(Sentence(tokens, number, heading))
    return Document(text, tuple(sentences), tuple(quotations))


def _looks_like_heading(words_: str) -> bool:
    return len(words_) < 140 and not re.search(r"[.!?:…][“”\"»«]?$", words_.rstrip())


def _paragraphs(text: str, start: int) -> Iterator[Span]:
    """Yield blocks of lines; a line break inside a hard-wrapped sentence does not end a paragraph."""
    wrapped = _is_hard_wrapped(text[start:])
    begin = end = -1
    for line in re.finditer(r"[^\r\n]+", text[start:]):
        s, e = start + line.start(), start + line.end()
        if not line.group().strip():
            continue
        if begin >= 0 and _continues(text, Span(begin, end), s, wrapped):
            end = e
            continue
        if begin >= 0:
            yield Span(begin, end)
        begin, end = s, e
    if begin >= 0:
        yield Span(begin, end)


def _is_hard_wrapped(text: str) -> bool:
    """Whether lines were broken at a fixed width: nearly all of the longer blocks' lines have it."""
    blocks = [block.split("\n") for block in re.split(r"\n\s*\n", text)]
    inner = [len(line.rstrip()) for block in blocks for line in block[:-1]]
    return len(inner) >= 3 and sum(55 <= length <= 100 for length in inner) >= 0.8 * len(inner)


def _continues(text: str, paragraph: Span, s: int, wrapped: bool) -> bool:
    """Whether the line at `s` goes on with the paragraph before it."""
    if text[paragraph.end : s].count("\n") > 1:
        return False
    return text[s:].lstrip()[:1].islower() or wrapped


def _sentences(text: str, paragraph: Span, quotations: list[Quotation]) -> Iterator[Span]:
    starts = [q.outer.start for q in quotations]
    begin = paragraph.start
    for mark in _END.finditer(text, paragraph.start, paragraph.end):
        inside = bisect_right(starts, mark.start()) - 1
        if inside >= 0 and mark.end() < quotations[inside].outer.end:
            quotation = quotations[inside]
            if mark.end() != quotation.inner.end or not quotation.closed:
                continue
        cut = mark.end()
        while cut < paragraph.end and text[cut] in _MARKS + ")]":
            cut += 1
        if _ends_sentence(text, begin, mark, cut, paragraph.end):
            yield Span(begin, cut)
            begin = cut
    if text[begin : paragraph.end].strip():
        yield Span(begin, paragraph.end)


def _ends_sentence(text: str, begin: int, mark: re.Match[str], cut: int, limit: int) -> bool:
    rest = text[cut:limit]
    following = rest.lstrip()
    if not following:
        return True
    if rest[:1] not in (" ", "\n", "\r", "\t", "\xa0"):
        return False
    if not (following[0].isupper() or following[0].isdigit() or following[0] in _MARKS + "(-–•["):
        return False
    if mark.group() != ".":
        return True
    before = text[begin : mark.end()].rsplit(None, 1)[-1].lstrip("(" + _MARKS)
    if before in words("tokens", "abbreviations") or re.fullmatch(r"(?:[^\W\d_]\.)+", before):
        return False
    next_word = re.match(r"\w+", following)
    after_ordinal = next_word is not None and next_word.group() in words("tokens", "after_ordinal")
    return not (re.fullmatch(r"\d{1,2}\.", before) and after_ordinal)


def _tagged(text: str, span: Span) -> tuple[Token, ...]:
    pieces = [(m.start(), m.end(), m.group()) for m in _TOKEN.finditer(text, span.start, span.end)]
    pieces = list(_abbreviated(pieces))
    is_word = [word.isalnum() or any(map(str.isalnum, word)) for _, _, word in pieces]
    swiss: dict[str, str] = table("tokens")["swiss"]
    tagged = iter(
        tagger.tag([swiss.get(word, word) for (_, _, word), w in zip(pieces, is_word, strict=True) if w])
    )
    tokens = tuple(
        Token(s, e, word, *(_tags_of_word(word, next(tagged)) if w else (_tag_of_mark(word), "")))
        for (s, e, word), w in zip(pieces, is_word, strict=True)
    )
    return tuple(_corrected(tokens, i) for i in range(len(tokens)))


def _corrected(tokens: tuple[Token, ...], i: int) -> Token:
    """Right the tagger where it takes the verb of "…, erklärte Minister X" for an adjective."""
    token = tokens[i]
    if token.tag in ("VVPP", "ADJD") and _ends_manner_clause(tokens, i):
        return replace(token, tag="VVFIN", model_tag="VV(FIN)")
    if token.tag != "ADJA" or not token.text.endswith("te") or i == 0 or tokens[i - 1].is_word:
        return token
    verb = replace(token, tag="VVFIN", model_tag="VV(FIN)")
    return verb if verb.lemma in words("reporting", "verbs", "say") else token


def _ends_manner_clause(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether a participle ends "wie X berichtet,", where it is the finite verb."""
    if i + 1 >= len(tokens) or tokens[i + 1].text not in (",", ".") or not tokens[i].text.endswith("t"):
        return False
    first = max((j for j in range(i) if tokens[j].text in (",", ";", ":")), default=-1) + 1
    opens = tokens[first].text.lower() == "wie" and i - first > 1
    return opens and not any(t.tag in ("VVFIN", "VAFIN", "VMFIN") for t in tokens[first:i])


def _abbreviated(pieces: list[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Join an abbreviation with its full stop."""
    i = 0
    while i < len(pieces):
        s, e, word = pieces[i]
        dotted = i + 1 < len(pieces) and pieces[i + 1][2] == "." and pieces[i + 1][0] == e
        if dotted and (word + "." in words("tokens", "abbreviations") or (len(word) == 1 and word.isalpha())):
            yield s, e + 1, word + "."
            i += 2
            continue
        yield s, e, word
        i += 1


def _tags_of_word(word: str, tag: str) -> tuple[str, str]:
    """Return the STTS tag and the model's; what begins with a digit is a cardinal unless it inflects."""
    plain = tagger.stts(tag)
    return ("CARD", "") if word[0].isdigit() and plain not in ("ADJA", "NN") else (plain, tag)


def _tag_of_mark(mark: str) -> str:
    if mark == ",":
        return "$,"
    return "$." if mark[0] in ".!?…:;" else "$("
