# make run    start the atlas on this machine (installs what it needs into .venv first)
# make test   lint, types and every test
# make lint   lint and types alone
# make gallery   pictures of all exhibits, light and dark, in gallery/
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := run

PYTHON ?= $(shell command -v python3.11 || command -v python3 || echo python3)
VENV ?= .venv
PY := $(VENV)/bin/python
PIP_INSTALL := $(PY) -m pip install --quiet --disable-pip-version-check

.PHONY: run test lint browser gallery clean

run: $(VENV)/.installed
	exec $(PY) app.py serve

test: lint browser
	$(PY) -m pytest

lint: $(VENV)/.installed-test
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m ty check --python $(VENV)

gallery: $(VENV)/.installed-test browser
	$(PY) -m tests.gallery

browser:
	tools/need chromium chromedriver chinese-font soffice pdftotext

clean:
	rm -rf $(VENV)

$(VENV)/.installed: pyproject.toml | $(VENV)/bin/pip
	$(PIP_INSTALL) --editable .
	touch $@

$(VENV)/.installed-test: pyproject.toml | $(VENV)/bin/pip
	$(PIP_INSTALL) --editable '.[test,lint]'
	touch $@

$(VENV)/bin/pip:
	PYTHON='$(PYTHON)' tools/need python ensurepip
	$(PYTHON) -m venv --clear $(VENV)
