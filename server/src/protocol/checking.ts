/** When what is checked: in slices between what the client says, and anew after each change. */
import {
  LSPErrorCodes,
  ResponseError,
  type CancellationToken,
  type WorkDoneProgressReporter,
} from "vscode-languageserver";
import type { PagedText } from "../text/pagedText.js";
import type { Steps } from "../text/steps.js";
import type { Workspace } from "../workspace/workspace.js";
import type { Runtime } from "./runtime.js";

/** How to say that an answer takes its time. */
export interface SlowWork {
  readonly title: string;
  readonly progress: WorkDoneProgressReporter;
}

export interface AskedDocument {
  readonly uri: string;
  readonly text: PagedText | undefined;
}

/** What is asked, and how long it is of use. */
export interface Asked {
  readonly token: CancellationToken;
  /** The document that it is about, if it is one, as it was when it was asked: once that is changed, no one waits for the answer. */
  readonly about?: AskedDocument;
  readonly slow?: SlowWork;
}

export interface Checking {
  /** Something changed: whoever waits takes it in, and `settle` gives up in favor of the next one. */
  changed(): void;
  /** Works until `enough`, or all is checked; false where the client lost interest meanwhile. */
  until(enough: () => boolean, token: CancellationToken): Promise<boolean>;
  /** Reads all that there is to read, and leaves the checks for later; false where the client lost interest meanwhile. */
  read(token: CancellationToken): Promise<boolean>;
  /** Works until all is checked; false where something changed meanwhile. */
  settle(): Promise<boolean>;
  /** Takes the steps of one piece of work, again from the first where other zones were read meanwhile; throws where it is of no use. */
  run<T>(steps: () => Steps<T>, asked: Asked): Promise<T>;
  /** The document as it is now, for `run`. */
  about(uri: string): AskedDocument;
  /** Resolves at the next change, or when the client loses interest. */
  nextChange(token: CancellationToken): Promise<void>;
  /** Lets the host take in what has arrived. */
  rest(): Promise<void>;
}

/** How long one may keep the client waiting, in milliseconds. */
const slice = 12;
/** After how long one says that it takes its time, in milliseconds. */
const longWait = 500;
/** How often work is begun again before the client is told to ask later. */
const mostRuns = 5;

export const cancelled = (): never => {
  throw new ResponseError(LSPErrorCodes.RequestCancelled, "The request was cancelled");
};

const modified = (why: string): never => {
  throw new ResponseError(LSPErrorCodes.ContentModified, why);
};

/** How long to wait for folders and settings before looking whether anyone still cares, in milliseconds. */
const pause = 50;

/** `loaded` is called whenever files came in; `awaited` is what is asked of the client that may bring more to check. */
export function openChecking(
  workspace: Workspace,
  runtime: Runtime,
  loaded: () => void,
  awaited: () => Promise<unknown> | undefined,
): Checking {
  let generation = 0;
  const waiting = new Set<() => void>();

  const rest = async (): Promise<void> => new Promise((resolve) => runtime.later(resolve));

  /** Works a while: true when there is no more to do for now, false when it was told to stop. */
  async function work(stop: () => boolean): Promise<boolean> {
    let since = runtime.now();
    for (const _ of workspace.work()) {
      if (runtime.now() - since <= slice) continue;
      await rest();
      if (stop()) return false;
      since = runtime.now();
    }
    return true;
  }

  async function load(): Promise<boolean> {
    const more = await workspace.load();
    if (more) loaded();
    return more;
  }

  const soon = async (more: Promise<unknown>): Promise<unknown> =>
    Promise.race([more, new Promise<void>((resolve) => runtime.later(resolve, pause))]);

  /** Whether there is nothing to do, and nothing that may bring something. */
  async function isAllDone(): Promise<boolean> {
    if ((await load()) || !workspace.settled()) return false;
    const more = awaited();
    if (more === undefined) return true;
    await soon(more);
    return false;
  }

  async function until(enough: () => boolean, token: CancellationToken): Promise<boolean> {
    for (;;) {
      const started = generation;
      const stop = (): boolean => token.isCancellationRequested || generation !== started || enough();
      const done = await work(stop);
      if (enough()) return true;
      if (token.isCancellationRequested) return false;
      if (done && (await isAllDone())) return true;
      if (token.isCancellationRequested) return false;
    }
  }

  async function read(token: CancellationToken): Promise<boolean> {
    for (;;) {
      let since = runtime.now();
      for (const _ of workspace.readAll()) {
        if (runtime.now() - since <= slice) continue;
        await rest();
        if (token.isCancellationRequested) return false;
        since = runtime.now();
      }
      const more = (await load()) ? undefined : awaited();
      if (token.isCancellationRequested) return false;
      if (more !== undefined) await soon(more);
      else if (workspace.isRead()) return true;
      else await rest();
    }
  }

  async function settle(): Promise<boolean> {
    const started = generation;
    const stop = (): boolean => generation !== started;
    for (;;) {
      if (!(await work(stop))) return false;
      if (await isAllDone()) return true;
      if (stop()) return false;
    }
  }

  async function run<T>(steps: () => Steps<T>, { token, about, slow }: Asked): Promise<T> {
    const begun = runtime.now();
    const check = (): void => {
      if (token.isCancellationRequested) cancelled();
      if (about !== undefined && workspace.textOf(about.uri) !== about.text)
        modified("The document was changed meanwhile");
    };
    check();
    let isShown = false;
    try {
      return await runAgain(steps, () => {
        check();
        if (isShown || slow === undefined || runtime.now() - begun < longWait) return;
        isShown = true;
        slow.progress.begin(slow.title, undefined, undefined, true);
      });
    } finally {
      if (isShown) slow?.progress.done();
    }
  }

  /** `rested` throws where no one waits any more. */
  async function runAgain<T>(steps: () => Steps<T>, rested: () => void): Promise<T> {
    for (let runs = 0; runs < mostRuns; runs++) {
      const revision = workspace.revision();
      const taken = steps();
      for (let since = runtime.now(); revision === workspace.revision();) {
        const step = taken.next();
        if (step.done === true) return step.value;
        if (runtime.now() - since <= slice) continue;
        await rest();
        rested();
        since = runtime.now();
      }
    }
    return modified("The zones change faster than this can be answered");
  }

  return {
    run,
    about: (uri) => ({ uri, text: workspace.textOf(uri) }),
    changed() {
      generation++;
      for (const resolve of waiting) resolve();
      waiting.clear();
    },
    until,
    read,
    settle,
    nextChange: async (token) =>
      new Promise((resolve) => {
        if (token.isCancellationRequested) return resolve();
        waiting.add(resolve);
        token.onCancellationRequested(() => {
          waiting.delete(resolve);
          resolve();
        });
        return undefined;
      }),
    rest,
  };
}
