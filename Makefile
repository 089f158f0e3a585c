# Every target sets up what it needs first; `make help` lists them.

VENV := .venv
PY := $(VENV)/bin/python
READY := $(VENV)/up-to-date
# The first Python that is recent enough; without one, the set-up says which is needed.
PYTHON = $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
  $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && exit; done; echo python3)

PREFIX ?= onetick-dev
PROFILE ?= dev
RELEASE ?= $(shell git describe --always --dirty 2>/dev/null || echo unreleased)

export PATH := $(abspath $(VENV)/bin):$(PATH)
export PYTHONPATH := .:layers/onetick/python
export SAM_CLI_TELEMETRY := 0
export AWS_DEFAULT_REGION ?= eu-central-1

GENERATORS := infra.generate infra.openapi infra.event_schemas infra.permission_matrix infra.deprecations infra.reference
TEMPLATES = template.yaml $(wildcard infra/*.yaml infra/generated/*.yaml)

CHECKS := check-templates check-security check-types check-code check-generated check-web

.DEFAULT_GOAL := help
.PHONY: help run test check $(CHECKS) e2e bench bench-web fuzz build deploy chalice docs pictures new-route generate lock redrive clean

help:                ## list these targets
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(READY): requirements-dev.lock infra/set_up.py
	@$(PYTHON) infra/set_up.py $(VENV) requirements-dev.lock

run: $(READY)        ## start everything on this machine, with demo data; Ctrl-C stops it
	@$(PY) -m infra.build_web
	@$(PY) -m infra.local

test: $(READY)       ## every test but the benchmark: the web app's, in memory and on moto, then on the local platform
	$(PY) -m infra.build_web test
	$(PY) -m pytest -n 2 -q -m "not e2e and not platform and not slow"
	$(PY) -m pytest -n 2 --dist loadgroup -q -m "(e2e or platform) and not slow and not browser"

check: $(READY)      ## lint, types, import contracts, generated files, templates
	@$(MAKE) --no-print-directory -j 2 $(CHECKS)

$(CHECKS): $(READY)

check-code:
	ruff check .
	ruff format --check --quiet .
	lint-imports

check-types:
	mypy

check-generated:
	@for generator in $(GENERATORS); do $(PY) -m $$generator --check || exit 1; done

# What `sam validate --lint` does is to lint one template as cfn-lint does it, which has seen them all, with those
# that they name.
check-templates:
	cfn-lint
	sam validate --lint --template template.yaml

check-security:
	checkov --config-file .checkov.yaml $(addprefix --file ,$(TEMPLATES))

check-web:
	$(PY) -m infra.build_web lint types budget

e2e: $(READY)        ## the end-to-end scenarios, and the web app in Chromium, on the local platform
	$(PY) -m pytest -q -m e2e

bench: $(READY)      ## calls, capacity, CPU and latency of each route, and the cold start
	$(PY) -m tests.bench

bench-web: $(READY)   ## the web app in Chromium with 10,000 tasks: paint, navigation, scrolling, size
	$(PY) -m tests.bench.web

fuzz: $(READY)       ## the long form of the fuzzing and property tests
	$(PY) -m pytest -q -m slow

build: $(READY)      ## what is deployed, in .aws-sam/
	@$(PY) -m infra.wheels
	@python=$$($(PY) -m infra.lambda_python) && \
	  PATH="$$python:$$PATH" PIP_NO_INDEX=1 PIP_FIND_LINKS=$(abspath .local/wheels) sam build

deploy: build        ## deploy to AWS: PREFIX, PROFILE (dev, staging, prod), RELEASE
	sam deploy --stack-name $(PREFIX) --resolve-s3 --no-fail-on-empty-changeset \
	  --capabilities CAPABILITY_IAM CAPABILITY_AUTO_EXPAND \
	  --parameter-overrides Prefix=$(PREFIX) Profile=$(PROFILE) Release=$(RELEASE) $(PARAMETERS)
	$(PY) -m infra.build_web --required
	$(PY) -m infra.operations.publish_web $(PREFIX)

chalice: $(READY)    ## the same entries as one Chalice application, in build/chalice/
	rm -rf build/chalice
	$(PY) -m infra.package_chalice build/chalice

generate: $(READY)   ## rewrite what is derived from the code: templates, API document, schemas, reference pages
	@for generator in $(GENERATORS); do $(PY) -m $$generator || exit 1; done

docs: generate       ## the same: the reference under docs/ is derived from the code

pictures: $(READY)    ## take the pictures of the documentation again, from the demo data
	@$(PY) -m infra.pictures

lock: $(READY)       ## lock every package by its hash, after a change of requirements*.txt
	$(PY) -m infra.lock

new-route: $(READY)  ## AREA=tasks NAME=archive_task METHOD=POST ROUTE=/v1/... CAN=task:edit
	@$(PY) -m infra.new_route "$(AREA)" "$(NAME)" "$(METHOD)" "$(ROUTE)" "$(CAN)"

redrive: $(READY)    ## PREFIX, QUEUE=notifications: deliver again what lies in its dead-letter queue; LOOK=1 only shows it
	@$(PY) -m infra.operations.redrive $(PREFIX) $(QUEUE) $(if $(LOOK),--look)

clean:               ## remove what was built, but neither the environment nor local data
	rm -rf .aws-sam build .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -not -path "./$(VENV)/*" -prune -exec rm -rf {} +
