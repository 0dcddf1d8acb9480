/** Long work cut into steps, so that whoever runs it can let others have their turn, or stop, between two of them. */

export type Steps<T> = Generator<void, T, void>;

/** How many of something small make a step, where nothing else says it. */
const usualStride = 256;

/** Each of the items turned into another, a step for every `stride` of them. */
export function* mapInSteps<T, U>(items: Iterable<T>, turn: (item: T) => U, stride = usualStride): Steps<U[]> {
  const turned: U[] = [];
  for (const item of items) {
    turned.push(turn(item));
    if (turned.length % stride === 0) yield;
  }
  return turned;
}

/** Runs all steps at once. */
export function finish<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
