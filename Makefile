# Saksgang. Every target sets up what it needs first; that takes no time where it is done already (.ci/setup).

BIN := .venv/bin
PYTHON := $(BIN)/python

.DEFAULT_GOAL := help
.PHONY: help setup demo test lint types layers tests examples schema templates docs pictures accuracy benchmark

help: ## what can be made
	@awk -F':.*## ' '/^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## the Debian packages and the virtual environment
	@.ci/setup

demo: setup ## read the example papers, show and search them, write the next innkalling
	@PATH="$(CURDIR)/$(BIN):$$PATH" examples/demo

test: lint types layers tests ## everything that CI runs

lint: setup
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check

types: setup
	@$(BIN)/mypy

layers: setup
	@$(BIN)/lint-imports

tests: setup # two at a time, each file as a whole in one process
	@$(BIN)/pytest -n 2 --dist loadfile

examples: setup ## examples/papers anew, from tests/papers
	@$(PYTHON) -m tests.papers.examples

schema: setup ## docs/schema anew, from model/
	@$(PYTHON) -m model.schema

templates: setup ## templates/nn and templates/nb anew, from one layout
	@$(PYTHON) -m templates.build

docs: setup ## docs/cli.md anew, from the commands' own help
	@$(PYTHON) -m cli.reference docs/cli.md

pictures: demo ## docs/images anew, from the demo and made-up meetings
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(PYTHON) examples/pictures.py
	@$(PYTHON) -m tests.render.gallery docs/images

accuracy: setup ## how well annotated papers are read, field by field
	@$(PYTHON) -m tests.accuracy.measure

benchmark: setup ## how fast papers are read, imported, found and written, beside others; the tables in the README anew
	@$(PYTHON) -m benchmarks.ingest --write
	@$(PYTHON) -m benchmarks.extract --write
	@$(PYTHON) -m benchmarks.import_papers --write
	@$(PYTHON) -m benchmarks.search --write
	@$(PYTHON) -m benchmarks.shared_index --write
	@$(PYTHON) -m benchmarks.render --write
