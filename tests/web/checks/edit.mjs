// Buttons, numbers, sliders and text: what is done on the screen is in the document, and undo takes it back.

/** The first work step in reading order. */
function firstWork(document) {
  const find = (steps = []) => {
    for (const step of steps) {
      const found = step.kind === 'work' ? step : find(step.body);
      if (found) return found;
    }
    return undefined;
  };
  return find(document.pipeline.steps);
}

async function workspaces(test, page) {
  await page.click('Check', { role: 'tab' });
  const { workspace } = await page.document();
  test.check('a click on a tab opens its workspace', workspace === 'check', workspace);
  await page.click('Pipeline', { role: 'tab' });
  test.check('and back', (await page.document()).workspace !== 'check');
}

async function numbers(test, page) {
  const before = await page.documentText();
  await page.click('Call tool');
  await page.drag('Succeeds', -60, { role: 'slider' });
  const dragged = firstWork(await page.document()).p;
  test.check('dragging a slider changes the document', dragged !== 0.95, dragged);
  test.check('the figures follow', !(await page.says(/62\.9/)), await page.mirror());
  await page.press('Control+z');
  test.check('one undo takes the whole drag back, byte for byte', await page.documentText() === before);
  await page.press('Control+Shift+z');
  test.check('redo does it again', firstWork(await page.document()).p === dragged);
  await page.press('Control+z');
  await page.click('Succeeds, exact value');
  await page.page.keyboard.type('99', { delay: 20 });
  await page.press('Enter');
  test.check('a number can be typed', firstWork(await page.document()).p === 0.99, firstWork(await page.document()));
  await page.press('Control+z');
  test.check('undo takes it back', await page.documentText() === before, await page.documentText());
}

async function text(test, page) {
  const title = async () => (await page.document()).title;
  await page.click('Title');
  await page.press('Control+a');
  await page.page.keyboard.type('Für Zoë ≤ 5 @', { delay: 30 });
  await page.rest();
  test.check('typed text arrives, accents too', await title() === 'Für Zoë ≤ 5 @', await title());
  await page.page.keyboard.insertText('日本');
  await page.rest();
  test.check('so does text from an input method', (await title()).endsWith('日本'), await title());
  await page.press('Control+a');
  await page.press('Control+c');
  test.check('Ctrl+C copies a field', (await page.clipboard()).startsWith('Für Zoë'), await page.clipboard());
  await page.setClipboard('Pasted ✓');
  await page.press('Control+v');
  test.check('Ctrl+V pastes into it', await title() === 'Pasted ✓', await title());
  await page.press('Control+a');
  await page.press('Control+x');
  test.check('Ctrl+X cuts it', await page.clipboard() === 'Pasted ✓', await page.clipboard());
  await page.page.keyboard.type('Again', { delay: 5 });
  await page.press('Enter');
}

/** Chords of the browser must reach it: the page prevents none but its own. */
async function chords(test, page) {
  const prevented = await page.page.evaluate(() => {
    const press = (key, code, options) => {
      const event = new KeyboardEvent('keydown', { key, code, bubbles: true, cancelable: true, ...options });
      document.getElementById('canvas').dispatchEvent(event);
      return event.defaultPrevented;
    };
    return {
      theirs: [press('r', 'KeyR', { ctrlKey: true }), press('f', 'KeyF', { ctrlKey: true }), press('F5', 'F5', {}),
        press('I', 'KeyI', { ctrlKey: true, shiftKey: true }), press('t', 'KeyT', { ctrlKey: true })],
      ours: [press('z', 'KeyZ', { ctrlKey: true })],
    };
  });
  test.check('reload, find and developer tools stay with the browser', !prevented.theirs.includes(true), prevented);
  test.check('our own shortcuts do not', !prevented.ours.includes(false), prevented);
}

export default async function check(test) {
  const page = await test.open();
  await workspaces(test, page);
  await numbers(test, page);
  await text(test, page);
  await chords(test, page);
}
