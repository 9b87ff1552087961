# Throughline. `make` lists what can be made.
.DEFAULT_GOAL := help
SHELL := /bin/sh

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --no-deps --require-hashes --only-binary :all:
TESTS ?= tests

help: ## list what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

run: install ## set everything up and open the app with the example corpus
	@$(BIN)/throughline demo load --if-empty
	@$(BIN)/throughline serve

test: install-dev browser postgresql ## set everything up and run every test
	PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder $(TESTS)

check: install-dev ## format, lint, types, import direction, documents
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -q tests/documents

bench: install-dev ## measure speed and quality against the alternatives
	$(BIN)/python -m benchmarks

bench-search: install-dev ## measure how well search finds, side by side
	$(BIN)/python -m benchmarks search

bench-latency: install-dev ## measure how long a whole search takes among 100,000 observations, filters on
	$(BIN)/python -m benchmarks latency

bench-insights: install-dev ## measure pain points on real notes, beside plain BERTopic and the stock encoder
	$(BIN)/python -m benchmarks coder matching check
	$(BIN)/python -m benchmarks topics
	$(BIN)/python -m benchmarks insights --plain

bench-journeys: install-dev ## measure how journeys are drafted from real notes, beside nearest vectors
	$(BIN)/python -m benchmarks journeys

bench-kills: install-dev ## kill commands at random moments, a hundred times, and see what is left
	$(BIN)/python -m benchmarks kills --kills 100

bench-privacy: install-dev ## measure what masking finds, and what it takes for personal data
	$(BIN)/python -m benchmarks privacy

fuzz: install-dev ## damage files of every format in 20,000 ways, and see that readers cope
	$(BIN)/python -W ignore -m benchmarks fuzz

specimens: install-dev ## say of each specimen what is taken or why not, and read a document of 872 pages
	$(BIN)/python -W ignore -m benchmarks specimens

screenshots: install-dev browser ## make the pictures of docs/ anew
	$(BIN)/python docs/make_screenshots.py

lock: ## compile requirements.in into the hashed lock (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --only-binary :all: --no-header \
		--override requirements-overrides.txt requirements.in -o requirements.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --only-binary :all: --no-header \
		requirements-dev.in -o requirements-dev.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --only-binary :all: --no-header \
		--override requirements-overrides.txt requirements-train.in -o requirements-train.txt

install: .venv/installed ## set up the environment of the app

install-dev: .venv/installed-dev ## set up the environment of the tests too

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Throughline needs Python 3.11 or newer, and $(PYTHON) is older or missing."; \
		echo "Remedy: install it, then run: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -m venv .venv || { rm -rf .venv; \
		echo "Python could not make a virtual environment."; \
		echo "Remedy, on Debian and Ubuntu: apt install python3-venv"; exit 1; }

.venv/installed: requirements.txt pyproject.toml | .venv/bin/python
	@echo "Installing (some minutes the first time) ..."
	@$(PIP) -r requirements.txt
	@$(BIN)/python -m pip --disable-pip-version-check install --quiet --no-deps --no-build-isolation --editable .
	@echo "Warming caches ..."
	@$(BIN)/python -m use_cases.running.warming
	@touch $@

.venv/installed-dev: requirements-dev.txt .venv/installed
	@$(PIP) -r requirements-dev.txt
	@touch $@

browser:
	@sh tests/install_browser.sh

postgresql:
	@sh tests/install_postgresql.sh

.PHONY: help run test check bench bench-search bench-latency bench-insights bench-journeys bench-kills bench-privacy fuzz specimens screenshots lock install install-dev browser postgresql
