// Golden requests: tests/golden/<op>/<case>/request.json must give response.json, byte for byte, from the command line and from
// the WebAssembly engine. (The doctest suite checks the same files in process.) `node tests/golden/run.mjs --update` rewrites
// the expected bytes from the command line: only with a line in CHANGELOG that says which numbers moved and why.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(here, '../..');
const nines = path.join(root, 'build/release/nines');
const enginePath = path.join(root, 'build/web/engine.js');

function cases() {
  const out = [];
  for (const op of fs.readdirSync(here, { withFileTypes: true })) {
    if (!op.isDirectory()) continue;
    for (const name of fs.readdirSync(path.join(here, op.name)).sort()) out.push(path.join(here, op.name, name));
  }
  return out;
}

function fromCommandLine(request) {
  const run = spawnSync(nines, ['call'], { input: request, maxBuffer: 1 << 28 });
  return run.stdout;
}

async function loadEngine() {
  if (!fs.existsSync(enginePath)) return null;
  const module = await import(pathToFileURL(enginePath).href);
  return module.createEngine();
}

const list = cases();
if (process.argv.includes('--update')) {
  for (const dir of list) {
    fs.writeFileSync(path.join(dir, 'response.json'), fromCommandLine(fs.readFileSync(path.join(dir, 'request.json'))));
  }
  console.log(`${list.length} responses written`);
  process.exit(0);
}

const engine = await loadEngine();
let passed = 0, failed = 0, skipped = 0;
function check(what, got, want) {
  if (Buffer.compare(Buffer.from(got), want) === 0) { passed++; return; }
  failed++;
  const text = Buffer.from(got).toString(), wanted = want.toString();
  let at = 0;
  while (at < text.length && text[at] === wanted[at]) at++;
  console.log(`not ok - ${what}: differs at byte ${at}\n  got  …${text.slice(Math.max(0, at - 40), at + 60)}\n  want …${wanted.slice(Math.max(0, at - 40), at + 60)}`);
}
for (const dir of list) {
  const name = path.relative(here, dir);
  const request = fs.readFileSync(path.join(dir, 'request.json'));
  const want = fs.readFileSync(path.join(dir, 'response.json'));
  check(`${name} (command line)`, fromCommandLine(request), want);
  if (engine) check(`${name} (wasm)`, engine.call(request.toString('utf8')) + '\n', want);
  else skipped++;
}
if (!engine) console.log('skipped: the engine module is not built');
console.log(`golden: ${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exit(failed > 0 || list.length === 0 ? 1 : 0);
