#!/usr/bin/env bash
# The command line as scripts use it: exit codes, what is said on which stream, and that nothing fails in silence.
# Prints `ok - …`, `not ok - …` and last `cli: n passed, m failed`.
#   tests/cli/run.sh [program]
set -uo pipefail
cd "$(dirname "$0")/../.."
program=$PWD/${1:-build/release/nines}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0

# ends NAME CODE PATTERN arguments...: the exit code, and a line of standard error or output that matches
ends() {
  local name=$1 code=$2 pattern=$3 status; shift 3
  timeout 60 "$program" "$@" >"$work/out" 2>"$work/err" <"${input:-/dev/null}"; status=$?
  if [ $status = "$code" ] && grep -aqE -e "$pattern" "$work/err" "$work/out"; then
    passed=$((passed + 1)); echo "ok - $name"
  else
    failed=$((failed + 1)); echo "not ok - $name: exit $status, wanted $code and /$pattern/"
    head -c 600 "$work/err"; head -c 400 "$work/out"
  fi
}
lacks() {  # NAME PATTERN: the last output has no such line
  if grep -aqE -e "$2" "$work/err" "$work/out"; then
    failed=$((failed + 1)); echo "not ok - $1: found /$2/"
  else
    passed=$((passed + 1)); echo "ok - $1"
  fi
}

cd "$work" || exit 1
printf '{"item": "a", "output": {"x": 1}}\n{"item": "b", "output": {"x": 2}}\n' >good.jsonl
printf '{"item": "a", "output": {"x": 1}}\nnot json\n' >mixed.jsonl
printf '{"item": "a", "output": 1}\n{"item": "b"}\n' >holes.jsonl
printf '{"item":"a","trial":0,"score":1}\n{"item":"a","trial":1,"score":0}\n{"item":"b","trial":0,"sco' >cut.jsonl
printf '{"item":"a","trial":0,"score":1}\n{"item":"a","trial":1,"score":0}\n' >repeats.jsonl
for n in 1 2 4 8 16 32 64 128 256 512 1024 2048; do
  printf '{"item":"%s","minutes":%s,"k":%s,"n":3}\n' $n $n $((n < 10 ? 3 : n < 300 ? 2 : 1))
done >lengths.jsonl
printf '{"item":"a","run":1,"step":"read","success":true}\n{"item":"a","run":1,"step":"write","success":false}\n' >steps.jsonl
printf '{"agent":"A","pass_hat":[0.5,0.375,0.3125]}\n{"agent":"B","pass_hat":[0.5]}\n' >published.jsonl
printf '1\n\n2\n' >lines.txt
printf '\x00\x01\xff\xfe\x80' >binary
printf '{"steps": [{"kind": "work", "p": 0.9}]}' >chain.json
printf '\xef\xbb\xbf{"steps": [{"kind": "work", "p": 0.9}]}' >bom.json
printf '{"steps": [{"kind": "work", "p": NaN}]}' >nan.json
printf '{"steps": [{"kind": "work", "p": 1}]}' >sure.json
printf '{"a": "Hi' >cut.txt
printf '{"required": ["x"], "type": "object"}' >needs_x.json
: >empty
mkdir folder

# ---- the gate of validate
ends "good records pass" 0 '2 texts: 2 pass' validate good.jsonl --as records
ends "a failing text closes the gate" 1 '1 fail' validate cut.txt
ends "records of a binary file: nothing was checked" 3 'nothing was checked' validate binary --as records
ends "an empty file as records: nothing was checked" 3 'nothing was checked' validate empty --as records
ends "an empty file as lines: nothing was checked" 3 'nothing was checked' validate empty --as lines
ends "a selection that matches nothing" 3 'nothing was checked' validate good.jsonl --select /nowhere
ends "the same as JSON" 3 'nothing was checked' validate good.jsonl --select /nowhere --format json
# ---- what was asked for and is not there
ends "a step that no record has" 4 '2 texts have nothing at /nope for step' validate good.jsonl --as records --step /nope
ends "an expected answer that none has" 4 'nothing at /nope for expected' validate good.jsonl --as records --expected /nope
ends "a value to edit that none has" 4 'nothing at /nope for before' \
  validate good.jsonl --as records --before /nope --allowed /a
ends "a pointer into texts that are no records" 2 'step points into records' validate cut.txt --step /name
ends "what may change, of nothing" 2 'requires --before' validate good.jsonl --as records --allowed /a
ends "a loop of no calls" 2 'calls' validate good.jsonl --as records --calls 0
printf '{"output":"{\\"a\\":1,\\"b\\":2,\\"c\\":3}","was":{"a":1,"b":1,"c":1}}\n' >edited.jsonl
ends "what changed outside of what may is named" 0 '^  #0 edited.jsonl:1  /c$' \
  validate edited.jsonl --as records --before /was --allowed /b
