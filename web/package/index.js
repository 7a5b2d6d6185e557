// The engine as a package: one function per op, plain objects in and out, an Error with code, place and hint when there is
// no answer. Synchronous once created; nothing is fetched but the module itself, nothing leaves the machine.
//
//   import { createNines } from 'nines-engine';
//   const nines = await createNines();
//   const report = nines.validate({ type: 'object', required: ['a'] }, ['```json\n{"a": 1}\n```']);
//   report.verdicts[0].level;   // "extracted"
import { createEngine } from './engine.js';

/** Why there is no answer: `code` is stable, `where` names the place in the input, `hint` says what to do. */
export class NinesError extends Error {
  constructor({ code, message, title, where, hint }) {
    super(message || title);
    this.name = 'NinesError';
    this.code = code;
    this.where = where;
    this.hint = hint;
  }
}

const isContract = (value) => typeof value === 'object' && value !== null && typeof value.kind === 'string'
  && !('$schema' in value) && !('type' in value) && !('properties' in value);

/** A contract as the engine takes it: {"kind": …}, a contract file, or a bare JSON Schema. */
const contractOf = (contract) => {
  if (contract?.nines !== undefined) return contract.contract;
  return isContract(contract) ? contract : { kind: 'json_schema', schema: contract };
};

export async function createNines(options) {
  const engine = await createEngine(options);

  /** Any op by its name; `catalog` lists them with their arguments. */
  const ask = (op, args = {}) => {
    const answer = JSON.parse(engine.call(JSON.stringify({ op, v: 1, args })));
    if (answer.error) throw new NinesError(answer.error);
    return answer;
  };
  const bytes = (input) => (typeof input === 'string' ? { text: input } : { blob: engine.putBlob(input) });
  const texts = (input) => (Array.isArray(input) ? { texts: input } : { input: bytes(input) });
  const onPipeline = (op) => (pipeline, more = {}) => ask(op, { pipeline, ...more });
  const onRecords = (op) => (records, more = {}) => ask(op, { input: bytes(records), ...more });

  return {
    ask,
    catalog: () => ask('catalog'),
    version: () => ask('version'),

    validate: (contract, input, more = {}) => ask('validate', { contract: contractOf(contract), ...texts(input), ...more }),
    /** One text: its verdict, with the text after all edits up to the level asked for ("B" when left out). */
    repair: (contract, text, level = 'B') =>
      ask('validate', { contract: contractOf(contract), texts: [text], repair: level }).verdicts[0],
    prefix: (contract, text, more = {}) => ask('prefix', { contract: contractOf(contract), texts: [text], ...more }),
    selftest: (contract, passing, more = {}) => ask('selftest', { contract: contractOf(contract), ...texts(passing), ...more }),
    infer: (examples, more = {}) => ask('infer', { ...texts(examples), ...more }),

    disagree: onRecords('disagree'),
    drift: onRecords('drift'),
    hard: onRecords('hard'),
    /** Two inputs of records, or one that holds two models (`b` null; `more`: model_a, model_b). */
    compare: (a, b, more = {}) => ask('compare', { a: bytes(a), ...(b == null ? {} : { b: bytes(b) }), ...more }),
    fit: onRecords('fit'),

    simulate: onPipeline('simulate'),
    plan: onPipeline('plan'),
    solve: onPipeline('solve'),
    influence: onPipeline('influence'),
    rare: onPipeline('rare'),
    versus: (a, b, more = {}) => ask('versus', { a, b, ...more }),
  };
}

export default createNines;
