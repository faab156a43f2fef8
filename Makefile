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

.PHONY: help demo build test test-thread lint bench release-check clean

help:
	@echo "make demo          a queue, a producer and the exporter in one process; Ctrl-C ends it"
	@echo "make test          the whole test suite"
	@echo "make test-thread   the test suite under the thread sanitizer"
	@echo "make build         the release binary, $(BINARY)"
	@echo "make lint          format and style"
	@echo "make bench         our figures beside the peers'"
	@echo "make clean         removes what was built"

demo: build
	$(BINARY) demo $(DEMO_ARGUMENTS)

build: .build/stamp-headers
	$(SWIFT) build $(RELEASE_FLAGS) --product sqs-exporter
	strip -o $(BINARY)-stripped $(BINARY) && mv $(BINARY)-stripped $(BINARY)

test: .build/stamp-headers .build/stamp-peers .venv/stamp
	$(SWIFT) test $(TEST_FLAGS) $(BUILD_FLAGS)

test-thread: .build/stamp-headers .build/stamp-peers .venv/stamp
	TSAN_OPTIONS=suppressions=$(CURDIR)/Tests/thread-sanitizer.supp $(SWIFT) test $(TEST_FLAGS) --sanitize=thread --scratch-path .build-thread

lint:
	$(SWIFT) format lint --strict --recursive --parallel Sources Tests Benchmarks Package.swift

bench: build .build/stamp-peers .venv/stamp
	$(SWIFT) build $(RELEASE_FLAGS) --product DecodingBenchmark
	$(SWIFT) build $(RELEASE_FLAGS) --product LedgerBenchmark
	$(MAKE) -C Benchmarks PYTHON=$(abspath $(PYTHON)) EXPORTER=$(abspath $(BINARY)) \
		DECODING=$(abspath .build/release/DecodingBenchmark) LEDGER=$(abspath .build/release/LedgerBenchmark)

# The promises about the binary itself.
release-check: build
	.ci/release-check $(BINARY)

clean:
	rm -rf .build .build-thread .venv

# The headers of libcurl and SQLite, and what compiles and packs.
.build/stamp-headers: Makefile
	$(call install,libcurl4-openssl-dev libsqlite3-dev pkg-config binutils)
	@mkdir -p $(@D) && touch $@

# Prometheus, promtool and Alertmanager judge pages and rules, Redis keeps what replicas share, Chromium shows the pages.
.build/stamp-peers: Makefile
	$(call install,prometheus prometheus-alertmanager openssl redis-server redis-tools chromium fonts-dejavu-core)
	@mkdir -p $(@D) && touch $@

.venv/stamp: Tests/requirements.txt
	$(call install,python3-venv)
	python3 -m venv .venv
	$(PYTHON) -m pip install --quiet --disable-pip-version-check -r Tests/requirements.txt
	touch $@

define install
	@missing=; for package in $(1); do dpkg -s $$package >/dev/null 2>&1 || missing="$$missing $$package"; done; \
	if [ -n "$$missing" ]; then \
		echo "installing$$missing"; \
		$(SUDO) apt-get update -qq && DEBIAN_FRONTEND=noninteractive $(SUDO) apt-get install -y -qq --no-install-recommends $$missing; \
	fi
endef
