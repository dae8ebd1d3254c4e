# netday: `make demo` and `make test` set up all they need in .venv; Python 3.11 or newer and make suffice.

PYTHON ?= python3

ifeq ($(OS),Windows_NT)
BIN := .venv/Scripts
else
BIN := .venv/bin
endif
READY := .venv/.ready

.PHONY: ready demo quick test test-real test-oldest test-deep coverage mutants lint format types bench pictures lock wheel clean
.DELETE_ON_ERROR:

ready: $(READY)
	@echo "netday is set up: $(BIN)/netday --help. More: make demo, quick, test, lint, types, coverage, test-real, test-oldest, test-deep, mutants, bench, lock, clean."

# Everything in the lock, by hash, then netday itself, compiled as pip does for what it installs whole (a quarter of a
# second less for each command); the stamp makes a second `make` instant.
$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "netday needs Python 3.11 or newer, and $(PYTHON) is no such Python." \
	       "Name another one: make PYTHON=python3.13"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' || { \
	  echo "$(PYTHON) cannot make virtual environments. On Debian and Ubuntu: apt-get install python3-venv"; exit 1; }
	@echo "Setting up .venv (once; a minute or so) ..."
	@$(PYTHON) -m venv --clear .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	@$(BIN)/python -m compileall -q netday.py cli.py scheduler
	@$(BIN)/python -c 'import pathlib; pathlib.Path("$(READY)").touch()'

demo: export NETDAY_LANGUAGE=en
demo: $(READY)
	$(BIN)/netday solve instances/haarlem-2023 -o build/haarlem/programme.json --compare-with instances/haarlem-2023/printed.yaml
	$(BIN)/netday show instances/haarlem-2023 build/haarlem/programme.json
	$(BIN)/netday publish instances/haarlem-2023 build/haarlem/programme.json --to build/haarlem/site

test: $(READY)
	$(BIN)/python -m pytest

# All but what tests/support/quick.py lists, with a few examples each: some two minutes of processor time.
QUICK := -m pytest --quick --hypothesis-profile quick
quick: $(READY)
	$(BIN)/python $(QUICK)

# What of the product the quick tests and some broad ones run, line by line; the gate is in pyproject.toml.
coverage: $(READY)
	$(call MEASURED,$(BIN))

# The same with the lowest version of each dependency that pyproject.toml allows.
test-oldest: .venv-oldest/.ready
	$(call MEASURED,$(subst .venv,.venv-oldest,$(BIN)))

define MEASURED
$(1)/python -m coverage erase
$(1)/python -m coverage run $(QUICK) --broad -p no:cacheprovider
$(1)/python -m coverage combine --quiet
$(1)/python -m coverage report --skip-covered
endef

.venv-oldest/.ready: requirements-oldest.lock pyproject.toml
	@echo "Setting up .venv-oldest (once) ..."
	@$(PYTHON) -m venv --clear .venv-oldest
	@$(subst .venv,.venv-oldest,$(BIN))/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r $<
	@$(subst .venv,.venv-oldest,$(BIN))/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	@$(PYTHON) -c 'import pathlib; pathlib.Path("$@").touch()'

# What needs programs that others wrote: a terminal; parsers, clients and a server of calendars. A missing one is
# installed (from Debian; PyPI and npm by lock and hash) and a failure where that cannot be done, never a skip.
test-real: $(READY) .venv-real/.ready tests/real/node_modules/.ready
	@tests/real/install-debian
	$(BIN)/python -m pytest tests/real

.venv-real/.ready: tests/real/requirements.txt | $(READY)
	@echo "Setting up .venv-real (once) ..."
	@$(PYTHON) -m venv --clear .venv-real
	@.venv-real/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r $<
	@touch $@

tests/real/node_modules/.ready: tests/real/package-lock.json
	@tests/real/install-debian
	@cd tests/real && npm ci --no-audit --no-fund --ignore-scripts --loglevel=error
	@touch $@

# Many more and other examples than `make test`, which draws the same ones each time.
test-deep: $(READY)
	$(BIN)/python -m pytest --hypothesis-profile deep

# Whether the tests notice when a rule is wrong, as docs/mutants.md explains. One rule: make mutants RULE=quorum
RULE ?=
mutants: $(READY)
	$(BIN)/python -m tests.support.mutants $(RULE)

lint: $(READY)
	$(BIN)/ruff check
	$(BIN)/ruff format --check

format: $(READY)
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

types: $(READY)
	$(BIN)/mypy

bench: $(READY)
	$(BIN)/netday bench

# Those of the desk in docs/pictures, anew: look at each before it is kept.
pictures: $(READY)
	@tests/real/install-debian
	$(BIN)/python -m tests.support.desk_pictures

# After a change of the dependencies in pyproject.toml. Newer versions of all: make lock UPGRADE=--upgrade
# Needs uv (pip install uv). Files for every system and Python from 3.11 on; they name no index, so that pip's own holds.
UPGRADE ?=
COMPILE := --generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"
DECLARED := pyproject.toml --group dev --universal --python-version 3.11
lock:
	uv pip compile $(DECLARED) $(COMPILE) $(UPGRADE) --output-file requirements.lock
	uv pip compile $(DECLARED) $(COMPILE) $(UPGRADE) --resolution lowest-direct --output-file requirements-oldest.lock
	uv pip compile tests/real/requirements.in --python-platform linux --python-version 3.11 $(COMPILE) $(UPGRADE) \
	  --output-file tests/real/requirements.txt

wheel: $(READY)
	$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-build-isolation --no-deps --wheel-dir dist .

clean:
	rm -rf .venv .venv-oldest .venv-real .coverage* tests/real/node_modules build dist .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
