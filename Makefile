# `make demo` shows the main job; `make test` checks everything. Both set up what they need.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN := $(VENV)/.run
DEV := $(VENV)/.dev

.PHONY: demo test check format docs lock clean system vectors bench-audit bench-load bench-load-knee bench-mail bench-secrets

demo: $(RUN)
	$(BIN)/launchready demo

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "launchready needs Python 3.11 or newer: make PYTHON=python3.11 ..." >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
	  { echo "launchready needs Python's venv module (Debian: apt-get install python3-venv)" >&2; exit 1; }

# The package itself is installed from the checkout, without asking for anything besides the lock.
$(RUN): requirements/run.txt pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	$(BIN)/python tools/link_checkout.py
	@touch $@

$(DEV): requirements/dev.txt pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@ $(RUN)

system:
	@tools/setup-system

vectors: $(DEV)
	@PATH="$(CURDIR)/$(BIN):$$PATH" tools/fetch-vectors

test: system $(DEV) vectors
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/count_pragmas.py
	$(BIN)/launchready dev docs --check
	$(BIN)/launchready repo .
	$(BIN)/pytest --numprocesses 3 --dist loadgroup

# Hundreds of tests start Python anew: without bytecode each of them compiles the product again.
test check: export PYTHONDONTWRITEBYTECODE :=

# What `make test` does without the system's packages: quick, while you work.
check: $(DEV) vectors
	$(BIN)/ruff format --check . && $(BIN)/ruff check . && $(BIN)/mypy && $(BIN)/lint-imports
	$(BIN)/pytest --numprocesses 3 --dist loadgroup -m "not browser and not namespaces and not root" -q

format: $(DEV)
	$(BIN)/ruff format . && $(BIN)/ruff check --fix .

docs: $(DEV)
	$(BIN)/launchready dev docs

lock: $(DEV)
	tools/lock

bench-mail: system $(DEV)
	$(BIN)/python -m bench.mail

bench-secrets: $(DEV)
	$(BIN)/python -m bench.secrets

bench-audit: system $(DEV)
	$(BIN)/python -m bench.audit

bench-load: system $(DEV)
	$(BIN)/python -m bench.load

bench-load-knee: $(DEV)
	$(BIN)/python -m bench.load_knee

clean:
	rm -rf $(VENV) .venv-* .mypy_cache .ruff_cache .pytest_cache .hypothesis launchready-demo
