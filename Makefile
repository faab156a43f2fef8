# Everything a fresh Debian 12 with Swift 6.3 needs is set up by the targets themselves.

SWIFT ?= swift
BUILD_FLAGS = --explicit-target-dependency-import-check error
# Only what is reached is linked, once each: 31.7 MB become 26.3, and 6 MB less are resident.
LINK_FLAGS = -Xswiftc -use-ld=lld -Xlinker --no-export-dynamic -Xlinker --icf=all -Xlinker -z \
	-Xlinker pack-relative-relocs
RELEASE_FLAGS = -c release --static-swift-stdlib $(LINK_FLAGS) $(BUILD_FLAGS)
# One test after another: some compute for a minute, some wait for real servers, and a machine may have two cores.
TEST_FLAGS = --no-parallel
BINARY = .build/release/sqs-exporter
PYTHON = .venv/bin/python
SUDO = $(if $(filter 0,$(shell id -u)),,sudo)

export TEST_PYTHON = $(abspath $(PYTHON))

.PHONY: help demo build test test-thread lint bench compose-test release-check clean

help:
	@echo "make demo          a queue, a producer and the exporter in one process; Ctrl-C ends it;"
	@echo "                   DEMO_ARGUMENTS=\"--rate 200\" gives it options"
	@echo "make test          the whole test suite"
	@echo "make test-thread   the test suite under the thread sanitizer"
	@echo "make build         the release binary, $(BINARY)"
	@echo "make lint          format and style"
	@echo "make release-check size and linkage of the release binary"
	@echo "make bench         our figures beside the peers'"
	@echo "make compose-test  builds the image and tries docker-compose.yml; needs a Docker engine"
	@echo "make clean         removes what was built"

demo: build
	$(BINARY) demo $(DEMO_ARGUMENTS)

build: .build/stamp-headers
	$(SWIFT) build $(RELEASE_FLAGS) --product sqs-exporter
	strip -o $(BINARY)-stripped $(BINARY) && mv $(BINARY)-stripped $(BINARY)

test: .build/stamp-headers .build/stamp-peers .venv/stamp
	$(SWIFT) test $(TEST_FLAGS) $(BUILD_FLAGS)

test-thread: .build/stamp-headers .build/stamp-peers .venv/stamp
	FUZZ_INPUTS=100000 TSAN_OPTIONS=suppressions=$(CURDIR)/Tests/thread-sanitizer.supp $(SWIFT) test $(TEST_FLAGS) $(BUILD_FLAGS) --sanitize=thread --scratch-path .build-thread

# Corpora of fuzzing are wrong on purpose.
YAML_FILES = $(filter-out Tests/Corpora/%,$(shell git ls-files '*.yml' '*.yaml' .yamllint))
# Docker's own where it is installed.
COMPOSE = $(if $(shell docker compose version 2>/dev/null),docker compose,.build/docker-compose)

lint: .venv/stamp
	$(SWIFT) format lint --strict --recursive --parallel Sources Tests Benchmarks Package.swift
	.venv/bin/hadolint Dockerfile
	.venv/bin/yamllint --strict $(YAML_FILES)
	.venv/bin/check-jsonschema --builtin-schema vendor.compose-spec docker-compose.yml
	.venv/bin/kubernetes-validate --strict --no-warn docs/kubernetes.yaml
	@docker compose version >/dev/null 2>&1 || $(MAKE) --no-print-directory .build/docker-compose
	$(COMPOSE) --profile scale config -q
	BIND_ADDRESS=127.77.0.1 $(COMPOSE) --profile scale -f docker-compose.yml -f Tests/Compose/host-network.yml config -q

compose-test:
	python3 Tests/Compose/compose_test.py

bench: build .build/stamp-peers .venv/stamp
	$(SWIFT) build $(RELEASE_FLAGS) --product DecodingBenchmark
	$(SWIFT) build $(RELEASE_FLAGS) --product LedgerBenchmark
	$(SWIFT) build $(RELEASE_FLAGS) --product ExpositionBenchmark
	$(MAKE) -C Benchmarks PYTHON=$(abspath $(PYTHON)) EXPORTER=$(abspath $(BINARY)) \
		DECODING=$(abspath .build/release/DecodingBenchmark) LEDGER=$(abspath .build/release/LedgerBenchmark) \
		EXPOSITION=$(abspath .build/release/ExpositionBenchmark)

# The promises about the binary itself.
release-check: build
	.ci/release-check $(BINARY)

clean:
	rm -rf .build .build-thread .venv

# The headers of libcurl, SQLite, libyaml, libcrypt and zlib, and what compiles and packs.
.build/stamp-headers: Makefile
	$(call install,libcurl4-openssl-dev libsqlite3-dev libyaml-dev libcrypt-dev zlib1g-dev pkg-config binutils)
	@mkdir -p $(@D) && touch $@

# Prometheus, promtool and Alertmanager judge pages and rules, Redis keeps what replicas share, Chromium shows the pages.
.build/stamp-peers: Makefile
	$(call install,prometheus prometheus-alertmanager openssl redis-server redis-tools curl chromium fonts-dejavu-core)
	@mkdir -p $(@D) && touch $@

# Compose 2, which Debian 12 lacks. Debian 13's runs there; it is unpacked beside the build and not installed.
TRIXIE = -qq -o Dir::Etc::sourcelist=$(CURDIR)/.build/apt/sources.list -o Dir::Etc::sourceparts=- \
	-o Dir::State::lists=$(CURDIR)/.build/apt/lists -o Dir::Cache=$(CURDIR)/.build/apt -o APT::Sandbox::User=$(shell id -un)

.build/docker-compose:
	mkdir -p .build/apt/lists/partial .build/apt/archives/partial
	echo "deb $$(apt-get indextargets --no-release-info --format '$$(REPO_URI)' 'Release: bookworm' | head -1) trixie main" \
		> .build/apt/sources.list
	apt-get $(TRIXIE) update
	cd .build/apt && apt-get $(TRIXIE) download docker-compose
	dpkg-deb --fsys-tarfile .build/apt/docker-compose_*.deb | tar -xO ./usr/libexec/docker/cli-plugins/docker-compose > $@
	chmod +x $@

.venv/stamp: Tests/requirements.txt
	$(call install,python3-venv)
	python3 -m venv .venv
	$(PYTHON) -m pip install --quiet --disable-pip-version-check -r Tests/requirements.txt
	touch $@

define install
	@missing=; for package in $(1); do dpkg -s $$package >/dev/null 2>&1 || missing="$$missing $$package"; done; \
	if [ -n "$$missing" ]; then \
		echo "installing$$missing"; \
		$(SUDO) apt-get update -qq && $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing; \
	fi
endef
