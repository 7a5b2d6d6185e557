// What a program in TypeScript writes: compiled, never run. A wrong type here or in index.d.ts fails the test.
import { createNines, NinesError, type Contract, type Verdict } from 'nines-engine';

const contract: Contract = { kind: 'labels', labels: ['yes', 'no'], ignore_case: true };

export async function levels(texts: string[]): Promise<Verdict['level'][]> {
  const nines = await createNines();
  try {
    return nines.validate(contract, texts, { repair: 'A' }).verdicts.map((verdict) => verdict.level);
  } catch (error) {
    if (error instanceof NinesError && error.where?.line === 1) return [];
    throw error;
  }
}

export async function wrong(): Promise<void> {
  const nines = await createNines();
  // @ts-expect-error a level is "none", "A", "B" or "C"
  nines.repair(contract, 'Yes', 'D');
  // @ts-expect-error labels need their list
  nines.validate({ kind: 'labels' } satisfies Contract, ['yes']);
}
