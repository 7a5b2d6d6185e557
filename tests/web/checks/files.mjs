// Files in and out: dropped, picked, pasted, saved. What a file is, is told by its content.
import fs from 'node:fs';
import path from 'node:path';

const CHAIN = JSON.stringify({
  nines: 1, title: 'Dropped', pipeline: { steps: [{ kind: 'repeat', count: 20, body: [{ kind: 'work', p: 0.95 }] }] },
});

async function pipelineFile(test, page) {
  await page.drop('chain.json', CHAIN);
  test.check('a dropped pipeline opens', (await page.document()).title === 'Dropped', await page.document());
  test.check('and is computed', await page.sees(/35\.8/), await page.mirror());
}

async function records(test, page) {
  const text = fs.readFileSync(path.join(test.root, 'assets', 'flaky-agent.jsonl'), 'utf8');
  await page.drop('flaky.jsonl', text);
  const document = await page.document();
  const here = document.workspace === 'compare' && document.compare.dataset_name === 'flaky.jsonl';
  test.check('dropped records open Compare', here, document);
  test.check('and are measured', await page.sees(/alpha|flip/i), await page.mirror());
  await page.shot(test, 'compare-dark');
}

async function realRecords(test) {
  const file = test.data('disagreement/taubench_airline_gpt4o/rows.jsonl');
  if (!file) return test.skip('real records give the published figures', 'no NINES_TEST_DATA');
  const page = await test.open();
  await page.drop('rows.jsonl', fs.readFileSync(file, 'utf8'));
  for (const figure of [/42\.0|\.420/, /27\.3|\.273/, /22\.0|\.220/, /20\.0|\.200/, /\.401/]) {
    test.check(`real records give ${figure}`, await page.sees(figure), await page.mirror());
  }
  await page.shot(test, 'compare-taubench-dark');
}

async function picked(test, page) {
  const chooser = page.page.waitForEvent('filechooser', { timeout: 5_000 });
  await page.click('Open');
  const buffer = Buffer.from(CHAIN.replace('Dropped', 'Picked'));
  await (await chooser).setFiles({ name: 'picked.json', mimeType: 'application/json', buffer });
  await page.rest();
  test.check('a picked file opens', (await page.document()).title === 'Picked', (await page.document()).title);
}

async function pasted(test, page) {
  await page.setClipboard(CHAIN.replace('Dropped', 'Pasted'));
  await page.press('Control+v');
  test.check('a pasted pipeline opens', (await page.document()).title === 'Pasted', (await page.document()).title);
}

async function saved(test, page) {
  const download = page.page.waitForEvent('download', { timeout: 5_000 });
  await page.click('Save');
  const file = await download;
  const text = fs.readFileSync(await file.path(), 'utf8');
  const same = text === await page.documentText() && file.suggestedFilename() === 'pasted.json';
  test.check('saving downloads the document', same, [file.suggestedFilename(), text]);
}

export default async function check(test) {
  const page = await test.open();
  await pipelineFile(test, page);
  await picked(test, page);
  await pasted(test, page);
  await saved(test, page);
  await records(test, page);
  await realRecords(test);
}
