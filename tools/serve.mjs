#!/usr/bin/env node
// Serves the built page on loopback: node tools/serve.mjs [folder] [--port N] [--link '#fragment'].
// Used by tools/play and, through serve(), by the browser tests. No dependency; never reachable from another machine.
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import zlib from 'node:zlib';
import { createHash } from 'node:crypto';
import { pathToFileURL } from 'node:url';

// Only these are served: a build folder also holds object files and lists that are nobody's business.
const TYPES = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8', '.wasm': 'application/wasm', '.svg': 'image/svg+xml', '.png': 'image/png',
  '.ico': 'image/x-icon', '.webmanifest': 'application/manifest+json',
};

// The page computes in the browser and asks nobody anything: everything not listed is forbidden.
const POLICY = [
  "default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "style-src 'self'", "img-src 'self' data: blob:",
  "connect-src 'self'", "worker-src 'self'", "manifest-src 'self'", "base-uri 'none'", "form-action 'none'",
].join('; ');

const HEADERS = {
  'Content-Security-Policy': POLICY, 'X-Content-Type-Options': 'nosniff', 'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
  // File names stay the same from build to build, so the browser keeps files but asks each time (ETag, 304).
  'Cache-Control': 'no-cache', Vary: 'Accept-Encoding',
};

/** The file that a request path means, or null. Hidden files, `..` and links out of the folder mean nothing. */
function resolve(root, url) {
  let name;
  try { name = decodeURIComponent(url.split(/[?#]/)[0]); } catch { return null; }
  if (name.endsWith('/')) name += 'index.html';
  if (/[\0\\]/.test(name) || name.split('/').some((part) => part.startsWith('.'))) return null;
  if (!(path.extname(name) in TYPES)) return null;
  try {
    const file = fs.realpathSync(path.join(root, name));
    return file.startsWith(root + path.sep) && fs.statSync(file).isFile() ? file : null;
  } catch { return null; }
}

const COMPRESS = {
  br: (bytes) => zlib.brotliCompressSync(bytes, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 9 } }),
  gzip: (bytes) => zlib.gzipSync(bytes, { level: 9 }),
};
const memory = new Map();  // "file encoding" -> { stamp, bytes, etag }: compressing 1 MB again for each visit would be felt

function load(file, encoding) {
  const { mtimeMs, size } = fs.statSync(file);
  const key = `${file} ${encoding}`, stamp = `${mtimeMs} ${size}`;
  const known = memory.get(key);
  if (known?.stamp === stamp) return known;
  const plain = fs.readFileSync(file);
  const bytes = COMPRESS[encoding]?.(plain) ?? plain;
  const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
  const entry = { stamp, bytes, etag };
  memory.set(key, entry);
  return entry;
}

function wanted_encoding(request) {
  const accepted = String(request.headers['accept-encoding'] ?? '').split(',').map((part) => part.trim());
  return ['br', 'gzip'].find((name) => accepted.some((part) => part.split(';')[0] === name && !/;\s*q=0(\.0*)?$/.test(part)));
}

function answer(root, request, response) {
  const refuse = (status, text) => {
    response.writeHead(status, { ...HEADERS, 'Content-Type': 'text/plain; charset=utf-8' });
    response.end(`${text}\n`);
  };
  // A foreign host name that resolves to loopback must not read the page (DNS rebinding).
  if (!/^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(request.headers.host ?? '')) return refuse(421, 'wrong host');
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405, 'only GET');
  const file = resolve(root, request.url);
  if (!file) return refuse(404, 'not found');
  const encoding = wanted_encoding(request);
  const { bytes, etag } = load(file, encoding);
  const headers = { ...HEADERS, 'Content-Type': TYPES[path.extname(file)], ETag: etag };
  if (request.headers['if-none-match'] === etag) {
    response.writeHead(304, headers);
    return response.end();
  }
  if (encoding) headers['Content-Encoding'] = encoding;
  response.writeHead(200, { ...headers, 'Content-Length': bytes.length });
  response.end(request.method === 'HEAD' ? undefined : bytes);
}

/** Starts serving `folder`; port 0 takes any free one. Resolves to { url, close }. */
export function serve(folder, port = 0) {
  const root = fs.realpathSync(folder);
  const server = http.createServer((request, response) => {
    try { answer(root, request, response); } catch (error) {
      // A rebuild can take a file away between two calls.
      console.error(`serve: ${request.url}: ${error.message}`);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    }
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve({
      url: `http://127.0.0.1:${server.address().port}/`,
      close: () => new Promise((done) => { server.close(done); server.closeAllConnections?.(); }),
    }));
  });
}

async function main(args) {
  const option = (name, fallback) => { const at = args.indexOf(name); return at < 0 ? fallback : args.splice(at, 2)[1]; };
  const port = option('--port'), link = option('--link', '');
  const folder = args[0] ?? 'build/web';
  let server;
  try { server = await serve(folder, Number(port ?? 8090)); } catch (error) {
    if (error.code !== 'EADDRINUSE') throw error;
    if (port) { console.error(`serve: port ${port} is taken`); process.exit(1); }
    server = await serve(folder, 0);
  }
  console.log(server.url + link);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) main(process.argv.slice(2));
