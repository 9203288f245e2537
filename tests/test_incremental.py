"""A build makes what has changed, and nothing else; whatever it does not know for certain it makes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from handlingsprogram.cli import CONTENT_ERRORS, GOOD, main
from handlingsprogram.incremental import inputs, record
from handlingsprogram.render import checked
from tests.photographs import photograph
from tests.short import write_year

if TYPE_CHECKING:
    from collections.abc import Callable

UP_TO_DATE = "Alt er oppdatert"
FIGURE = "innhold:\n  - figur: {id: kart, fil: figurer/kart.png, alttekst: Et kart over byen.}\n"
WIDE = f"""\
innhold:
  - tabell:
      id: bred
      tittel: Bred
      hode: [[{", ".join(["Tittelside"] * 12)}]]
      rader: [[{", ".join(["Styremøtet"] * 12)}]]
"""
DRAWN_SIGN = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30"><text x="5" y="20">𓂀</text></svg>'
)
LINK = "viderefører: [2025/kort]\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder with two short years, of which nothing has been built."""
    for name in ("SOURCE_DATE_EPOCH", "HANDLINGSPROGRAM_REVISJON"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    write_year(tmp_path / "content", "2025")
    write_year(tmp_path / "content", "2031")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def build(capsys: pytest.CaptureFixture[str]) -> Callable[..., set[str]]:
    """Build as Markdown, or with other options; return the names of the files that are said to be written."""

    def run(*options: str) -> set[str]:
        assert main(["build", *(options or ("--format", "md"))]) == GOOD
        said = capsys.readouterr().err.splitlines()
        written = {Path(line.split(" (")[0]).name for line in said if line.endswith(" s)")}
        assert written or said[0].startswith(UP_TO_DATE)
        return written

    return run


BOTH = {"handlingsprogram-2025.md", "handlingsprogram-2031.md"}
CHAPTER = Path("content/2031/kapitler/kort.yaml")


def test_what_has_not_changed_is_not_built_again(build: Callable[..., set[str]]) -> None:
    assert build() == BOTH
    assert build() == set()
    assert build("2031", "--format", "md") == set()
    assert build("--format", "md", "--alt") == BOTH


def test_a_year_is_built_when_its_content_has_changed_and_when_it_is_changed_back(
    build: Callable[..., set[str]],
) -> None:
    build()
    before, printed = CHAPTER.read_bytes(), Path("out/handlingsprogram-2031.md").read_bytes()
    for content in (before.replace(b"Kort", b"Lang"), before):
        CHAPTER.write_bytes(content)
        assert build() == {"handlingsprogram-2031.md"}
    assert Path("out/handlingsprogram-2031.md").read_bytes() == printed


def test_content_of_the_same_size_and_age_is_seen_to_be_other_content(build: Callable[..., set[str]]) -> None:
    build()
    age = CHAPTER.stat()
    CHAPTER.write_bytes(CHAPTER.read_bytes().replace(b"Kort", b"Lang"))
    os.utime(CHAPTER, ns=(age.st_atime_ns, age.st_mtime_ns))
    assert build() == {"handlingsprogram-2031.md"}


def touch_document() -> None:
    Path("out/handlingsprogram-2031.md").write_text("endret for hånd")


def delete_document() -> None:
    Path("out/handlingsprogram-2031.md").unlink()


def link_document() -> None:
    file = Path("out/handlingsprogram-2031.md")
    file.rename("andre.md")
    file.symlink_to(Path("andre.md").absolute())


def add_file() -> None:
    Path("content/2031/kapitler/ubrukt.txt").touch()


@pytest.mark.parametrize("change", [touch_document, delete_document, link_document, add_file])
def test_a_year_whose_files_are_not_what_they_were_is_built(
    build: Callable[..., set[str]], change: Callable[[], None]
) -> None:
    build()
    change()
    assert build() == {"handlingsprogram-2031.md"}
    assert build() == set()


def change_theme() -> None:
    theme = Path("content/tema.yaml")
    theme.write_text(theme.read_text(encoding="utf-8") + "# \n", encoding="utf-8")


def add_font() -> None:
    Path("content/skrifter").mkdir()
    Path("content/skrifter/OFL.txt").write_text("Copyright", encoding="utf-8")


def add_year() -> None:
    write_year(Path("content"), "2024")


def upgrade_tool() -> None:
    inputs._tool = lambda: ("another",)


def change_epoch() -> None:
    os.environ["SOURCE_DATE_EPOCH"] = "0"


def change_revision() -> None:
    os.environ["HANDLINGSPROGRAM_REVISJON"] = "en annen"


@pytest.mark.parametrize(
    "change", [change_theme, add_font, add_year, upgrade_tool, change_epoch, change_revision]
)
def test_what_all_years_share_builds_every_year(
    build: Callable[..., set[str]], monkeypatch: pytest.MonkeyPatch, change: Callable[[], None]
) -> None:
    monkeypatch.setattr(inputs, "_tool", inputs._tool)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    monkeypatch.setenv("HANDLINGSPROGRAM_REVISJON", "en")
    build()
    change()
    assert build() >= BOTH


def test_a_commit_gives_the_documents_another_revision(build: Callable[..., set[str]]) -> None:
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run([*git, "init", "--quiet"], check=True)
    commit = [*git, "commit", "--quiet", "--allow-empty", "--message", "a"]
    subprocess.run(commit, check=True)
    assert build() == BOTH
    assert build() == set()
    subprocess.run([*commit, "--date", "2001-01-01T00:00:00"], check=True)
    assert build() == BOTH


def test_each_format_is_known_by_itself(build: Callable[..., set[str]]) -> None:
    build()
    assert build("2031", "--format", "md,html") == {"handlingsprogram-2031.html", "handlingsprogram-2031.md"}
    assert build("2031", "--format", "html") == set()
    assert build("2031", "--format", "md") == set()


def test_a_picture_counts_as_content_and_as_document(build: Callable[..., set[str]]) -> None:
    CHAPTER.write_text(CHAPTER.read_text(encoding="utf-8") + FIGURE, encoding="utf-8")
    picture = Path("content/2031/figurer/kart.png")
    picture.parent.mkdir()
    for turned in (1, 6):
        picture.write_bytes(photograph("png", turned))
        assert build() == (BOTH if turned == 1 else {"handlingsprogram-2031.md"})
        assert build() == set()
    shown = Path("out/handlingsprogram-2031-figurer/kart.png")
    shown.unlink()
    assert build() == {"handlingsprogram-2031.md"}
    assert shown.exists()
    shutil.rmtree("content/2031")
    assert main(["rydd"]) == GOOD
    assert sorted(path.name for path in Path("out").iterdir()) == [record.NAME, "handlingsprogram-2025.md"]


def test_a_year_depends_on_the_years_that_it_continues(
    build: Callable[..., set[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    CHAPTER.write_text(CHAPTER.read_text(encoding="utf-8") + LINK, encoding="utf-8")
    build()
    earlier = Path("content/2025/kapitler/kort.yaml")
    earlier.rename(earlier.with_name("nytt.yaml"))
    earlier.with_name("nytt.yaml").write_text("id: nytt\ntittel: Kort\n", encoding="utf-8")
    frame = Path("content/2025/program.yaml")
    frame.write_text(frame.read_text(encoding="utf-8").replace("[kort]", "[nytt]"), encoding="utf-8")
    assert main(["build", "--format", "md"]) == CONTENT_ERRORS
    assert "2025 har ingenting med id-en «kort»" in capsys.readouterr().err


RECORDS = {
    "nothing": b"",
    "no text": b"\xff\xfe\0",
    "no object": b"[1, 2]",
    "half": b'{"form": 1, "bygd": {"2025": {"md"',
    "another form": b'{"form": 2, "bygd": {}, "skrevet": {}}',
    "deep": b"[" * 100_000,
    "strange": b'{"form": 1, "bygd": {"2025": {"md": {"av": 3, "andre": 1}}}, "skrevet": []}',
}


@pytest.mark.parametrize("content", RECORDS.values(), ids=RECORDS)
def test_a_damaged_record_is_none(build: Callable[..., set[str]], content: bytes) -> None:
    build()
    Path("out", record.NAME).write_bytes(content)
    assert build() == BOTH
    assert build() == set()


def test_what_changes_while_it_is_read_is_built_again_also_when_it_is_changed_back(
    build: Callable[..., set[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    before, read = CHAPTER.read_bytes(), checked.read_shared

    def edited(content: Path) -> object:
        CHAPTER.write_bytes(before.replace(b"Kort", b"Lang"))
        return read(content)

    with monkeypatch.context() as patched:
        patched.setattr(checked, "read_shared", edited)
        build()
    assert "Lang" in Path("out/handlingsprogram-2031.md").read_text(encoding="utf-8")
    CHAPTER.write_bytes(before)
    assert build() == {"handlingsprogram-2031.md"}
    assert "Lang" not in Path("out/handlingsprogram-2031.md").read_text(encoding="utf-8")


def test_a_file_that_may_not_be_read_stops_no_build(
    build: Callable[..., set[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = Path("content/2031/notat.txt")
    secret.write_text("hemmelig")
    Path("annet").write_text("endret")
    opened = Path.open

    def refused(path: Path, *given: Any, **settings: Any) -> Any:
        if path.name == secret.name:
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, *given, **settings)

    monkeypatch.setattr(Path, "open", refused)
    assert build() == BOTH
    assert build() == set()
    Path("annet").rename(secret)
    assert build() == {"handlingsprogram-2031.md"}


def test_warnings_are_not_forgotten(
    build: Callable[..., set[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    frame = Path("content/2031/program.yaml")
    frame.write_text(
        frame.read_text(encoding="utf-8").replace("Prøverådet\n", "Prøverådet #1\n"), encoding="utf-8"
    )
    build()
    assert main(["build", "--format", "md"]) == GOOD
    assert capsys.readouterr().err == f"{UP_TO_DATE} (1 advarsel, se «handlingsprogram check»)\n"


def test_a_build_that_has_nothing_to_do_loads_nothing_heavy(build: Callable[..., set[str]]) -> None:
    build()
    code = "import sys; from handlingsprogram.cli import main; main(['build', '--format', 'md'])"
    code += "; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, encoding="utf-8")
    assert done.stderr.startswith(UP_TO_DATE)
    loaded = set(done.stdout.split())
    assert "handlingsprogram.incremental.record" in loaded
    heavy = {"yaml", "jinja2", "lxml", "typst", "PIL", "jsonschema_rs", "handlingsprogram.render.checked"}
    assert sorted(loaded & heavy) == []


# --- Documents of years that are gone -----------------------------------------------------------


def test_documents_of_a_year_that_is_gone_are_told_of_and_taken_away_when_asked(
    build: Callable[..., set[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    build()
    Path("out/notat.md").write_text("mitt eget")
    shutil.rmtree("content/2025")
    assert main(["build", "--format", "md"]) == GOOD
    hint = (
        "I out ligger handlingsprogram-2025.md uten noe innhold lenger; «handlingsprogram rydd» fjerner det"
    )
    assert capsys.readouterr().err.splitlines()[-1] == hint
    assert main(["rydd", "--vis"]) == GOOD
    assert capsys.readouterr().err == "ville fjernet out/handlingsprogram-2025.md\n"
    assert main(["rydd"]) == GOOD
    assert capsys.readouterr().err == "fjernet out/handlingsprogram-2025.md\n"
    names = sorted(path.name for path in Path("out").iterdir())
    assert names == [record.NAME, "handlingsprogram-2031.md", "notat.md"]
    assert build() == set()
    capsys.readouterr()
    assert main(["rydd"]) == GOOD
    assert capsys.readouterr().err == "Det er ingenting å rydde i out\n"


def test_what_was_changed_since_or_was_written_by_others_is_never_taken_away(
    build: Callable[..., set[str]],
) -> None:
    build()
    Path("content/2025").rename("kopi")
    Path("out/handlingsprogram-2025.md").write_text("med mine merknader")
    Path("out/handlingsprogram-2019.md").write_text("et annet verktøys")
    main(["rydd"])
    assert Path("out/handlingsprogram-2025.md").exists()
    assert Path("out/handlingsprogram-2019.md").exists()


@pytest.mark.parametrize(
    "name", ["../verdifull.txt", "..", "/etc/passwd", "a/../../verdifull.txt", "..\\verdifull.txt", ""]
)
def test_a_record_reaches_no_file_elsewhere(build: Callable[..., set[str]], name: str) -> None:
    build()
    Path("verdifull.txt").write_text("x")
    file = Path("out", record.NAME)
    import hashlib
    import json

    data = json.loads(file.read_bytes())
    data["skrevet"][name] = hashlib.sha256(b"x").hexdigest()
    file.write_text(json.dumps(data))
    shutil.rmtree("content/2025")
    main(["rydd"])
    assert Path("verdifull.txt").exists()
    assert Path("out/handlingsprogram-2025.md").exists()  # the record is no record


@pytest.mark.parametrize(
    ("chapter", "rule"),
    [
        (WIDE, "kolonne-bredde"),
        ("innhold:\n  - tekst: Et tegn som ingen skrift har, er 𓂀.\n", "tegn-mangler"),
        (FIGURE.replace("png", "svg"), "figur-fil"),
    ],
)
def test_what_shows_only_in_the_whole_programme_stops_the_year_every_time(
    chapter: str, rule: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if "figur" in chapter:
        figure = Path("content/2031/figurer/kart.svg")
        figure.parent.mkdir()
        figure.write_text(DRAWN_SIGN, encoding="utf-8")
    CHAPTER.write_text(f"id: kort\ntittel: Kort\n{chapter}", encoding="utf-8")
    assert main(["build", "--format", "md"]) == CONTENT_ERRORS
    first = capsys.readouterr().err.splitlines()
    assert first[0].startswith("content/2031/kapitler/kort.yaml:")
    assert f"[{rule}]" in first[0]
    assert first[-1].endswith("; 2031 er ikke bygd")
    assert not Path("out/handlingsprogram-2031.md").exists()
    assert main(["build", "--format", "md"]) == CONTENT_ERRORS
    again = capsys.readouterr().err.splitlines()
    assert (again[0], again[-1]) == (first[0], first[-1])
