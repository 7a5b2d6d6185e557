// Every kind of step, built by hand: added by its label, each of its parameters changed in the inspector; then the
// number on the screen is the command line's for the command that the page copies.
import { execFileSync, spawnSync } from 'node:child_process';
import path from 'node:path';

const LAST = 3;  // the step under test is the last card

/** Numbers that are allowed together for every kind. */
function typed(param) {
  const special = { repair: '50', corrupt: '20', k: '3', n: '5', every: '2', count: '4', transient: '30', decay: '1', gap: '2' };
  if (special[param.name]) return special[param.name];
  if (param.type === 'probability') return '70';
  if (param.type === 'correlation') return '.3';
  return param.type === 'whole' ? '3' : '2.5';
}

async function type(page, label, text) {
  await page.click(label);
  await page.page.keyboard.press('Control+a');
  await page.page.keyboard.type(text, { delay: 5 });
  await page.press('Enter');
}

const last = (document) => document.pipeline.steps[document.pipeline.steps.length - 1];

/** Changes one parameter; returns whether the document took it. */
async function change(page, param) {
  const before = JSON.stringify(last(await page.document())[param.name] ?? null);
  if (param.type === 'step') {
    const there = last(await page.document())[param.name];
    return typeof there === 'string' && there.length > 0;  // a new rollback aims at the row before
  }
  if (param.type === 'choice') {
    const choices = param.choices.split('|');
    if (choices.length < 2) return true;
    await page.click(param.label, { role: 'choice' });
    await page.click(choices[1].replaceAll('_', ' '), { role: 'option' });
    const taken = last(await page.document())[param.name] === choices[1];
    await page.click(param.label, { role: 'choice' });
    await page.click(choices[0].replaceAll('_', ' '), { role: 'option' });
    return taken;
  }
  const slider = param.type === 'probability' || param.type === 'correlation';
  await type(page, slider ? `${param.label}, exact value` : param.label, typed(param));
  return JSON.stringify(last(await page.document())[param.name] ?? null) !== before;
}

/** OK on the screen, and what the copied command prints. */
async function bothNumbers(page, root) {
  await page.until((mirror) => mirror.some((one) => /^(exact|cannot be computed)$/.test(one.label)));
  const bar = await page.find('OK', 'text');
  await page.click('Copy command');
  const command = await page.clipboard();
  const link = /^nines simulate '(#1\.[\w-]+)'$/.exec(command)?.[1];
  const run = spawnSync(path.join(root, 'build', 'release', 'nines'), ['simulate', link ?? '', '--format', 'json'],
    { encoding: 'utf8' });
  const answer = JSON.parse(run.stdout || '{}');
  return { screen: bar?.value, ok: answer.ok, error: answer.error?.message ?? run.stderr, command };
}

/** As the screen writes shares: three significant digits, all the nines near one. */
const agrees = (screen, ok) => {
  const shown = Number(String(screen ?? '').replace(/[\s\u2009%]/g, '')) / 100;
  return Number.isFinite(shown) && Math.abs(shown - ok) <= Math.max(6e-4 * ok, 6e-6 * (1 - ok)) + 1e-12;
};

async function tryKind(test, kind) {
  const page = await test.open('#example=plain-chain');
  await page.page.setViewportSize({ width: 1440, height: 2400 });
  await page.rest();
  const cards = (await page.document()).pipeline.steps.length;
  await page.click('+ Add step');
  await page.click(kind.label, { role: 'option' });
  const added = (await page.document()).pipeline.steps.findIndex((step) => step.kind === kind.kind);
  test.check(`${kind.kind}: added by its label`, added >= 0, await page.mirror());
  if (added < 0) return;
  for (let i = added; i + 1 < (await page.document()).pipeline.steps.length && i < cards + LAST; ++i) await page.click('Move down');
  if (await page.find('More numbers')) await page.click('More numbers');
  for (const param of kind.params) test.check(`${kind.kind}: ${param.label} can be changed`, await change(page, param), param);
  const { screen, ok, error, command } = await bothNumbers(page, test.root);
  test.check(`${kind.kind}: the screen says what the copied command prints`, agrees(screen, ok), { screen, ok, error, command });
}

export default async function kinds(test) {
  const cli = path.join(test.root, 'build', 'release', 'nines');
  let catalog;
  try {
    catalog = JSON.parse(execFileSync(cli, ['catalog', '--format', 'json'], { encoding: 'utf8' }));
  } catch {
    return test.skip('every kind by hand', 'the command line is not built');
  }
  for (const kind of catalog.steps) await tryKind(test, kind);
}
