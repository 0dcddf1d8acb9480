/** The language server as a web worker; the client reads files for it. */
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createConnection,
  ProposedFeatures,
} from "vscode-languageserver/browser";
import { startServer } from "../protocol/server.js";

const worker: unknown = globalThis;
if (worker instanceof DedicatedWorkerGlobalScope)
  startServer(
    createConnection(ProposedFeatures.all, new BrowserMessageReader(worker), new BrowserMessageWriter(worker)),
    { now: () => Date.now(), later: (run) => void setTimeout(run, 0) },
  );
