import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { ConfigError, type ConfigProblem, problemText } from '../../src/io/config-error.js';
import { loadYaml } from '../../src/io/yaml-file.js';
import { withoutPrivileges } from '../helpers/unprivileged.js';

const folder = mkdtempSync(join(tmpdir(), 'corelab-yaml-'));
afterAll(() => rmSync(folder, { recursive: true }));

const file = join(folder, 'trial.yaml');
const TRIAL = `schema: corelab/trial@1
sponsor: Example Pharma
protocol: { id: EX-1 }
sites: [{ id: "01" }]
subjectIds: { list: subjects.csv }
visits:
  - { id: BL, baseline: true, targetDay: 0, windowMinusDays: 0, windowPlusDays: 0 }
`;

async function load(content: string | Buffer): Promise<unknown> {
  writeFileSync(file, content);
  return loadYaml(file, 'trial');
}

async function problems(content: string | Buffer): Promise<readonly ConfigProblem[]> {
  const error = await load(content).catch((e: unknown) => e);
  expect(error).toBeInstanceOf(ConfigError);
  return (error as ConfigError).problems;
}

/** `line:column code key: message` of each problem. */
async function told(content: string | Buffer): Promise<string[]> {
  return (await problems(content)).map((p) => `${p.line}:${p.column} ${p.code}: ${p.message}`);
}

const replace = (from: string, to: string): string => {
  expect(TRIAL).toContain(from);
  return TRIAL.replace(from, to);
};

describe('loadYaml', () => {
  it('gives the data of a file that fits its schema', async () => {
    expect(await load(TRIAL)).toMatchObject({ sponsor: 'Example Pharma', sites: [{ id: '01' }] });
  });

  it('reads a byte order mark, CRLF line ends and comments', async () => {
    const text = `\uFEFF# a comment\r\n${TRIAL.replaceAll('\n', '\r\n')}`;
    expect(await load(text)).toEqual(await load(TRIAL));
  });

  it('places errors rightly in files with CRLF and a byte order mark', async () => {
    const text = `\uFEFF${replace('sponsor', 'sponser').replaceAll('\n', '\r\n')}`;
    expect((await problems(text))[0]).toMatchObject({ line: 2, column: 1, key: 'sponser' });
  });

  it('reads anchors and aliases, and checks what they stand for in its place', async () => {
    const shared = replace('sites: [{ id: "01" }]', 'sites:\n  - &site { id: "01", nam: x }\n  - *site');
    expect(await told(shared)).toEqual([
      "5:23 unknown-key: unknown key 'nam' (did you mean 'name'?)",
      "5:23 unknown-key: unknown key 'nam' (did you mean 'name'?)",
    ]);
  });

  it('writes one line a problem: file, line, column, key, suggestion', async () => {
    const error = await load(replace('sponsor', 'sponser')).catch((e: unknown) => e);
    expect(error).toMatchObject({ name: 'ConfigError', code: 'bad-configuration' });
    expect((error as ConfigError).message).toBe(
      `${file}:2:1: unknown key 'sponser' (did you mean 'sponsor'?)`,
    );
  });

  it('tells a misspelt key as one fault, also within a list', async () => {
    const text = replace('targetDay', 'targetday').replace('id: EX-1', 'idd: EX-1');
    expect(await told(text)).toEqual([
      "3:13 unknown-key: unknown key 'idd' (did you mean 'id'?)",
      "7:31 unknown-key: unknown key 'targetday' (did you mean 'targetDay'?)",
    ]);
  });
});

