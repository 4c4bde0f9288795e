# make run    start the atlas on this machine (installs what it needs into .venv first)
# make test   lint, types and every test
# make lint   lint and types alone
# make explore  the tests that draw their examples, with others and ten times as many
# make filters  every filter set by its control on every page, beside the API's answers
# make gallery   pictures of all exhibits, and of how the demonstration is spread, in gallery/ (PARTS)
# make tasks  twelve tasks of readers done in Chromium, each with its clicks (docs/looked_at.md)
# make bench  benchmarks, kept in .bench/history.jsonl (SIZES, PARTS and REPEATS narrow them down)
# make load   ordinary answers beside twenty heavy ones, then ten minutes of 300 visitors, on loopback
#             (USERS, SECONDS)
# make mutants  plants faults one by one: each must be caught by a test
# make mutation  thousands of small faults in filters, scoring, policy and measures (SAMPLE draws some)
# make coverage  the tests without a browser; fails where fewer lines are reached than the floor
# make sbom   what is installed with its licences, as CycloneDX in sbom.json
# make pins   newest versions of what pyproject.toml pins
# make behind  what the atlas runs on, pinned or not, of which there is a newer version
# make scale  a Spark cluster and a Redis on loopback (ROWS enterprises; needs Java 17)
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := run

PYTHON ?= $(shell command -v python3.11 || command -v python3 || echo python3)
VENV ?= .venv
PY := $(VENV)/bin/python
PIP_INSTALL := $(PY) -m pip install --quiet --disable-pip-version-check

.PHONY: run test explore filters lint browser gallery clean bench load scale mutants mutation
.PHONY: coverage pins behind sbom

run: $(VENV)/.installed
	exec $(PY) app.py serve

# Three at a time on two cores, a file each: one of them waits for a page or a server at any moment.
# Browser files, which take longest, come early (in the order of the folders). One thread of Polars
# in each: threads that share few rows take 15 % more of the processor (make explore has them all).
test: export POLARS_MAX_THREADS = 1
test: lint browser $(VENV)/sbom/bin/cyclonedx-py
	$(PY) -m pytest -n 3 --dist loadfile --no-loadscope-reorder --durations=20

explore: $(VENV)/.installed-test
	TEST_PROFILE=explore $(PY) -m pytest -q -m hypothesis $(if $(TESTS),$(TESTS))

filters: $(VENV)/.installed-test browser
	EVERY_FILTER=1 $(PY) -m pytest -q tests/browser/test_pages.py -k "zh and page"

lint: $(VENV)/.installed-test
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(VENV)/bin/biome ci --error-on-warnings
	$(PY) -m ty check --python $(VENV)

gallery: $(VENV)/.installed-test browser
	$(PY) -m tests.gallery $(PARTS)

tasks: $(VENV)/.installed-test browser
	$(PY) -m tests.tasks

browser:
	tools/need chromium chromedriver chinese-font soffice pdftotext

SIZES ?= 167372,1000000
REPEATS ?= 5
USERS ?= 300
SECONDS ?= 600

bench: browser $(VENV)/.installed-bench $(if $(findstring rollup,$(PARTS)),$(VENV)/.installed-scale)
	$(if $(findstring rollup,$(PARTS)),tools/need java)
	$(PY) -m tests.bench --sizes $(SIZES) --repeats $(REPEATS) $(if $(PARTS),--parts $(PARTS))
	$(if $(PARTS),,$(PY) -m pytest -q tests/bench/bench_functions.py --benchmark-json=.bench/functions.json)

# Locust needs a newer urllib3 than the browser driver of dash.testing: an environment of its own.
load: $(VENV)/.installed-bench $(VENV)/load/bin/locust
	$(PY) -m tests.load.beside
	$(PY) -m tests.load --users $(USERS) --seconds $(SECONDS) --locust $(VENV)/load/bin/locust

ROWS ?= 20000

scale: $(VENV)/.installed-scale
	tools/need java redis-server
	SRDI_SCALE=1 SRDI_SCALE_ROWS=$(ROWS) $(PY) -m pytest tests/scale

# The maker of the list is in an environment of its own: it lists what the atlas runs on.
sbom: $(VENV)/.installed $(VENV)/sbom/bin/cyclonedx-py
	$(VENV)/sbom/bin/cyclonedx-py environment --pyproject pyproject.toml \
	  --gather-license-texts --output-reproducible --output-format JSON --output-file sbom.json $(PY)

$(VENV)/sbom/bin/cyclonedx-py: pyproject.toml | $(VENV)/bin/pip
	$(PYTHON) -m venv --clear $(VENV)/sbom
	$(VENV)/sbom/bin/python -m pip install --quiet --disable-pip-version-check cyclonedx-bom==7.5.0
	touch $@

pins: $(VENV)/bin/pip
	$(PY) tools/pins.py

behind: $(VENV)/bin/pip
	$(PY) tools/pins.py behind

mutants: $(VENV)/.installed-test
	$(PY) -m tests.mutants

coverage: $(VENV)/.installed-test
	$(PY) -m pytest -q -m "not browser" --cov --cov-report=term:skip-covered

mutation: $(VENV)/.installed-mutation
	$(PY) -m tests.mutants.mutation $(if $(SAMPLE),--sample $(SAMPLE))

clean:
	rm -rf $(VENV)

$(VENV)/.installed: pyproject.toml | $(VENV)/bin/pip
	$(PIP_INSTALL) --editable .
	touch $@

# What is imported is compiled when it is imported: a third of what is installed here.
$(VENV)/.installed-test: pyproject.toml | $(VENV)/bin/pip
	$(PIP_INSTALL) --no-compile --editable '.[test,lint]'
	touch $@

$(VENV)/.installed-bench: pyproject.toml | $(VENV)/bin/pip
	$(PIP_INSTALL) --editable '.[test,bench]'
	touch $@

$(VENV)/.installed-mutation: pyproject.toml | $(VENV)/bin/pip
	$(PIP_INSTALL) --editable '.[test,mutation]'
	touch $@

$(VENV)/load/bin/locust: pyproject.toml | $(VENV)/bin/pip
	$(PYTHON) -m venv --clear $(VENV)/load
	$(VENV)/load/bin/python -m pip install --quiet --disable-pip-version-check locust==2.47.0
	touch $@

$(VENV)/bin/pip:
	PYTHON='$(PYTHON)' tools/need python ensurepip
	$(PYTHON) -m venv --clear $(VENV)

$(VENV)/.installed-scale: pyproject.toml | $(VENV)/bin/pip
	$(PIP_INSTALL) --editable '.[test,spark,redis]'
	touch $@
