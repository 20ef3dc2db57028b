# The two commands to know: `make demo` and `make test`. Each does all its own set-up.

# With the runtime of Swift inside, as the images of docker/ are: nothing to install beside the programs, they start in half of
# the time and run a twentieth faster.
RELEASE := swift build -c release --static-swift-stdlib
PROGRAMS := presswork presswork-worker presswork-scheduler presswork-exporter presswork-gateway

.PHONY: demo test chaos tsan lint build bench bench-demo bench-queue bench-fetch bench-extract fuzz hostile format help

help:
	@echo "make demo    the whole pipeline on the bundled magazine, ends with out/index.html"
	@echo "make test    every test, with real Redis, Postgres, S3 and SMTP servers of its own"
	@echo "make chaos   a fleet under faults, counted from outside; SEED=n MINUTES=m JOBS=n, all with defaults"
	@echo "make tsan    the engine's tests under ThreadSanitizer"
	@echo "make fuzz    parsers of strangers' bytes under libFuzzer; SECONDS=n for each"
	@echo "make hostile what strangers could send, with bounds on CPU and memory of the release program"
	@echo "make lint    format and style, changes nothing"
	@echo "make build   the release executables"
	@echo "make bench   the figures, as a table and in .bench/"

demo:
	ops/setup.sh run
	$(RELEASE) --product presswork
	.build/release/presswork demo

test:
	ops/setup.sh test
	swift build --build-tests
	ops/test.sh
	python3 Tests/Chaos/chaos.py --seed 1 --seconds 15 --jobs 600

chaos:
	ops/setup.sh test
	swift build
	python3 Tests/Chaos/chaos.py --minutes $(or $(MINUTES),2) --jobs $(or $(JOBS),50000) $(if $(SEED),--seed $(SEED))

# Data races in the engine; once a release, as it builds everything a second time.
tsan:
	ops/setup.sh test
	swift build --build-tests --sanitize=thread --scratch-path .build-tsan
	SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH=4 swift test --skip-build --sanitize=thread \
		--scratch-path .build-tsan --filter '^(EventLoops|Redis|Queueing|Fleet)Tests\.'

# What reads a stranger's bytes, under libFuzzer; SECONDS for each target, TARGETS="feed robots" for some.
fuzz:
	ops/setup.sh run
	PRESSWORK_FUZZ=1 swift build -c release --product presswork-fuzz --scratch-path .build-fuzz \
		-Xswiftc -sanitize=fuzzer -Xswiftc -use-ld=lld
	ops/fuzz.sh $(or $(SECONDS),3600) $(TARGETS)

# Bombs, loops and lies, each within 200 ms of CPU and 100 MB; needs nothing but this machine.
hostile:
	ops/setup.sh run
	$(RELEASE) --product presswork
	python3 Tests/Hostile/hostile.py

lint:
	swift format lint --strict --recursive Package.swift Sources Tests
	ops/lint.sh

format:
	swift format --in-place --recursive Package.swift Sources Tests

# One after the other: what tests alone need has no static library.
build:
	ops/setup.sh run
	for program in $(PROGRAMS); do $(RELEASE) --product $$program || exit 1; done

bench: bench-demo bench-queue bench-fetch

bench-queue:
	ops/setup.sh run
	$(RELEASE) --product presswork
	$(RELEASE) --product presswork-worker
	$(RELEASE) --product presswork-scheduler
	python3 Benchmarks/bench_queue.py --peers 20000

# Pages a second and memory of `crawl`, megabytes a second of `feed`; Scrapy and feedparser on the same input.
bench-fetch:
	ops/setup.sh run
	$(RELEASE) --product presswork
	python3 Benchmarks/bench_fetch.py --peers

# Quality and CPU a page on marked pages, beside other extractors; PAGES=folder as docs/extraction.md tells.
bench-extract:
	ops/setup.sh run
	$(RELEASE) --product presswork
	python3 Benchmarks/bench_extract.py $(if $(PAGES),--pages $(PAGES))

bench-demo:
	ops/setup.sh run
	$(RELEASE) --product presswork
	python3 Benchmarks/bench_demo.py
