// Uses the engine as others would: installed as a package into an empty project, imported by its name, types compiled.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { sameInAPage } from './page.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(here, '../..');
const project = fs.mkdtempSync(path.join(os.tmpdir(), 'nines-package-'));

function install() {
  fs.writeFileSync(path.join(project, 'package.json'), '{"private": true, "type": "module"}');
  const pack = spawnSync('npm', ['pack', path.join(root, 'build/package'), '--pack-destination', project, '--silent'],
    { cwd: project, encoding: 'utf8' });
  assert.equal(pack.status, 0, pack.stderr);
  const archive = pack.stdout.trim().split('\n').at(-1);
  fs.mkdirSync(path.join(project, 'node_modules/nines-engine'), { recursive: true });
  const untar = spawnSync('tar', ['xzf', archive, '-C', 'node_modules/nines-engine', '--strip-components=1'],
    { cwd: project, encoding: 'utf8' });
  assert.equal(untar.status, 0, untar.stderr);
}

// Runs in the project, so that the name alone must lead to the package.
function inProject(body) {
  fs.writeFileSync(path.join(project, 'case.mjs'), `
    import assert from 'node:assert/strict';
    import { createNines, NinesError } from 'nines-engine';
    const nines = await createNines();
    ${body}`);
  const run = spawnSync('node', ['--no-experimental-fetch', 'case.mjs'], { cwd: project, encoding: 'utf8' });
  assert.equal(run.status, 0, run.stderr);
}

const cases = {
  'a fenced answer is extracted': () => inProject(`
    const report = nines.validate({ type: 'object', required: ['a'] }, ['\`\`\`json\\n{"a": 1}\\n\`\`\`', '{"a": 1}', '{}']);
    assert.deepEqual(report.verdicts.map((v) => v.level), ['extracted', 'strict', 'lost']);
    assert.equal(report.passed, 2);`),
  'a contract file and a contract are taken alike': () => inProject(`
    const contract = { kind: 'labels', labels: ['yes', 'no'] };
    assert.deepEqual(nines.validate({ nines: 1, contract }, ['yes']), nines.validate(contract, ['yes']));`),
  'an answer is repaired': () => inProject(`
    const verdict = nines.repair({ type: 'object' }, '{"a": 1,}');
    assert.equal(verdict.repaired, '{"a": 1}');
    assert.equal(verdict.findings[0].code, 'S1');`),
  'bytes of a file are read': () => inProject(`
    const lines = new TextEncoder().encode('{"a": 1}\\n{"a": }\\n');
    const report = nines.validate(true, lines, { as: 'lines', summary: true });
    assert.equal(report.texts, 2);
    assert.equal(report.summary.levels[0].count, 1);`),
  'a pipeline is simulated': () => inProject(`
    const report = nines.simulate({ steps: [{ kind: 'repeat', count: 20, body: [{ kind: 'work', p: 0.95 }] }] });
    assert.equal(report.ok.toFixed(4), '0.3585');`),
  'an error names its place': () => inProject(`
    assert.throws(() => nines.simulate({ steps: [{ kind: 'work', p: 2 }] }), (error) => error instanceof NinesError
      && error.code === 'out_of_range' && /2/.test(error.message) && error.where.pointer.endsWith('/p') && error.hint.length > 0);
    assert.throws(() => nines.ask('no such op'), (error) => error.code === 'unknown_op');`),
  'a page gets the same bytes as Node': () => sameInAPage(project),
  'the types compile': () => {
    fs.copyFileSync(path.join(here, 'use.ts'), path.join(project, 'use.ts'));
    const tsc = path.join(root, 'tests/web/node_modules/typescript/bin/tsc');
    const run = spawnSync('node', [tsc, '--noEmit', '--strict', '--target', 'es2022', '--module', 'nodenext', '--lib', 'es2022,dom',
      'use.ts'], { cwd: project, encoding: 'utf8' });
    assert.equal(run.status, 0, run.stdout + run.stderr);
  },
};

let passed = 0;
let failed = 0;
try {
  install();
  for (const [name, run] of Object.entries(cases)) {
    try {
      await run();
      passed += 1;
    } catch (error) {
      failed += 1;
      console.log(`FAILED ${name}\n${error.message}`);
    }
  }
} finally {
  fs.rmSync(project, { recursive: true, force: true });
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