ends "in the rows too" 0 '"outside_allowed":\["/c"\]' \
  validate edited.jsonl --as records --before /was --allowed /b --format jsonl
printf '{"a":1}\n\n{"a":\n' >gap.txt
ends "the line of the file, blank ones counted" 1 '#1 gap.txt:3:6 ' validate gap.txt --as lines
echo '{"properties":{"a":{"pattern":"("}}}' >open.json
ends "an error in a schema has its place" 3 'open.json:1:31.*/properties/a/pattern' validate good.jsonl --as records --contract open.json
echo '{"nines":1,"contract":{"kind":"regex","pattern":"a(?=b"}}' >ahead.json
ends "an error in a contract file has its place" 3 'ahead.json:1:49.*/contract/pattern' \
  validate good.jsonl --as records --contract ahead.json
lacks "no word on other syntax" 'Patterns use RE2'
ends "a column of text in the help" 0 'code points' validate --help
ends "members of contracts are listed" 0 'tolerance.rel +number, 0 to 1, default 0: ' catalog
# Rows of lines are told a piece of the file at a time: index, byte and line are those of the whole file.
for n in $(seq 1 20000); do echo "{\"x\": $n}"; [ $n != 9000 ] || printf '\n\xef\xbb\xbf[]\n'; done >many.txt
ends "rows of a long file" 1 '"index":20000,"verdict":"pass".*"byte":248888,"line":20002,' validate many.txt --as lines --format jsonl --contract needs_x.json
ends "its blank lines are counted" 1 'many.txt: 1 blank line was skipped' validate many.txt --as lines --format jsonl --contract needs_x.json
ends "an unreadable record is part of the answer" 4 'line is not a record' validate mixed.jsonl --as records
ends "so is a record without an output" 4 '1 record has nothing at /output' validate holes.jsonl --as records
ends "blank lines are skipped and counted" 0 '1 blank line was skipped' validate lines.txt --as lines
lacks "and are no texts" '3 texts'
ends "records read as one text get a hint" 1 'looks like JSON Lines: --as lines' validate good.jsonl
ends "what is not applied is called a proposal" 1 'proposal \(level C, not applied\)' validate cut.txt
ends "with --repair C it is applied" 1 'repair: bytes' validate cut.txt --repair C

# ---- what verdicts come to, and the check of the check
printf '{"a": 1}\n{"a": 2,}\n{"b": 1}\n' >three.jsonl
printf '{"type": "object", "required": ["a"]}' >needs_a.json
ends "causes with their shares" 1 'S1 +trailing comma +1 of 3 +\.333' validate three.jsonl --as lines --contract needs_a.json
ends "a loop of calls" 1 'loop +of 10 calls' validate three.jsonl --as lines --contract needs_a.json --calls 10
ends "drift since a baseline" 0 'drift +since the baseline' validate good.jsonl --as records --baseline good.jsonl
ends "rates as a pipeline" 1 '3 texts' validate three.jsonl --as lines --contract needs_a.json --pipeline gate.json
ends "which simulates" 0 '^OK ' simulate gate.json
ends "a pointer must be one" 2 "starts with '/'" validate good.jsonl --as records --step name
ends "a contract is tested" 0 'get through' selftest three.jsonl --contract needs_a.json
ends "any checker is tested" 0 'score +\.000' selftest three.jsonl --checker true --per-cause 2
ends "a checker that refuses everything" 3 'accepts none of the texts' selftest three.jsonl --checker false
ends "a checker that is not there" 3 'no answer on 3 texts.*no such command' selftest three.jsonl --checker nosuchcmd
ends "a checker that crashes" 3 'no answer.*signal' selftest three.jsonl --checker 'kill -SEGV $$'
ends "a checker that hangs" 3 'no answer within 0.05 s' selftest three.jsonl --checker 'sleep 60' --checker-seconds 0.05
ends "a checker that crashes on broken texts" 0 'without an answer' selftest three.jsonl --per-cause 2 \
  --checker 'grep -q "^.*}$" || kill -SEGV $$'
ends "a contract or a checker" 2 'either --contract FILE or --checker' selftest three.jsonl
ends "too low a score closes the gate" 1 'score' selftest three.jsonl --contract needs_a.json --least 0.999
ends "nothing passes" 3 'none of 1 texts? meets the contract' selftest good.jsonl --as text --contract needs_a.json
ends "a beginning that cannot pass" 1 '^#2  must_fail after 8 bytes  C1' prefix three.jsonl --as lines --contract needs_a.json
ends "its timeline counts alike" 1 '^ +after 8 bytes  must_fail' prefix three.jsonl --as lines --contract needs_a.json --timeline

