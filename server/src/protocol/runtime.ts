/** What a host gives to the server. */
import type { Encoding } from "../text/octets.js";
import type { FolderEntry } from "../workspace/files.js";

export interface Runtime {
  /** The version of the program. */
  readonly version: string;
  /** Milliseconds since 1970. */
  now(): number;
  /** Runs something when the host has dealt with what has arrived meanwhile, or so many milliseconds later. */
  later(run: () => void, milliseconds?: number): void;
  /** The text of a file of the workspace, where the host can read files. */
  readFile?(uri: string, folders: readonly string[]): Promise<{ text: string; encoding: Encoding } | undefined>;
  /** What is in a folder of the workspace, where the host can read folders. */
  readFolder?(uri: string, folders: readonly string[]): Promise<readonly FolderEntry[]>;
  /** The files of the folders that may matter. */
  findFiles?(folders: readonly string[]): Promise<readonly string[]>;
  /** The folder of the pages of the rules, as a URI with a final slash. */
  readonly rulePages?: string;
}
