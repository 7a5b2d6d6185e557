// Peers of the fused validator on the same texts, for tools/bench validate: JSON.parse + ajv, and jsonrepair on what does not
// parse. peers.mjs FOLDER prints one JSON object a line: {"name", "schema", "size", "kind", "bytes", "texts", "holds", "values"};
// values are MB/s of processor time.
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';

const kRuns = 5;
const kBytes = 2_000_000;  // at least, in one run
const folder = process.argv[2];
const {default: Ajv} = await import('ajv/dist/2020.js');
const {jsonrepair} = await import('jsonrepair');

export function textsOf(file) {
  return readFileSync(join(folder, file), 'utf8').split('\x1e').slice(1);
}

// MB/s of `play` over the texts, and how many it said yes to.
function measure(texts, bytes, play) {
  const times = Math.max(1, Math.ceil(kBytes / bytes));
  const values = [];
  let holds = 0;
  for (let run = 0; run <= kRuns; ++run) {  // the first one warms up
    const start = process.cpuUsage();
    for (let k = 0; k < times; ++k) {
      holds = 0;
      for (const text of texts) holds += play(text) ? 1 : 0;
    }
    const spent = process.cpuUsage(start);
    if (run > 0) values.push(bytes * times / (spent.user + spent.system));
  }
  return {holds, values};
}

function parsed(text) {
  try {
    return {value: JSON.parse(text)};
  } catch {
    return null;
  }
}

function repairs(text) {
  try {
    JSON.parse(jsonrepair(text));
    return true;
  } catch {
    return false;
  }
}

for (const file of readdirSync(folder).sort()) {
  const [schema, size, kind] = file.split('.');
  if (kind !== 'valid' && kind !== 'invalid') continue;
  const start = process.cpuUsage();
  const ajv = new Ajv({strict: false, validateFormats: false});
  const validate = ajv.compile(JSON.parse(readFileSync(join(folder, `${schema}.schema.json`), 'utf8')));
  const spent = process.cpuUsage(start);
  const texts = textsOf(file);
  const about = {schema, size, kind, texts: texts.length};
  const bytes = list => list.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  const print = (name, list, result) => console.log(JSON.stringify({name, ...about, bytes: bytes(list), ...result}));
  print('ajv compile', texts, {holds: 0, values: [(spent.user + spent.system) / 1000]});
  print('ajv', texts, measure(texts, bytes(texts), text => {
    const read = parsed(text);
    return read !== null && validate(read.value);
  }));
  const values = texts.map(parsed).filter(read => read !== null);
  if (kind === 'valid') print('ajv parsed', texts, measure(values, bytes(texts), read => validate(read.value)));
  const broken = texts.filter(text => parsed(text) === null);
  if (broken.length > 0) print('jsonrepair', broken, measure(broken, bytes(broken), repairs));
}
