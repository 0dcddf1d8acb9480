/** What Node gives to the server. */
import type { Runtime } from "../protocol/runtime.js";
import { findFilesIn, readFileOf, readFolderOf } from "./fileSystem.js";
import { version } from "./version.js";

/** `rulePages`: the folder of the rules' pages, as a URI with a final slash. */
export function nodeRuntime(rulePages?: string): Runtime {
  return {
    version,
    now: () => Date.now(),
    later: (run, milliseconds = 0) => void setTimeout(run, milliseconds),
    readFile: async (uri, folders) => readFileOf(uri, folders),
    readFolder: async (uri, folders) => readFolderOf(uri, folders),
    findFiles: async (folders) => findFilesIn(folders),
    ...(rulePages === undefined ? {} : { rulePages }),
  };
}
