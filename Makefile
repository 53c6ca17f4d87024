# make demo: read the examples into a fresh register and write a brief.  make test: run everything.
# Both set up from nothing but Python 3.11 to 3.13.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: demo test setup check lock wheel clean

setup: $(READY)

$(READY): requirements.lock pyproject.toml
	$(PYTHON) tools/check_python.py
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps --only-binary :all: -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $(READY)

demo: setup
	$(BIN)/python examples/demo.py

check: setup
	$(BIN)/ruff check .
	$(BIN)/mypy

test: check
	$(BIN)/pytest --numprocesses 2 --dist loadfile

lock:
	uv pip compile --universal --generate-hashes --no-annotate --no-header --no-emit-index-url --python-version 3.11 --only-binary :all: \
	  --group dev --extra views --extra postgres --extra mcp --quiet --output-file requirements.lock pyproject.toml

wheel: setup
	$(BIN)/python -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .

clean:
	rm -rf out dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis
