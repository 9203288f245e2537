"""The site: every page says what the programmes say, every link leads somewhere, nothing else is loaded."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urldefrag

import pytest
from lxml import etree
from PIL import Image

from handlingsprogram import cli
from handlingsprogram.read.load import load
from handlingsprogram.render.words.fixed_words import fixed_words
from handlingsprogram.site.printed import registers
from tests.conftest import ROOT
from tests.documents.readers import squeeze
from tests.site.made import ADDRESS, DATE, content, pages, parsed, publish, whole

if TYPE_CHECKING:
    from pathlib import Path

    import lxml.html

    from handlingsprogram.read.model.program import Program

pytestmark = pytest.mark.xdist_group("site")

ELSEWHERE = {"https://uustatus.no/", "https://www.uutilsynet.no/", "https://www.diskrimineringsnemnda.no/"}
"""What the statement on accessibility leads to."""
ATOM = "{http://www.w3.org/2005/Atom}"
MEASURE = "jernbanesatsing"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return whole(tmp_path_factory) / "under/sti"


@pytest.fixture(scope="module")
def read(site: Path) -> dict[str, lxml.html.HtmlElement]:
    """Return every page by its path."""
    return {path.relative_to(site).as_posix(): parsed(path) for path in pages(site)}


@pytest.fixture(scope="module")
def programs() -> dict[str, Program]:
    found = {year: load(ROOT / "content" / year)[0] for year in ("2021", "2025")}
    assert all(found.values())
    return {year: program for year, program in found.items() if program}


def text(element: lxml.html.HtmlElement) -> str:
    return squeeze(element.text_content())


# --- The whole ----------------------------------------------------------------------------------


def test_every_link_leads_to_a_page_and_a_place_in_it(site: Path, read: dict[str, Any]) -> None:
    ids = {name: set(page.xpath("//@id")) for name, page in read.items()}
    links = 0
    for name, page in read.items():
        for address in page.xpath(
            "//*[not(self::meta) and not(@rel='canonical' or @rel='schema.dcterms')]/@href"
        ):
            if address.startswith("https://") and (address in ELSEWHERE or "register/partnere" in name):
                continue
            file, fragment = urldefrag(address)
            if name.startswith("tilgjengelighet") and address == ADDRESS:
                continue
            assert not re.match(r"[a-z]+:|/", file), (name, address)
            target = (site / name).parent / unquote(file) if file else site / name
            assert target.is_file(), (name, address)
            place = target.resolve().relative_to(site.resolve()).as_posix()
            assert not fragment or fragment in ids[place], (name, address)
            links += 1
    assert links > 2000


def test_no_page_runs_or_loads_what_is_not_the_sites_own(read: dict[str, Any]) -> None:
    for name, page in read.items():
        policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
        assert policy.startswith("default-src 'none'; style-src 'self'")
        assert "unsafe" not in policy
        scripts = page.xpath("//script")
        assert [script.text for script in scripts] == [None] * len(scripts)
        assert bool(scripts) == ("script-src" in policy) == (name == "sok/index.html")
        assert not page.xpath("//@style")
        assert not page.xpath("//@*[starts-with(name(), 'on')]")
        assert not page.xpath("//img[not(starts-with(@src, 'data:'))]")


def test_every_page_has_one_heading_a_title_of_its_own_and_ids_of_its_own(read: dict[str, Any]) -> None:
    assert len(read) > 130
    for name, page in read.items():
        assert len(page.xpath("//h1")) == 1, name
        assert len(page.xpath("//main")) == 1, name
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids)), name
        labels = [
            text(nav) if nav.get("aria-labelledby") else nav.get("aria-label") for nav in page.xpath("//nav")
        ]
        assert len(labels) == len(set(labels)), name
        assert page.xpath("//meta[@property='og:image']/@content")[0].endswith("kort.png"), name
    titles = [page.xpath("string(//title)") for name, page in read.items() if "/tiltak/" not in name]
    assert len(titles) == len(set(titles))


def test_each_measures_page_says_what_the_programme_says(
    read: dict[str, Any], programs: dict[str, Program]
) -> None:
    for year, program in programs.items():
        listed = text(read[f"{year}/tiltak/index.html"].xpath("//main")[0])
        for tiltak in program.tiltak():
            page = read[f"{year}/tiltak/{tiltak.id}/index.html"]
            said = squeeze(f"{text(page.xpath('//h1')[0])} {text(page.xpath('//main')[0])}")
            words = [tiltak.tekst, *tiltak.punkter]
            for line in [line for one in words for line in one.markdown.split("\n\n")]:
                assert squeeze(line.lstrip("-")) in said, tiltak.id
            for name in ("partnere", "resultatmål", "roller"):
                for ledd in tiltak.felt.get(name, ()):
                    assert squeeze(ledd.navn) in said, tiltak.id
            assert text(page.xpath("//h1")[0]).rstrip("… ") in listed
            [row] = read[f"{year}/index.html"].xpath(f"//*[@id='{tiltak.id}']")
            [link] = row.xpath("td[1]//p[@class='omtiltaket']/a/@href")
            assert link == f"tiltak/{tiltak.id}/index.html"
    shown = {name for name in read if re.fullmatch(r"\d+/tiltak/[^/]+/index.html", name)}
    assert len(shown) == sum(len(list(program.tiltak())) for program in programs.values())


def test_a_measure_tells_its_life_what_changed_and_how_it_goes(read: dict[str, Any]) -> None:
    page = read["2025/tiltak/politisk-pavirkning/index.html"]
    life = page.xpath("//ol[@class='liv']/li")
    assert [text(item.xpath("span[@class='ar']")[0]) for item in life] == ["2025", "2021"]
    assert life[1].xpath(".//a/@href") == ["../../../2021/tiltak/interessepolitisk-arbeid/index.html"]
    assert text(life[0]).endswith("endret")
    changed = page.xpath("//section[@class='endring']")[0]
    assert text(changed.xpath("h2")[0]) == "Endret fra 2021"
    assert "interessepolitisk arbeide" in text(changed.xpath(".//del")[0])
    assert "Påvirkningsarbeid overfor storting" in text(changed.xpath(".//ins")[0])
    gone = read["2021/tiltak/atp-strategi/index.html"].xpath("//ol[@class='liv']/li")
    assert text(gone[0]) == "2025 Ikke videreført"
    status = text(read[f"2025/tiltak/{MEASURE}/index.html"].xpath("//section[h2[@id='status_']]")[0])
    for said in (
        "▲ forsinket",
        "per 31. juli 2025",
        "Holdt to møter om Rikstunnelen.",
        "venter på tall",
        "høy",
    ):
        assert said in status
    linked = read[f"2025/tiltak/{MEASURE}/index.html"].xpath("//div[@class='tilstander']//a/@href")
    assert linked == ["../../index.html#transport-mobilitet"]
    report = read[f"2025/status/{DATE}/index.html"]
    assert report.xpath("//nav[@class='hentes']//a/@href") == [
        f"../../../2025/status/{DATE}/status-{DATE}.{kind}" for kind in ("pdf", "docx")
    ]


def test_partners_and_goals_lead_to_the_registers(read: dict[str, Any]) -> None:
    partners = read[f"2025/tiltak/{MEASURE}/index.html"].xpath(
        "//dl[@class='fakta']//a[contains(@href, 'partnere/')]"
    )
    assert [text(link) for link in partners][:3] == ["Kommuner", "fylkeskommuner", "KS"]
    register = read["register/partnere/ks/index.html"]
    assert "../../../2025/tiltak/jernbanesatsing/index.html" in register.xpath("//main//a/@href")
    assert text(register.xpath("//main//h2")[0]).startswith("Handlingsprogram 2025")
    goal = read["2021/tiltak/atp-strategi/index.html"].xpath("//a[contains(@href, 'mal-9/')]")
    assert text(goal[0]) == "FN9"
    matrix = read["register/matrise/2021/index.html"].xpath("//tbody/tr")[0]
    heads = [text(cell).split()[0] for cell in read["register/matrise/2021/index.html"].xpath("//thead//th")][
        1:
    ]
    named = [head for head, cell in zip(heads, matrix.xpath("td"), strict=True) if text(cell)]
    assert named == ["9", "11", "13", "14", "15", "17"]


def test_the_front_page_has_the_newest_first_with_files_and_their_sizes(
    site: Path, read: dict[str, Any]
) -> None:
    front = read["index.html"]
    assert [text(title) for title in front.xpath("//section/*[self::h2 or self::h3]")] == [
        "Handlingsprogram 2025",
        "Handlingsprogram og budsjett 2021",
    ]
    assert "Vedtatt 18. desember 2024" in text(front.xpath("//section")[0])
    assert text(front.xpath("//strong[@class='utkastmerke']")[0]) == "Utkast"
    [link] = front.xpath("//section[@class='nyeste']//a[contains(@href, '.pdf')]")
    kilobytes = round((site / link.get("href")).stat().st_size / 1000)
    assert text(link).startswith(f"PDF ({kilobytes} kB)")
    programme = read["2025/index.html"].xpath("//nav[@class='hentes']//a/@href")
    assert {address.rpartition(".")[2] for address in programme} == {
        "html",
        "pdf",
        "docx",
        "xlsx",
        "csv",
        "json",
    }
    compared = read["2025/endringer/index.html"]
    assert "2021" in text(compared.xpath("//h1")[0])
    assert compared.xpath("//nav[@class='smuler']//a/@href") == ["../../index.html", "../../2025/index.html"]


def test_drafts_say_that_they_are(read: dict[str, Any]) -> None:
    for name, page in read.items():
        is_draft = name.startswith("2021/")
        assert bool(page.xpath("//meta[@name='robots'][@content='noindex']")) == is_draft, name
        if is_draft:
            assert "ikke vedtatt" in text(page.xpath("//body")[0]), name


# --- For machines -------------------------------------------------------------------------------


def test_feeds_have_the_programmes_and_how_they_go(site: Path) -> None:
    feeds = [etree.parse(path).getroot() for path in sorted(site.rglob("feed.xml"))]
    assert len(feeds) == 3
    for feed in feeds:
        entries = feed.findall(f"{ATOM}entry")
        ids = [element.text for element in feed.iter(f"{ATOM}id")]
        assert len(ids) == len(set(ids))
        assert all(one and one.startswith("urn:uuid:") for one in ids)
        for entry in entries:
            date.fromisoformat(str(entry.findtext(f"{ATOM}updated"))[:10])
            [link] = entry.findall(f"{ATOM}link[@rel='alternate']")
            assert (site / link.get("href", "").removeprefix(ADDRESS)).is_file()
        newest = max(str(entry.findtext(f"{ATOM}updated")) for entry in entries)
        assert feed.findtext(f"{ATOM}updated") == newest
    [main] = [
        feed
        for feed in feeds
        if len(feed.findall(f"{ATOM}entry")) == 3 and "Osloregionen" in str(feed.findtext(f"{ATOM}title"))
    ]
    assert [entry.findtext(f"{ATOM}title") for entry in main.findall(f"{ATOM}entry")] == [
        "Handlingsprogram 2025: Status per 31. juli 2025",
        "Handlingsprogram 2025",
        "Handlingsprogram og budsjett 2021",
    ]


def test_the_sitemap_has_every_page_but_those_of_drafts(site: Path, read: dict[str, Any]) -> None:
    places = [element.text for element in etree.parse(site / "sitemap.xml").iter("{*}loc")]
    expected = {ADDRESS + name.removesuffix("index.html") for name in read if not name.startswith("2021/")}
    assert set(places) == expected
    assert len(places) == len(expected)
    assert f"Sitemap: {ADDRESS}sitemap.xml" in (site / "robots.txt").read_text()


def test_a_link_that_is_shared_has_a_card(site: Path, read: dict[str, Any]) -> None:
    for name, size in (("kort.png", (1200, 630)), ("2025/kort.png", (1200, 630)), ("ikon.png", (192, 192))):
        with Image.open(site / name) as picture:
            assert picture.size == size
    page = read[f"2025/tiltak/{MEASURE}/index.html"]
    assert page.xpath("//meta[@property='og:image']/@content") == [f"{ADDRESS}2025/kort.png"]
    assert page.xpath("//link[@rel='canonical']/@href") == [f"{ADDRESS}2025/tiltak/{MEASURE}/"]
    assert (site / "404.html").read_text(encoding="utf-8").count('href="/program/') > 5


def test_the_search_has_the_words_of_every_page(site: Path) -> None:
    script = (site / "sok/2025.js").read_text(encoding="utf-8")
    data = json.loads(script.removeprefix('handlingsprogram("2025",').removesuffix(");\n"))
    assert all((site / urldefrag(place)[0]).is_file() for place, *_ in data)
    found = {place: said for place, _, _, said in data}
    assert "togtilbud" in found[f"2025/tiltak/{MEASURE}/index.html"]
    assert "Oslofjorden" in found["2025/tiltak/transport-webinarer/index.html"]
    assert "NTP 2025-2036" in found["2025/index.html#transport-mobilitet"]


def test_the_statement_marks_what_the_organisation_must_fill_in(read: dict[str, Any]) -> None:
    statement = read["tilgjengelighet/index.html"]
    marked = [text(one) for one in statement.xpath("//*[@class='maa-fylles']")]
    assert len(marked) > 8
    assert all(one.startswith("[") for one in marked)
    assert "Dette er et utkast" in text(statement.xpath("//main")[0])


def test_every_word_of_the_site_is_on_a_page(read: dict[str, Any], site: Path) -> None:
    every = [*read.values(), parsed(site / "404.html")]
    told = (f"{page.text_content()} {' '.join(page.xpath('//@*'))}" for page in every)
    whole = squeeze(" ".join(told))
    words = {key: said for key, said in fixed_words("nb-NO").items() if key.startswith("nettsted_")}
    patterns = {key: re.sub(r"\\{\w+\\}", ".+?", re.escape(squeeze(said))) for key, said in words.items()}
    missing = {key for key, pattern in patterns.items() if not re.search(pattern, whole)}
    # Of programmes that have names, goals of their own, and measures done with what has none.
    assert missing == {
        "nettsted_forside_planer",
        "nettsted_register_mal",
        "nettsted_register_ansvarlige",
    }


# --- Again and again ----------------------------------------------------------------------------


@pytest.fixture
def own(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the content and the site that a test may change."""
    shutil.copytree(whole(tmp_path_factory), tmp_path, dirs_exist_ok=True)
    return tmp_path


