# Kontor: from a fresh clone, `make run` is all it takes. `make help` lists the rest.

SHELL := /bin/sh
PYTHON ?= python3
ifeq ($(OS),Windows_NT)
BIN := .venv/Scripts
else
BIN := .venv/bin
endif
# More for the command itself: make run ARGS="--port 8001", make test ARGS="tests/core -q".
ARGS ?=
# Real-world files with a MANIFEST.md: make corpus CORPUS=folder.
CORPUS ?= ../shared/data/corpus
# Tests run on all cores at once, file by file. In the order of their folders: else the
# files of the fewest tests come last, and these are those of the longest ones.
EACH_CORE = -n auto --dist loadfile --no-loadscope-reorder
SETUP = command -v $(PYTHON) >/dev/null || { \
	echo "Kontor needs Python 3.11 or newer: install it from python.org."; exit 1; }; \
	$(PYTHON) tools/setup.py
TEMPLATES := src/kontor/web/templates

.DEFAULT_GOAL := help
.PHONY: help run setup test test-postgres corpus check format messages fuzz bench bundle screenshots clean

help: ## list what can be made
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' Makefile | while IFS='|' read -r name what; do printf '  make %-14s %s\n' "$$name" "$$what"; done

run: ## start Kontor with the sample book, installing it first where needed
	@$(SETUP) run
	@$(BIN)/kontor start --sample $(ARGS)

setup: ## install Kontor and the tools for tests and checks into .venv
	@$(SETUP) dev

test: setup ## all tests, those in a real browser among them
	@browser=$$($(BIN)/python -m tools.chromium) && \
	KONTOR_CHROMIUM="$$browser" $(BIN)/python -m pytest $(EACH_CORE) $(ARGS)

# What kills has a SQLite of its own; pages and packages are the same on both, and what
# knows no database is the same anywhere.
test-postgres: setup ## the tests once more, on a throw-away PostgreSQL server
	@KONTOR_TEST_POSTGRES=1 $(BIN)/python -m pytest \
	--ignore=tests/browser --ignore=tests/packaging --ignore=tests/core \
	--ignore=tests/exchange --ignore=tests/lib \
	--ignore=tests/actions/overview/test_killed.py $(EACH_CORE) $(ARGS)

corpus: setup ## import real-world files (CORPUS=folder) and see that no record is lost
	@$(BIN)/python -m tools.corpus "$(CORPUS)" $(ARGS)

check: setup ## format, lint, types, import contracts, templates, translations
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m ruff check .
	$(BIN)/python -m mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/python -m djlint $(TEMPLATES) --lint
	$(BIN)/python -m tools.messages check

format: setup ## put the code into the house's form
	$(BIN)/python -m ruff format .
	$(BIN)/python -m ruff check --fix .

messages: setup ## bring the German catalogue up to date with the code, and compile it
	$(BIN)/python -m tools.messages update
	$(BIN)/python -m tools.messages compile

fuzz: setup ## damage files by chance; make fuzz READER=vcard SECONDS=600 one kind for long
	@$(BIN)/python -m tools.fuzz $(READER) --seconds $(or $(SECONDS),60) $(ARGS)

bench: setup ## list the benchmarks; make bench NAME=pages ARGS="…" runs one
ifdef NAME
	@$(BIN)/python bench/$(NAME).py $(ARGS)
else
	@for file in bench/[a-z]*.py; do echo "  make bench NAME=$$(basename "$$file" .py)"; done
endif

bundle: setup ## build the wheel and the double-click starters into dist
	@$(BIN)/python -m tools.bundle

screenshots: setup ## take the pictures of README and guide from the sample network
	@$(BIN)/python -m tools.screenshots

clean: ## remove everything that was made here, .venv too; books stay
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find src tests tools -name __pycache__ -type d -prune -exec rm -rf {} +
	find src/kontor/locale -name '*.mo' -delete
