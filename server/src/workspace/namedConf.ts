/** Zone statements of BIND's and NSD's configuration files: which file is which zone. */

export interface ZoneStatement {
  readonly zone: string;
  readonly file: string;
  /** Where the file's name stands, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Words, strings without their quotes, braces and semicolons; comments of all three styles are left out. Linear and total. */
function tokens(text: string): Token[] {
  const found: Token[] = [];
  const pattern = /\/\/[^\n]*|#[^\n]*|\/\*(?:[^*]|\*(?!\/))*(?:\*\/|$)|"([^"\n]*)"?|([{};])|[^\s{};"#]+/g;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const [whole, quoted] = match;
    if (whole.startsWith("//") || whole.startsWith("#") || whole.startsWith("/*")) continue;
    const start = match.index;
    found.push(
      quoted === undefined
        ? { text: whole, start, end: start + whole.length }
        : { text: quoted, start: start + 1, end: start + 1 + quoted.length },
    );
  }
  return found;
}

/** The statements `zone "name" { … file "path"; … };`, inside of views too; also NSD's and Knot's `name:`/`domain:` before `zonefile:`/`file:`. */
export function readZoneStatements(text: string): ZoneStatement[] {
  const all = tokens(text);
  const found: ZoneStatement[] = [];
  let zone: string | undefined;
  let depth = 0;
  let zoneDepth = -1;
  for (let i = 0; i < all.length; i++) {
    const token = all[i];
    const next = all[i + 1];
    if (token === undefined) break;
    switch (token.text) {
      case "{":
        depth++;
        break;
      case "}":
        depth--;
        if (depth <= zoneDepth) {
          zone = undefined;
          zoneDepth = -1;
        }
        break;
      case "zone":
        if (next !== undefined && next.text !== "{" && all.slice(i + 2, i + 4).some(({ text: word }) => word === "{")) {
          zone = next.text;
          zoneDepth = depth;
          i++;
        }
        break;
      case "file":
        if (zone !== undefined && depth > zoneDepth && next !== undefined && next.text !== ";")
          found.push({ zone, file: next.text, start: next.start, end: next.end });
        break;
      case "name:":
      case "domain:":
        zone = next?.text;
        break;
      case "zonefile:":
      case "file:":
        if (zone !== undefined && next !== undefined)
          found.push({ zone, file: next.text, start: next.start, end: next.end });
        break;
      default:
    }
  }
  return found;
}
