# Needs make and Python 3.11 or newer; everything else is installed into .venv.
#   make demo PORT=8080               another port
#   make test PYTHON=/opt/py/python3  another Python

PYTHON ?=
PORT ?= 8000
BIN = .venv/bin
STORE = .demo/store-$(PORT)
BASE = http://localhost:$(PORT)

.PHONY: help demo test check quality speed clean

help:
	@echo "make demo     put the sample articles into a store and serve it (PORT=8000)"
	@echo "make test     run the tests"
	@echo "make check    lint, formatting, types"
	@echo "make quality  measure extraction against its floors"
	@echo "make speed    measure how fast articles are read"
	@echo "make clean    remove .venv and .demo"

demo: .venv/installed
	@$(BIN)/python -c 'import socket; s = socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1); s.bind(("127.0.0.1", $(PORT)))' 2>/dev/null \
	  || { echo "Port $(PORT) is taken or cannot be used. Choose another: make demo PORT=8080" >&2; exit 1; }
	@$(BIN)/kg --store $(STORE) --base $(BASE) ingest seeds/articles
	@echo
	@echo "Three things to try, once the server is up:"
	@echo
	@echo "- The pages: open $(BASE)"
	@echo "- Figures that cannot both be right:"
	@echo "  curl $(BASE)/sparql -H 'Accept: text/csv' --data-urlencode query@kg/queries/disputes.rq"
	@echo "- What is wrong with an entry:"
	@echo "  curl $(BASE)/validate -H 'Accept: text/plain' -H 'Content-Type: text/turtle' \\"
	@echo "    --data-binary @tests/shapes/invalid/statement-without-speaker.ttl"
	@echo
	@exec $(BIN)/kg --store $(STORE) --base $(BASE) serve --port $(PORT)

test: .venv/developed
	@$(BIN)/python -m pytest

check: .venv/developed
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

quality: .venv/developed
	@$(BIN)/python -m bench.extraction.run

speed: .venv/developed
	@$(BIN)/python -m bench.extraction.speed

clean:
	rm -rf .venv .demo

# The project is installed in place: a change to its sources needs no new installation.
.venv/installed: .venv/created pyproject.toml
	@echo "Installing into .venv (a minute or two, once) ..."
	@$(BIN)/python -m pip install -q --disable-pip-version-check -e .
	@touch $@

.venv/developed: .venv/created pyproject.toml
	@echo "Installing into .venv, with what tests need (a minute or two, once) ..."
	@$(BIN)/python -m pip install -q --disable-pip-version-check -e '.[dev]'
	@touch $@ .venv/installed

# With the first Python that is new enough and can make virtual environments.
.venv/created:
	@for python in $(if $(PYTHON),$(PYTHON),python3 python3.13 python3.12 python3.11); do \
	  $$python -c 'import sys; assert sys.version_info >= (3, 11); import ensurepip, venv' 2>/dev/null || continue; \
	  echo "Creating .venv with $$($$python --version)"; \
	  $$python -m venv .venv && $(BIN)/python -m pip install -q --disable-pip-version-check --upgrade pip \
	    && touch $@; exit; \
	done; \
	echo "No Python 3.11 or newer with the venv module was found. Install it" >&2; \
	echo "(Debian, Ubuntu: apt-get install python3 python3-venv), or name one: make PYTHON=/path/to/python3" >&2; \
	exit 1
