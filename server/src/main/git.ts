/** The texts of files in a commit of git: the one place that starts a program, for commands that ask for it. */
import { execFile } from "node:child_process";
import { realpath } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { ReadCommitted } from "../workspace/committed.js";
import { decode, largest } from "./fileSystem.js";
import { CannotRun } from "./inputs.js";

const run = promisify(execFile);

/** What git sets for its hooks: where the repository is, is to be found from the file, whatever folder the hook runs in. */
const placeVariables = new Set(["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR"]);

function environment(): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !placeVariables.has(name));
  return {
    ...Object.fromEntries(inherited),
    // No question, no lock, no network (a partial clone would fetch), and messages in one language.
    GIT_TERMINAL_PROMPT: "0",
    GIT_OPTIONAL_LOCKS: "0",
    GIT_NO_LAZY_FETCH: "1",
    LC_ALL: "C",
  };
}

/** Without a shell, a pager, hooks or a filter: the commands are git's plumbing. Undefined where git exits with an error. */
async function git(folder: string, args: readonly string[]): Promise<Buffer | { readonly error: string }> {
  try {
    const { stdout } = await run("git", ["-C", folder, "--no-pager", "--literal-pathspecs", ...args], {
      encoding: "buffer",
      env: environment(),
      maxBuffer: largest,
      windowsHide: true,
    });
    return stdout;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT")
      throw new CannotRun("the program git is not installed, or its folder is not there");
    const said = error instanceof Error && "stderr" in error ? String(error.stderr).trim() : "";
    return { error: said === "" ? String(error) : said };
  }
}

export interface Commit {
  readonly readCommitted: ReadCommitted;
  /** Refuses where a commit, or what should be in it, could not be read; that it lacks a file is no fault. */
  throwFaults(): void;
}

/** The files of a revision such as "HEAD", each in the repository that its folder belongs to. */
export function openCommit(revision: string): Commit {
  const commits = new Map<string, Promise<{ readonly id: string } | { readonly error: string }>>();
  const faults = new Map<string, string>();

  const findCommit = async (folder: string): Promise<{ readonly id: string } | { readonly error: string }> => {
    const inside = await git(folder, ["rev-parse", "--is-inside-work-tree"]);
    if ("error" in inside)
      return {
        error: inside.error.includes("not a git repository")
          ? `${folder} is in no git repository`
          : inside.error.replace(/^fatal: /, ""),
      };
    const found = await git(folder, ["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`]);
    return "error" in found
      ? { error: `git knows no commit "${revision}" in ${folder}` }
      : { id: found.toString("ascii").trim() };
  };

  const commitOf = async (folder: string): ReturnType<typeof findCommit> => {
    const known = commits.get(folder) ?? findCommit(folder);
    commits.set(folder, known);
    return known;
  };

  return {
    throwFaults() {
      for (const fault of faults.values()) throw new CannotRun(fault);
    },
    async readCommitted(uri) {
      if (!uri.startsWith("file:")) return undefined;
      // A link to a folder may lead into another repository.
      const path = fileURLToPath(uri);
      const folder = await realpath(dirname(path)).catch(() => undefined);
      if (folder === undefined) return undefined;
      const commit = await commitOf(folder);
      if ("error" in commit) {
        faults.set(folder, commit.error);
        return undefined;
      }
      const blob = await git(folder, ["cat-file", "blob", `${commit.id}:./${basename(path)}`]);
      if (!("error" in blob)) return decode(blob);
      if (!/does not exist in|exists on disk, but not in/.test(blob.error)) faults.set(path, blob.error);
      return undefined;
    },
  };
}
