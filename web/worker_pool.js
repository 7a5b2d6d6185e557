// Spreads requests over a few workers, one request at a time each. Made by app.js; the program starts and
// cancels requests through it (worker_runner.cpp). Needs no shared memory, so it works on any static host and
// inside frames.
//
// A worker hears nothing while it computes, so a running request is cancelled by dropping its answer; a worker
// that goes on for longer than STUCK_MS after that is replaced.
import { makeEngineLoop } from './engine_loop.js';

const STUCK_MS = 200;
const MOST_WORKERS = 4;

/** How many run at once: one processor stays free for drawing. */
export const poolWidth = () => Math.min(MOST_WORKERS, Math.max(1, (navigator.hardwareConcurrency || 2) - 1));

function inWorker(hear, broken) {
  const worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module', name: 'nines-engine' });
  worker.onmessage = (event) => hear(event.data);
  worker.onerror = (event) => {
    event.preventDefault();
    broken(event.message || 'it did not start');
  };
  return { post: (message, transfer) => worker.postMessage(message, transfer), stop: () => worker.terminate() };
}

function inPage(hear) {
  let stopped = false;
  const take = makeEngineLoop((message) => { if (!stopped) hear(message); });
  return { post: (message) => setTimeout(() => take(message)), stop: () => { stopped = true; } };
}

/**
 * `answered(job, bytes, ms)` and `failed(job, why)` are called once for each request that was not cancelled,
 * `cameOn(job, fraction)` meanwhile.
 */
export function makePool(width, { answered, cameOn, failed }) {
  const blobs = new Map();  // for workers that start later
  const waiting = [];
  const slots = [];
  let compiled = null;
  let make = inWorker;

  function spawn(slot) {
    Object.assign(slot, { job: null, request: null, cancelled: false, ready: false });
    clearTimeout(slot.timer);
    try {
      slot.engine = make((message) => hear(slot, message), (why) => broken(slot, why));
    } catch (error) {
      useThePage(error.message);
      slot.engine = make((message) => hear(slot, message));
    }
    slot.engine.post({ kind: 'start', module: compiled });
    for (const [sha, blob] of blobs) slot.engine.post({ kind: 'blob', sha, blob });
  }

  function pump() {
    if (!compiled) return;
    for (const slot of slots) {
      if (slot.job !== null || waiting.length === 0) continue;
      const { job, request } = waiting.shift();
      Object.assign(slot, { job, request: slot.ready ? null : request, cancelled: false });
      // Until a worker has shown that it runs, its request is kept: it may have to be asked elsewhere.
      slot.engine.post({ kind: 'call', job, request }, slot.ready ? [request.buffer] : []);
    }
  }

  function hear(slot, message) {
    if (message.kind === 'ready') {
      slot.ready = true;
      return;
    }
    if (message.kind === 'progress') {
      if (!slot.cancelled) cameOn(slot.job, message.fraction);
      return;
    }
    const dropped = slot.cancelled;
    Object.assign(slot, { job: null, request: null, cancelled: false });
    clearTimeout(slot.timer);
    if (message.kind === 'failed') {
      spawn(slot);  // its memory is in an unknown state
      if (!dropped) failed(message.job, message.why);
    } else if (!dropped) {
      answered(message.job, message.bytes, message.ms);
    }
    pump();
  }

  function useThePage(why) {
    if (make === inPage) return;
    console.info(`No module workers here (${why}): the engine runs in the page itself.`);
    make = inPage;
    slots.length = Math.min(slots.length, 1);
  }

  function broken(slot, why) {
    const { job, request, cancelled, ready } = slot;
    slot.engine.stop();
    if (!ready) useThePage(why);
    if (job !== null && !cancelled) {
      if (request) waiting.unshift({ job, request });
      else failed(job, `the worker stopped: ${why}`);
    }
    if (slots.includes(slot)) spawn(slot);
    pump();
  }

  function replace(slot) {
    slot.engine.stop();
    spawn(slot);
    pump();
  }

  return {
    width,
    /** Requests wait until the engine's module is there. */
    open(module) {
      compiled = module;
      for (let i = 0; i < width && (make === inWorker || i === 0); ++i) {
        const slot = { timer: 0 };
        slots.push(slot);
        spawn(slot);
      }
      pump();
    },
    putBlob(sha, bytes) {
      const blob = new Blob([bytes]);  // the browser keeps it outside the heaps; workers get a reference
      blobs.set(sha, blob);
      for (const slot of slots) slot.engine.post({ kind: 'blob', sha, blob });
    },
    start(job, request) {
      waiting.push({ job, request });
      pump();
    },
    cancel(job) {
      const at = waiting.findIndex((one) => one.job === job);
      if (at >= 0) return void waiting.splice(at, 1);
      const slot = slots.find((one) => one.job === job);
      if (!slot || slot.cancelled) return;
      slot.cancelled = true;
      slot.timer = setTimeout(() => replace(slot), STUCK_MS);
    },
  };
}