def state(site: Path) -> dict[str, tuple[int, int]]:
    files = (path for path in site.rglob("*") if path.is_file() and path.name != ".nettsted.liste")
    return {
        path.relative_to(site).as_posix(): (path.stat().st_ino, path.stat().st_mtime_ns) for path in files
    }


def again(own: Path, *arguments: str, code: int = cli.GOOD) -> set[str]:
    """Make the site again and return the files that are new, gone or written anew."""
    before = state(own / "under/sti")
    after = state(publish(own, "--med-utkast", "--adresse", ADDRESS, *arguments, code=code))
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


def test_only_what_must_is_written_again(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert again(own) == set()
    assert "Nettstedet er oppdatert" in capsys.readouterr().err
    file = own / "content/2025/innsatsomrader/transport-mobilitet.yaml"
    said = file.read_text(encoding="utf-8").replace("Rikstunnel\n", "Rikstunnelen\n")
    file.write_text(said, encoding="utf-8")
    (own / "under/sti/index.html").write_text("ødelagt", encoding="utf-8")
    (own / "under/sti/CNAME").write_text("www.eksempel.no", encoding="utf-8")
    changed = {name for name in again(own, "--bare-sider") if not name.startswith(".nettsted/")}
    pages_ = {name for name in changed if name.endswith((".html", ".js"))}
    assert pages_ == {
        "2025/index.html",
        "2025/endringer/index.html",
        f"2025/tiltak/{MEASURE}/index.html",
        "index.html",
        "sok/2025.js",
        # Their links to the documents, which this time are left out.
        f"2025/status/{DATE}/index.html",
        "sok/index.html",
        "2021/index.html",
    }
    assert "Rikstunnelen" in (own / f"under/sti/2025/tiltak/{MEASURE}/index.html").read_text(encoding="utf-8")
    assert (own / "under/sti/CNAME").is_file()
    assert not list((own / "under/sti").rglob("*.pdf"))


def test_what_is_gone_from_the_content_is_gone_from_the_site(own: Path) -> None:
    shutil.rmtree(own / "content/2021")
    for file in (own / "content/2025").rglob("*.yaml"):
        said = re.sub(
            r"^ *(?:viderefører|samme_som):.*\n", "", file.read_text(encoding="utf-8"), flags=re.MULTILINE
        )
        file.write_text(said, encoding="utf-8")
    again(own, "--bare-sider")
    site = own / "under/sti"
    assert not (site / "2021").exists()
    assert not (site / "2025/endringer").exists()
    front = parsed(site / "index.html")
    assert [text(title) for title in front.xpath("//section/*[self::h2 or self::h3]")] == [
        "Handlingsprogram 2025"
    ]
    assert "2021" not in {path.parts[-2] for path in pages(site)}


def test_a_year_with_errors_keeps_the_pages_of_the_others(
    own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = own / "content/2021/program.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("år: 2021", "år: 2022"), encoding="utf-8")
    again(own, "--bare-sider", code=cli.CONTENT_ERRORS)
    assert "2021" in capsys.readouterr().err
    site = own / "under/sti"
    assert (site / "2025/index.html").is_file()


def test_what_is_not_adopted_is_left_out(
    own: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registers, "_MOST", 8)
    site = publish(own, "--bare-sider")
    assert "Ikke vedtatt, og derfor ikke med: 2021" in capsys.readouterr().err
    assert not (site / "2021").exists()
    assert not (site / "sitemap.xml").exists()
    page = parsed(site / "2025/tiltak/politisk-pavirkning/index.html")
    assert not page.xpath("//meta[@property='og:image'] | //link[@rel='canonical']")
    assert "2021" not in text(page.xpath("//body")[0])
    long = parsed(site / "register/partnere/ks/index.html").xpath("//main//a/@href")
    assert long == ["2025/index.html"]
    part = parsed(site / "register/partnere/ks/2025/index.html")
    assert "../../../../2025/tiltak/jernbanesatsing/index.html" in part.xpath("//main//a/@href")
    assert not (site / "register/partnere/lo/2025").exists()
    [link, *_] = etree.parse(site / "feed.xml").getroot().iterfind(f"{ATOM}entry/{ATOM}link")
    assert link.get("href") == f"2025/status/{DATE}/index.html"


def test_a_folder_with_something_else_in_it_is_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content(tmp_path)
    (tmp_path / "under/sti").mkdir(parents=True)
    (tmp_path / "under/sti/brev.txt").write_text("kjære", encoding="utf-8")
    publish(tmp_path, code=cli.WRONG_USE)
    assert "velg en mappe som er tom eller ny" in squeeze(capsys.readouterr().err)
    assert [path.name for path in (tmp_path / "under/sti").iterdir()] == ["brev.txt"]
    (tmp_path / "under/sti/.nettsted.liste").write_text("0\n{}", encoding="utf-8")
    publish(tmp_path, code=cli.WRONG_USE)
    assert "slett hele mappen" in squeeze(capsys.readouterr().err)
    publish(tmp_path, "--adresse", "eksempel.no", code=cli.WRONG_USE)
    assert "skriv den som https://" in squeeze(capsys.readouterr().err)
