# The micro-factory: everything a checkout needs. `make help` lists what there is.
VENV ?= .venv
PYTHON := $(VENV)/bin/python
PYTEST := $(PYTHON) -m pytest
STATIC := .static/staticfiles.json

.DEFAULT_GOAL := help
.PHONY: help run setup test bench soak lint format stop packages test-packages secrets words

help:            ## list these targets
	@sed -n 's/^\([a-z]*\): *[^#]*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 16

run: $(STATIC)   ## set up what is missing and serve at http://127.0.0.1:8000 (PORT=... to change)
	@$(PYTHON) manage.py set_up --demo
	@SHOW_SIGN_INS=1 exec $(PYTHON) -m gunicorn --config python:microfactory.setup.server

setup: $(STATIC) ## only set up: packages, secrets, words, static files, database, demo communities
	@$(PYTHON) manage.py set_up --demo

test: test-packages secrets words ## run all tests; those in a browser where there is a Chromium
	@$(PYTEST) -n logical --maxprocesses 4 --dist loadfile $(ARGS)

soak: test-packages secrets words ## run the long tests
	@HYPOTHESIS_PROFILE=soak $(PYTEST) -m soak $(ARGS)

bench: test-packages $(STATIC) ## measure the speed against the floor; figures in .bench/latest.json
	@$(PYTHON) -m tests.bench $(ARGS)

lint: test-packages ## look for what the linter and the formatter object to
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m ruff format --check .

format: test-packages ## let the linter and the formatter mend what they can
	@$(PYTHON) -m ruff check --fix .
	@$(PYTHON) -m ruff format .

stop: packages   ## stop the private database servers of this checkout
	@$(PYTHON) -m microfactory.database

packages:
	@microfactory/setup/packages.sh $(VENV) requirements.txt

test-packages:
	@microfactory/setup/packages.sh $(VENV) tests/requirements.txt

secrets: packages
	@$(PYTHON) -m microfactory.setup.secrets_file

words: packages
	@$(PYTHON) -m microfactory.setup.words

# Django writes the list of static files last, so it is older than none of them only when all are there.
$(STATIC): requirements.txt $(shell find static -type f) | secrets words
	@echo "Collecting the static files ..."
	@$(PYTHON) manage.py collectstatic --noinput --verbosity 0
	@touch $@
