#!/usr/bin/env bash
# What swift-format does not see: shell scripts parse, and no file names a path of somebody's machine.
set -euo pipefail
cd "$(dirname "$0")/.."
failed=0
while IFS= read -r script; do
    bash -n "$script" || failed=1
done < <(git ls-files '*.sh' .ci/run)
if git grep -nIE '/(home|work|root|Users)/[a-z]' -- . ':!ops/lint.sh' ':!LICENSE' ':!Fixtures'; then
    echo "an absolute path of a machine stands in the lines above" >&2
    failed=1
fi
exit "$failed"
