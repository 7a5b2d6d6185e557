// The document in the address: copied, opened again to the same bytes, examples by name, Back.

async function roundTrip(test, page) {
  await page.click('Call tool');
  await page.drag('Succeeds', -40, { role: 'slider' });
  const text = await page.documentText();
  await page.click('Share link');
  await page.page.waitForTimeout(200);
  const link = await page.clipboard();
  test.check('a button copies a link that holds the document', link.startsWith(`${test.url}#1.`), link);
  const other = await test.open(link.slice(test.url.length));
  const there = await other.documentText();
  test.check('the link opens to the same bytes in a new tab', there === text, there);
  await page.setClipboard(link);
  await other.close();
  const third = await test.open();
  await third.press('Control+v');
  test.check('a pasted link opens too', await third.documentText() === text, await third.documentText());
}

async function history(test) {
  const page = await test.open('#example=plain-chain');
  const opened = await page.sees(/59\.9/) && page.page.url().endsWith('#example=plain-chain');
  test.check('an example opens by its name', opened, page.page.url());
  const before = await page.documentText();
  const entries = () => page.page.evaluate(() => window.history.length);
  await page.click('Step');
  const count = await entries();
  await page.drag('Succeeds', -80, { role: 'slider', steps: 20 });
  await page.page.waitForTimeout(600);
  test.check('the address follows a drag', page.page.url().includes('#1.'), page.page.url());
  test.check('a drag fills no history', await entries() - count <= 1, await entries() - count);
  const dragged = await page.documentText();
  await page.click('Check', { role: 'tab' });
  await page.page.waitForTimeout(600);
  await page.page.goBack();
  // The browser tells the page when it gets to it: wait for the document, not for a moment without frames.
  let back = await page.documentText();
  for (let i = 0; i < 50 && ![before, dragged].includes(back); i++) {
    await page.page.waitForTimeout(200);
    back = await page.documentText();
  }
  test.check('Back returns to the document before', [before, dragged].includes(back), back);
}

async function badLink(test) {
  const page = await test.open('#1.AAAA____');
  const said = await page.sees(/link could not be opened/i);
  test.check('a broken link is a message, not a crash', said, await page.mirror());
}

export default async function check(test) {
  await roundTrip(test, await test.open());
  await history(test);
  await badLink(test);
}
