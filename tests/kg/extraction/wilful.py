"""An extractor that is plugged in and does what the article says: sleep, die, tell what it knows."""

from pathlib import Path

from tests.kg.workers.asking import eventually

WILFUL = "wilful"
_MODULE = '''
import os, signal, time
from pathlib import Path

from kg.language.extraction import Extraction

def extract(article):
    """Do what the article says."""
    match article.text.split():
        case ["sleep", file]:
            Path(file).write_text(str(os.getpid()))
            time.sleep(60)
        case ["sleep", "once", file] if not Path(file).exists():
            Path(file).write_text(str(os.getpid()))
            time.sleep(60)
        case ["die"]:
            os.kill(os.getpid(), signal.SIGKILL)
        case ["die", "once", file] if not Path(file).exists():
            Path(file).touch()
            os.kill(os.getpid(), signal.SIGKILL)
        case ["tell", name]:
            return Extraction(os.environ.get(name, "nothing"), "de", title=os.environ.get(name, "nothing"))
    return Extraction(article.name, "de", title=str(os.getpid()))
'''


def installed(folder: Path) -> Path:
    """Return a folder in which it is installed, made in another one."""
    place = folder / "plugged-in"
    information = place / "wilful-1.0.dist-info"
    information.mkdir(parents=True)
    (place / "wilful.py").write_text(_MODULE)
    (information / "METADATA").write_text("Metadata-Version: 2.1\nName: wilful\nVersion: 1.0\n")
    (information / "entry_points.txt").write_text("[kg.extractors]\nwilful = wilful:extract\n")
    return place


def pid_in(file: Path) -> int:
    """Return the process that sleeps over an article, when it does; it writes that into a file."""
    eventually(lambda: file.exists() and bool(file.read_text()), 10)
    return int(file.read_text())


def workers_of(pid: int) -> list[int]:
    """Return the processes that a process has started."""
    started = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for file in started for child in file.read_text().split()]
