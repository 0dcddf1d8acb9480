/** Answers for what would ask a person: the editor tests have none. */
import { window } from "vscode";

type Picker = "showOpenDialog" | "showQuickPick" | "showWarningMessage";

/** Runs something while the picker answers by `answer`, which is given what the person would have been shown. */
export async function answering<T>(
  picker: Picker,
  answer: (...shown: readonly unknown[]) => unknown,
  run: () => Promise<T>,
): Promise<T> {
  const before: unknown = Reflect.get(window, picker);
  Reflect.set(window, picker, async (...shown: readonly unknown[]) => Promise.resolve(answer(...shown)));
  try {
    return await run();
  } finally {
    Reflect.set(window, picker, before);
  }
}

/** The item of a list to pick from whose label this is. */
export function labeled(items: unknown, label: string): unknown {
  const list: readonly unknown[] = Array.isArray(items) ? Array.from<unknown>(items) : [];
  const found = list.find((item) => typeof item === "object" && item !== null && Reflect.get(item, "label") === label);
  if (found === undefined) throw new Error(`there is no ${label} to pick`);
  return found;
}