# ---- records with a cut last line
ends "disagree says that a line is cut" 4 'last line is cut short' disagree cut.jsonl
ends "fit says so too" 4 'last line is cut short' fit cut.jsonl
ends "success against length" 0 'shape ' fit lengths.jsonl --length minutes --horizons .5,.9 --at 10
ends "a horizon is named by its level" 0 '^    T90 ' fit lengths.jsonl --length minutes --horizons .5,.9 --at 10
ends "a length that no row has" 3 'no row has a "hours"' fit lengths.jsonl --length hours
ends "a horizon that is none" 2 'horizons is 2' fit lengths.jsonl --length minutes --horizons 2
ends "steps of runs" 0 'read .* 1 of 1' fit steps.jsonl
ends "steps as a pipeline" 0 'step_1' fit steps.jsonl --pipeline -
ends "a published table tells what is left out" 4 'the row is left out' fit published.jsonl
ends "and foretells pass^3" 4 'pass\^3 .* 1 rows' fit published.jsonl
ends "a published table is no pipeline" 2 'is not one pipeline' fit published.jsonl --pipeline -
ends "the schema of pipelines" 0 '"\$schema"' schema
ends "fit says where it wrote" 0 'written   fitted.json' fit repeats.jsonl --pipeline fitted.json
lacks "and does not advise what was done" 'pipeline FILE'
lacks "the scope stands once" 'item scope, item scope'
ends "one model is one model" 0 '^1 item, 2 records, 1 model, 2 answers an item' disagree repeats.jsonl

# ---- panels, comparison, drift, hard items
# Four models on 24 items, each wrong on items of its own; "old" is wrong twice as often as "new".
for i in $(seq 24); do
  for row in "new 8" "old 4" "third 6" "fourth 5"; do
    set -- $row
    printf '{"item":"i%02d","model":"%s","week":%d,"label":"%s","expected":"yes"}\n' $i $1 $((i / 4)) \
      "$([ $((i % $2)) = 0 ] && echo no || echo yes)"
  done
done >panel.jsonl
grep '"new"' panel.jsonl >new.jsonl; grep '"old"' panel.jsonl >old.jsonl
grep -E '"(new|old)"' panel.jsonl >two.jsonl
ends "a panel is worth so many voters" 0 '^Four models, [0-9.]+ voters\.$' disagree panel.jsonl
ends "and covers items together" 0 'together they solve 100.0 %' disagree panel.jsonl
ends "its consensus is held against gold" 0 '^consensus 20 of 24 items, Majority vote; right \.875' \
  disagree panel.jsonl --aggregate majority
ends "a method that is none" 2 'aggregate' disagree panel.jsonl --aggregate crowd
ends "two files are compared" 0 'both 18, only a 0, only b 3, neither 3' compare old.jsonl new.jsonl
ends "exactly" 0 'McNemar +p = 0.25 ' compare old.jsonl new.jsonl
ends "two models of one file" 0 'only a 3, only b 0, neither 3' compare two.jsonl
ends "named models of one file" 0 'only a 0, only b 3, neither 3' compare panel.jsonl --model-a old --model-b new
ends "a model that is not there" 2 "no model 'elm' \(model_b\); it has: fourth, new" compare panel.jsonl --model-a old --model-b elm
ends "four models and none named" 2 'several models and none is named' compare panel.jsonl
ends "nothing to compare by" 3 "has a score" compare new.jsonl old.jsonl --by score
ends "drift by a field" 0 '^96 records in 7 periods of week' drift panel.jsonl --by week
ends "drift of one model" 0 '^24 records in 7 periods' drift panel.jsonl --by week --model new
ends "drift by a field that no row has" 3 'no record has a month' drift panel.jsonl --by month
ends "drift needs a field" 2 '--by' drift panel.jsonl
printf '{"item":"lost","model":"%s","label":"no","expected":"yes"}\n' new old third fourth >>panel.jsonl
ends "what nobody solves" 0 '^  lost +0 of 4 +most say no' hard panel.jsonl
ends "the golden set is written" 0 '^golden ' hard panel.jsonl --export golden.jsonl --pairs pairs.jsonl
if grep -q '"item":"lost","expected":"yes","reason":"unsolved"' golden.jsonl &&
  grep -q '"item":"lost","rater":"old".*"failure":"no","correction":"yes"' pairs.jsonl
