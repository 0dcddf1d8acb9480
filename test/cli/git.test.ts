/** `check --against` and `bump` in a real repository of git, with what a hostile or odd one holds. Skipped where git is missing. */
import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const cli = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));
const hasGit = spawnSync("git", ["--version"]).status === 0;

const zone = (rest: string, serial: number | string = 7): string =>
  `$TTL 3600\n@ SOA ns1.example.net. host.example.net. ( ${serial} ; serial\n  14400 3600 1209600 3600 )\n@ NS ns1.example.net.\n@ NS ns2.example.net.\n${rest}`;

interface Ran {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

interface Repository {
  readonly folder: string;
  readonly put: (path: string, text: string | Uint8Array) => void;
  readonly read: (path: string) => string;
  readonly git: (...args: readonly string[]) => string;
  readonly commit: () => void;
  readonly run: (args: readonly string[], env?: Readonly<Record<string, string>>) => Ran;
}

function repository(files: Readonly<Record<string, string>>, init = true): Repository {
  const folder = mkdtempSync(join(tmpdir(), "zonewright-git-"));
  const identity = {
    GIT_AUTHOR_NAME: "a",
    GIT_AUTHOR_EMAIL: "a@example.com",
    GIT_COMMITTER_NAME: "a",
    GIT_COMMITTER_EMAIL: "a@example.com",
  };
  const git = (...args: readonly string[]): string =>
    execFileSync("git", ["-C", folder, ...args], { encoding: "utf8", env: { ...process.env, ...identity } });
  const put = (path: string, text: string | Uint8Array): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  for (const [path, text] of Object.entries(files)) put(path, text);
  const commit = (): void => {
    git("add", "-A");
    git("commit", "--quiet", "--no-verify", "--message", "x");
  };
  if (init) {
    git("init", "--quiet");
    commit();
  }
  const run = (args: readonly string[], env: Readonly<Record<string, string>> = {}): Ran => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
      cwd: folder,
      env: { ...process.env, NO_COLOR: "1", ...env },
      encoding: "utf8",
    });
    return { status, out: stdout, err: stderr };
  };
  return { folder, put, read: (path) => readFileSync(join(folder, path), "utf8"), git, commit, run };
}

const path = "zones/example.com.zone";
const against = ["check", "--fail-on", "warning", "--format", "gcc", "--against", "HEAD"];

