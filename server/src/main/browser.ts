/** The language server as a web worker; the client reads files for it. */
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createConnection,
  ProposedFeatures,
} from "vscode-languageserver/browser";
import { startServer } from "../protocol/server.js";
import { version } from "./version.js";

const worker: unknown = globalThis;
if (worker instanceof DedicatedWorkerGlobalScope)
  startServer(
    createConnection(ProposedFeatures.all, new BrowserMessageReader(worker), new BrowserMessageWriter(worker)),
    { version, now: () => Date.now(), later: (run, milliseconds = 0) => void setTimeout(run, milliseconds) },
  );
