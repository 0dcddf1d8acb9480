/** The language server as a process of Node, on the channel that its command line names. */
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { startServer } from "../protocol/server.js";
import { nodeRuntime } from "./nodeRuntime.js";

startServer(createConnection(ProposedFeatures.all), nodeRuntime());
