# Saksgang: every target sets up what it needs first (.ci/setup; quick when it is done already).

BIN := .venv/bin
PAPERS ?= examples/papers
GOLD ?= examples/gold

.DEFAULT_GOAL := help
.PHONY: help setup demo test lint types layers pytest examples pictures schema docs accuracy clean

help: ## what can be made
	@awk -F':.*## ' '/^[a-z]+:.*## /{printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## the virtual environment and the Debian packages
	@.ci/setup

demo: setup ## the example papers: import, show, search, write the next innkalling
	@PATH="$(CURDIR)/$(BIN):$$PATH" bash examples/demo

test: lint types layers pytest ## everything that CI runs

lint: setup
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: setup
	@$(BIN)/mypy

layers: setup
	@$(BIN)/lint-imports

pytest: setup
	@$(BIN)/pytest

examples: setup ## the example papers anew from tests/papers
	@$(BIN)/python -m tests.papers.examples

schema: setup ## docs/schema anew from the record classes
	@$(BIN)/python -m model.schema docs/schema
