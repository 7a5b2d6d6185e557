// Stands before the engine module. Emscripten 3.1.6 wants CommonJS names under Node, where ES modules have none.
if (typeof process === 'object' && process.versions?.node) {
  const { createRequire } = await import('node:module');
  globalThis.require ??= createRequire(import.meta.url);
  globalThis.__dirname ??= '';
}
