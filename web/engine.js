// The engine as a JavaScript library, in a page, in a worker and in Node (18 or newer):
//
//   import { createEngine } from './engine.js';
//   const engine = await createEngine();
//   const sha = engine.putBlob(bytes);                       // large inputs: once, then named by their sha-256
//   const response = engine.call('{"op": "version", "v": 1, "args": {}}');
//
// One call at a time, synchronous. Nothing is fetched but the module itself; nothing leaves the machine.
import createNinesWorker from './nines-worker.js';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/**
 * `module`: a WebAssembly.Module compiled before; without it nines-worker.wasm is loaded from beside this file.
 * `onProgress`: called with a fraction, in hundredths, while a long call runs.
 */
export async function createEngine({ module, onProgress } = {}) {
  const instantiateWasm = (imports, done) => {
    WebAssembly.instantiate(module, imports).then((instance) => done(instance, module));
    return {};
  };
  const wasm = await createNinesWorker({ ...(module && { instantiateWasm }), ...(onProgress && { onProgress }) });

  /** Calls a C function with bytes copied into the heap. */
  const give = (bytes, use) => {
    const at = wasm._malloc(bytes.length + 1);  // malloc(0) may be null
    if (at === 0) throw new RangeError('the engine is out of memory');
    try {
      wasm.HEAPU8.set(bytes, at);
      return use(at, bytes.length);
    } finally {
      wasm._free(at);
    }
  };
  /** Copies a result out of the heap: 4 bytes length, then the bytes. */
  const take = (at) => {
    if (at === 0) throw new RangeError('the engine is out of memory');
    const heap = wasm.HEAPU8;
    const length = new DataView(heap.buffer).getUint32(at, true);
    const bytes = heap.slice(at + 4, at + 4 + length);
    wasm._nines_free(at);
    return bytes;
  };
  const bytesOf = (input) => (typeof input === 'string' ? encoder.encode(input) : input);

  return {
    /** Request JSON as bytes (or text) to response JSON as bytes. */
    callBytes: (request) => take(give(bytesOf(request), wasm._nines_call)),
    /** Request JSON to response JSON, as text. */
    call: (request) => decoder.decode(take(give(bytesOf(request), wasm._nines_call))),
    /** Keeps bytes (or text) for later requests; returns their sha-256. */
    putBlob: (bytes) => decoder.decode(take(give(bytesOf(bytes), wasm._nines_put_blob))),
    dropBlob: (sha256) => give(bytesOf(sha256), wasm._nines_drop_blob),
  };
}

export default createEngine;
