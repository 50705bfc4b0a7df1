"""Where an article speaks of its author, who is no actor: "Von Anna Meier", "Zur Person: …"."""

from kg.language.lexicon import words
from kg.language.names.persons import is_first_name
from kg.language.text.tokens import Document, Sentence

_LONGEST_NAME = 3


def of_author(document: Document) -> frozenset[int]:
    """Return the numbers of the sentences that name the author or stand in a paragraph about them."""
    opened = {s.paragraph for s in document.sentences if _opens_portrait(s)}
    last = document.sentences[-1].paragraph if document.sentences else 0
    opened |= {s.paragraph for s in document.sentences if s.paragraph == last and _is_portrait(s)}
    return frozenset(
        number for number, s in enumerate(document.sentences) if s.paragraph in opened or _is_byline(s)
    )


def _is_byline(sentence: Sentence) -> bool:
    """Whether a line is "Von Anna Meier und Jan Roth", or nothing but a person's name."""
    tokens = sentence.tokens
    if not sentence.heading or not all(t.text[0].isupper() or t.text in ("und", ",") for t in tokens):
        return False
    alone = 1 < len(tokens) <= _LONGEST_NAME and all(t.tag == "NE" for t in tokens)
    return tokens[0].text in ("Von", "Text:") or (alone and is_first_name(tokens[0].text))


def _opens_portrait(sentence: Sentence) -> bool:
    """Whether a paragraph begins "Zur Person: …", "Über die Autorin: …"."""
    tokens = sentence.tokens
    colon = next((i for i, token in enumerate(tokens[:5]) if token.text == ":"), 0)
    return " ".join(token.text for token in tokens[:colon]) in words("actors", "author", "openings")


def _is_portrait(sentence: Sentence) -> bool:
    """Whether a sentence says where somebody writes: "Anna Meier schreibt seit 2018 über Energie"."""
    tokens = sentence.tokens
    verb = next((i for i, t in enumerate(tokens) if t.text in words("actors", "author", "verbs")), 0)
    if verb < 2 or verb > _LONGEST_NAME or verb + 1 >= len(tokens) or not is_first_name(tokens[0].text):
        return False
    return tokens[verb + 1].text in words("actors", "author", "behind")