then passed=$((passed + 1)); echo "ok - with what was expected"
else failed=$((failed + 1)); echo "not ok - the golden set lacks its unsolved item"; fi
ends "the golden set cannot be written" 3 'cannot write folder/no/x' hard panel.jsonl --export folder/no/x

# ---- writing
said() {  # NAME STATUS PATTERN: exit 3 and a line of `err` that matches
  if [ "$2" = 3 ] && grep -qE -e "$3" err; then
    passed=$((passed + 1)); echo "ok - $1"
  else
    failed=$((failed + 1)); echo "not ok - $1: exit $2"
  fi
}
if [ -e /dev/full ]; then
  "$program" simulate chain.json >/dev/full 2>err; said "a full disk is told" $? 'cannot write standard output: No space'
  ends "also of a named file" 3 'cannot write /dev/full: No space' fit repeats.jsonl --pipeline /dev/full
fi
for arguments in "simulate chain.json" "catalog" "--help" "version"; do
  # shellcheck disable=SC2086
  "$program" $arguments >&- 2>err; said "a closed output is told: $arguments" $? 'cannot write standard output'
done
ends "a bad output path is about writing" 3 'cannot write folder/no/x.json: No such file' fit repeats.jsonl --pipeline folder/no/x.json

# ---- reading
ends "a missing file" 3 'cannot read nowhere.json: No such file' simulate nowhere.json
ends "a folder" 3 'cannot read folder: Is a directory' simulate folder
ends "an empty name" 3 'file to read is empty' simulate ""
ends "a byte order mark is skipped" 0 '^OK ' simulate bom.json
ends "NaN has a name" 3 'NaN is not JSON' simulate nan.json
ends "in a contract check too" 1 'NaN.* has no counterpart in JSON' validate nan.json
printf '{"deep":%.0s' $(seq 900) >deep.json
ends "deep pointers are shortened" 3 '/deep/…/deep.*: expected' simulate deep.json
lacks "and fit a line" '(/deep){30}'
input=bom_request
printf '\xef\xbb\xbf{"op": "version"}' >bom_request
ends "a request with a byte order mark" 0 '"version"' call
printf '{"op": "nothing"}' >unknown_request
input=unknown_request ends "an unknown op is a mistake in use" 2 'no op' call
input=

# ---- using it wrongly
ends "an unknown command is named" 2 "no command 'foo'" foo
ends "an unknown flag is named" 2 "no flag '--bogus'" simulate --bogus
ends "a negative count" 2 "bootstrap: must be a whole number from 0" fit repeats.jsonl --bootstrap -5
lacks "has no place inside a request" '/args'
ends "a negative seed" 2 "not '-1'" simulate chain.json --seed -1
ends "a mark that is no number" 2 "must be a number" fit repeats.jsonl --pass-mark nan
ends "an unknown format" 2 'xml not in \{text,json,jsonl\}' simulate chain.json --format xml
ends "help lists the formats" 0 'text,json,jsonl' simulate --help
lacks "and no inner names" 'ENUM'
ends "call has no format" 2 "no flag '--format'" call --format json

# ---- questions about pipelines
cat >tries.json <<'END'
{"steps": [{"kind": "retry", "label": "Extract", "max": 1, "rho": 0, "body": [
  {"kind": "work", "p": 0.9}, {"kind": "validate", "sensitivity": 0.9, "specificity": 0.98}]},
 {"kind": "work", "label": "Send", "p": 0.98}]}
END
cat >changes.json <<'END'
[{"at": "Extract", "param": "max", "values": [1, 2, 3]},
 {"at": "Send", "wrap": "retry", "max": [2], "rho": 0, "validate": {"sensitivity": 0.9, "specificity": 1}}]
