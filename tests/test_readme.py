"""The README shows what works: its commands are known, its addresses answer, its scripts run."""

import re
import shlex
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from werkzeug.serving import make_server

from app import create_app
from components.contract.catalogue import exhibits
from data_layer import demo
from data_layer.cli.parser import build_parser
from data_layer.registry.settings import Settings
from data_layer.registry.store import Store

REPOSITORY = Path(__file__).parents[1]
README = (REPOSITORY / "README.md").read_text(encoding="utf-8")
BASE = "http://127.0.0.1:8050"
COMMANDS = re.findall(r"python (app\.py [^#`\n]+)", README)
ADDRESSES = re.findall(r"^(/(?:regions|embed|export|api)\S+)", README, re.MULTILINE)
SCRIPT = "".join(re.findall(r"```python\n(.*?)```", README, re.DOTALL))
EXPRESSIONS = [line for line in SCRIPT.splitlines() if line.startswith(("pd.", "pl."))]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the atlas as a new visitor finds it: a small registry lacks some provinces."""
    home = tmp_path_factory.mktemp("srdi-home")
    Store(home).add(demo.build(), demonstration=True, source="seed 2026")
    app = create_app(Settings(home=home)).server
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join(5)
    server.server_close()


def test_there_is_something_to_try() -> None:
    assert len(COMMANDS) > 9
    assert len(ADDRESSES) > 4
    assert len(EXPRESSIONS) > 3


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_is_understood(command: str) -> None:
    given = shlex.split(command)[1:]
    assert build_parser(True, True, True).parse_args(given).command == given[0]
    for named in (word for word in given if word.startswith("examples/")):
        assert (REPOSITORY / named).is_file()


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_answers(base: str, address: str) -> None:
    quoted = "".join(c if c.isascii() else f"%{c.encode().hex('%').upper()}" for c in address)
    assert urlopen(base + quoted).status == 200


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_a_script_reads_what_it_asks_for(base: str, expression: str) -> None:
    names: dict[str, object] = {}
    for line in SCRIPT.splitlines():
        if line.startswith(("import ", "from ", "base")):
            exec(line.replace(BASE, base), names)
    frame = eval(expression, names)
    assert {"province", "kind"} <= set(frame.columns)
    assert len(frame) >= 31


def test_exhibits_named_are_there() -> None:
    named = set(re.findall(r"(?:embed|export|exhibits)/(\w+)", README))
    assert named - {"enterprises", "id"} <= set(exhibits())
