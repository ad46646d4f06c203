# A few words run everything; CI runs the same words.
PORT ?= 8000
export PORT

PY := .venv/bin/python
DJANGO := $(PY) manage.py

.PHONY: run test test-all check bench lock install states pictures

install: ## Everything needed: Python packages, front-end packages, static files
	@python3 lightbulb/bootstrap.py

run: install ## The whole service, with the demonstration county
	@exec $(PY) -m lightbulb.run

test: install ## The suite: pages, rules, guards, then one journey per capability in a browser
	@$(PY) -m tests.suite

test-all: install ## Everything at full size: repetitions, races, kill tests, crawls
	@$(PY) -m tests.suite --all

check: install ## Format, lint, types, imports, migrations, generated pages, deployment files
	@$(PY) -m tests.check

bench: install ## The measured work beside its floors; ONLY=find,list for some
	@$(PY) -m tests.bench $(ONLY)

lock: ## Hash-locked requirements for Python 3.11 and later
	@python3 lightbulb/bootstrap.py --only-tools
	@$(PY) -m lightbulb.lock
