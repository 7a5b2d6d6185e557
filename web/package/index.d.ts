// Types of the Nines engine. Reports carry more fields than are named here; what is named is stable.

export type JsonSchema = boolean | { [keyword: string]: unknown };

export interface ContractBase {
  wrapper?: 'allow' | 'forbid';
}
export interface ToolSpec {
  name: string;
  parameters?: JsonSchema;
}
export type Contract = ContractBase &
  (
    | { kind: 'json_schema'; schema: JsonSchema; formats?: 'assert' | 'annotate' }
    | { kind: 'regex'; pattern: string }
    | { kind: 'labels'; labels: string[]; ignore_case?: boolean; min?: number; max?: number }
    | { kind: 'number'; target?: number; tolerance?: { abs?: number; rel?: number }; unit?: string }
    | { kind: 'jsonl' | 'csv' | 'fenced' | 'workflow' | 'all_of' | 'any_of'; [field: string]: unknown }
    | { kind: 'tool_call'; tools: ToolSpec[] }
  );
export interface ContractFile {
  nines: 1;
  contract: Contract;
}
/** A contract, a contract file, or a bare JSON Schema. */
export type AnyContract = Contract | ContractFile | JsonSchema;

export type RepairLevel = 'none' | 'A' | 'B' | 'C';
export type VerdictKind = 'pass' | 'fail' | 'not_decidable';
export type VerdictLevel = 'strict' | 'extracted' | 'repaired' | 'lost';

export interface Edit {
  /** Byte offsets in the UTF-8 of the original text, half-open. */
  span: [number, number];
  text: string;
}
export interface Finding {
  code: string;
  span: [number, number];
  line: number;
  column: number;
  pointer: string;
  schema_pointer: string;
  message: string;
  expected: string;
  found: string;
  edits: Edit[];
  confidence: number;
  alternatives?: { reading: string; edits: Edit[] }[];
}
export interface Verdict {
  index: number;
  verdict: VerdictKind;
  level: VerdictLevel;
  causes: string[];
  findings: Finding[];
  repaired?: string;
  text?: string;
}
export interface Interval {
  low: number;
  high: number;
  level: number;
  method: string;
}
export interface Estimate {
  value: number | null;
  ci: Interval | null;
  status: string;
  reason?: string;
  method: string;
}
export interface ShareRow {
  id: string;
  name?: string;
  count: number;
  of: number;
  share: Estimate;
}
export interface ValidateReport {
  texts: number;
  passed: number;
  failed: number;
  not_decidable: number;
  by_level: Record<VerdictLevel, number>;
  usable: Estimate;
  causes: { code: string; name: string; count: number }[];
  verdicts: Verdict[];
  summary?: { levels: ShareRow[]; causes: ShareRow[]; [part: string]: unknown };
  issues: Issue[];
}
export interface ValidateOptions {
  as?: 'text' | 'lines' | 'records';
  /** JSON pointer of the text in each record; '*' matches every child. */
  select?: string;
  repair?: RepairLevel;
  include_text?: boolean;
  summary?: boolean;
  calls?: number;
  volume?: number;
}
export interface PrefixReport {
  state: 'complete' | 'valid_prefix' | 'must_fail';
  byte: number;
  missing?: string;
  [field: string]: unknown;
}

export interface Where {
  source?: string;
  pointer?: string;
  byte?: number;
  line?: number;
  column?: number;
}
export interface Issue {
  severity: 'note' | 'warning' | 'error';
  code: string;
  message: string;
  where?: Where;
}
export type Pipeline = { steps: object[]; [member: string]: unknown };
export type Report = { ok: number; [field: string]: unknown };
/** Text, or bytes of a file. An array is taken as the texts themselves. */
export type Input = string | Uint8Array;

export declare class NinesError extends Error {
  readonly code: string;
  readonly where?: Where;
  readonly hint?: string;
}

export interface Nines {
  ask(op: string, args?: object): any;
  catalog(): any;
  version(): { version: string; [field: string]: unknown };

  validate(contract: AnyContract, input: Input | string[], options?: ValidateOptions): ValidateReport;
  repair(contract: AnyContract, text: string, level?: RepairLevel): Verdict;
  prefix(contract: AnyContract, text: string, options?: object): PrefixReport;
  selftest(contract: AnyContract, passing: Input | string[], options?: object): any;
  infer(examples: Input | string[], options?: object): any;

  disagree(records: Input, options?: object): any;
  drift(records: Input, options: { by: string } & Record<string, unknown>): any;
  hard(records: Input, options?: object): any;
  compare(a: Input, b: Input | null, options?: object): any;
  fit(records: Input, options?: object): any;

  simulate(pipeline: Pipeline, options?: object): Report;
  plan(pipeline: Pipeline, options?: object): any;
  solve(pipeline: Pipeline, options?: object): any;
  influence(pipeline: Pipeline, options?: object): any;
  rare(pipeline: Pipeline, options?: object): any;
  versus(a: Pipeline, b: Pipeline, options?: object): any;
}

/** `module`: a WebAssembly.Module compiled before; without it the module beside this file is loaded. */
export declare function createNines(options?: { module?: WebAssembly.Module }): Promise<Nines>;
export default createNines;
