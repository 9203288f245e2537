# make          every document of every year, in every format
# make pdf      only the PDFs (likewise docx, md and html, and as data xlsx, csv and json)
# make rediger  the programme in the browser, to write in (AAR=2026 for another year than the newest); make vis only shows it
# make check    what is wrong with the content
# make diff FROM=2021 TO=2025    what has changed, as files in out/ (a side can also be main:2025)
# make review BASE=main          the same for every year that this branch changes
#                                SAMMENDRAG=nei leaves out the first page of the Word reports
# make nettsted a web site of all programmes, in out/nettsted
# make nytt-år AAR=2026          a draft made of last year's programme; likewise saksfremlegg, vedta and status, with
#                                VALG=--skriv or VALG="--per 2026-07-31" and the like
# make register the measures of all years by partner, goal, area and more, in out/register; VALG=--partnere proposes partners
# make git-diff lets «git diff» tell in words what has changed in the content
# make rydd     takes away documents in out/ of years that are gone
# Each of these is a command of the tool, with the same name and without make: handlingsprogram build, check, …
#
# make test     format, lint, types and tests
# make skrifter the fonts of web pages, cut from those that the tool brings along
# make guide    the user guide's tables of rules, from tests/rules
#
# Everything runs in .venv, which is made when it is missing. Works with GNU make 3.81 and later.

PYTHON ?= python3
FORMATS := md docx pdf html xlsx csv json
EXAMPLES ?= 2000
FIRST_PAGE = $(if $(filter nei,$(SAMMENDRAG)),--uten-sammendrag)

VENV := .venv
BIN := $(VENV)/bin
TOOL := $(BIN)/python build.py

.PHONY: all $(FORMATS) setup check diff review rediger vis fra-word budsjett-fra-excel nytt-år saksfremlegg vedta status register nettsted \
	git-diff rydd test fuzz format guide skrifter bench pictures clean

# What a build has to do it knows itself: a second one of what has not changed costs next to nothing.
all: $(VENV)/runtime
	@$(TOOL) build

$(FORMATS): $(VENV)/runtime
	@$(TOOL) build --format $@

setup: $(VENV)/runtime

check nettsted git-diff rydd: $(VENV)/runtime
	@$(TOOL) $@

# In the browser: make rediger AAR=2026 to write, make vis to look; VALG="--port 8123 --uten-nettleser" and the like.
rediger vis: $(VENV)/rediger
	@$(TOOL) $@ $(VALG) $(if $(AAR),-- "$$AAR")

diff: $(VENV)/runtime
	$(if $(and $(FROM),$(TO)),,$(error Skriv hva som skal sammenlignes: make diff FROM=2021 TO=2025))
	@$(TOOL) diff "$$FROM" "$$TO" --out out/ $(FIRST_PAGE)

# What this branch does to the years, since it and BASE parted: reports in out/, and the comment of a pull request in
# out/kommentar.md, made of what is in out/kommentar.
review: $(VENV)/runtime
	$(if $(BASE),,$(error Skriv hva det skal sammenlignes med: make review BASE=main))
	@$(TOOL) review $(FIRST_PAGE) -- "$$BASE"

# What somebody has written in a Word file: make fra-word FIL=styret.docx, and with VALG=--skriv into the content.
fra-word: $(VENV)/runtime
	$(if $(FIL),,$(error Skriv hvilken fil som skal leses: make fra-word FIL=styret.docx))
	@$(TOOL) fra-word $(VALG) -- "$$FIL"

# The figures of a spreadsheet: make budsjett-fra-excel FIL=tall.xlsx, and with VALG=--skriv into the content.
budsjett-fra-excel: $(VENV)/runtime
	$(if $(FIL),,$(error Skriv hvilken fil som skal leses: make budsjett-fra-excel FIL=tall.xlsx))
	@$(TOOL) budsjett-fra-excel $(VALG) -- "$$FIL"

# A programme's year, step by step: make nytt-år AAR=2026 VALG=--skriv, and likewise saksfremlegg, vedta and status.
nytt-år saksfremlegg vedta status: $(VENV)/runtime
	$(if $(AAR),,$(error Skriv hvilket år det gjelder: make $@ AAR=2026))
	@$(TOOL) $@ $(VALG) -- "$$AAR"

# The measures of all years: make register, and VALG="--partnere --skriv" for the register of partners.
register: $(VENV)/runtime
	@$(TOOL) register $(VALG)

test: $(VENV)/test
	@$(BIN)/ruff format --check --quiet . || (echo "Kjør «make format».";  exit 1)
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/pytest -n auto

# Spoils the content and edits it at random, far more often than «make test» has time for:
# make fuzz EXAMPLES=20000
fuzz: $(VENV)/test
	@FUZZ=$(EXAMPLES) HANDLINGSPROGRAM_SCRIPTS=$(EXAMPLES) $(BIN)/pytest -n auto -q tests/hostile/test_fuzz.py tests/read/test_fits.py tests/review/test_edits.py tests/received tests/writing tests/tables

format: $(VENV)/test
	@$(BIN)/ruff format --quiet .
	@$(BIN)/ruff check --quiet --fix .

guide: $(VENV)/test
	@$(BIN)/python -m tests.rules.guide

skrifter: $(VENV)/test
	@$(BIN)/python -m tests.fonts

bench: $(VENV)/test
	@$(BIN)/python tests/bench/bench_build.py
	@$(BIN)/python -m tests.bench.bench_compare
	@$(BIN)/python -m tests.bench.bench_check
	@$(BIN)/python -m tests.bench.bench_long
	@$(BIN)/python -m tests.bench.bench_installed
	@$(BIN)/python -m tests.bench.bench_received
	@$(BIN)/python -m tests.bench.bench_site
	@$(BIN)/python -m tests.bench.bench_register
	@$(BIN)/python -m tests.bench.bench_editor
	@$(BIN)/python -m tests.bench.bench_preview

$(VENV)/runtime: pyproject.toml constraints.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	@$(BIN)/python -m compileall -q handlingsprogram
	@touch $@

$(VENV)/rediger: $(VENV)/runtime
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[rediger]'
	@touch $@

$(VENV)/test: $(VENV)/runtime tests/editor/package-lock.json
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[test]'
	@$(BIN)/python -m tests.editor.install
	@touch $@

# The pictures of README and the user guide, from the built documents and from reports of a small edit.
# Needs poppler-utils, chromium and LibreOffice.
pictures: all $(VENV)/test
	@mkdir -p docs/bilder
	@$(BIN)/python -m tests.pictures out docs/bilder

clean:
	rm -rf out
