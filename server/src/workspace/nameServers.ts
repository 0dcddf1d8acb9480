/** What the configuration files of name servers in the workspace say of its zone files. */
import { URI } from "vscode-uri";
import { entryEnd } from "../syntax/scanner.js";
import { pagedText, type PagedText } from "../text/pagedText.js";
import { readNameServerFile, type NameServerFile, type ZoneStatement } from "./namedConf.js";

export interface NameServers {
  set(uri: string, text: string): void;
  delete(uri: string): boolean;
  /** The statement that names a zone file, by the end of its path. */
  statementFor(uri: string): ZoneStatement | undefined;
  /** The views in which the file is named. */
  viewsOf(uri: string): ReadonlySet<string>;
  /** The folders that the configurations say their files are in. */
  directories(): readonly string[];
  files(): ReadonlyMap<string, NameServerFile & { readonly text: PagedText }>;
}

const lastOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

/** Whether a statement names the file at a path: absolute ones name a place of the server, whose last part alone is compared. */
function names({ file }: ZoneStatement, path: string): boolean {
  if (file.startsWith("/")) return path === file || path.endsWith(`/${lastOf(file)}`);
  return path.endsWith(`/${file.replace(/^(?:\.\/)+/, "")}`);
}

export function openNameServers(): NameServers {
  const files = new Map<string, NameServerFile & { readonly text: PagedText }>();
  /** The statements by the last part of their file's path. */
  let byName: Map<string, ZoneStatement[]> | undefined;

  const statementsFor = (uri: string): readonly ZoneStatement[] => {
    if (byName === undefined) {
      byName = new Map();
      for (const { statements } of files.values())
        for (const statement of statements) {
          const name = lastOf(statement.file);
          const others = byName.get(name);
          if (others === undefined) byName.set(name, [statement]);
          else others.push(statement);
        }
    }
    const { path } = URI.parse(uri);
    const found = (byName.get(lastOf(path)) ?? []).filter((statement) => names(statement, path));
    // One that names more of the path goes before one that names less.
    const fits = ({ file }: ZoneStatement): number => (path.endsWith(file) ? file.length : 0);
    const best = Math.max(0, ...found.map(fits));
    return found.filter((statement) => fits(statement) === best);
  };

  return {
    set(uri, text) {
      files.set(uri, { ...readNameServerFile(text), text: pagedText(text, entryEnd) });
      byName = undefined;
    },
    delete(uri) {
      byName = undefined;
      return files.delete(uri);
    },
    statementFor: (uri) => statementsFor(uri)[0],
    viewsOf: (uri) => new Set(statementsFor(uri).map(({ view }) => view)),
    directories: () => [...new Set([...files.values()].flatMap(({ directory }) => directory ?? []))],
    files: () => files,
  };
}
