"""Accept all of the Word report's changes and it is the new document; reject all and it is the old one."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

from handlingsprogram.review.compare.compare import compare
from handlingsprogram.review.faces.front import front
from handlingsprogram.review.redline.merge import redline
from handlingsprogram.review.redline.report import edition, ids, report
from handlingsprogram.review.report.build import report as told
from tests.documents.readers import W
from tests.redline.reports import CHANGED, EPOCH, SAME
from tests.redline.revisions import CHANGES, Package, outline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.redline.reports import Report, Side

REVISIONS = tuple(f"{W}{name}" for name in ("ins", "del", "moveFrom", "moveTo", *CHANGES))
EACH = pytest.mark.parametrize("pair", [*CHANGED, SAME])


def revisions(package: Package) -> Iterator[Any]:
    return chain.from_iterable(root.iter(*REVISIONS) for root in package.texts)


def text(node: Any) -> str:
    return "".join(part.text or "" for part in node.iter(f"{W}t", f"{W}delText"))


def number(mark: Any) -> int:
    return int(mark.get(f"{W}id"))


def above(node: Any, *names: str) -> list[Any]:
    return list(node.iterancestors(*(f"{W}{name}" for name in names)))


@EACH
def test_accepting_all_gives_the_new_document(pair: str, report_of: Callable[[str], Report]) -> None:
    made = report_of(pair)
    assert outline(Package(made.file).resolve(accept=True)) == outline(Package(made.new))


@EACH
def test_rejecting_all_gives_the_old_document(pair: str, report_of: Callable[[str], Report]) -> None:
    made = report_of(pair)
    assert outline(Package(made.file).resolve(accept=False)) == outline(Package(made.old))


@EACH
def test_the_report_is_valid_openxml(pair: str, report_of: Callable[[str], Report], tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    path.write_bytes(report_of(pair).file)
    assert OpenXmlValidator().validate(str(path)).errors == []


def test_a_year_against_itself_has_no_change(report_of: Callable[[str], Report]) -> None:
    assert list(revisions(Package(report_of(SAME).file))) == []


def test_every_number_and_name_is_there_once(report_of: Callable[[str], Report]) -> None:
    for pair in CHANGED:
        package = Package(report_of(pair).file)
        marks = [*revisions(package), *package.body.iter(f"{W}bookmarkStart")]
        numbers = [number(mark) for mark in marks]
        assert len(numbers) == len(set(numbers)) > 50
        starts, ends = (package.body.iter(f"{W}bookmark{edge}") for edge in ("Start", "End"))
        assert sorted(map(number, starts)) == sorted(map(number, ends))
        names = [str(mark.get(f"{W}name")) for mark in package.body.iter(f"{W}bookmarkStart")]
        assert len(names) == len(set(names))
        assert max(map(len, names)) <= 40  # Word cuts longer ones
        pictures = [node.get("id") for node in package.body.iter() if str(node.tag).endswith("}docPr")]
        assert len(pictures) == len(set(pictures))


def test_every_link_leads_to_a_bookmark_and_every_note_to_its_reference(
    report_of: Callable[[str], Report],
) -> None:
    for pair in CHANGED:
        package = Package(report_of(pair).file)
        names = {mark.get(f"{W}name") for mark in package.body.iter(f"{W}bookmarkStart")}
        assert {link.get(f"{W}anchor") for link in package.body.iter(f"{W}hyperlink")} - {None} <= names
        references = [node.get(f"{W}id") for node in package.body.iter(f"{W}footnoteReference")]
        notes = [node.get(f"{W}id") for node in package.notes if node.get(f"{W}type") is None]
        # LibreOffice takes the notes in their order, whatever their numbers.
        assert references == notes == [str(i) for i in range(1, len(notes) + 1)]


def test_the_changes_are_the_tools_and_of_the_new_programmes_date(report_of: Callable[[str], Report]) -> None:
    package = Package(report_of("2021-2025").file)
    marks = [mark for mark in revisions(package) if mark.tag != f"{W}tblGridChange"]
    hands = {str(mark.get(f"{W}author")) for mark in marks}
    assert hands == {f"handlingsprogram: {kind}" for kind in ("nytt", "fjernet", "utseende")}
    assert {mark.get(f"{W}date") for mark in marks} == {"2024-12-18T00:00:00Z", "2024-12-18T01:00:00Z"}
    assert package.stamps == {(2024, 12, 18, 0, 0, 0)}


def test_what_the_reader_writes_is_tracked_too(report_of: Callable[[str], Report]) -> None:
    assert b"<w:trackRevisions/>" in Package(report_of(SAME).file).parts["word/settings.xml"]


def test_the_contents_are_one_field_whose_frame_is_never_revised(report_of: Callable[[str], Report]) -> None:
    for pair in CHANGED:
        contents: Any = Package(report_of(pair).file).body.find(f"{W}body/{W}sdt/{W}sdtContent")
        frame = [node for node in contents.iter(f"{W}fldChar") if not above(node, "hyperlink")]
        assert [node.get(f"{W}fldCharType") for node in frame] == ["begin", "separate", "end"]
        assert not any(above(node, "ins", "del") for node in frame)
        lines = contents.findall(f"{W}p")
        assert frame[0] in list(lines[1].iter())
        assert frame[2] in list(lines[-1].iter())
        assert lines[-1].find(f"{W}pPr/{W}rPr") is None


def test_the_same_two_programmes_give_the_same_bytes(
    report_of: Callable[[str], Report], sides: dict[str, Side]
) -> None:
    old, new = sides["2025"].material, sides["edited"].material
    comparison = compare(old.program, new.program)
    documents = edition(old), edition(new), new.epoch
    page = front(told(comparison).head)
    assert report(comparison, documents, page) == report_of("2025-edited").file


# --- The page before the document ----------------------------------------------------------------


@EACH
def test_the_first_page_is_no_part_of_the_document(pair: str, report_of: Callable[[str], Report]) -> None:
    package = Package(report_of(pair).file)
    front = package.front()
    assert text(front[0]).startswith("Endringer ")
    assert not any(node.tag in REVISIONS for block in front for node in block.iter())
    shown = [etree.tostring(block) for block in front]
    for accept in (True, False):
        left = Package(report_of(pair).file).resolve(accept=accept)
        assert [etree.tostring(block) for block in left.front()] == shown
        layout: Any = left.body.find(f"{W}body/{W}sectPr")
        assert [node.get(f"{W}start") for node in layout.iter(f"{W}pgNumType")] == ["1"]


def test_the_first_page_is_accessible(report_of: Callable[[str], Report]) -> None:
    package = Package(report_of("2021-2025").file)
    front = package.front()
    used = [str(node.get(f"{W}val")) for block in front for node in block.iter(f"{W}pStyle", f"{W}tblStyle")]
    styles = etree.fromstring(package.parts["word/styles.xml"])
    assert set(used) <= {style.get(f"{W}styleId") for style in styles.iter(f"{W}style")}
    # Word's contents hold «heading 1» and so on; these are based on them, and stay out.
    headings = [name for name in used if name.startswith("Heading")]
    assert all(name.endswith("Unlisted") for name in headings)
    levels = [int(name[len("Heading")]) for name in headings]
    assert levels[:3] == [1, 2, 3]
    assert levels.count(3) == 11
    tables = [block for block in front if block.tag == f"{W}tbl"]
    assert len(tables) == 2
    assert all(table.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None for table in tables)


def test_the_first_page_can_be_left_out(sides: dict[str, Side]) -> None:
    old, new = sides["2025"], sides["edited"]
    pairs = ids(compare(old.material.program, new.material.program))
    package = Package(redline(old.edition, new.edition, pairs, EPOCH))
    assert package.front() == []
    assert package.body.find(f".//{W}pgNumType") is None


# --- What was moved -------------------------------------------------------------------------------


def moved(package: Package, way: str) -> dict[str, str]:
    """Return what was moved, by name: from one place (`From`) or to the other (`To`)."""
    found, name = {}, ""
    starts, ends = [], []
    for node in package.body.iter():
        if node.tag == f"{W}move{way}RangeStart":
            name = str(node.get(f"{W}name"))
            assert name not in found
            found[name] = ""
            starts.append(number(node))
        elif node.tag == f"{W}move{way}RangeEnd":
            ends.append(number(node))
            name = ""
        elif node.tag == f"{W}move{way}" and text(node):
            assert name, "something moved stands outside its range"
            found[name] += text(node)
    assert starts == ends
    return found


def test_what_changed_its_place_is_moved_and_not_written_anew(report_of: Callable[[str], Report]) -> None:
    for pair in ("2025-moved", "moved-2025"):
        package = Package(report_of(pair).file)
        away, here = moved(package, "From"), moved(package, "To")
        assert away == here
        # A chapter in two ranges, for a table ends one; a paragraph; a measure; another chapter's parts.
        assert len(away) == 7
        begins = (
            "Overordnede strategierFor å styrke",
            "Roller og ansvarPolitiske",
            "Representantskapet",
            "Omdanningen av",
            "Gjennomføre webinarer",
            "TiltakPot",
        )
        assert all(any(said.startswith(begin) for said in away.values()) for begin in begins)
        contents: Any = package.body.find(f"{W}body/{W}sdt")
        struck = [mark for root in package.texts for mark in root.iter(f"{W}ins", f"{W}del") if text(mark)]
        # What is left are the contents, and the numbers of chapters in references to them.
        assert all(
            contents in mark.iterancestors() or text(mark).strip(" .0123456789") == "" for mark in struck
        )


def test_a_note_goes_with_the_text_that_moves(report_of: Callable[[str], Report]) -> None:
    package = Package(report_of("2025-moved").file)
    notes = {note.get(f"{W}id"): text(note).strip() for note in package.notes}
    for way in ("From", "To"):
        marks = [node for node in package.body.iter(f"{W}footnoteReference") if above(node, f"move{way}")]
        assert [notes[mark.get(f"{W}id")][:13] for mark in marks] == ["Fremtidstekni", "Sett med data"]


def test_a_chapter_that_both_have_is_not_struck_and_written_anew(
    report_of: Callable[[str], Report],
) -> None:
    package = Package(report_of("2021-2025").file)
    found: list[Any] = [
        node for node in package.body.iter(f"{W}p") if "Osloregionens organisering" in text(node)
    ]
    [heading] = [node for node in found if not above(node, "sdt")]
    assert all("organisering" not in text(mark) for mark in heading.iter(f"{W}ins", f"{W}del"))


def test_new_paragraphs_stand_with_their_siblings(report_of: Callable[[str], Report]) -> None:
    """What 2025 has last in the budget comes before what 2021 had below a heading that is gone."""
    lines = [text(node) for node in Package(report_of("2021-2025").file).body.iterfind(f"{W}body/{W}p")]
    last = next(i for i, said in enumerate(lines) if "Posten til Kommunikasjon dekker" in said)
    assert last < lines.index("Rapportering")


# --- What a careful colleague would have marked --------------------------------------------------


def said(package: Package) -> list[tuple[str, str]]:
    """Return every run of words that is struck or written, in order, those of tables and notes too."""
    marks = chain.from_iterable(root.iter(f"{W}ins", f"{W}del") for root in package.texts)
    return [(str(mark.tag).removeprefix(W), text(mark)) for mark in marks if text(mark).strip()]


def rows(package: Package, kind: str) -> list[str]:
    return [text(row) for row in package.body.iter(f"{W}tr") if row.find(f"{W}trPr/{W}{kind}") is not None]


def test_reworded_sentences_are_marked_word_by_word(report_of: Callable[[str], Report]) -> None:
    marked = said(Package(report_of("2025-edited").file))
    place = marked.index(("del", " avholdes"))
    assert marked[place : place + 6] == [
        ("del", " avholdes"),
        ("ins", " holdes"),
        ("del", " to"),
        ("ins", " tre"),
        ("ins", ", regionrådene"),
        ("del", " regionrådene"),
    ]
    assert ("ins", " og buss") in marked
    assert [word for kind, word in marked if kind == "del" and "resultater" in word] == [
        " effekter/resultater"
    ]


def test_rows_are_struck_and_written_whole(report_of: Callable[[str], Report]) -> None:
    package = Package(report_of("2025-edited").file)
    gone, new = rows(package, "del"), rows(package, "ins")
    assert [row[:30] for row in gone] == [
        "Gjennomføre prosjektverkstedKo",  # dropped
        "Gjennomføre webinarer og andre",  # moved to another area
        "TiltakPotensielle partnereResu",  # a table dropped
        "Etablere en arbeidsgruppe i Os",
        "Gjennomføre webinarer og andre",
    ]
    assert [row[:30] for row in new] == [
        "Etablere et nettverk for mobil",
        "Gjennomføre webinarer og andre",
        "OrganMøter",
        "StyretMars og september",
        "SekretariatetHver måned",
    ]
    assert gone[1] == new[1]


def test_a_changed_figure_and_what_follows_from_it_are_marked_in_their_cells(
    report_of: Callable[[str], Report],
) -> None:
    package = Package(report_of("2025-edited").file)
    table = next(table for table in package.body.iter(f"{W}tbl") if "Kontingenter" in text(table))
    changed = {
        text(row.find(f"{W}tc")): said_in
        for row in table.iter(f"{W}tr")
        if (said_in := [text(mark) for mark in row.iter(f"{W}del", f"{W}ins")])
    }
    assert changed["Klimasats"] == ["750", "800", "-12", "38"]
    assert changed["Sum inntekter"] == ["7\xa0937", "7\xa0987", "-332", "-282"]
    assert list(changed) == [
        "Klimasats",
        "Sum inntekter",
        "Resultat (neg. resultat = bruk av overførte midler)",
        "Utgående mindreforbruk",
    ]


def test_only_what_is_edited_is_marked(report_of: Callable[[str], Report]) -> None:
    """An edit changes a paragraph or a row; the rest of the programme, some 500 of them, is untouched."""
    package = Package(report_of("2025-edited").file)
    touched = [
        paragraph
        for paragraph in package.body.iter(f"{W}p")
        if any(node.tag in REVISIONS for node in paragraph.iter())
    ]
    assert 60 < len(touched) < 90


def test_paragraphs_that_became_one_keep_their_words(report_of: Callable[[str], Report]) -> None:
    """2025's introduction is 2021's, of which three paragraphs have become one."""
    package = Package(report_of("2021-2025").file)
    first: Any = next(node for node in package.body.iter(f"{W}p") if text(node).startswith("Den strategiske"))
    ends = []
    for _ in range(3):
        ends.append([node.tag for node in first.iterfind(f"{W}pPr/{W}rPr/*")])
        assert sum(len(text(mark)) for mark in first.iter(f"{W}ins", f"{W}del")) < len(text(first)) / 2
        first = first.getnext()
    assert ends == [[f"{W}del"], [f"{W}del"], []]


def test_words_that_only_look_otherwise_are_not_struck(report_of: Callable[[str], Report]) -> None:
    package = Package(report_of("2025-edited").file)
    runs = [run for run in package.body.iter(f"{W}r") if run.find(f"{W}rPr/{W}rPrChange") is not None]
    assert [text(run).strip() for run in runs] == ["ekstra innsats"]


def test_an_item_that_becomes_a_paragraph_keeps_its_words(report_of: Callable[[str], Report]) -> None:
    package = Package(report_of("2025-edited").file)
    paragraph: Any = next(node for node in package.body.iter(f"{W}p") if text(node) == "Kraft og energi")
    assert [mark.tag for mark in paragraph.iter(*REVISIONS)] == [f"{W}pPrChange"]
    former = paragraph.find(f"{W}pPr/{W}pPrChange/{W}pPr")
    assert [former.find(f"{W}{name}") is not None for name in ("pStyle", "numPr")] == [True, True]


def test_the_cover_has_one_title(report_of: Callable[[str], Report]) -> None:
    package = Package(report_of("2021-2025").file)
    styles = [node.get(f"{W}val") for node in package.body.iterfind(f".//{W}p/{W}pPr/{W}pStyle")]
    assert [styles.count(name) for name in ("Title", "Subtitle", "TOCHeading")] == [1, 1, 1]
