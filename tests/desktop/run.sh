#!/usr/bin/env bash
# Smoke test of the desktop program on a virtual screen with software GL: opens files and a link, plays clicks,
# looks at what is on the screen. Prints `ok - …`, `not ok - …` and last `desktop: n passed, m failed`.
#   tests/desktop/run.sh [program]        pictures: build/shots/desktop-*.png
set -uo pipefail
cd "$(dirname "$0")/../.."
program=$PWD/${1:-build/release/nines-desktop}
cli=build/release/nines
shots=$PWD/build/shots
work=$(mktemp -d)
passed=0 failed=0 skipped=0
screen=

# Only what was started here is ended here.
trap '[ -z "$screen" ] || kill "$screen" 2>/dev/null; rm -rf "$work"' EXIT
mkdir -p "$shots"

check() {  # name status [detail]
  if [ "$2" = 0 ]; then
    passed=$((passed + 1)); echo "ok - $1"
  else
    failed=$((failed + 1)); echo "not ok - $1"
    [ -z "${3:-}" ] || { head -c 800 <<<"    $3"; echo; }
  fi
}
skip() { skipped=$((skipped + 1)); echo "skipped - $1: $2"; }
shows() {  # name dump pattern
  grep -qE -e "$3" "$work/$2.json" 2>/dev/null
  check "$1" $? "no $3 in $(cut -c1-600 "$work/$2.json" 2>/dev/null)"
}
nines() { timeout 120 "$program" "$@" 2>"$work/said"; }

start_screen() {
  local number=90
  while [ -e "/tmp/.X$number-lock" ]; do number=$((number + 1)); done
  Xvfb ":$number" -screen 0 1600x1000x24 -nolisten tcp >/dev/null 2>&1 &
  screen=$!
  for _ in $(seq 50); do [ -e "/tmp/.X11-unix/X$number" ] && break; sleep 0.1; done
  export DISPLAY=":$number" LIBGL_ALWAYS_SOFTWARE=1 SDL_VIDEODRIVER=x11
}

write_chain() {
  printf '{"nines": 1, "title": "Twenty steps", "pipeline": {"steps": [%s]}}\n' \
    '{"kind": "repeat", "count": 20, "body": [{"kind": "work", "p": 0.95}]}' >"$work/chain.json"
}

opens_without_anything() {
  nines --dump-mirror "$work/first.json" --screenshot "$shots/desktop-pipeline-dark.png"
  check "it starts, draws and ends" $? "$(cat "$work/said")"
  shows "the first example is computed" first '62\.9'
  [ -s "$shots/desktop-pipeline-dark.png" ]; check "a picture is written" $?
  nines --theme light --scale 2 --screenshot "$shots/desktop-pipeline-light-2x.png"
  check "light, at two pixels a point" $? "$(cat "$work/said")"
}

opens_files() {
  nines "$work/chain.json" --dump-mirror "$work/chain-dump.json"
  check "a pipeline file opens" $? "$(cat "$work/said")"
  shows "and is computed" chain-dump '35\.8'
  nines - --dump-mirror "$work/piped.json" <"$work/chain.json"
  shows "so does standard input" piped '35\.8'
  nines assets/flaky-agent.jsonl --dump-mirror "$work/records.json" --screenshot "$shots/desktop-compare-dark.png"
  shows "records open Compare" records '"workspace": "compare"'
  nines "$work/nothing.json" --dump-mirror "$work/missing.json"
  shows "a file that is not there is a message" missing 'nothing\.json: No such file'
  local rows=${NINES_TEST_DATA:-../shared/data}/disagreement/taubench_airline_gpt4o/rows.jsonl figure
  [ -e "$rows" ] || { skip "real records give the published figures" "no NINES_TEST_DATA"; return; }
  nines "$rows" --dump-mirror "$work/rows.json" --screenshot "$shots/desktop-compare-taubench-dark.png"
  for figure in '42\.0|\.420' '27\.3|\.273' '22\.0|\.220' '20\.0|\.200' '\.401'; do
    shows "real records give $figure" rows "$figure"
  done
}

opens_links() {
  nines '#example=plain-chain' --dump-mirror "$work/example.json"
  shows "an example opens by its name" example '59\.9'
  nines '#1.nonsense!' --dump-mirror "$work/broken.json"
  shows "a broken link is a message" broken 'link could not be opened'
  [ -x "$cli" ] || { skip "a link of the command line opens" "no $cli"; return; }
  local link quoted
  quoted=$(sed 's/[\\"]/\\&/g' "$work/chain.json" | tr -d '\n')
  printf '{"op": "link", "v": 1, "args": {"input": {"text": "%s"}}}' "$quoted" >"$work/request.json"
  link=$("$cli" call <"$work/request.json" | grep -oE '1\.[A-Za-z0-9_-]{20,}' | head -1)
  nines "#$link" --dump-mirror "$work/link.json"
  shows "a link of the command line opens the same document" link 'Twenty steps'
  nines "https://example.org/nines/#$link" --dump-mirror "$work/address.json"
  shows "so does a whole address" address '35\.8'
}

takes_input() {
  printf '%s\n' 'click "Check@tab"' wait 'click "Pipeline@tab"' wait 'click "Call tool"' 'drag Succeeds@slider -60' \
    wait 'key Ctrl+Z' wait 'type "Succeeds, exact value" 99' wait >"$work/script"
  nines --script "$work/script" --dump-mirror "$work/played.json" --screenshot "$shots/desktop-played.png"
  check "clicks, a drag, undo and typing play" $? "$(cat "$work/said")"
  shows "and reach the document" played '"p": 0\.99'
  echo 'click "no such thing"' >"$work/script"
  ! nines --script "$work/script"; check "a script that finds nothing fails and says so" $? "$(cat "$work/said")"
}

saves_files() {
  local documents=$work/documents
  mkdir -p "$documents"
  echo 'click Save' >"$work/script"
  XDG_DOCUMENTS_DIR=$documents nines "$work/chain.json" --script "$work/script" --dump-mirror "$work/saved.json"
  XDG_DOCUMENTS_DIR=$documents nines "$work/chain.json" --script "$work/script"
  [ "$(find "$documents" -name '*.json' | wc -l)" = 2 ]
  check "saving twice makes two files and overwrites none" $? "$(ls "$documents")"
  shows "where it was saved is on the screen" saved "Saved as $documents/"
  nines "$(find "$documents" -name '*.json' | head -1)" --dump-mirror "$work/again.json"
  shows "a saved file opens again" again '35\.8'
}

rests() {
  local said window
  said=$(nines --close-after 4)
  [[ $said == *"in the last second: 0" ]]; check "an idle window draws nothing for a second" $? "$said"
  timeout 60 "$program" --close-after 50 &
  window=$!
  sleep 4
  kill -TERM $window; wait $window
  check "it closes when asked to" $?
}

start_screen
write_chain
opens_without_anything
opens_files
opens_links
takes_input
saves_files
rests
! timeout 20 "$program" --no-such-option >/dev/null 2>&1; check "an unknown option is refused" $?
total="desktop: $passed passed, $failed failed"
[ $skipped = 0 ] || total="$total, $skipped skipped"
echo "$total"
[ $failed = 0 ]
