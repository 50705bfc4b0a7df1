"""Frames beside the main clause, each recognised where its first word stands."""

from collections.abc import Iterator
from functools import cache

from kg.language.names.mention import Mention
from kg.language.reporting.asides import accordingly, in_the_eyes_of, it_was_said, so, wie
from kg.language.reporting.phrase_frame import PhraseFrame, frames
from kg.language.reporting.source_phrases import postpositional, prepositional
from kg.language.text.clauses import Clause
from kg.language.text.tokens import Sentence


def phrase_frames(
    sentence: Sentence, clauses: list[Clause], mentions: list[Mention]
) -> Iterator[PhraseFrame]:
    """Yield the verbless frames of a sentence from left to right."""
    tokens = sentence.tokens
    i = 0
    while i < len(tokens):
        if not _may_open(tokens[i].text.lower()):
            i += 1
            continue
        frame = (
            prepositional(sentence, clauses, mentions, i)
            or postpositional(sentence, clauses, mentions, i)
            or so(sentence, clauses, mentions, i)
            or wie(sentence, clauses, mentions, i)
            or it_was_said(sentence, clauses, mentions, i)
            or in_the_eyes_of(sentence, clauses, mentions, i)
            or accordingly(sentence, clauses, i)
        )
        if frame is not None and frame.content:
            yield frame
            i = frame.last
        else:
            i += 1


@cache
def _openers() -> tuple[frozenset[str], tuple[str, ...]]:
    return frozenset((*frames()["before"], *frames()["continuing"], *frames()["openers"])), tuple(
        frames()["opening_verbs"]
    )


def _may_open(word: str) -> bool:
    """Whether a frame can be recognised at a word in lower case; most words are none of these."""
    known, verbs = _openers()
    return word in known or word.startswith(verbs)
