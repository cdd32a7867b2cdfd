import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { ConfigError, type ConfigProblem } from '../../../src/io/config-error.js';
import { loadSubjectList, loadTrial } from '../../../src/pipeline/trial/load-trial.js';

const folder = mkdtempSync(join(tmpdir(), 'corelab-trial-'));
afterAll(() => rmSync(folder, { recursive: true }));

const file = join(folder, 'trial.yaml');
const list = join(folder, 'subjects.csv');
const TRIAL = `schema: corelab/trial@1
sponsor: Example Pharma
protocol: { id: EX-1 }
sites: [{ id: "01" }]
subjectIds: { list: subjects.csv }
visits:
  - { id: BL, baseline: true, targetDay: 0, windowMinusDays: 0, windowPlusDays: 0 }
  - { id: M6, targetDay: 182, windowMinusDays: 7, windowPlusDays: 7 }
`;

const digest = (content: string): string => createHash('sha256').update(content).digest('hex');

function write(trial: string, subjects?: string | Buffer): void {
  rmSync(list, { force: true });
  writeFileSync(file, trial);
  if (subjects !== undefined) writeFileSync(list, subjects);
}

async function problemsOf(work: Promise<unknown>): Promise<readonly ConfigProblem[]> {
  const error = await work.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ConfigError);
  return (error as ConfigError).problems;
}

describe('loadTrial', () => {
  it('gives the trial, its list from beside it, and the digests of both files', async () => {
    const trial = `\uFEFF${TRIAL}`;
    const subjects = '\uFEFFsubject;site\r\nA1;01\r\n';
    write(trial, subjects);
    expect(await loadTrial(file)).toMatchObject({
      trial: { protocol: { id: 'EX-1' } },
      sha256: digest(trial),
      list: { entries: [{ line: 2, subject: 'A1', site: '01' }], sha256: digest(subjects) },
      patterns: { subject: undefined, reading: undefined, phantom: undefined },
      phantoms: undefined,
    });
  });

  it('gives usable patterns and what recognises phantoms', async () => {
    const example = fileURLToPath(
      new URL('../../../schemas/examples/trial/valid-full.yaml', import.meta.url),
    );
    const { list: none, patterns, phantoms } = await loadTrial(example);
    expect(none).toBeUndefined();
    expect(patterns.subject?.format({ site: '07', sequence: 12 })).toMatch(/^07-0012-[0-9A-Z*]$/);
    expect(patterns.reading?.capacity).toBe(99_999);
    expect(patterns.phantom?.format({ site: '01', sequence: 1 })).toBe('SQ-01-001');
    expect(phantoms?.matches({ PatientName: ['ACR^LARGE'] })).toBe(true);
  });

  it('tells what a schema cannot say, with its place, in the order of the file', async () => {
    write(`${TRIAL.replace('182', '-3').replace('"01" }', '"01" }, { id: "01" }')}coEnrolmentWith: [EX-1]\n`);
    expect(await problemsOf(loadTrial(file))).toEqual([
      {
        code: 'bad-value',
        file,
        line: 4,
        column: 29,
        key: 'sites[1].id',
        message: "'sites[1].id' is '01', as 'sites[0].id' is",
      },
      expect.objectContaining({ line: 8, column: 5, key: 'visits[1]' }),
      expect.objectContaining({ line: 8, column: 26, key: 'visits[1].targetDay' }),
      expect.objectContaining({ line: 9, column: 19, key: 'coEnrolmentWith[0]' }),
    ]);
  });

  it('passes suggestions on', async () => {
    const phantoms =
      'phantoms: { match: [{ attribute: PatientsName, pattern: x }], idPattern: "Q{sequence:2}" }\n';
    write(TRIAL + phantoms, 'subject\nA1\n');
    expect(await problemsOf(loadTrial(file))).toMatchObject([{ line: 9, suggestion: 'PatientName' }]);
  });

  it('tells a breach of the schema before anything else', async () => {
    write(TRIAL.replace('sponsor', 'sponser').replace('182', '-3'));
    expect(await problemsOf(loadTrial(file))).toMatchObject([{ code: 'unknown-key', line: 2 }]);
  });

  it('tells the faults of the list with its own name, line and column', async () => {
    write(TRIAL, 'subject,site\nA1,01\nA1,99\n');
    expect(await problemsOf(loadTrial(file))).toEqual([
      {
        code: 'bad-value',
        file: list,
        line: 3,
        column: 1,
        key: 'site',
        message: "'site' is no site of the trial",
      },
      {
        code: 'bad-value',
        file: list,
        line: 3,
        column: 1,
        key: 'subject',
        message: "'subject' stands in line 2 already, case aside",
      },
    ]);
  });

  it.each([
    ['is not there', undefined, 'unreadable'],
    ['is empty', '', 'missing-key'],
    ['has another column', 'subject,sit\n', 'unknown-key'],
    ['is no CSV', 'subject\n"A1\n', 'not-csv'],
    ['is not UTF-8', Buffer.from('subject\nA\xe4\n', 'latin1'), 'not-utf8'],
  ])('refuses a list that %s', async (_, subjects, code) => {
    write(TRIAL, subjects);
    expect(await problemsOf(loadTrial(file))).toMatchObject([{ code, file: list }]);
  });

  it('reads a list that is larger than a configuration file may be', async () => {
    const rows = Array.from({ length: 30_000 }, (_, i) => `SUBJECT-${i},01`);
    write(TRIAL, `subject,site\n${rows.join('\n')}\n`);
    const { list: loaded } = await loadTrial(file);
    expect(loaded?.entries).toHaveLength(30_000);
    expect(loaded?.entries.at(-1)).toEqual({ line: 30_001, subject: 'SUBJECT-29999', site: '01' });
  });
});

describe('loadSubjectList', () => {
  it('reads a list that the trial file does not name, by the rules of the trial', async () => {
    write(TRIAL, 'subject\nA1\n');
    const { trial } = await loadTrial(file);
    const other = join(folder, 'other.csv');
    writeFileSync(other, 'subject,patientId,visit\nB1,4711,M6\n');
    expect(await loadSubjectList(other, trial)).toEqual({
      entries: [{ line: 2, subject: 'B1', patientId: '4711', visit: 'M6' }],
      sha256: digest('subject,patientId,visit\nB1,4711,M6\n'),
    });
    writeFileSync(other, 'subject,patientId,visit\nB1,4711,M7\n');
    expect(await problemsOf(loadSubjectList(other, trial))).toMatchObject([{ file: other, key: 'visit' }]);
  });
});
