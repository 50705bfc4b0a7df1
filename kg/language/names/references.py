"""Whom a noun takes up that names nobody by itself: "das Ministerium", "der 52-Jährige", "die Juristin"."""

from kg.language.lexicon import endings, table, words
from kg.language.names.mention import Mention
from kg.language.names.nominative import without_case
from kg.language.names.roles import is_person_role, role_stems
from kg.language.text.tokens import Document

_NEAR = 2
_SHORTEST_ENDING = 3


def referent(document: Document, mention: Mention, named: list[Mention]) -> Mention | None:
    """Return the mention of the actor that a weak one takes up; `named` are the strong ones."""
    earlier = [m for m in reversed(named) if m.span < mention.span]
    if is_person_role(_noun(mention)):
        person = _person(document, mention, named, [m for m in earlier if m.kind == "Person"])
        if person is not None or mention.kind == "Person":
            return person
    if mention.kind != "Organization" or not (mention.definite or _opens_heading(document, mention)):
        return None
    if mention.text.endswith("nternehmen") and _is_plural(document, mention):
        return None
    bodies = [m for m in earlier if m.kind == "Organization"]
    if not mention.definite:
        bodies += [m for m in named if m.kind == "Organization" and m.span > mention.span]
    return next((m for m in bodies if plays(m, mention.text.lower())), None)


def is_specific(document: Document, mention: Mention) -> bool:
    """Whether a weak mention means one body or holder of an office, silent or not: "das Ministerium"."""
    tokens = document.sentences[mention.sentence].tokens
    appointed = mention.first > 0 and tokens[mention.first - 1].text in ("zum", "zur")
    if not mention.definite or mention.last - mention.first > 1 or appointed:
        return False
    if mention.kind == "State":
        return True
    forms = {mention.text.lower(), without_case(mention.text).lower()}
    if mention.kind == "Person":
        offices = endings("actors", "person", "offices")
        return any(stem.endswith(offices) for form in forms for stem in role_stems(form))
    bodies = endings("actors", "organization", "specific")
    corporation = mention.text in words("actors", "organization", "corporations")
    body = corporation or any(form.endswith(bodies) for form in forms)
    return mention.kind == "Organization" and body


def _noun(mention: Mention) -> str:
    """Return the noun of a role, behind its adjectives and before its genitive."""
    words_ = mention.text.split()
    return next((word for word in words_ if word[0].isupper()), words_[0])


def plays(candidate: Mention, noun: str) -> bool:
    """Whether a named actor has the role or is the kind of body that a noun in lower case says."""
    described = [candidate.role or "", *(candidate.known.roles if candidate.known else ())]
    if candidate.kind == "Organization":
        names = [candidate.text.split(), candidate.known.name.split() if candidate.known else []]
        described += [word for name in names if name for word in (name[0], name[-1])]
    forms = {noun, noun.removesuffix("s"), noun.removesuffix("es")}
    forms.update(
        kind for form in tuple(forms) for kind in table("actors")["organization"]["kinds"].get(form, ())
    )
    endings = tuple(form for form in forms if len(form) >= _SHORTEST_ENDING)
    stems = [_stem(text) for text in described if text]
    return any(stem in forms or stem.endswith(endings) for stem in stems)


def _stem(text: str) -> str:
    """Return the noun of a role in lower case: "früherer US-Präsident" → "präsident", genitives included."""
    noun = text.lower().split()[-1].split("-")[-1]
    return without_case(noun.capitalize()).lower()


def _person(
    document: Document, mention: Mention, named: list[Mention], earlier: list[Mention]
) -> Mention | None:
    """Return the person whom "die Ministerin", "der 52-Jährige", "die Juristin" takes up."""
    noun = mention.text.lower()
    if not mention.definite:
        if not _opens_heading(document, mention):
            return None
        later = [m for m in named if m.kind == "Person" and m.span > mention.span]
        return next((m for m in (*later, *earlier) if plays(m, noun)), None)
    fitting = [m for m in earlier if mention.feminine is None or m.feminine in (None, mention.feminine)]
    if noun.endswith(("jährige", "jährigen", "jähriger")):
        return next(iter(fitting), None)
    if _belongs_to_other(document, mention):
        return None
    player = next((m for m in earlier if plays(m, noun)), None)
    if player is not None or mention.first > 1 or not _is_short(document, mention):
        return player
    noun = noun.split()[-1]
    if not any(stem.endswith(tuple(words("actors", "person", "professions"))) for stem in role_stems(noun)):
        return None
    last = next(iter(earlier), None)
    near = last is not None and mention.sentence - last.sentence <= _NEAR and last in fitting
    return last if near and mention.kind == "Person" else None


def _is_short(document: Document, mention: Mention) -> bool:
    """Whether a role is one noun with at most an adjective: "der kurdische Journalist"."""
    tokens = document.sentences[mention.sentence].tokens[mention.first : mention.last]
    return all(token.tag == "ADJA" for token in tokens[:-1])


def _is_plural(document: Document, mention: Mention) -> bool:
    tokens = document.sentences[mention.sentence].tokens
    return mention.first > 0 and tokens[mention.first - 1].text.lower() in ("die", "den", "der")


def _belongs_to_other(document: Document, mention: Mention) -> bool:
    """Whether a genitive says whose minister: it is somebody new ("der Klubobmann der Grünen, …")."""
    tokens = document.sentences[mention.sentence].tokens
    return mention.last < len(tokens) and tokens[mention.last].tag == "ART"


def _opens_heading(document: Document, mention: Mention) -> bool:
    sentence = document.sentences[mention.sentence]
    before = sentence.tokens[mention.first - 1].text if mention.first else ":"
    return sentence.heading and before in (":", "–", "-")
