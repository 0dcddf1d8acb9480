/** The known word that a misspelt one most likely meant. */

const longest = 24;

/** Optimal string alignment distance: insertions, deletions, substitutions, and swaps of neighbours. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let least = Math.min((next[j - 1] ?? 0) + 1, (row[j] ?? 0) + 1, (row[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      next.push(least);
    }
    before = row;
    row = next;
  }
  return row[b.length] ?? 0;
}

/**
 * The candidates closest to `word`, upper and lower case alike: at most one slip for words of up to four letters, two for longer
 * ones, and never every letter. More than one where they are as close.
 */
export function nearestAll(word: string, candidates: Iterable<string>): readonly string[] {
  if (word === "" || word.length > longest) return [];
  const wanted = word.toLowerCase();
  let best: string[] = [];
  let least = Infinity;
  for (const candidate of candidates) {
    const slips = distance(wanted, candidate.toLowerCase());
    const most = Math.min(candidate.length <= 4 ? 1 : 2, candidate.length - 1, word.length - 1);
    if (slips > most || slips > least) continue;
    if (slips === least) best.push(candidate);
    else best = [candidate];
    least = slips;
  }
  return best;
}

/** The one closest candidate; undefined where none is close or two are as close. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const [first, second] = nearestAll(word, candidates);
  return second === undefined ? first : undefined;
}
