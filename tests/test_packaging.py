"""The wheel holds all that the program needs: installed anywhere, it works without a checkout."""

import json
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parent.parent
ARTICLE = (
    "15. März 2025\n\n"
    "Am Dienstag sagte Mark Rutte in Brüssel, dass mehr als 300 Boote vor Dänemark liegen. "
    "Nach Angaben der NATO sind es etwa 500. Die Regierung in Kopenhagen wollte sich nicht dazu äußern.\n"
)

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=CHECKOUT, check=True, capture_output=True)
    [built] = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel into an environment of its own, which borrows the libraries of this one."""
    environment = tmp_path_factory.mktemp("environment")
    venv.create(environment, symlinks=True)
    python = environment / "bin" / "python"
    options = ["install", "--quiet", "--no-deps", "--no-index", str(wheel)]
    subprocess.run([sys.executable, "-m", "pip", "--python", str(python), *options], check=True)
    [packages] = (environment / "lib").glob("python*/site-packages")
    (packages / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return environment / "bin"


def run(command: list[str | Path], folder: Path) -> str:
    result = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=False)
    assert result.returncode == 0, result.stderr
    return result.stdout


@pytest.mark.parametrize(
    "name",
    [
        "kg/_resources/ontology/news.ttl",
        "kg/_resources/ontology/context.jsonld",
        "kg/_resources/shapes/statement.ttl",
        "kg/_resources/seeds/entities/actors.csv",
        "kg/py.typed",
        "server/py.typed",
    ],
)
def test_the_wheel_holds(wheel: Path, name: str) -> None:
    assert name in zipfile.ZipFile(wheel).namelist()


def test_the_wheel_holds_nothing_but_the_program(wheel: Path) -> None:
    top = {name.partition("/")[0] for name in zipfile.ZipFile(wheel).namelist()}

    assert {name for name in top if not name.endswith(".dist-info")} == {"kg", "server"}


def test_the_installed_program_is_the_one_of_the_wheel(installed: Path, tmp_path: Path) -> None:
    origin = run([installed / "python", "-c", "import kg; print(kg.__file__)"], tmp_path)

    assert origin.startswith(str(installed.parent))


def test_the_installed_program_explains_itself(installed: Path, tmp_path: Path) -> None:
    assert "Usage: kg" in run([installed / "kg", "--help"], tmp_path)


def test_the_installed_program_reads_an_article_in_another_folder(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "boote.txt").write_text(ARTICLE, encoding="utf-8")

    found = json.loads(run([installed / "kg", "extract", "boote.txt", "--format", "json"], tmp_path))

    assert "Mark Rutte" in [actor["name"] for actor in found["actors"]]
    assert [estimate["lower"] for estimate in found["estimates"]] == [300, 500]


def test_the_installed_program_ingests_and_answers(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "boote.txt").write_text(ARTICLE, encoding="utf-8")
    kg = [installed / "kg", "--store", "store"]

    run([*kg, "ingest", "boote.txt"], tmp_path)
    answer = run([*kg, "query", "--format", "csv", "SELECT (COUNT(*) AS ?n) { ?e a kg:Estimate }"], tmp_path)

    assert answer.split() == ["n", "2"]