describe.skipIf(!hasGit)("check --against", () => {
  test("a record that changed without the serial, found in the range of the serial; without the option, nothing", () => {
    const { put, run } = repository({ [path]: zone("www A 192.0.2.1\n") });
    put(path, zone("www A 192.0.2.2\n"));
    const { out, status } = run([...against, path]);
    expect(out).toMatch(
      /zones\/example\.com\.zone:2:44: warning: www\.example\.com changed .* \[soa\/serial-unchanged\]/,
    );
    expect(status).toBe(1);
    expect(run(["check", "--format", "gcc", path]).out).not.toContain("serial-unchanged");
  });

  test("an included file; an untracked zone; a zone as it was; any commit", () => {
    const { put, run, commit } = repository({
      [path]: zone("$INCLUDE hosts.inc\n"),
      "zones/hosts.inc": "www A 192.0.2.1\n",
    });
    expect(run([...against, path]).out).not.toContain("soa/serial");
    put("zones/hosts.inc", "www A 192.0.2.2\n");
    put("zones/example.org.zone", zone(""));
    expect(run([...against, "zones"]).out.match(/soa\/serial-\w+/g)).toEqual(["soa/serial-unchanged"]);
    commit();
    expect(run([...against, "zones"]).out).not.toContain("soa/serial");
    expect(run([...against.slice(0, -1), "HEAD~1", "zones"]).out).toContain("soa/serial-unchanged");
  });

  test("a policy that changed while its id did not", () => {
    const policy = "version: STSv1\nmode: testing\nmx: mail.example.net\nmax_age: 604800\n";
    const record = '_mta-sts TXT "v=STSv1; id=1;"\n';
    const { put, run } = repository({ [path]: zone(record), "mta-sts.example.com/mta-sts.txt": policy });
    put("mta-sts.example.com/mta-sts.txt", policy.replace("testing", "enforce"));
    expect(run([...against, "."]).out).toContain("[mta-sts/id-unchanged]");
  });

  test("inside a hook, whose variables name the repository in their own way, and through a link to a folder", () => {
    const { put, run, folder } = repository({ [path]: zone("www A 192.0.2.1\n") });
    put(path, zone("www A 192.0.2.2\n"));
    expect(run([...against, path], { GIT_DIR: ".git", GIT_INDEX_FILE: ".git/none", GIT_PREFIX: "" }).out).toContain(
      "soa/serial-unchanged",
    );
    const elsewhere = mkdtempSync(join(tmpdir(), "zonewright-link-"));
    symlinkSync(join(folder, "zones"), join(elsewhere, "linked"));
    expect(run([...against, join(elsewhere, "linked", "example.com.zone")]).out).toContain("soa/serial-unchanged");
  });

  test("names that look like options, patterns or revisions", () => {
    const names = ["--output=x.zone", ":(glob)*.zone", "a b.zone", "HEAD:x.zone", "ü.zone"];
    const { put, run } = repository(
      Object.fromEntries(names.map((name) => [`zones/${name}`, zone("www A 192.0.2.1\n")])),
    );
    for (const name of names) put(`zones/${name}`, zone("www A 192.0.2.2\n"));
    expect(run([...against, "--origin", "example.com", "zones"]).out.match(/soa\/serial-unchanged/g)).toHaveLength(
      names.length,
    );
  });

  test("starts nothing that the repository names: no filter, no pager, no hook, no external diff", () => {
    const { put, run, git, folder } = repository({
      [path]: zone("www A 192.0.2.1\n"),
      ".gitattributes": "*.zone diff=evil filter=evil\n",
    });
    const evil = join(folder, "evil.sh");
    writeFileSync(evil, `#!/bin/sh\ntouch "${join(folder, "started")}"\ncat\n`);
    chmodSync(evil, 0o755);
    for (const name of [
      "diff.evil.textconv",
      "diff.evil.command",
      "diff.external",
      "filter.evil.smudge",
      "core.pager",
      "core.fsmonitor",
      "core.hooksPath",
    ])
      git("config", name, name === "core.hooksPath" ? folder : evil);
    put(path, zone("www A 192.0.2.2\n"));
    expect(run([...against, path], { PAGER: evil, GIT_PAGER: evil, GIT_EXTERNAL_DIFF: evil }).out).toContain(
      "soa/serial-unchanged",
    );
    expect(existsSync(join(folder, "started"))).toBe(false);
  });

  test.each([
    ["a revision that is none", ["--against", "nonsense"], /git knows no commit "nonsense"/],
    ["a revision that looks like an option", ["--against", "--help"], /git knows no commit "--help"/],
  ])("%s: exit code 2", (_name, options, why) => {
    const { run } = repository({ [path]: zone("") });
    const { status, err } = run(["check", ...options, path]);
    expect(err).toMatch(why);
    expect(status).toBe(2);
  });

  test("outside of any repository: exit code 2", () => {
    const { run } = repository({ [path]: zone("") }, false);
    const { status, err } = run(["check", "--against", "HEAD", path], { GIT_CEILING_DIRECTORIES: tmpdir() });
    expect(err).toMatch(/is in no git repository/);
    expect(status).toBe(2);
  });
});