describe('a file that breaks its schema', () => {
  it.each([
    ['an unknown key', 'id: EX-1', 'idd: EX-1, id: x', "3:13 unknown-key: unknown key 'idd'"],
    ['a missing key', '{ id: EX-1 }', '{ name: x }', "3:1 missing-key: 'protocol' lacks the key 'id'"],
    [
      'a missing key of an empty mapping',
      '{ id: EX-1 }',
      '{}',
      "3:1 missing-key: 'protocol' lacks the key 'id'",
    ],
    [
      'a number for text',
      '"01"',
      '1',
      "4:15 wrong-type: 'sites[0].id' must be text, not a number (put it in quotes)",
    ],
    ['text for a mapping', '{ id: EX-1 }', 'EX-1', "3:11 wrong-type: 'protocol' must be a mapping, not text"],
    ['nothing for a mapping', ' { id: EX-1 }', '', "3:1 wrong-type: 'protocol' must be a mapping, not empty"],
    [
      'a mapping for a list',
      '[{ id: "01" }]',
      '{ id: a }',
      "4:8 wrong-type: 'sites' must be a list, not a mapping",
    ],
    ['an empty list', '[{ id: "01" }]', '[]', "4:1 bad-value: 'sites' needs at least 1 entry"],
    ['an empty text', 'EX-1', '""', "3:17 bad-value: 'protocol.id' must not be empty"],
    ['a too long text', 'EX-1', 'x'.repeat(65), "3:17 bad-value: 'protocol.id' is longer than 64 characters"],
    [
      'a number below the least',
      'windowPlusDays: 0',
      'windowPlusDays: -1',
      "7:81 bad-value: 'visits[0].windowPlusDays' must be at least 0",
    ],
    [
      'a fraction',
      'windowPlusDays: 0',
      'windowPlusDays: 0.5',
      "7:81 wrong-type: 'visits[0].windowPlusDays' must be a whole number, not a number",
    ],
    [
      'a baseline on another day',
      'targetDay: 0',
      'targetDay: 3',
      "7:42 bad-value: 'visits[0].targetDay' must be 0: the baseline visit is day 0",
    ],
    [
      'a list and a pattern of IDs',
      'list: subjects.csv',
      'list: a.csv, pattern: "{sequence:3}"',
      "5:28 bad-value: 'subjectIds.pattern' does not go with the other keys beside it",
    ],
  ])('%s is told for a person', async (_, from, to, expected) => {
    expect(await told(replace(from, to))).toEqual([expected]);
  });

  it('names the nearest value of a list', async () => {
    const text = `${TRIAL}blinding: { conceal: [subjects] }\n`;
    const [problem] = await problems(text);
    expect(problem).toMatchObject({ line: 8, column: 23, key: 'blinding.conceal[0]', suggestion: 'subject' });
    expect(problem?.message).toBe(
      "'blinding.conceal[0]' is 'subjects', not one of subject, visit, site (did you mean 'subject'?)",
    );
  });

  it('tells which entries of a list are the same', async () => {
    const text = `${TRIAL}blinding: { conceal: [visit, subject, visit] }\n`;
    expect(await told(text)).toEqual(["8:13 bad-value: 'blinding.conceal': entries 1 and 3 are the same"]);
  });

  it('tells a date that does not exist', async () => {
    const text = `${TRIAL}ethicsApprovals:\n  - { number: "1", committee: C, effectiveFrom: 2026-02-30 }\n`;
    expect(await told(text)).toEqual([
      "9:49 bad-value: 'ethicsApprovals[0].effectiveFrom' is '2026-02-30', not a date (YYYY-MM-DD)",
    ]);
  });

  it('tells a pattern without the check character that it promises', async () => {
    const text = replace('list: subjects.csv', 'pattern: "S{sequence:3}", check: damm');
    expect(await told(text)).toEqual([
      "5:24 bad-value: 'subjectIds.pattern' does not fit: a scheme with a check character needs {check} in its pattern",
    ]);
  });

  it('tells all faults at once, in the order of the file', async () => {
    const text = replace('sponsor: Example Pharma', 'sponser: x').replace('"01"', '1');
    expect((await problems(text)).map((p) => `${p.line} ${p.key}`)).toEqual(['2 sponser', '4 sites[0].id']);
  });

  it('tells at most fifty', async () => {
    const keys = Array.from({ length: 500 }, (_, i) => `unknown${i}: 1\n`).join('');
    expect(await problems(TRIAL + keys)).toHaveLength(50);
  });

  it('takes the names of JavaScript objects for the unknown keys that they are', async () => {
    for (const name of ['__proto__', 'constructor', 'toString']) {
      const [problem] = await problems(`${TRIAL}${name}: { x: 1 }\n`);
      expect(problem).toMatchObject({ code: 'unknown-key', key: name, line: 8, column: 1 });
    }
  });

  it('does not read merge keys', async () => {
    const text = replace('sites: [{ id: "01" }]', 'sites:\n  - &a { id: "01" }\n  - { <<: *a, id: "02" }');
    expect(await told(text)).toEqual(['6:7 unknown-key: merge keys (<<) are not read; repeat the keys']);
  });
});

