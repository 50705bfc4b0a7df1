"""Small bodies that ask for much: of a parser's stack, of its memory, of its time."""

from itertools import product

RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:s="http://schema.org/"'
PROSE = "Das Ministerium sagte am Montag, es seien 10 Menschen gekommen."
DEEP = 100_000


def _nested(opening: str, closing: str, inside: str = "", levels: int = DEEP) -> str:
    return opening * levels + inside + closing * levels


def _entities() -> str:
    made = (f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    return f'<!ENTITY e0 "lol">{"".join(made)}'


def _turtle(value: str) -> str:
    return f"@prefix s: <http://schema.org/> . <http://x> s:p {value} ."


def _xml(inside: str, declarations: str = "", attributes: str = "") -> str:
    return f"<!DOCTYPE r [{declarations}]><rdf:RDF {RDF} {attributes}>{inside}</rdf:RDF>"


def _page(inside: str, head: str = "") -> str:
    return f"<html><head>{head}</head><body>{inside}</body></html>"


def _json_ld(value: str, context: str = "{}") -> str:
    return f'{{"@context": {context}, "@id": "http://x", "http://p": {value}}}'


TRIPLE = "<<( <http://x> <http://p> "
ATTRIBUTES = " ".join(f'a{n}="x"' for n in range(DEEP))
PREFIXES = " ".join(f'xmlns:n{n}="http://x/{n}"' for n in range(DEEP))
TERMS = ",".join(f'"t{n}": "t{n + 1}:x"' for n in range(20_000))
ALIASES = "".join(
    f"{b}: &{b} [{','.join([f'*{a}'] * 9)}]\n" for a, b in zip("abcdefghi", "bcdefghij", strict=True)
)
FRONT_MATTER = f"---\na: &a [x]\n{ALIASES}title: *j\n---\n{PROSE}"

_RDF = {
    "brackets in brackets": ("turtle", _turtle(_nested("[ s:p ", " ]", "1"))),
    "brackets that are not closed": ("turtle", _turtle("[ s:p " * DEEP)),
    "lists in lists": ("turtle", _turtle(_nested("( ", " )"))),
    "triple terms in triple terms": ("turtle", _turtle(_nested(TRIPLE, " )>>", "1"))),
    "triple terms behind a string": ("turtle", _turtle(f'"{"a" * 70_000}", {_nested(TRIPLE, " )>>", "1")}')),
    "triple terms behind an escape": ("turtle", _turtle(_nested(f"{TRIPLE}s:a\\# ", " )>>", "1"))),
    "triple terms in N-Triples": (
        "ntriples",
        f"<http://x> <http://p> {_nested(TRIPLE, ' )>>', '<http://x>')} .",
    ),
    "triple terms in TriG": (
        "trig",
        f"<http://g> {{ <http://x> <http://p> {_nested(TRIPLE, ' )>>', '1')} }}",
    ),
    "a number of five million digits": ("turtle", _turtle("9" * 5_000_000)),
    "bytes that are not UTF-8": ("turtle", _turtle('"').encode() + b"\xff\xfe\x80"),
    "half of a surrogate pair": ("turtle", _turtle('"\\uD800"')),
    "elements in elements": ("rdfxml", _xml(_nested("<s:A><s:p>", "</s:p></s:A>"))),
    "elements that are not closed": ("rdfxml", _xml("<s:A><s:p>" * DEEP)),
    "elements in a literal": (
        "rdfxml",
        _xml(f'<s:A><s:p rdf:parseType="Literal">{_nested("<b>", "</b>")}</s:p></s:A>'),
    ),
    "entities of entities": ("rdfxml", _xml("<s:A><s:p>&e11;</s:p></s:A>", _entities())),
    "entities in a comment": ("rdfxml", _xml("<s:A><s:p>&e11;</s:p></s:A>", f"<!-- {_entities()} -->")),
    "a long entity often": (
        "rdfxml",
        _xml(f"<s:A><s:p>{'&e;' * 50_000}</s:p></s:A>", f'<!ENTITY e "{"x" * 50_000}">'),
    ),
    "many attributes of an RDF element": ("rdfxml", _xml(f"<s:A {ATTRIBUTES}/>")),
    "many prefixes": ("rdfxml", _xml("<s:A/>", attributes=PREFIXES)),
    "an encoding that hides what is there": (
        "rdfxml",
        f'<?xml version="1.0" encoding="cp037"?>{_xml("<s:A/>")}',
    ),
    "objects in objects": ("jsonld", _json_ld(_nested('{"http://p":', "}", "1"))),
    "objects as deep as Python can": ("jsonld", _json_ld(_nested('{"http://p":', "}", "1", 480))),
    "arrays in arrays": ("jsonld", _json_ld(_nested("[", "]", "1"))),
    "contexts in contexts": (
        "jsonld",
        _json_ld("1", _nested('{"a": {"@id": "http://a", "@context":', "}}", "{}")),
    ),
    "terms of terms": ("jsonld", _json_ld("1", f"{{{TERMS}}}")),
    "a long number in JSON-LD": ("jsonld", _json_ld("9" * 5_000_000)),
    "a large number in JSON-LD": ("jsonld", _json_ld("1e999999999")),
}
_ARTICLES = {
    "arrays in arrays of JSON": ("application/json", _nested("[", "]")),
    "objects in objects of JSON": ("application/json", _nested('{"text":', "}", "1")),
    "a long number in JSON": ("application/json", f'{{"text": {"9" * 5_000_000}}}'),
    "half of a surrogate pair in JSON": ("application/json", f'{{"text": "\\ud800 {PROSE}"}}'),
    "NUL in JSON": ("application/json", f'{{"text": "\\u0000 {PROSE}"}}'),
    "JSON that is not UTF-8": ("application/json", b'{"text": "\xff"}'),
    "elements in elements of HTML": ("text/html", _page(_nested("<div>", "</div>", PROSE))),
    "as many elements in elements as may be": ("text/html", _page(_nested("<div>", "</div>", PROSE, 19_000))),
    "tables in tables": ("text/html", _page(_nested("<table><tr><td>", "</td></tr></table>", PROSE, 6_000))),
    "lists in lists of HTML": ("text/html", _page(_nested("<ul><li>", "</li></ul>", PROSE, 9_000))),
    "many attributes": ("text/html", _page(f"<p {ATTRIBUTES}>{PROSE}</p>")),
    "many attributes behind a comment": ("text/html", _page(f"<!-- <a b=' --><p {ATTRIBUTES}>{PROSE}</p>'")),
    "entities of entities in HTML": (
        "text/html",
        f"<!DOCTYPE html [{_entities()}]>{_page(f'<p>&e11; {PROSE}</p>')}",
    ),
    "JSON-LD in a page": (
        "text/html",
        _page(PROSE, f'<script type="application/ld+json">{_nested("[", "]")}</script>'),
    ),
    "a page of nothing but <": ("text/html", "<" * 5_000_000),
    "comments that are not closed": ("text/html", "<!--" * 1_000_000),
    "brackets in Markdown": ("text/markdown", "[" * 9_900 + "a" * 90_000),
    "quotes in quotes": ("text/markdown", f"{'>' * 49_000} {PROSE}"),
    "emphasis in emphasis": ("text/markdown", "*a_ " * 12_000),
    "references": ("text/markdown", "".join(f"[a{n}]: x\n\n" for n in range(20_000)) + PROSE),
    "aliases of aliases": ("text/markdown", FRONT_MATTER),
    "brackets in front matter": ("text/markdown", f"---\na: {_nested('[', ']', '', 9_000)}\n---\n{PROSE}"),
    "NUL in text": ("text/plain", f"{PROSE}\0"),
    "text that is not UTF-8": ("text/plain", b"\xff " + PROSE.encode()),
    "a word of nine million letters": ("text/plain", "a" * 9_000_000),
    "a number of two hundred thousand digits": ("text/plain", f"{PROSE} {'9' * 200_000} Menschen kamen."),
    "two hundred thousand blanks": ("text/plain", PROSE.replace("am Montag", f"{' ' * 200_000}am Montag")),
}


def _bytes(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode()


RDF_BOMBS = {name: (syntax, _bytes(text)) for name, (syntax, text) in _RDF.items()}
ARTICLE_BOMBS = {name: (media_type, _bytes(text)) for name, (media_type, text) in _ARTICLES.items()}
WAYS = (
    tuple(product(("/validate", "/entries"), ARTICLE_BOMBS)),
    tuple(product(("/validate", "/entries", "/graph-store?graph=http://localhost:8000/g"), RDF_BOMBS)),
)
