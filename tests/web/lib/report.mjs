// Results of the browser tests: one line for each check, totals at the end. tools/test reads the last line.

export function makeReport() {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  return {
    counts,
    /** `detail` is shown only when the check fails. */
    check(name, ok, detail) {
      counts[ok ? 'passed' : 'failed'] += 1;
      console.log(`${ok ? 'ok' : 'not ok'} - ${name}`);
      const text = typeof detail === 'string' ? detail : JSON.stringify(detail);
      if (!ok && detail !== undefined) console.log(`    ${text}`.slice(0, 1200));
      return ok;
    },
    skip(name, why) {
      counts.skipped += 1;
      console.log(`skipped - ${name}: ${why}`);
    },
    total() {
      const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : '';
      console.log(`web: ${counts.passed} passed, ${counts.failed} failed${skipped}`);
    },
  };
}
