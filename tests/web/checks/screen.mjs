// Size, pixel ratio, themes, a phone, rest, and a lost GL context.

async function rest(test, page) {
  await page.page.mouse.move(720, 5);
  await page.rest(800);
  const before = await page.frames();
  await page.page.waitForTimeout(1_000);
  const drawn = await page.frames() - before;
  test.check('an idle page draws nothing for a second', drawn === 0, drawn);
}

async function resize(test, page) {
  await page.page.setViewportSize({ width: 1100, height: 700 });
  await page.rest();
  const size = await page.canvasSize();
  test.check('the canvas follows the window', size[0] === 1100 && size[1] === 700, size);
  await page.page.setViewportSize({ width: 1440, height: 900 });
  await page.rest();
}

async function light(test, page) {
  await page.page.emulateMedia({ colorScheme: 'light' });
  await page.rest();
  await page.shot(test, 'pipeline-light');
  const brightness = await page.brightness();
  test.check('a change of the system to light is followed at once', brightness > 180, brightness);
  await page.page.emulateMedia({ colorScheme: 'dark' });
  await page.rest();
  test.check('and back to dark', await page.brightness() < 80);
}

async function lostContext(test, page) {
  const quiet = page.noise.length;
  await page.page.evaluate(() => {
    window.lose = document.getElementById('canvas').getContext('webgl2').getExtension('WEBGL_lose_context');
    window.lose.loseContext();
  });
  await page.page.waitForTimeout(200);
  test.check('a lost graphics context is explained', await page.page.isVisible('#status'));
  await page.page.evaluate(() => window.lose.restoreContext());
  await page.page.waitForTimeout(300);
  await page.rest();
  page.noise.splice(quiet);  // the browser says what it did to us
  await page.waitsFor('Check');
  await page.click('Check', { role: 'tab' });
  const there = (await page.document()).workspace === 'check' && await page.brightness() > 5;
  test.check('and the program goes on when it comes back', there);
  await page.shot(test, 'check-dark');
}

async function sharp(test) {
  const context = await test.launch({ deviceScaleFactor: 2 });
  const page = await test.open('', context);
  const size = await page.canvasSize();
  test.check('at two pixels a point the canvas has them all', size[0] === 2880 && size[1] === 1800, size);
  await page.click('Check', { role: 'tab' });
  test.check('and clicks land where they should', (await page.document()).workspace === 'check');
  await page.click('Pipeline', { role: 'tab' });
  await page.shot(test, 'pipeline-dark-2x');
  await page.close();
  await context.close();
}

async function phone(test) {
  const context = await test.launch({ viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true });
  const page = await test.open('', context);
  const { x, y } = await page.place('Check', 'tab');
  await page.page.touchscreen.tap(x, y);
  await page.rest();
  test.check('a tap works on a phone', (await page.document()).workspace === 'check', await page.document());
  await page.page.touchscreen.tap(...Object.values(await page.place('Pipeline', 'tab')).slice(0, 2));
  await page.rest();
  await page.shot(test, 'pipeline-phone');
  await page.close();
  await context.close();
}

export default async function check(test) {
  const page = await test.open();
  await rest(test, page);
  await resize(test, page);
  await light(test, page);
  await lostContext(test, page);
  await sharp(test);
  await phone(test);
}
