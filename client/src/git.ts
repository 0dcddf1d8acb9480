/** What git has of files, asked of VS Code's own extension for git: no program is started by this one. */
import type { Disposable, Event } from "vscode";
import { extensions, Uri, workspace } from "vscode";

/** The part of that extension's interface, version 1, that is used here. */
interface Repository {
  readonly state: { readonly HEAD: { readonly commit?: string } | undefined; readonly onDidChange: Event<void> };
  show(ref: string, path: string): Promise<string>;
}

interface GitApi {
  readonly repositories: readonly Repository[];
  readonly onDidOpenRepository: Event<Repository>;
  getRepository(uri: Uri): Repository | null;
}

interface GitExtension {
  readonly enabled: boolean;
  getAPI(version: 1): GitApi;
}

/** How long an answer is waited for, in milliseconds: a repository on a slow disk keeps nobody from what needs no git. */
const patience = 3000;

async function findGit(): Promise<GitApi | undefined> {
  const extension = extensions.getExtension<GitExtension>("vscode.git");
  if (extension === undefined) return undefined;
  const found = extension.isActive ? extension.exports : await extension.activate();
  return found.enabled ? found.getAPI(1) : undefined;
}

const within = async <T>(promise: Promise<T>): Promise<T | undefined> =>
  Promise.race([promise, new Promise<undefined>((resolve) => void setTimeout(() => resolve(undefined), patience))]);

export interface Git extends Disposable {
  /** The text of a file at HEAD; null where there is none: it is not in git, git is turned off, or the workspace is not trusted. */
  readCommitted(written: string): Promise<{ readonly text: string } | null>;
}

/** `moved` is called when HEAD names another commit, and when a repository is opened. */
export function openGit(moved: () => void): Git {
  const subscriptions: Disposable[] = [];
  let isDisposed = false;

  const watch = (repository: Repository): void => {
    let commit = repository.state.HEAD?.commit;
    subscriptions.push(
      repository.state.onDidChange(() => {
        const now = repository.state.HEAD?.commit;
        if (now === commit) return;
        commit = now;
        moved();
      }),
    );
  };

  const start = async (): Promise<GitApi | undefined> => {
    try {
      const git = await findGit();
      if (git === undefined || isDisposed) return undefined;
      git.repositories.forEach(watch);
      subscriptions.push(
        git.onDidOpenRepository((repository) => {
          watch(repository);
          moved();
        }),
      );
      return git;
    } catch {
      // Git is turned off, or not installed.
      return undefined;
    }
  };
  let git: Promise<GitApi | undefined> | undefined;

  return {
    async readCommitted(written) {
      if (!workspace.isTrusted) return null;
      try {
        const uri = Uri.parse(written, true);
        git ??= start();
        const repository = uri.scheme === "file" ? (await within(git))?.getRepository(uri) : undefined;
        const text = await within(repository?.show("HEAD", uri.fsPath) ?? Promise.resolve(undefined));
        return text === undefined ? null : { text };
      } catch {
        return null;
      }
    },
    dispose() {
      isDisposed = true;
      for (const subscription of subscriptions) subscription.dispose();
    },
  };
}
