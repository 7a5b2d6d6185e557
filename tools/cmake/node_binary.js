// Stands inside the engine module. Under Node it reads the .wasm itself: Emscripten 3.1.6 would try fetch(), which knows no files.
// Later Emscriptens do this right and have no _scriptDir.
if (typeof process === 'object' && process.versions && process.versions.node && typeof _scriptDir !== 'undefined' &&
    !Module['wasmBinary'] && !Module['instantiateWasm']) {
  Module['wasmBinary'] = require('fs').readFileSync(new URL('nines-worker.wasm', _scriptDir));
}