describe.skipIf(!hasGit)("bump", () => {
  test("writes a later serial where records changed, once, and keeps everything else", () => {
    const { put, run, read } = repository({ [path]: zone("www A 192.0.2.1\n"), "zones/example.org.zone": zone("") });
    put(path, zone("www A 192.0.2.2\n"));
    expect(run(["bump", "zones"])).toEqual({
      status: 0,
      out: "zones/example.com.zone: serial 7 -> 8\nzones/example.org.zone: no record changed, serial 7\n",
      err: "",
    });
    expect(read(path)).toBe(zone("www A 192.0.2.2\n", 8));
    expect(run(["bump", "zones"]).out).toContain("zones/example.com.zone: serial 8 is later than 7 already\n");
    expect(read(path)).toBe(zone("www A 192.0.2.2\n", 8));
  });

  test("of a change of layout, nothing; of an earlier serial, one after that committed", () => {
    const { put, run, read } = repository({ [path]: zone("www A 192.0.2.1\n") });
    put(path, zone("www  A  192.0.2.1 ; the web\n"));
    expect(run(["bump", path]).out).toBe("zones/example.com.zone: no record changed, serial 7\n");
    put(path, zone("www A 192.0.2.1\n", 3));
    expect(run(["bump", path]).out).toBe("zones/example.com.zone: serial 3 -> 8\n");
    expect(read(path)).toBe(zone("www A 192.0.2.1\n", 8));
  });

  test("a serial in a file that two zones include is written once", () => {
    const soa = "@ SOA ns1.example.net. host.example.net. 7 14400 3600 1209600 3600\n";
    const text = (rest: string): string => `$TTL 3600\n$INCLUDE soa.inc\n@ NS ns1.example.net.\n${rest}`;
    const { put, run, read } = repository({
      "zones/a.example.zone": text(""),
      "zones/b.example.zone": text(""),
      "zones/soa.inc": soa,
    });
    put("zones/a.example.zone", text("www A 192.0.2.1\n"));
    put("zones/b.example.zone", text("www A 192.0.2.1\n"));
    expect(run(["bump", "zones"]).out).toBe(
      "zones/a.example.zone: serial 7 -> 8, in zones/soa.inc\nzones/b.example.zone: serial 7 -> 8, in zones/soa.inc\n",
    );
    expect(read("zones/soa.inc")).toBe(soa.replace(" 7 ", " 8 "));
  });

  test("--dry-run writes nothing; --force asks nobody", () => {
    const { put, run, read } = repository({ [path]: zone("www A 192.0.2.1\n") });
    put(path, zone("www A 192.0.2.2\n"));
    expect(run(["bump", "--dry-run", path]).out).toBe("zones/example.com.zone: serial 7 -> 8 (not written)\n");
    expect(read(path)).toBe(zone("www A 192.0.2.2\n"));
    const alone = repository({ [path]: zone("") }, false);
    expect(alone.run(["bump", "--force", path], { PATH: "" }).out).toBe("zones/example.com.zone: serial 7 -> 8\n");
    expect(alone.run(["bump", path], { PATH: "" })).toMatchObject({ status: 2 });
  });

  test("what it can't count on is said, with exit code 1, and nothing is written", () => {
    const { put, run, read } = repository({
      [path]: zone("", "@SERIAL@"),
      "zones/example.org.zone": zone("", 4_294_967_295),
    });
    expect(run(["bump", "--force", path])).toEqual({
      status: 1,
      out: "",
      err: "zones/example.com.zone: The serial is filled in by a tool, in the place of @SERIAL@: let that tool count it\n",
    });
    expect(read(path)).toBe(zone("", "@SERIAL@"));
    put("zones/example.org.zone", zone("www A 192.0.2.1\n", 4_294_967_295));
    expect(run(["bump", "zones/example.org.zone"]).out).toBe("zones/example.org.zone: serial 4294967295 -> 1\n");
  });

  test("keeps the octets of a file that is not UTF-8, its byte order mark and its line ends", () => {
    const { put, run, folder } = repository({ [path]: zone("www A 192.0.2.1\n") });
    const latin = Buffer.from(zone("x TXT \u00e9\n").replaceAll("\n", "\r\n"), "latin1");
    put(path, latin);
    run(["bump", path]);
    expect(
      readFileSync(join(folder, path)).equals(Buffer.from(latin.toString("latin1").replace(" 7 ", " 8 "), "latin1")),
    ).toBe(true);
    const marked = `\ufeff${zone("y TXT \u00e9\n")}`;
    put(path, marked);
    run(["bump", path]);
    expect(readFileSync(join(folder, path), "utf8")).toBe(marked.replace(" 7 ", " 8 "));
  });

  test("a part of a zone has no serial of its own, which is no fault", () => {
    const { put, run } = repository({ "zones/hosts.zone": "www 60 A 192.0.2.1\n" });
    put("zones/hosts.zone", "www 60 A 192.0.2.2\n");
    const { status, out } = run(["bump", "zones/hosts.zone"]);
    expect(out).toBe("zones/hosts.zone: no SOA record: it is a part of the zone file that includes it\n");
    expect(status).toBe(0);
  });
});
