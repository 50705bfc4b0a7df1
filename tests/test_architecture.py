"""What may import what, and how large things may grow: docs/architecture.md, held by reading the code."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parent.parent
PACKAGES = ("kg", "server")
FORBIDDEN_NAMES = {"utils", "util", "helpers", "misc", "common"}
LONGEST_MODULE, LONGEST_TEST, LONGEST_FUNCTION, USUAL_FUNCTION = 300, 400, 60, 40

PYTHON_RDF = ("rdflib", "oxrdflib", "pyshacl", "SPARQLWrapper")
RDF = (*PYTHON_RDF, "pyoxigraph")
WEB = ("flask", "werkzeug", "granian", "server")
LANGUAGE = ("HanTa", "py3langid")
CORE = ("kg.errors", "kg.keys", "kg.resources", "kg.durable", "kg.article")
GRAPH = ("kg.vocabulary", "kg.mapping")
READING = (*CORE, "kg.entities", "kg.language.lexicon", "kg.language.extraction")
STORAGE = ("kg.terms", "kg.formats", "kg.store", "kg.disputes", "kg.history", "kg.queries")


@dataclass(frozen=True)
class Rule:
    """What the modules of one row of the table may import.

    `inside` are the modules of the project; a name covers what lies below it. `never` are libraries.
    `lazily` may be imported inside a function, but not when the module is loaded.
    """

    packages: tuple[str, ...]
    inside: tuple[str, ...]
    never: tuple[str, ...]
    lazily: tuple[str, ...] = ()


RULES = (
    Rule(CORE, inside=CORE, never=(*RDF, *WEB, *LANGUAGE)),
    Rule(("kg.entities",), inside=CORE, never=(*RDF, *WEB, *LANGUAGE)),
    Rule(("kg.access",), inside=(*CORE, "kg.access"), never=(*RDF, *WEB, *LANGUAGE)),
    Rule(("kg.language",), inside=(*CORE, "kg.entities", "kg.language"), never=(*RDF, *WEB)),
    Rule(("kg.language.text",), inside=(*READING, "kg.language.text"), never=()),
    Rule(("kg.language.names",), inside=(*READING, "kg.language.text", "kg.language.names"), never=()),
    *(
        Rule(
            (f"kg.language.{part}",),
            inside=(*READING, "kg.language.text", "kg.language.names", f"kg.language.{part}"),
            never=(),
        )
        for part in ("places", "figures", "reporting")
    ),
    Rule(("kg.readers",), inside=(*CORE, "kg.readers"), never=(*RDF, *WEB, *LANGUAGE)),
    Rule(("kg.extractors",), inside=CORE, never=(*RDF, *WEB, *LANGUAGE), lazily=("kg.language",)),
    Rule(
        GRAPH,
        inside=(*CORE, *GRAPH, "kg.entities", "kg.language.extraction", "kg.terms"),
        never=(*WEB, *LANGUAGE, "oxrdflib"),
    ),
    Rule(("kg.shacl",), inside=("kg.errors", "kg.shacl"), never=(*PYTHON_RDF, *WEB, *LANGUAGE)),
    Rule(
        ("kg.validation",),
        inside=(*CORE, "kg.vocabulary", "kg.terms", "kg.shacl", "kg.validation"),
        never=(*WEB, *LANGUAGE, "oxrdflib", "pyshacl"),
    ),
    Rule(STORAGE, inside=(*CORE, *STORAGE, "kg.vocabulary"), never=(*WEB, *LANGUAGE)),
    Rule(
        ("kg.workers",),
        inside=("kg.errors", "kg.terms", "kg.formats", "kg.store", "kg.vocabulary", "kg.workers"),
        never=(*WEB, *LANGUAGE, "rdflib"),
    ),
    Rule(
        ("kg.dumps",),
        inside=(*CORE, "kg.dumps", "kg.formats", "kg.store", "kg.vocabulary", "kg.workers"),
        never=(*WEB, *LANGUAGE),
    ),
    Rule(
        ("kg.extraction",),
        inside=(*CORE, "kg.extraction", "kg.extractors", "kg.store", "kg.terms", "kg.workers"),
        never=(*WEB, *LANGUAGE, "rdflib"),
    ),
    Rule(
        ("kg.evaluation",),
        inside=(*CORE, "kg.entities", "kg.evaluation", "kg.extractors", "kg.language", "kg.readers"),
        never=(*RDF, *WEB),
    ),
    Rule(
        ("kg.pipeline",),
        inside=(
            *CORE,
            *GRAPH,
            *STORAGE,
            "kg.validation",
            "kg.entities",
            "kg.extraction",
            "kg.extractors",
            "kg.language",
            "kg.readers",
            "kg.pipeline",
            "kg.workers",
        ),
        never=WEB,
    ),
    Rule(("kg.cli",), inside=("kg",), never=("flask", "werkzeug"), lazily=("server",)),
    Rule(("server",), inside=("kg", "server"), never=LANGUAGE, lazily=("kg.language",)),
)


@dataclass(frozen=True)
class Import:
    """One import statement: the module named, and whether it runs only when a function is called."""

    target: str
    lazy: bool
    typing_only: bool
    line: int


def below(module: str, names: tuple[str, ...]) -> bool:
    return any(module == name or module.startswith(f"{name}.") for name in names)


@cache
def modules() -> dict[str, Path]:
    """Return every module of the packages by its dotted name."""
    found = {}
    for package in PACKAGES:
        for path in sorted((CHECKOUT / package).rglob("*.py")):
            parts = path.relative_to(CHECKOUT).with_suffix("").parts
            found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


@cache
def imports(module: str) -> tuple[Import, ...]:
    path = modules()[module]
    tree = ast.parse(path.read_text(encoding="utf-8"))
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    return tuple(walk(tree, package, lazy=False, typing_only=False))


def walk(node: ast.AST, package: str, *, lazy: bool, typing_only: bool) -> Iterator[Import]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import | ast.ImportFrom):
            for target in targets(child, package):
                yield Import(target, lazy, typing_only, child.lineno)
        yield from walk(
            child,
            package,
            lazy=lazy or isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda),
            typing_only=typing_only or is_type_checking(child),
        )


def is_type_checking(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")


def targets(node: ast.Import | ast.ImportFrom, package: str) -> Iterator[str]:
    """Yield the modules that a statement imports; ``from a import b`` names a.b where that is a module."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
        return
    parent = package.split(".")[: 1 - node.level or None] if node.level else []
    origin = ".".join([*parent, *([node.module] if node.module else [])])
    for alias in node.names:
        submodule = f"{origin}.{alias.name}"
        yield submodule if submodule in modules() else origin


