# `make help` lists the targets. Nothing but git, make and python3-venv has to be there.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
VENV ?= .venv
PORT ?= 8000
UV_VERSION := 0.13.9
BIN := $(VENV)/bin
READY := $(VENV)/.ready
TRANSLATED := $(VENV)/.translated
COMPILED := $(VENV)/.compiled
QUICK := not browser and not postgres and not slow
COVERED := not browser and not postgres and not whole
REST := browser or postgres or whole
# Also where the environment says otherwise: pytest keeps the tests that it compiled, and both workers find them.
PYTEST := PYTHONDONTWRITEBYTECODE= python -m pytest
export UV_PYTHON_DOWNLOADS := never
export PATH := $(abspath $(BIN)):$(PATH)

.PHONY: help
help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

.PHONY: setup
setup: $(READY) $(TRANSLATED) $(COMPILED) ## virtual environment, locked dependencies, translations, bytecode

$(BIN)/uv:
	@echo "Setting up $(VENV)"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

$(READY): requirements.lock | $(BIN)/uv
	@uv pip sync --quiet --require-hashes --python $(BIN)/python requirements.lock
	@touch $@

$(TRANSLATED): $(READY) $(wildcard translations/*/*.po)
	@python -m club.core.catalogues compile
	@touch $@

# Also where PYTHONDONTWRITEBYTECODE keeps Python from it at each start; what is imported seldom is left to its day.
$(COMPILED): $(READY) $(shell find club config.py wsgi.py -name '*.py')
	@PYTHONDONTWRITEBYTECODE= python -m compileall -q club config.py wsgi.py
	@PYTHONDONTWRITEBYTECODE= python -c 'import granian.cli, club.application'
	@touch $@

.PHONY: run
run: setup ## serve the demo on http://127.0.0.1:8000 (PORT= changes it); Ctrl-C stops it
	@exec python tools/run.py $(PORT)

.PHONY: test
test: setup ## every test: both databases, house rules, journeys in a real browser
	@python tools/browser.py
	@$(PYTEST) -n 2 --dist worksteal -q -m "$(COVERED)" --cov --cov-report=
	@coverage report --skip-covered --fail-under=95
	@$(PYTEST) -n 2 --dist worksteal -q -m "$(REST)"

.PHONY: test-fast
test-fast: setup ## the quick tests, about a minute on two cores
	@$(PYTEST) -n 2 -q -m "$(QUICK)"

.PHONY: check
check: setup ## format, lint, types, import contracts, page lint
	@ruff format --check .
	@ruff check .
	@mypy
	@lint-imports
	@python -m pytest -q tests/house_rules/test_pages.py

.PHONY: format
format: setup ## write the format that `make check` wants
	@ruff format .
	@ruff check --fix .

.PHONY: drill
drill: setup ## experiments that kill, storm and race; figures to docs/drills.md
	@python -m drills

.PHONY: bench
bench: setup ## speed beside a reference in the same run; figures to bench/out/
	@python -m bench

.PHONY: translations
translations: $(READY) ## collect the words of code and pages, then compile the catalogues
	@python -m club.core.catalogues extract
	@python -m club.core.catalogues compile

.PHONY: lock
lock: | $(BIN)/uv ## renew requirements.lock from pyproject.toml (UPGRADE=1 takes newer versions)
	@uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --group dev \
		--custom-compile-command "make lock" $(if $(UPGRADE),--upgrade) --output-file requirements.lock pyproject.toml
