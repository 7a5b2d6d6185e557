// Answers the messages of worker_pool.js, one after the other: in a worker (worker.js), or in the page where
// there are none.
//   { kind: 'start', module }   { kind: 'blob', sha, blob }   { kind: 'call', job, request }
//   -> { kind: 'ready' }  { kind: 'progress', fraction }  { kind: 'answer', job, bytes, ms }  { kind: 'failed', job, why }
import { createEngine } from './engine.js';

/** `post(message, transfer)` sends one back. Returns the function that takes messages. */
export function makeEngineLoop(post) {
  const waiting = new Map();  // sha-256 -> Blob, until a request names it: most workers never need a large file
  let engine = null;
  let turn = Promise.resolve();

  async function feed(request) {
    if (waiting.size === 0) return;
    const text = new TextDecoder('latin1').decode(request);
    for (const [sha, blob] of waiting) {
      if (!text.includes(sha)) continue;
      waiting.delete(sha);
      engine.putBlob(new Uint8Array(await blob.arrayBuffer()));
    }
  }

  async function call({ job, request }) {
    try {
      await feed(request);
      const start = performance.now();
      const bytes = engine.callBytes(request);
      post({ kind: 'answer', job, bytes, ms: performance.now() - start }, [bytes.buffer]);
    } catch (error) {
      post({ kind: 'failed', job, why: String(error?.message ?? error) }, []);
    }
  }

  async function handle(message) {
    if (message.kind === 'blob') waiting.set(message.sha, message.blob);
    if (message.kind === 'call') await call(message);
    if (message.kind === 'start') {
      engine = await createEngine({
        module: message.module, onProgress: (fraction) => post({ kind: 'progress', fraction }, []),
      });
      post({ kind: 'ready' }, []);
    }
  }

  return (message) => { turn = turn.then(() => handle(message)); };
}
