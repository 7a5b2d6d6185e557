// Every kind of step, built by hand: added by its label, each of its parameters changed in the inspector; then the
// number on the screen is the command line's for the command that the page copies.
import { execFileSync, spawnSync } from 'node:child_process';
import path from 'node:path';

/** Numbers that are allowed together for every kind. */
function typed(param) {
  const special = { repair: '50', corrupt: '20', k: '3', n: '7', every: '2', transient: '30', decay: '1', gap: '2' };
  if (special[param.name]) return special[param.name];
  if (param.type === 'probability') return '70';
  if (param.type === 'correlation') return '.3';
  return param.type === 'whole' ? '4' : '2.5';
}

/** A click that does not wait for the page to rest: random runs are being played all the while. */
async function click(page, label, role) {
  const { x, y } = await page.place(label, role);
  await page.page.mouse.move(x, y);
  await page.page.waitForTimeout(50);
  await page.page.mouse.click(x, y, { delay: 30 });
  await page.page.waitForTimeout(80);
}

async function type(page, label, text) {
  await click(page, label);
  await page.page.keyboard.press('Control+a');
  await page.page.keyboard.type(text);
  await page.page.keyboard.press('Enter');
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
    const choose = async (word) => {
      await click(page, param.label, 'combobox');
      await click(page, word.replaceAll('_', ' '), 'option');
      return page.until((_, document) => (last(document)[param.name] ?? choices[0]) === word, 5_000);
    };
    return await choose(choices[1]) && choose(choices[0]);
  }
  const slider = param.type === 'probability' || param.type === 'correlation';
  await type(page, slider ? `${param.label}, exact value` : param.label, typed(param));
  return page.until((_, document) => JSON.stringify(last(document)[param.name] ?? null) !== before, 5_000);
}

/** What the page gives for "Copy command". */
async function copiedCommand(page) {
  await page.setClipboard('');
  await click(page, 'Copy command');
  for (let i = 0; i < 50; ++i) {
    const text = await page.clipboard();
    if (text) return text;
    await page.page.waitForTimeout(50);
  }
  return '';
}

/** What the command line says to it. */
function answerTo(command, root) {
  const link = /^nines simulate '(#1\.[\w-]+)'$/.exec(command)?.[1];
  const run = spawnSync(path.join(root, 'build', 'release', 'nines'), ['simulate', link ?? '', '--format', 'json'],
    { encoding: 'utf8' });
  return JSON.parse(run.stdout || '{}');
}

/** As the screen writes shares: three significant digits, all the nines near one. */
const agrees = (screen, ok) => {
  const shown = Number(String(screen ?? '').replace(/[\s\u2009%]/g, '')) / 100;
  return Number.isFinite(shown) && Math.abs(shown - ok) <= Math.max(6e-4 * ok, 6e-6 * (1 - ok)) + 1e-12;
};

/** The same ends, or the same complaint. */
async function sameAnswer(page, answer) {
  if (answer.error) return page.sees(new RegExp(answer.error.message.replace(/[^\w ]/g, '.')), 5_000);
  return page.until((mirror) => agrees(mirror.find((one) => one.label === 'OK')?.value, answer.ok), 5_000);
}

async function tryKind(test, page, kind) {
  const cards = (await page.document()).pipeline.steps.length;
  await click(page, '+ Add step');
  await click(page, kind.label, 'option');
  const added = await page.until((_, document) => {
    const { steps } = document.pipeline;
    return steps.length === cards + 1 && steps[cards].kind === kind.kind;
  }, 5_000);
  test.check(`${kind.kind}: added by its label`, added, await page.document());
  if (!added) return;
  if (await page.find('More numbers')) await click(page, 'More numbers');
  const stuck = [];
  for (const param of kind.params) if (!await change(page, param)) stuck.push(param.label);
  test.check(`${kind.kind}: each of its ${kind.params.length} parameters can be changed`, stuck.length === 0, stuck);
  const command = await copiedCommand(page);
  const answer = answerTo(command, test.root);
  test.check(`${kind.kind}: the screen says what the copied command prints`, await sameAnswer(page, answer),
    { command, ok: answer.ok, error: answer.error, ends: await page.find('OK', 'text') });
  await click(page, 'Remove');
  await page.until((_, document) => document.pipeline.steps.length === cards, 5_000);
  await click(page, 'Repeat', 'option');
}

export default async function kinds(test) {
  const cli = path.join(test.root, 'build', 'release', 'nines');
  let catalog;
  try {
    catalog = JSON.parse(execFileSync(cli, ['catalog', '--format', 'json'], { encoding: 'utf8' }));
  } catch {
    return test.skip('every kind by hand', 'the command line is not built');
  }
  const page = await test.open('#example=plain-chain');
  await page.page.setViewportSize({ width: 1440, height: 2400 });
  for (const kind of catalog.steps) await tryKind(test, page, kind);
}
