// The engine as a JavaScript library: the same files that the page's workers use, under Node.
import path from 'node:path';
import { pathToFileURL } from 'node:url';

export default async function check(test) {
  const { createEngine } = await import(pathToFileURL(path.join(test.root, 'build', 'web', 'engine.js')));
  const engine = await createEngine();
  const version = JSON.parse(engine.call('{"op": "version", "v": 1, "args": {}}'));
  test.check('the engine answers under Node', !version.error, version);
  const steps = [{ kind: 'repeat', count: 10, body: [{ kind: 'work', p: 0.95 }] }];
  const sha = engine.putBlob(JSON.stringify({ nines: 1, pipeline: { steps } }));
  const request = { op: 'simulate', v: 1, args: { pipeline: { blob: sha } } };
  const bytes = engine.callBytes(new TextEncoder().encode(JSON.stringify(request)));
  const answer = JSON.parse(new TextDecoder().decode(bytes));
  test.check('large inputs are named by their sha-256', Math.abs(answer.ok - 0.95 ** 10) < 1e-12, answer);
  engine.dropBlob(sha);
  test.check('and can be dropped', JSON.parse(engine.call(JSON.stringify(request))).error?.code === 'not_found');
  test.check('nonsense gets an error, not a crash', Boolean(JSON.parse(engine.call('\u0000nonsense')).error));
}
