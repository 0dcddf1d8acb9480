/** What the editor tests stand on, the same in each extension host: waiting, comparing, and what mocha counted. */

export interface Results {
  passed: number;
  failed: number;
  skipped: number;
  readonly failures: string[];
}

/** Counts what a run of mocha does, and says it as it goes. */
export function collect(runner: Mocha.Runner): Results {
  const results: Results = { passed: 0, failed: 0, skipped: 0, failures: [] };
  runner.on("pass", (test) => {
    results.passed++;
    console.log(`  passed: ${test.title}`);
  });
  runner.on("pending", (test) => {
    results.skipped++;
    console.log(`  skipped: ${test.title}`);
  });
  runner.on("fail", (test, error: unknown) => {
    results.failed++;
    const reason = error instanceof Error ? error.message : String(error);
    results.failures.push(`${test.title}: ${reason}`);
    console.log(`  failed: ${test.title}: ${reason}`);
  });
  return results;
}

export function equal(actual: unknown, expected: unknown): void {
  const [is, wanted] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (is !== wanted) throw new Error(`expected ${wanted}, got ${is}`);
}

/** Asks again and again until there is an answer; what the editor does, it does in its own time. */
export async function eventually<T>(what: string, ask: () => T | undefined | Promise<T | undefined>): Promise<T> {
  const end = Date.now() + 45_000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > end) throw new Error(`waited 45 s in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
