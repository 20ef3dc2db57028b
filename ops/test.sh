#!/usr/bin/env bash
# Runs the tests that are built; arguments are those of `swift test`. Their output is long: what failed is said once more
# at its end.
set -uo pipefail
cd "$(dirname "$0")/.."
log=.build/test.log
# At most eight tests at once: hundreds that start together on two cores would time each other out.
SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH=8 swift test --skip-build "$@" 2>&1 | tee "$log"
status=${PIPESTATUS[0]}
if [ "$status" -ne 0 ]; then
    printf '\nWhat failed, of all in %s:\n' "$log"
    grep -a -A 1 'recorded an issue' "$log" | grep -aE '^(✘|↳)' | cut -c1-500
fi
exit "$status"
