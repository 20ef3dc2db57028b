#!/usr/bin/env bash
# Fuzzes what reads a stranger's bytes, one target after the other: ops/fuzz.sh [SECONDS for each] [TARGET...]
# An input may take twenty seconds by the clock, as the machine may have other work.
# Corpora begin with the project's own fixtures and grow under .fuzz/; what is found stands there too.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-3600}
shift || true
targets=("$@")
[ ${#targets[@]} -gt 0 ] || targets=(feed sitemap robots page)
program=.build-fuzz/release/presswork-fuzz
for target in "${targets[@]}"; do
    corpus=.fuzz/$target
    mkdir -p "$corpus" ".fuzz/found"
    seeds=("Fixtures/fuzz/$target")
    if [ "$target" = page ]; then seeds+=(Fixtures/site Fixtures/site/articles); fi
    echo "== $target, $seconds s"
    FUZZ=$target nice -n 10 "$program" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=1024 -max_len=65536 \
        -artifact_prefix=".fuzz/found/$target-" -print_final_stats=1 "$corpus" "${seeds[@]}"
done
