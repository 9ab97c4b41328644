# make run starts the whole portal; make help lists the rest.

PYTHON ?= python3
JOBS ?= $(shell getconf _NPROCESSORS_ONLN)
BIN = .venv/bin
MANAGE = $(BIN)/python manage.py
INSTALL = $(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --no-deps --require-hashes
LOCK = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header pyproject.toml
TEST = $(BIN)/pytest --numprocesses $(JOBS) --dist worksteal
APPS = portal projects events news

help: ## list what make can do
	@sed -n 's/^\([a-z]*\):.*## /make \1\t/p' Makefile | expand -t 16

run: .venv/.run ## start everything, with sample data in an empty database (PORT, DATA_DIR)
	@$(MANAGE) serve --demo

test: .venv/.dev ## run every test, in parallel (JOBS)
	$(TEST)

coverage: .venv/.dev ## run every test, and show what they cover (half as long again)
	$(TEST) --cov --cov-report term

trials: .venv/.dev ## ill-treat the whole portal: kill, stop and restart what it runs on (minutes)
	$(BIN)/pytest trials

check: lint types imports templates migrations deployment ## everything that needs no running portal

lint: .venv/.dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: .venv/.dev
	$(BIN)/mypy

imports: .venv/.dev
	$(BIN)/lint-imports

templates: .venv/.dev
	$(BIN)/djangofmt --check templates

migrations: .venv/.dev
	DATA_DIR=build/check $(MANAGE) makemigrations --check --dry-run

# As a real installation has it; no server is started.
deployment: .venv/.dev
	DATA_DIR=build/check SITE_URL=https://portal.example.org ALLOWED_HOSTS=portal.example.org \
		$(MANAGE) check --deploy --fail-level WARNING

bench: .venv/.dev ## measure speed, each figure against a yardstick in the same run (minutes)
	$(BIN)/pytest bench --quiet -o python_files='bench_*.py' -o python_functions='bench_*'

format: .venv/.dev ## write code and templates as make check wants them
	$(BIN)/ruff check --fix-only
	$(BIN)/ruff format
	$(BIN)/djangofmt templates

lock: .venv/.dev ## pin the packages that pyproject.toml asks for; UPGRADE=1 takes the newest
	$(LOCK) $(if $(UPGRADE),--upgrade) --output-file requirements/run.txt
	$(LOCK) $(if $(UPGRADE),--upgrade) --group dev --constraint requirements/run.txt \
		--output-file requirements/dev.txt

clean: ## remove what can be made again; the data in var stays
	rm -rf .venv build .coverage .coverage.* .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
	find $(APPS) tests -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo \
		"The portal needs Python 3.11 or newer: name one, for example make PYTHON=python3.12 run" >&2; \
		exit 1; }
	@$(PYTHON) -m venv --clear .venv || { rm -rf .venv; echo \
		"Python cannot make a virtual environment here; on Debian: apt-get install python3-venv" >&2; \
		exit 1; }

# Packages are installed when the file that pins them has changed.
.venv/.run: requirements/run.txt | .venv/bin/python
	$(INSTALL) --requirement requirements/run.txt
	@touch $@

.venv/.dev: requirements/dev.txt | .venv/bin/python
	$(INSTALL) --requirement requirements/dev.txt
	@touch $@ .venv/.run

.PHONY: help run test coverage trials check lint types imports templates migrations deployment bench format lock clean
