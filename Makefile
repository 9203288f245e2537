# make          every document of every year, in every format
# make pdf      only the PDFs (likewise docx, md and html)
# make check    what is wrong with the content
# make diff FROM=2021 TO=2025    what has changed, as files in out/ (a side can also be main:2025)
# make review BASE=main          the same for every year that this branch changes
#                                SAMMENDRAG=nei leaves out the first page of the Word reports
# make git-diff lets «git diff» tell in words what has changed in the content
# make test     format, lint, types and tests
# make guide    the user guide's tables of rules, from tests/rules
#
# Everything runs in .venv, which is made when it is missing. Works with GNU make 3.81 and later.

PYTHON ?= python3
FORMATS := md docx pdf html
REPORTS := md html docx json
EXAMPLES ?= 2000
FIRST_PAGE = $(if $(filter nei,$(SAMMENDRAG)),--uten-sammendrag)

YEARS := $(notdir $(wildcard content/[12][0-9][0-9][0-9]))
VENV := .venv
BIN := $(VENV)/bin
comma := ,

# Asked for one format, make builds that one; else all of them, in one run for each year.
WANTED := $(or $(filter $(FORMATS),$(MAKECMDGOALS)),$(FORMATS))
DOCUMENTS := $(foreach year,$(YEARS),$(foreach format,$(WANTED),out/handlingsprogram-$(year).$(format)))
# make can name few files: it would read «båt kart.jpg» as two, and `%`, `$`, `:` and `#` as its own signs.
ODD := -path '*[!A-Za-z0-9._/-]*'
NAMED := -not -name '.*' -not $(ODD)
SOURCES := build.py $(shell LC_ALL=C find content -maxdepth 1 -type f $(NAMED)) $(shell find handlingsprogram schemas templates -type f -not -name '*.pyc')

# A commit or a checkout gives the documents another revision to name.
HISTORY := $(wildcard $(shell git rev-parse --git-path logs/HEAD 2>/dev/null))

.PHONY: all again $(FORMATS) setup check diff review git-diff test fuzz format guide bench pictures clean
# A build writes whole files or none: what a failed one leaves are the old documents.
.PRECIOUS: $(DOCUMENTS)

all: $(DOCUMENTS)
$(FORMATS): %: $(foreach year,$(YEARS),out/handlingsprogram-$(year).%)

# A pattern with several targets is one run that makes them all.
$(foreach format,$(WANTED),out/handlingsprogram-%.$(format)): $(VENV)/runtime $(SOURCES) $(HISTORY)
	@$(BIN)/python build.py build $* --format $(subst $() ,$(comma),$(strip $(WANTED)))

# A year's documents depend on that year's files (and its folders, so that a deleted file counts). What make cannot
# name is asked for its age: where it is newer than any of the documents, they are built again.
newer = $(ODD) -type f \( $(foreach format,$(WANTED),-newer out/handlingsprogram-$(1).$(format) -o) -false \) -print
define depends
$(foreach format,$(WANTED),out/handlingsprogram-$(1).$(format)): $(shell LC_ALL=C find content/$(1) $(NAMED)) \
  $(shell { LC_ALL=C find content/$(1) $(newer); LC_ALL=C find content -maxdepth 1 $(newer); } 2>/dev/null | grep -q . && echo again)
endef
$(foreach year,$(YEARS),$(eval $(call depends,$(year))))

setup: $(VENV)/runtime

check: $(VENV)/runtime
	@$(BIN)/python build.py check

diff: $(VENV)/runtime
	$(if $(and $(FROM),$(TO)),,$(error Skriv hva som skal sammenlignes: make diff FROM=2021 TO=2025))
	@$(BIN)/python build.py diff "$$FROM" "$$TO" --format $(subst $() ,$(comma),$(REPORTS)) --out out/ $(FIRST_PAGE)

# What this branch does to the years, since it and BASE parted: reports in out/, and the comment of a pull request in
# out/kommentar.md, made of what is in out/kommentar.
review: $(VENV)/runtime
	$(if $(BASE),,$(error Skriv hva det skal sammenlignes med: make review BASE=main))
	@$(BIN)/python build.py review $(FIRST_PAGE) -- "$$BASE"

# Lets «git diff» tell in words what has changed in the content, in this clone.
# «git config --unset diff.handlingsprogram.command» switches it off again.
git-diff: $(VENV)/runtime
	@$(BIN)/python -m handlingsprogram.gitdiff --sett-opp

test: $(VENV)/test
	@$(BIN)/ruff format --check --quiet . || (echo "Kjør «make format».";  exit 1)
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/pytest -n auto

# Spoils the content and edits it at random, far more often than «make test» has time for:
# make fuzz EXAMPLES=20000
fuzz: $(VENV)/test
	@FUZZ=$(EXAMPLES) HANDLINGSPROGRAM_SCRIPTS=$(EXAMPLES) $(BIN)/pytest -n auto -q tests/hostile/test_fuzz.py tests/read/test_fits.py tests/review/test_edits.py

format: $(VENV)/test
	@$(BIN)/ruff format --quiet .
	@$(BIN)/ruff check --quiet --fix .

guide: $(VENV)/test
	@$(BIN)/python -m tests.rules.guide

bench: $(VENV)/test
	@$(BIN)/python tests/bench/bench_build.py
	@$(BIN)/python -m tests.bench.bench_compare
	@$(BIN)/python -m tests.bench.bench_check
	@$(BIN)/python -m tests.bench.bench_long
	@$(BIN)/python -m tests.bench.bench_installed

$(VENV)/runtime: pyproject.toml constraints.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	@$(BIN)/python -m compileall -q handlingsprogram
	@touch $@

$(VENV)/test: $(VENV)/runtime tests/editor/package-lock.json
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[test]'
	@$(BIN)/python -m tests.editor.install
	@touch $@

# The pictures of README and the user guide, from the built documents and from reports of a small edit.
# Needs poppler-utils, chromium and LibreOffice.
pictures: $(foreach year,2021 2025,$(foreach format,pdf docx html,out/handlingsprogram-$(year).$(format))) $(VENV)/test
	@mkdir -p docs/bilder
	@$(BIN)/python -m tests.pictures out docs/bilder

clean:
	rm -rf out
