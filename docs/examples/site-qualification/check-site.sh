#!/usr/bin/env bash
# Checks the test acquisition of a site: is all of it there, is it what the manual asks for, how good are the images.
#
# usage: check-site.sh ACQUISITION OUT
#
#   ACQUISITION  the folder that came from the scanner; it is only read
#   OUT          gets NAME.xml (JUnit) and NAME.json of each command, and site.html for people
#
# exit code: 1 where anything failed, else 3 where anything could not be evaluated, else 0; 2 for bad usage.
# CORELAB says how to call corelab where it is not on the path, as CORELAB="node /opt/corelab/bin/run.js".
set -euo pipefail

if [ $# -ne 2 ]; then
  echo "usage: check-site.sh ACQUISITION OUT" >&2
  exit 2
fi
acquisition=$1
out=$2
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
read -ra corelab <<<"${CORELAB:-corelab}"
worst=0

# Reports of an earlier run must not be taken for those of this one.
mkdir -p "$out"
rm -f "$out"/{manifest,check-protocol,qc-motion}.{xml,json} "$out/site.html"

# Fail (1) beats not evaluable (3) beats pass (0). Any other code is no verdict: nothing can be said of the site.
count() {
  local name=$1 code=$2
  case $code in
    0 | 1 | 3) ;;
    *)
      echo "check-site.sh: $name could not do its work (exit code $code)" >&2
      exit "$code"
      ;;
  esac
  if [ "$worst" -ne 1 ] && [ "$code" -ne 0 ]; then worst=$code; fi
}

# One plain line: the command, its verdict, and the first thing that is wrong.
tell() {
  node -e '
    const { command, verdict, findings } = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"));
    const worst = ["fail", "not-evaluable", "warn"];
    const open = findings.filter((one) => worst.includes(one.outcome));
    open.sort((a, b) => worst.indexOf(a.outcome) - worst.indexOf(b.outcome));
    const [first, ...more] = open.map(({ message, expected, actual }) =>
      [message, expected !== undefined && `expected ${expected}`, actual !== undefined && `found ${actual}`]
        .filter(Boolean).join(", "));
    const why = first ? ` - ${first}${more.length > 0 ? `; and ${more.length} more` : ""}` : "";
    console.log(`${command}: ${verdict}${why}`);
  ' "$1"
}

check() {
  local name=$1 code=0
  shift
  "${corelab[@]}" "$name" "$acquisition" "$@" --quiet --report "$out/$name.xml" --report "$out/$name.json" \
    >/dev/null || code=$?
  count "$name" "$code"
  tell "$out/$name.json"
}

check manifest
check check-protocol --protocol "$here/protocol.yaml"
check qc-motion --limits "$here/limits.yaml"

# The page's own code is the worst of its reports, which is counted already.
code=0
"${corelab[@]}" report "$out"/{manifest,check-protocol,qc-motion}.json --out "$out/site.html" --quiet \
  >/dev/null || code=$?
count report "$code"

exit "$worst"
