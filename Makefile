# The only commands anyone needs. Each builds what it needs from Python 3.11, make and Node, and nothing else.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help run demo-data test test-fast journeys pictures check fix docs bench new-room requirements coverage clean \
        install venv node browser environment

# Python keeps what it compiled, apart from the source: else every process would compile every file anew.
export PYTHONPYCACHEPREFIX := $(CURDIR)/.local/compiled
unexport PYTHONDONTWRITEBYTECODE

PYTHON ?= $(shell command -v python3.11 || command -v python3)
PORT ?= 8000
EXTRACT := .local/demo-extract
BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
digest = $(PYTHON) -c 'import hashlib,pathlib,sys; d=hashlib.sha256(); [d.update(p.read_bytes()) for a in sys.argv[1:] for p in (sorted(pathlib.Path(a).rglob("*.*")) if pathlib.Path(a).is_dir() else [pathlib.Path(a)]) if p.is_file() and p.suffix != ".pyc"]; print(d.hexdigest())'

help: ## Say what each command does
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: install environment ## Set everything up, load the demonstration area and serve it
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) make_demonstration_accounts
	@stamp=$$($(digest) demo); \
	if [ "$$(cat .local/demo-loaded 2>/dev/null)" != "$$stamp" ]; then \
	  [ "$$(cat $(EXTRACT)/.made-by 2>/dev/null)" = "$$stamp" ] || $(MAKE) --no-print-directory demo-data; \
	  $(MANAGE) import_extract $(EXTRACT); \
	  echo "$$stamp" > .local/demo-loaded; \
	fi
	@$(MANAGE) make_demonstration_answers
	@$(MANAGE) make_demonstration_victims
	@$(MANAGE) make_demonstration_proposals
	@trap 'kill 0' EXIT; \
	$(MANAGE) procrastinate worker & \
	( $(BIN)/python -c "$$WAIT_UNTIL_IT_ANSWERS" && printf '\n  The service is at http://127.0.0.1:$(PORT)/  (stop it with Ctrl-C)\n\n' ) & \
	PUBLIC_URL=http://127.0.0.1:$(PORT) $(BIN)/gunicorn --config python:oocr.config.serve --bind 127.0.0.1:$(PORT)

define WAIT_UNTIL_IT_ANSWERS
import time, urllib.request
for _ in range(600):
    try:
        urllib.request.urlopen("http://127.0.0.1:$(PORT)/ready", timeout=5)
        break
    except OSError:
        time.sleep(0.1)
else:
    raise SystemExit("The service did not start.")
endef
export WAIT_UNTIL_IT_ANSWERS

demo-data: install environment ## Make the invented people of the demonstration area, as an extract in .local/demo-extract
	@$(BIN)/python -m demo.generate --out $(EXTRACT)
	@$(digest) demo > $(EXTRACT)/.made-by

test: install browser ## Every test, journeys in a real browser included. This is what CI runs
	@$(BIN)/pytest -n auto --dist loadgroup

test-fast: install ## Every test but the slow ones and the journeys, in under a minute
	@$(BIN)/pytest -n auto --dist worksteal --remember --hypothesis-profile quick -m "not journey and not slow" --ignore tests/journeys

journeys: install browser ## Only the journeys, in a real browser
	@$(BIN)/pytest -m journey

pictures: install browser ## Take the pictures in the documentation again, as the journeys pass the pages
	@$(BIN)/pytest -m journey --pictures

coverage: install browser ## Every test, and which lines and branches no test reaches
	@$(BIN)/pytest -n auto --dist loadgroup --cov --cov-report=term-missing:skip-covered

check: install environment ## Everything that can be checked without running the service. Changes nothing
	@$(MAKE) --no-print-directory -j2 -k $(if $(filter output-sync,$(.FEATURES)),-O) $(CHECKS) && echo "All is well."

CHECKS := check-types check-format check-lint check-templates check-imports check-migrations check-docs check-packs check-requirements check-secrets
.PHONY: $(CHECKS)
check-types:
	@$(BIN)/mypy --no-error-summary
check-format:
	@$(BIN)/ruff format --check --quiet . || { echo "Not in the agreed format: run make fix"; exit 1; }
check-lint:
	@$(BIN)/ruff check --quiet .
