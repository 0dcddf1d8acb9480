/** The rows of section 5 on policy files, with policies in place of zones, and the rows that no rule answers. */

export interface PolicyRow {
  /** A policy, and "severity rule", ", with a fix" where there is one, of what one of our rules finds in it. */
  readonly finds: readonly (readonly [policy: string, found: string])[];
  readonly silent: string;
}

const good = "version: STSv1\nmode: enforce\nmx: mx.example.com\nmax_age: 2592000\n";

export const policyChecks: Readonly<Record<string, PolicyRow>> = {
  "ms-policy-*": {
    finds: [
      [good.replace("version: STSv1\n", ""), "error mta-sts/policy-missing-key, with a fix"],
      [good.replace("STSv1", "STSv2"), "error mta-sts/policy-version, with a fix"],
      [good.replace("enforce", "Enforce"), "error mta-sts/policy-mode, with a fix"],
      [good.replace("2592000", "31557601"), "error mta-sts/policy-max-age, with a fix"],
      [good.replace("mx.example.com", "10.0.0.1"), "error mta-sts/policy-mx"],
      [good.replace("mode:", "Mode:"), "error mta-sts/policy-misspelt-key, with a fix"],
      [`${good}junk\n`, "error mta-sts/policy-syntax, with a fix"],
      [good.replace("mx.example.com", "m\u00fc.example.com"), "error mta-sts/policy-mx"],
    ],
    silent: good,
  },
  "ms-policy-dup": {
    finds: [[`${good}mode: testing\n`, "warning mta-sts/policy-duplicate-key, with a fix"]],
    silent: good,
  },
  "ms-mx-cover": {
    finds: [
      [good.replace("mx.ex", "mail.ex"), "error mta-sts/policy-mx-differs, with a fix"],
      [good.replace("mx.ex", "mail.ex").replace("enforce", "testing"), "warning mta-sts/policy-mx-differs, with a fix"],
    ],
    silent: good,
  },
  "ms-mx-extra": {
    finds: [[good.replace("max_age", "mx: old.example.com\nmax_age"), "hint mta-sts/policy-mx-differs"]],
    silent: good.replace("mx.example.com", "*.example.com"),
  },
  "ms-maxage": {
    finds: [
      [good.replace("2592000", "3600"), "warning mta-sts/policy-short-age, with a fix"],
      [good.replace("2592000", "0"), "warning mta-sts/policy-short-age, with a fix"],
      [good.replace("2592000", "604800"), "information mta-sts/policy-brief-age, with a fix"],
      [good.replace("2592000", "99999999"), "error mta-sts/policy-max-age, with a fix"],
    ],
    silent: good,
  },
  "ms-mode": {
    finds: [
      [good.replace("enforce", "testing"), "information mta-sts/policy-testing, with a fix"],
      [good.replace("enforce", "none"), "information mta-sts/policy-none"],
    ],
    silent: good,
  },
};

/** Rows whose rule needs what no text shows. */
export const otherChecks: Readonly<Record<string, string>> = {
  "ms-id-stale": "mta-sts/id-unchanged, which needs the files as they are committed",
};
