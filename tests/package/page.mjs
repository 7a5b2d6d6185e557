// The package in a page: imported as an ES module from a served folder, asked the same as in Node. Both must give the
// same bytes. Called by run.mjs; the browser is that of the web tests.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { serve } from '../../tools/serve.mjs';
import { launch } from '../web/lib/browser.mjs';

// Runs in both worlds as it stands: gives the answers as one text.
const ASK = `async ({ createNines }) => {
  const nines = await createNines();
  const contract = { type: 'object', required: ['id'], properties: { id: { type: 'integer' }, at: { type: 'string', format: 'date' } } };
  const good = Array.from({ length: 30 }, (_, i) => JSON.stringify({ id: i, at: '2026-01-' + (10 + (i % 20)), word: 'Grüße ' + i }));
  const fenced = '\`\`\`json\\n{"id": 1,}\\n\`\`\`';
  const bytes = new TextEncoder().encode(good.join('\\n') + '\\n{"id": "x"}\\n');
  const answers = {
    version: nines.version(),
    validate: nines.validate(contract, [...good, fenced, '{"id": 007}', '']),
    lines: nines.validate(contract, bytes, { as: 'lines', summary: true }),
    repair: nines.repair(contract, fenced),
    prefix: nines.prefix(contract, '{"id": tr', { timeline: true }),
    selftest: nines.selftest(contract, good, { per_cause: 20 }),
    infer: nines.infer([...good, '{"id": '], { contract: { kind: 'json_schema', schema: contract } }),
    simulate: nines.simulate({ steps: [{ kind: 'repeat', count: 20, body: [{ kind: 'work', p: 0.95 }] }] }, { trials: 20000 }),
  };
  try { nines.ask('no such op'); } catch (error) { answers.error = [error.name, error.code, error.message]; }
  return JSON.stringify(answers);
}`;

function inNode(project) {
  const file = path.join(project, 'both.mjs');
  fs.writeFileSync(file, `import * as nines from 'nines-engine';\nprocess.stdout.write(await (${ASK})(nines));\n`);
  const run = spawnSync('node', ['--no-experimental-fetch', file], { cwd: project, encoding: 'utf8', maxBuffer: 1 << 28 });
  assert.equal(run.status, 0, run.stderr);
  return run.stdout;
}

async function inPage(folder) {
  fs.writeFileSync(path.join(folder, 'index.html'), '<!doctype html><link rel="icon" href="data:,"><title>package</title>');
  const server = await serve(folder);
  const context = await launch();
  try {
    const page = await context.newPage();
    const noise = [];
    const strangers = [];
    page.on('console', (message) => noise.push(message.text()));
    page.on('pageerror', (error) => noise.push(error.message));
    page.on('request', (request) => { if (!request.url().startsWith(server.url)) strangers.push(request.url()); });
    await page.goto(server.url);
    const text = await page.evaluate(`import('./nines-engine/index.js').then(${ASK})`);
    assert.deepEqual(noise, []);
    assert.deepEqual(strangers, []);
    return text;
  } finally {
    await context.close();
    await server.close();
  }
}

/** `project` has the package installed. */
export async function sameInAPage(project) {
  const node = inNode(project);
  const page = await inPage(path.join(project, 'node_modules'));
  assert.ok(node.length > 10_000, `too little was answered: ${node.slice(0, 200)}`);
  const at = [...node].findIndex((character, i) => character !== page[i]);
  assert.equal(page, node, `differs at character ${at}: ${page.slice(Math.max(0, at - 40), at + 40)}`);
}
