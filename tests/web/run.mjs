#!/usr/bin/env node
// The browser tests: the built page in a headless Chromium, used the way a person uses it.
//   node tests/web/run.mjs [name of a check file]...      (build/web must be there: cmake --build --preset web)
// Prints `ok - …`, `not ok - …`, `skipped - …` and last `web: n passed, m failed`. Pictures: build/shots/.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { serve } from '../../tools/serve.mjs';
import { launch } from './lib/browser.mjs';
import { Playground } from './lib/playground.mjs';
import { makeReport } from './lib/report.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const names = ['load', 'edit', 'links', 'files', 'jobs', 'screen', 'engine'];
const wanted = process.argv.slice(2);
const report = makeReport();

/** What every check file gets. `open` gives a page that must stay quiet and ask for nothing once it is there. */
function makeTest(context, url, name) {
  const opened = [];
  const test = {
    ...report, context, url, launch, root, pages: opened,
    shots: path.join(root, 'build', 'shots'),
    data: (file) => {
      const place = path.join(process.env.NINES_TEST_DATA ?? path.join(root, '..', 'shared', 'data'), file);
      return fs.existsSync(place) ? place : null;
    },
    async open(fragment = '', other = context) {
      const page = await Playground.open(other, url + fragment);
      page.loaded = page.requests.length;
      opened.push(page);
      return page;
    },
    async finish() {
      const noise = opened.flatMap((page) => page.noise);
      const late = opened.flatMap((page) => page.requests.slice(page.loaded)).filter((one) => !one.startsWith('blob:'));
      report.check(`${name}: no error or warning in the console`, noise.length === 0, noise);
      report.check(`${name}: no request after load`, late.length === 0, late);
      for (const page of opened) await page.close().catch(() => {});
    },
  };
  return test;
}

async function run() {
  const folder = path.join(root, 'build', 'web');
  fs.mkdirSync(path.join(root, 'build', 'shots'), { recursive: true });
  const server = await serve(folder);
  const context = await launch();
  try {
    for (const name of names.filter((one) => wanted.length === 0 || wanted.includes(one))) {
      const { default: check } = await import(`./checks/${name}.mjs`);
      const test = makeTest(context, server.url, name);
      try {
        await check(test);
      } catch (error) {
        report.check(`${name}: runs to its end`, false, String(error.stack ?? error));
      }
      await test.finish();
    }
  } finally {
    await context.close();
    await server.close();
  }
}

await run();
report.total();
process.exit(report.counts.failed > 0 ? 1 : 0);
