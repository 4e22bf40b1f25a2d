# Two commands do everything on a machine with Python 3.11+, make and a package index:
#   make run    the main job on the embedded press: poll, edit, poll, backfill, query
#   make test   lint, types, unit, property and end-to-end tests
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
VENV2  := .venv-duckdb2
DATA   ?= data/demo
# What of the warehouse's tests depends on DuckDB and its version; the others are Python, or kill processes.
ON_DUCKDB2 := $(addprefix tests/warehouse/,test_load.py test_views.py test_migrate.py test_publish.py test_stored.py test_query.py \
	test_health.py test_events.py test_state.py test_backfill.py test_checks.py test_dictionary.py test_steps.py \
	stories/test_derive.py stories/test_times.py)

# Every process imports Prefect faster from .pyc files.
unexport PYTHONDONTWRITEBYTECODE
# Prefect asks home for nothing.
export DO_NOT_TRACK := 1
export PREFECT_SERVER_ANALYTICS_ENABLED := false

# uv installs in seconds what takes pip a minute; where it cannot reach an index that pip can, pip does it.
install = $(1)/bin/uv pip install --quiet --compile-bytecode --python $(1)/bin/python $(2) \
	|| { echo "uv could not; pip tries, which takes a minute ..."; $(1)/bin/python -m pip install --quiet $(2); }

.DEFAULT_GOAL := help
.PHONY: help run test test-unit test-e2e test-duckdb2 check format gate soak bench docs lock clean

help: ## what can be made
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(BIN)/uv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "readouts needs Python 3.11 or newer; call: make PYTHON=python3.12 ..." >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv

$(VENV)/.run: pyproject.toml constraints.txt | $(BIN)/uv
	@echo "installing readouts into $(VENV) ..."
	@$(call install,$(VENV),--constraint constraints.txt --editable .)
	@touch $@

$(VENV)/.dev: pyproject.toml constraints.txt | $(BIN)/uv
	@echo "installing readouts and its test tools into $(VENV) ..."
	@$(call install,$(VENV),--constraint constraints.txt --editable '.[dev]')
	@touch $@ $(VENV)/.run

$(VENV2)/.ready: tests/warehouse/requirements-duckdb2.txt constraints.txt | $(BIN)/uv
	@echo "installing DuckDB 2 beside it into $(VENV2) ..."
	@$(PYTHON) -m venv --without-pip $(VENV2)
	@grep -v '^duckdb' constraints.txt > $(VENV2)/constraints.txt
	@$(BIN)/uv pip install --quiet --python $(VENV2)/bin/python -r $< -c $(VENV2)/constraints.txt \
		|| $(BIN)/python -m pip --python $(VENV2)/bin/python install --quiet -r $< -c $(VENV2)/constraints.txt
	@touch $@

run: $(VENV)/.run ## the main job on the embedded press
	@$(BIN)/readouts --data $(DATA) demo

test: check test-unit test-duckdb2 test-e2e ## everything CI runs

# One process more than two cores: each waits now and then, for the disk, a clock or a process that it started. The
# end-to-end tests wait more, Prefect's for minutes.
test-unit: $(VENV)/.dev
	@$(BIN)/python -m pytest --ignore tests/e2e -n 3 --dist worksteal

test-e2e: $(VENV)/.dev
	@$(BIN)/python -m pytest tests/e2e -n 4 --dist loadfile --no-loadscope-reorder

test-duckdb2: $(VENV)/.dev $(VENV2)/.ready ## the warehouse's tests on DuckDB 2, but for the kills of processes
	@PYTHONPATH=. $(VENV2)/bin/python -m pytest $(ON_DUCKDB2) -p no:cacheprovider -n 3 --dist worksteal

check: $(VENV)/.dev ## lint, format and types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

format: $(VENV)/.dev ## put the code into its form
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

gate: $(VENV)/.dev ## quality of extraction on real pages, against the committed baseline
	@$(BIN)/python -m pytest tests/gates

soak: $(VENV)/.dev ## hundreds of kills and the like; long
	@$(BIN)/python -m pytest -m soak --timeout 3600
	@$(BIN)/python -m pytest -m hypothesis --hypothesis-profile explore --timeout 3600

bench: $(VENV)/.dev ## what is fast, as ratios to a baseline of the same run
	@for file in benchmarks/bench_*.py; do $(BIN)/python -m benchmarks.$$(basename $$file .py) || exit 1; done

docs: $(VENV)/.dev ## the generated pages of docs/
	@$(BIN)/python -m warehouse.dictionary
	@$(BIN)/python -m config.outlet_page

lock: $(BIN)/uv ## renew constraints.txt
	@(echo "# The versions this release was tested with; 'make' installs under these. Renew with 'make lock'."; \
	  $(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --all-extras --no-header --no-annotate --quiet) \
	  > constraints.new && mv constraints.new constraints.txt

clean: ## remove environments, caches and the demo's data
	rm -rf $(VENV) $(VENV2) .pytest_cache .mypy_cache .ruff_cache .hypothesis $(DATA)
