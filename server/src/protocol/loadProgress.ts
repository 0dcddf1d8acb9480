/** Shows how far reading the files of the folders has come, where that takes long enough to wonder. */
import type { Connection, WorkDoneProgressServerReporter } from "vscode-languageserver";
import type { Workspace } from "../workspace/workspace.js";

export interface LoadProgress {
  /** More files are to be read. */
  begin(): void;
  /** Some were. */
  update(): void;
}

/** Fewer files than these are read before one could look. */
const worthShowing = 100;

export function openLoadProgress(connection: Connection, workspace: Workspace, canShow: boolean): LoadProgress {
  let total = 0;
  let shown: WorkDoneProgressServerReporter | undefined;

  const end = (): void => {
    shown?.done();
    shown = undefined;
    total = 0;
  };

  const show = async (): Promise<void> => {
    const progress = await connection.window.createWorkDoneProgress();
    progress.begin("Zonewright: reading zone files", 0, `0 of ${total}`, true);
    progress.token.onCancellationRequested(() => {
      workspace.stopLoading();
      end();
    });
    if (total > 0) shown = progress;
    else progress.done();
  };

  return {
    begin() {
      const isFirst = total === 0;
      total = Math.max(total, workspace.wanted());
      if (!canShow || total < worthShowing) total = 0;
      else if (isFirst) void show().catch((error: unknown) => connection.console.warn(String(error)));
    },
    update() {
      if (total === 0) return;
      const left = workspace.wanted();
      if (left === 0) return end();
      const done = Math.max(0, total - left);
      shown?.report(Math.floor((100 * done) / total), `${done} of ${total}`);
      return undefined;
    },
  };
}
