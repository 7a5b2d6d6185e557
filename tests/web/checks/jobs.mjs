// Work in the background: exact answers, sampled runs, cancel, and a worker that is stuck.

export default async function check(test) {
  const page = await test.open('#example=refund-agent');
  test.check('the exact answer comes', await page.sees(/62\.9/));
  test.check('sampled runs agree with it', await page.sees(/sampled .*agree/i), await page.mirror());
  const start = Date.now();
  const more = await page.find('Run more');
  if (!test.check('more runs can be asked for', Boolean(more), await page.mirror())) return;
  await page.click('Run more');
  test.check('a running job can be cancelled', await page.waitsFor('Cancel'), await page.mirror());
  await page.click('Cancel');
  test.check('and stops', await page.until((mirror) => !mirror.some((one) => one.label === 'Cancel'), 2_000));
  test.check('then nothing is drawn any more', await page.rest(500, 5_000));
  console.log(`    sampling started and cancelled in ${Date.now() - start} ms`);
  await page.click('Call tool');
  await page.drag('Succeeds', -30, { role: 'slider' });
  const other = await page.until((mirror) => !mirror.some((one) => /62\.9/.test(one.label + one.value)));
  test.check('the next answer comes after a cancel', other, await page.mirror());
}
