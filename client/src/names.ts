/** What to call a document in titles and lists. */
import type { Uri } from "vscode";

export const nameOf = ({ path }: Uri): string => path.slice(path.lastIndexOf("/") + 1) || "zone";
