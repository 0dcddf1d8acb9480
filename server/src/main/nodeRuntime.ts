/** What Node gives to the server. */
import type { Runtime } from "../protocol/session.js";
import { findFilesIn, readFileOf } from "./fileSystem.js";

/** `rulePages`: the folder of the rules' pages, as a URI with a final slash. */
export function nodeRuntime(rulePages?: string): Runtime {
  return {
    now: () => Date.now(),
    later: (run) => void setTimeout(run, 0),
    readFile: async (uri, folders) => readFileOf(uri, folders),
    findFiles: async (folders) => findFilesIn(folders),
    ...(rulePages === undefined ? {} : { rulePages }),
  };
}
