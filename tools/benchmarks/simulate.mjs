// The reference pipeline as a JavaScript loop, and the engine module (build/web) under this Node; for tools/bench.
import {existsSync} from 'node:fs';
import {fileURLToPath} from 'node:url';

const kRuns = 7;
function measure(name, trials, play) {
  play();
  const values = [];
  for (let i = 0; i < kRuns; ++i) {
    const start = process.cpuUsage().user;
    play();
    values.push(trials / (process.cpuUsage().user - start));
  }
  console.log(JSON.stringify({name, unit: 'M trials/s', values}));
}

function loop(trials) {
  let ok = 0;
  for (let i = 0; i < trials; ++i) {
    let right = true;
    let alive = true;
    for (let step = 0; step < 20 && alive; ++step) {
      alive = false;
      for (let attempt = 0; attempt < 3 && !alive; ++attempt) {
        const good = Math.random() < 0.95;
        if (Math.random() < (good ? 0.02 : 0.9)) continue;
        alive = true;
        right = right && good;
      }
    }
    if (alive && right) ++ok;
  }
  if (Math.abs(ok / trials - 0.893716) > 0.01) throw new Error(`ok ${ok / trials}`);
}
measure(`JavaScript loop, node ${process.version}`, 300_000, () => loop(300_000));

const module = new URL('../../build/web/engine.js', import.meta.url);
if (existsSync(fileURLToPath(module))) {
  const engine = await (await import(module.href)).createEngine();
  const body = [{kind: 'work', p: 0.95}, {kind: 'validate', sensitivity: 0.9, specificity: 0.98}];
  const steps = [{kind: 'repeat', count: 20, body: [{kind: 'retry', max: 3, rho: 0, body}]}];
  const trials = 1_024_000;
  const request = JSON.stringify({op: 'sample', v: 1, args: {pipeline: {steps}, seed: 1, first: 0, trials}});
  measure('nines sampled, WebAssembly', trials, () => {
    const answer = JSON.parse(engine.call(request));
    if (!answer.ok) throw new Error(JSON.stringify(answer));
  });
}