END
printf '{"changes": [{"at": "Nobody", "param": "max", "values": [1]}]}' >nobody.json
printf 'not json' >words.json
ends "plan tells the cheapest way" 0 'Extract: 2 attempts instead of 1' plan tries.json --ok 0.95 --changes changes.json --pipeline better.json
ends "and writes it" 0 '^OK +\.9[5-9]' simulate better.json
ends "plan needs no changes" 0 'combinations; exact: Pareto' plan tries.json
ends "a target out of reach is told" 0 'no combination of these changes meets' plan tries.json --ok 0.9999
ends "a change at nobody has its place" 3 'nobody.json: .*/changes/0.*Nobody' plan tries.json --changes nobody.json
ends "changes that are no JSON" 3 'words.json holds neither' plan tries.json --changes words.json
printf "[]" >none.json
ends "an empty list of changes is told" 3 'none.json holds an empty list' plan tries.json --changes none.json
ends "a target is a share" 2 "ok: must be a number from 0 to 1, not '2'" plan tries.json --ok 2
ends "solve finds the attempts" 0 '^value +2  at least' solve tries.json --at Extract/max --ok 0.95
ends "solve needs a target" 2 'a target names one of' solve tries.json --at Extract/max
ends "solve needs a number" 2 'is no number that "retry" has' solve tries.json --at Extract/on --ok 0.9
ends "versus compares" 0 '^B - A +OK \+0\.' versus tries.json better.json --trials 1000
ends "in pairs" 0 'both OK [0-9]+, only A' versus tries.json better.json --trials 1000
ends "versus names the file it cannot take" 3 '^nan.json:1:' versus tries.json nan.json
ends "influence is a table" 0 'Work: p +0\.857143 +0\.931034' influence tries.json
ends "a factor moves" 2 'factor: must be a number from 1' influence tries.json --factor 0.5
ends "replay shows how a run dies" 0 '^ends SILENT after' replay tries.json --first silent
ends "rare ends beside the exact value" 0 "^exact .* z [+-][0-3]" rare tries.json --trials 2000
ends "a rare end is one of three" 2 "lost not in" rare tries.json --end lost
ends "replay of a trial" 0 '^trial +7 of seed 3' replay tries.json --trial 7 --seed 3
ends "an end is one of three" 2 'lost not in' replay tries.json --first lost
ends "nothing like it" 3 'none of the trials' replay sure.json --first silent

# ---- parts of a sample
for range in 0:1000 1000:2500 2500:4000; do
  "$program" simulate tries.json --trials $range --seed 5 >"part_$range.json"
done
"$program" simulate tries.json --trials 4000 --seed 5 --format json >once.json
"$program" merge part_2500:4000.json part_0:1000.json part_1000:2500.json --format json >merged.json
if cmp -s once.json merged.json; then passed=$((passed + 1)); echo "ok - merged parts print the bytes of one run"
else failed=$((failed + 1)); echo "not ok - merged parts differ from one run"; fi
ends "a gap is named" 3 'trials \[1000, 2500\) are missing between part_0:1000.json' merge part_0:1000.json part_2500:4000.json
ends "an overlap is named" 3 'part_0:1000.json \[0, 1000\) and part_0:1000.json.* overlap' merge part_0:1000.json part_0:1000.json
ends "a sample begins at 0" 3 'trials \[0, 1000\) are missing' merge part_1000:2500.json
"$program" simulate tries.json --trials 1000:2500 --seed 6 >other_seed.json
"$program" simulate better.json --trials 1000:2500 --seed 5 >other_design.json
ends "another seed is another sample" 3 'different samples.* seed 5 and 6' merge part_0:1000.json other_seed.json
ends "another design too" 3 'part_0:1000.json.* and other_design.json.* are parts of different samples' merge part_0:1000.json other_design.json
sed 's/"max\\":1/"max\\":2/; s/\\"max\\": 1/\\"max\\": 2/' part_0:1000.json >edited.json
ends "an edited part is noticed" 3 'edited.json was not made from the pipeline' merge edited.json
ends "a part is no pipeline" 3 'a part of a sample' merge tries.json
ends "a range goes up" 2 'a range a:b of them with a < b' simulate tries.json --trials 5:5

# ---- nothing that comes in can drive the terminal
ends "control and direction marks are escaped" 2 \
  '\\u009B.*\\u202E.*\\u200F.*\\u061C.*\\x9B.*\\x1B' "$(printf 'a\xc2\x9b\xe2\x80\xae\xe2\x80\x8f\xd8\x9c\x9b\x1b')"
lacks "whole" "$(printf '\xc2|\xe2\x80|\xd8')"

# ---- Ctrl+C while it computes
printf '{"op": "simulate", "args": {"pipeline": {"steps": [{"kind": "repeat", "count": 1000, "body": [{"kind": "work", "p": 0.999}]}]}, "trials": 1000000000}}' >long
"$program" call long >out 2>err &
running=$!
# A shell starts background programs deaf to Ctrl+C; the program listens once it computes, so it is asked until it hears.
for _ in $(seq 100); do sleep 0.2; kill -INT $running 2>/dev/null || break; done
wait $running; status=$?
if [ $status = 130 ]; then passed=$((passed + 1)); echo "ok - an interrupted call ends with 130"
else failed=$((failed + 1)); echo "not ok - an interrupted call ended with $status"; fi

echo "cli: $passed passed, $failed failed"
[ $failed = 0 ]
