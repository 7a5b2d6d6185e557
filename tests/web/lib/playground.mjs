// One open page, spoken to as a person would: by the labels on the screen. Reads window.nines, acts through real
// mouse, keyboard and drop events. Everything the page says or asks for meanwhile is kept in `noise` and
// `requests`.

const PLAIN_ROLES = new Set(['text', 'heading', 'img']);

const shows = (mirror, pattern) => mirror.some((one) => pattern.test(one.label) || pattern.test(one.value));

export class Playground {
  constructor(page) {
    this.page = page;
    this.noise = [];      // console errors and warnings, uncaught errors, policy violations
    this.requests = [];   // addresses asked for
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) this.noise.push(`${message.type()}: ${message.text()}`);
    });
    page.on('pageerror', (error) => this.noise.push(`uncaught: ${error.message}`));
    page.on('request', (request) => this.requests.push(request.url()));
  }

  static async open(context, url, { ready = true } = {}) {
    const one = new Playground(await context.newPage());
    await one.page.addInitScript(() => addEventListener('securitypolicyviolation', (event) => {
      console.error(`policy violation: ${event.violatedDirective} ${event.blockedURI}`);
    }));
    await one.page.goto(url);
    if (ready) await one.ready();
    return one;
  }

  async ready() {
    await this.page.waitForFunction(() => window.nines?.ready, null, { timeout: 60_000 });
    await this.rest();
  }

  mirror() { return this.page.evaluate(() => JSON.parse(window.nines.mirror()).widgets); }
  documentText() { return this.page.evaluate(() => window.nines.document()); }
  async document() { return JSON.parse(await this.documentText()); }
  frames() { return this.page.evaluate(() => window.nines.frames()); }

  /** Waits until nothing is drawn for a while: everything computed, nothing moving. */
  async rest(quiet = 400, limit = 30_000) {
    const end = Date.now() + limit;
    for (let last = -1, since = Date.now(); ;) {
      const now = await this.frames();
      if (now !== last) { last = now; since = Date.now(); }
      if (Date.now() - since >= quiet) return true;
      if (Date.now() > end) return false;
      await this.page.waitForTimeout(50);
    }
  }

  /** Waits until `test(mirror, document)` holds; returns whether it did. */
  async until(test, limit = 15_000) {
    const end = Date.now() + limit;
    while (Date.now() < end) {
      if (test(await this.mirror(), await this.document())) return true;
      await this.page.waitForTimeout(60);
    }
    return false;
  }

  /** Whether any label or value on the screen matches. */
  async says(pattern) { return shows(await this.mirror(), pattern); }
  sees(pattern, limit) { return this.until((mirror) => shows(mirror, pattern), limit); }
  waitsFor(label, limit) { return this.until((mirror) => mirror.some((one) => one.label === label), limit); }

  /** The widget a person would mean: visible and interactive first. `label` is text or a pattern. */
  async find(label, role) {
    const fits = (text) => (label instanceof RegExp ? label.test(text) : text === label);
    const rank = (widget) => (
      (widget.visible === false ? 0 : 4) + (PLAIN_ROLES.has(widget.role) ? 0 : 2) + (widget.enabled ? 1 : 0));
    const found = (await this.mirror()).filter((widget) => fits(widget.label) && (!role || widget.role === role));
    return found.sort((a, b) => rank(b) - rank(a))[0];
  }

  async place(label, role) {
    const widget = await this.find(label, role);
    if (!widget) {
      const known = (await this.mirror()).map((one) => one.label).join(' | ');
      throw new Error(`nothing on screen is called ${label}; there are: ${known}`);
    }
    const [x, y, width, height] = widget.rect;
    return { x: x + width / 2, y: y + height / 2, widget };
  }

  async click(label, { role, count = 1 } = {}) {
    const { x, y } = await this.place(label, role);
    await this.page.mouse.move(x, y);
    await this.page.waitForTimeout(60);
    await this.page.mouse.click(x, y, { delay: 30, clickCount: count });
    await this.rest(150, 3_000);
  }

  async drag(label, dx, { role, steps = 10, dy = 0 } = {}) {
    const { x, y } = await this.place(label, role);
    await this.page.mouse.move(x, y);
    await this.page.waitForTimeout(60);
    await this.page.mouse.down();
    for (let i = 1; i <= steps; ++i) {
      await this.page.mouse.move(x + (dx * i) / steps, y + (dy * i) / steps);
      await this.page.waitForTimeout(25);
    }
    await this.page.mouse.up();
    await this.rest(200, 5_000);
  }

  async press(keys) {
    await this.page.keyboard.press(keys);
    await this.rest(150, 5_000);
  }

  /** Drops a file the way the system does: dragover, then drop with a DataTransfer. */
  async drop(name, text) {
    const transfer = await this.page.evaluateHandle(([file, content]) => {
      const data = new DataTransfer();
      data.items.add(new File([content], file));
      return data;
    }, [name, text]);
    await this.page.dispatchEvent('#canvas', 'dragover', { dataTransfer: transfer });
    await this.page.dispatchEvent('#canvas', 'drop', { dataTransfer: transfer });
    await this.page.waitForTimeout(100);
    await this.rest();
  }

  canvasSize() {
    return this.page.evaluate(() => {
      const canvas = document.getElementById('canvas');
      return [canvas.width, canvas.height];
    });
  }

  async shot(test, name) {
    await this.page.mouse.move(720, 5);
    await this.rest();
    await this.page.screenshot({ path: `${test.shots}/${name}.png` });
  }

  /** Mean brightness of the whole picture, 0 to 255. */
  async brightness() {
    const picture = (await this.page.screenshot()).toString('base64');
    return this.page.evaluate(async (data) => {
      const image = new Image();
      image.src = `data:image/png;base64,${data}`;
      await image.decode();
      const canvas = new OffscreenCanvas(image.width, image.height);
      const context = canvas.getContext('2d');
      context.drawImage(image, 0, 0);
      const { data: pixels } = context.getImageData(0, 0, image.width, image.height);
      return pixels.reduce((sum, value, i) => sum + (i % 4 === 3 ? 0 : value), 0) / (pixels.length * 0.75);
    }, picture);
  }

  setClipboard(text) { return this.page.evaluate((words) => navigator.clipboard.writeText(words), text); }
  clipboard() { return this.page.evaluate(() => navigator.clipboard.readText()); }
  close() { return this.page.close(); }
}