describe('the schema line', () => {
  it.each([
    ['is missing', '', "1:1 wrong-schema: the file must begin with 'schema: corelab/trial@1'"],
    [
      'names another schema',
      'schema: corelab/profile@1',
      "1:9 wrong-schema: 'schema' is 'corelab/profile@1', but 'corelab/trial@1' is wanted here",
    ],
    [
      'names a newer version',
      'schema: corelab/trial@2',
      "1:9 wrong-schema: 'schema' is 'corelab/trial@2', a version that this corelab does not read; 'corelab/trial@1' is wanted here",
    ],
    ['is a number', 'schema: 1', "1:9 wrong-schema: 'schema' must be 'corelab/trial@1'"],
    ['is empty', 'schema:', "1:1 wrong-schema: 'schema' must be 'corelab/trial@1'"],
  ])('that %s is told alone', async (_, line, expected) => {
    const rest = TRIAL.split('\n').slice(1).join('\n');
    const text = `${line}\n${rest}sponser: also wrong\n`.replace(/^\n/, '');
    expect(await told(text)).toEqual([expected]);
  });
});

describe('the bytes of a file', () => {
  it('names the place of the first byte that is not UTF-8', async () => {
    const text = Buffer.concat([
      Buffer.from('schema: x\nsponsor: M'),
      Buffer.from([0xfc]),
      Buffer.from('ller\n'),
    ]);
    expect(await told(text)).toEqual(['2:11 not-utf8: this byte is not UTF-8; save the file as UTF-8']);
    expect((await problems(Buffer.from(`\uFEFF${TRIAL}`, 'utf16le')))[0]?.code).toBe('not-utf8');
  });

  it('is not read beyond its limit', async () => {
    expect(await told(Buffer.alloc(10 * 1024 * 1024, 0x20))).toEqual([
      '0:0 too-large: is larger than 256 KiB',
    ]);
    const filled = `${TRIAL}#${' '.repeat(256 * 1024 - TRIAL.length - 1)}`;
    expect(await load(filled)).toMatchObject({ schema: 'corelab/trial@1' });
    expect((await problems(`${filled} `))[0]?.code).toBe('too-large');
  });
});

describe('a file that cannot be read', () => {
  const failure = async (path: string): Promise<ConfigError> => {
    const error = await loadYaml(path, 'trial').catch((e: unknown) => e);
    expect(error).toBeInstanceOf(ConfigError);
    return error as ConfigError;
  };

  it('is named with the reason', async () => {
    const missing = join(folder, 'missing.yaml');
    expect((await failure(missing)).message).toBe(`${missing}: cannot be read: there is no such file`);
    expect((await failure(folder)).message).toBe(`${folder}: cannot be read: it is a folder, not a file`);
    expect((await failure(join(file, 'x'))).problems[0]?.code).toBe('unreadable');
  });

  it('is told when permission is denied', async () => {
    const closed = join(folder, 'closed.yaml');
    writeFileSync(closed, TRIAL);
    chmodSync(closed, 0);
    const told = await withoutPrivileges(folder, () => failure(closed));
    expect(told.message).toContain('permission denied');
  });
});

describe('any bytes', () => {
  it('give data or a ConfigError whose problems have texts, never anything else', async () => {
    const lines = fc.array(
      fc.constantFrom(
        ...TRIAL.split('\n'),
        '\t- x',
        '&a *a',
        '? :',
        '}{',
        '"',
        '%X',
        '- - -',
        '!!x',
        '…',
        '\0',
      ),
    );
    const bytes = fc.oneof(
      lines.map((all) => Buffer.from(all.join('\n'))),
      fc.uint8Array({ maxLength: 200 }).map((array) => Buffer.from(array)),
    );
    await fc.assert(
      fc.asyncProperty(bytes, async (content) => {
        const result = await load(content).catch((e: unknown) => e);
        if (!(result instanceof ConfigError)) return expect(result).toHaveProperty('schema');
        expect(result.problems.length).toBeGreaterThan(0);
        for (const problem of result.problems) expect(problemText(problem)).toMatch(/: .{5,}/);
      }),
      { numRuns: 300 },
    );
  });
});