def rule_of(module: str) -> Rule:
    """Return the rule of the innermost package that has one."""
    matching = [(name, rule) for rule in RULES for name in rule.packages if below(module, (name,))]
    return max(matching, key=lambda found: len(found[0]))[1]


def is_ours(target: str) -> bool:
    return below(target, PACKAGES)


@cache
def loaded_with(package: str) -> frozenset[str]:
    """Return what is imported when the modules of a package are, parent packages included."""
    loaded: set[str] = set()
    pending = [module for module in modules() if below(module, (package,))]
    while pending:
        name = pending.pop()
        if name not in loaded:
            loaded.add(name)
            pending.append(name.rpartition(".")[0] or name)
            pending.extend(i.target for i in on_loading(name))
    return frozenset(loaded)


def on_loading(module: str) -> list[Import]:
    """Return what a module of ours imports when it is loaded; of a library that is not looked into."""
    return [i for i in imports(module) if not i.lazy and not i.typing_only] if module in modules() else []


def test_every_module_falls_under_one_rule() -> None:
    roots = {"kg"}
    uncovered = [
        module
        for module in modules()
        if module not in roots and not any(below(module, rule.packages) for rule in RULES)
    ]

    assert uncovered == []


def test_the_table_of_the_document_names_the_same_packages() -> None:
    document = (CHECKOUT / "docs" / "architecture.md").read_text(encoding="utf-8")
    table = document.partition("## What may import what")[2].partition("\n## ")[0]
    cells = re.findall(r"^\| (`[^|]+`) \|", table, re.MULTILINE)

    assert [tuple(re.findall(r"`([\w.]+)`", cell)) for cell in cells] == [rule.packages for rule in RULES]


@pytest.mark.parametrize("module", [m for m in modules() if m != "kg"])
def test_a_module_imports_only_what_its_rule_allows(module: str) -> None:
    rule = rule_of(module)

    broken = [
        f"line {i.line}: {i.target}"
        for i in imports(module)
        if below(i.target, rule.never)
        or (is_ours(i.target) and not below(i.target, (*rule.inside, *rule.lazily)))
        or (below(i.target, rule.lazily) and not (i.lazy or i.typing_only))
    ]

    assert broken == []


def test_the_root_package_imports_nothing_of_the_project() -> None:
    assert [i.target for i in imports("kg") if is_ours(i.target)] == []


@pytest.mark.parametrize("package", ["server", "kg.cli"])
def test_answering_queries_needs_no_language_code(package: str) -> None:
    assert [module for module in loaded_with(package) if below(module, (*LANGUAGE, "kg.language"))] == []


def test_no_module_is_a_drawer_for_leftovers() -> None:
    assert [module for module in modules() if module.rpartition(".")[2] in FORBIDDEN_NAMES] == []


def test_no_module_outgrows_one_purpose() -> None:
    limits = {"kg": LONGEST_MODULE, "server": LONGEST_MODULE, "bench": LONGEST_MODULE, "tests": LONGEST_TEST}
    too_long = {
        str(path.relative_to(CHECKOUT)): lines
        for folder, limit in limits.items()
        for path in (CHECKOUT / folder).rglob("*.py")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > limit
    }

    assert too_long == {}


def functions() -> dict[str, int]:
    """Return the length in lines of every function of the packages, signature and docstring included."""
    return {
        f"{module}:{node.lineno} {node.name}": node.end_lineno - node.lineno + 1
        for module, path in modules().items()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno
    }


def test_no_function_is_longer_than_a_screen() -> None:
    assert {name: length for name, length in functions().items() if length > LONGEST_FUNCTION} == {}


def test_nine_functions_of_ten_are_short() -> None:
    lengths = functions().values()

    assert sum(length < USUAL_FUNCTION for length in lengths) >= 0.9 * len(lengths)
