// The page comes: text first, then the program; from any folder; and it says why when it cannot.
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';
import { serve } from '../../../tools/serve.mjs';
import { Playground } from '../lib/playground.mjs';

async function withoutScript(test) {
  const context = await test.launch({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(test.url);
  const text = await page.textContent('main');
  test.check('without script there is text, a formula and a table', /59\.9/.test(text) && /P\(all right\)/.test(text)
    && await page.isVisible('table') && await page.isVisible('noscript'));
  await page.screenshot({ path: path.join(test.shots, 'text.png'), fullPage: true });
  await context.close();
}

async function withoutWebgl(test) {
  const page = await test.context.newPage();
  await page.addInitScript(() => { HTMLCanvasElement.prototype.getContext = () => null; });
  await page.goto(test.url);
  await page.waitForFunction(() => /WebGL 2/.test(document.getElementById('status').textContent));
  test.check('without WebGL the text stays and says so', await page.isVisible('h2'));
  await page.close();
}

async function withoutWorkers(test) {
  const page = await test.context.newPage();
  await page.addInitScript(() => { window.Worker = undefined; });
  const playground = new Playground(page);
  await page.goto(test.url);
  await playground.ready();
  test.check('without workers it computes in the page', await playground.sees(/62\.9/));
  await page.close();
}

async function fromAFolderBelow(test) {
  const server = await serve(path.join(test.root, 'build'));
  const playground = await Playground.open(test.context, `${server.url}web/`);
  test.check('it works from a folder below the root of a host', await playground.sees(/62\.9/), playground.noise);
  await playground.close();
  await server.close();
}

// What a first visit loads, as a host would compress it. Lower it when the site gets smaller.
const MOST_BYTES = 1_480_000;

function firstLoad(test) {
  const folder = path.join(test.root, 'build', 'web');
  const compressed = (name) => {
    const bytes = fs.readFileSync(path.join(folder, name));
    return zlib.brotliCompressSync(bytes, { params: { [zlib.constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }).length;
  };
  const sizes = fs.readdirSync(folder).map((name) => [name, compressed(name)]).sort((a, b) => b[1] - a[1]);
  const all = sizes.reduce((sum, [, size]) => sum + size, 0);
  test.check(`a first visit loads at most ${MOST_BYTES} bytes (${all})`, all <= MOST_BYTES, sizes.slice(0, 4));
}

export default async function check(test) {
  firstLoad(test);
  const page = await test.open();
  test.check('it loads and shows the first example', await page.sees(/62\.9/), await page.mirror());
  const host = new URL(test.url).host;
  const strangers = page.requests.filter((one) => new URL(one).host !== host);
  test.check('it asks nobody but its own host', strangers.length === 0, strangers);
  test.check('the address is untouched until something changes', !page.page.url().includes('#'), page.page.url());
  const clashes = JSON.parse(await page.page.evaluate(() => window.nines.mirror())).id_clashes;
  test.check('no two widgets share an id', clashes === 0, clashes);
  await page.shot(test, 'pipeline-dark');
  await withoutScript(test);
  await withoutWebgl(test);
  await withoutWorkers(test);
  await fromAFolderBelow(test);
}