check-templates:
	@$(BIN)/djlint oocr --lint --quiet
check-imports:
	@$(BIN)/lint-imports --no-logo > /dev/null || { $(BIN)/lint-imports --no-logo; exit 1; }
check-migrations:
	@$(MANAGE) check --fail-level WARNING > /dev/null
	@$(MANAGE) makemigrations --check --dry-run > /dev/null || { echo "The models have changed: run manage.py makemigrations"; exit 1; }
check-docs:
	@$(MANAGE) write_docs --check
check-packs:
	@$(MANAGE) packs check > /dev/null
check-requirements:
	@[ "$$($(digest) requirements/base.in requirements/dev.in)" = "$$(cat requirements/compiled-from)" ] \
	  || { echo "requirements/*.in have changed: run make requirements"; exit 1; }
check-secrets:
	@$(BIN)/pytest -q -p no:cacheprovider tests/architecture/test_repository.py > /dev/null \
	  || $(BIN)/pytest -q -p no:cacheprovider tests/architecture/test_repository.py

fix: install ## Put right what a machine can: format, imports, simple lint
	@$(BIN)/ruff check --fix --quiet . || true
	@$(BIN)/ruff format --quiet .

docs: install environment ## Write the reference pages from the code
	@$(MANAGE) write_docs

bench: install environment ## Measure speed and memory against named baselines
	@$(BIN)/python -m bench $(ONLY)

new-room: install environment ## Lay out a new room: make new-room NAME=appeals
	@$(MANAGE) new_room $(NAME)

requirements: install ## Compile requirements/*.in into pinned and hashed files. UPGRADE=1 takes newer versions
	@for set in dev base; do \
	  CUSTOM_COMPILE_COMMAND="make requirements" $(BIN)/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe \
	    --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options \
	    $${UPGRADE:+--upgrade} --output-file requirements/$$set.txt requirements/$$set.in; \
	done
	@$(digest) requirements/base.in requirements/dev.in > requirements/compiled-from

clean: ## Throw away everything made at run time, the embedded database included
	@rm -rf .local .coverage .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

# -- what the commands above stand on

install: venv node

venv:
	@want=$$($(digest) requirements/dev.txt); \
	if [ "$$(cat .venv/stamp 2>/dev/null)" != "$$want" ]; then \
	  $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed")'; \
	  echo "Installing the Python packages into .venv"; \
	  if [ -L .venv ]; then rm .venv; fi; \
	  $(PYTHON) -m venv --clear .venv; \
	  $(BIN)/python -m pip install --quiet --no-compile --disable-pip-version-check --require-hashes -r requirements/dev.txt; \
	  echo "$$want" > .venv/stamp; \
	fi

node:
	@want=$$($(digest) package-lock.json); \
	if [ "$$(cat node_modules/.stamp 2>/dev/null)" != "$$want" ]; then \
	  command -v npm >/dev/null || { echo "Node 20 or later, with npm, is needed: https://nodejs.org/"; exit 1; }; \
	  echo "Installing the Node packages into node_modules"; \
	  if [ -L node_modules ]; then rm node_modules; fi; \
	  npm ci --ignore-scripts --no-audit --no-fund --loglevel=error; \
	  echo "$$want" > node_modules/.stamp; \
	fi

environment:
	@[ -e .env ] || cp dotenv-sample .env

# The journeys drive a real Chromium. They are never skipped: without one this stops, and says what to do.
browser:
	@for name in "$${CHROMIUM:-}" chromium chromium-browser google-chrome; do \
	  [ -n "$$name" ] && command -v "$$name" >/dev/null && exit 0; \
	done; \
	if [ "$$(id -u)" = 0 ]; then as_root=""; elif sudo -n true 2>/dev/null; then as_root="sudo -n"; else as_root="no"; fi; \
	if [ "$$as_root" != no ] && command -v apt-get >/dev/null; then \
	  echo "Installing Chromium for the journeys"; \
	  $$as_root apt-get update -qq && $$as_root apt-get install -y -qq --no-install-recommends chromium >/dev/null && exit 0; \
	fi; \
	echo "The journeys need a Chromium. Install one (on Debian or Ubuntu: sudo apt-get install chromium),"; \
	echo "or say where it is: make test CHROMIUM=/path/to/chromium"; exit 1
