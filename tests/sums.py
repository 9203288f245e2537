"""Sums up the documents in a folder that nothing compresses, to be held against another machine's."""

import sys
from hashlib import sha256
from pathlib import Path


def main(folder: str, file: str) -> None:
    paths = sorted(path for path in Path(folder).iterdir() if path.suffix in {".md", ".html", ".json"})
    sums = [f"{path.name} {sha256(path.read_bytes()).hexdigest()}\n" for path in paths if path.name[0] != "."]
    assert sums
    Path(file).write_text("".join(sums), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
