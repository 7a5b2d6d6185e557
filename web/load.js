// Fetches and compiles the two WebAssembly modules and says how far they are. Used by app.js once, before
// anything else runs.

// What a compressed module grows to; the browser counts decompressed bytes but is told the compressed length.
const GROWTH = 2.8;

/** Compiles while the bytes come in. `onBytes(received, expected)`; expected is 0 when nobody knows. */
async function compile(url, onBytes) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  const length = Number(response.headers.get('content-length')) || 0;
  const expected = response.headers.get('content-encoding') ? length * GROWTH : length;
  // A clone is counted, so that the response itself keeps its address and the browser can cache the compiled code.
  const counted = response.clone().body.getReader();
  const module = WebAssembly.compileStreaming
    ? WebAssembly.compileStreaming(response)
    : response.arrayBuffer().then((bytes) => WebAssembly.compile(bytes));
  for (let received = 0; ;) {
    const { done, value } = await counted.read();
    if (done) break;
    received += value.length;
    onBytes(received, expected);
  }
  return module;
}

/** Resolves to the compiled modules in the order of `urls`; `onProgress(received, expected)` counts all together. */
export function loadModules(urls, onProgress) {
  const counts = urls.map(() => [0, 0]);
  return Promise.all(urls.map((url, i) => compile(url, (received, expected) => {
    counts[i] = [received, expected];
    const sum = (k) => counts.reduce((total, count) => total + count[k], 0);
    onProgress(sum(0), counts.every((count) => count[1] > 0) ? sum(1) : 0);
  })));
}
