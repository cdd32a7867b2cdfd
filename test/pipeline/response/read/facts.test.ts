import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConfigError } from '../../../../src/io/config-error.js';
import { readAdjudication, readLesions, readVisits } from '../../../../src/pipeline/response/read/facts.js';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'corelab-facts-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function written(text: string | Uint8Array): string {
  const file = join(folder, 'facts.csv');
  writeFileSync(file, text);
  return file;
}

const lesions = (text: string) => readLesions(written(text), 1);
const visits = (text: string) => readVisits(written(text), 3);
const adjudication = (text: string) => readAdjudication(written(text), 4);

/** Line, column and message of each fault. */
async function faults(read: Promise<unknown>): Promise<string[]> {
  const error = await read.then(
    () => undefined,
    (e: unknown) => e,
  );
  if (!(error instanceof ConfigError)) throw error;
  return error.problems.map(({ line, column, message }) => `${line}:${column}: ${message}`);
}

describe('--lesions', () => {
  it('gives facts with their lines, and the digest of the file', async () => {
    const text = '\ufeffsubject;lesion;role;node\r\n\r\nS1;L1;target;no\r\n';
    const { observations, sha256 } = await lesions(text);
    expect(observations).toMatchObject([
      { at: { source: 1, line: 3 }, isFact: true, subject: 'S1', role: 'target', isNode: false },
    ]);
    expect(sha256).toBe(createHash('sha256').update(text).digest('hex'));
  });

  it('is refused where it cannot be read, is empty, or holds an unknown column', async () => {
    await expect(readLesions(join(folder, 'none.csv'), 1)).rejects.toThrow(
      'none.csv: cannot be read: there is no such file',
    );
    expect(await faults(lesions(''))).toEqual(['1:1: is empty; its first line names the columns']);
    expect(await faults(lesions('subject,leson\nS1,L1'))).toEqual([
      "1:9: unknown column 'leson' (did you mean 'lesion'?)",
    ]);
    expect(await faults(readLesions(written(Buffer.from([0x61, 0xff])), 1))).toEqual([
      '1:2: this byte is not UTF-8; save the file as UTF-8',
    ]);
  });
});

describe('--visits', () => {
  it('gives visits and events as they are written', async () => {
    const text = [
      'subject,visit,reader,study_uid,kind,number,date,day,new_lesions,marker,why',
      'S1,BL,R1,1.2,Baseline,1,2026-01-05,-3,none,above,',
      'S1,W8,,,missed,,,,,,holiday',
      'S1,,,,death,,2026-06-01,,,,',
      'S1,,,,treatment start,,,1,,,',
      'S1,W16,,,Follow up,3.1,,,not evaluable,NE,',
    ].join('\n');
    const none = { newLesions: null, marker: null, why: null };
    const event = { ...none, visit: null, reader: null, studyUID: null, number: null };
    const at = (line: number) => ({ at: { source: 3, line }, subject: 'S1' });
    expect((await visits(text)).visits).toEqual([
      {
        ...{ ...at(2), visit: 'BL', reader: 'R1', studyUID: '1.2', kind: 'baseline', number: 1 },
        ...{ date: '2026-01-05', day: -3, newLesions: 'none', marker: 'above', why: null },
      },
      { ...event, ...at(3), visit: 'W8', kind: 'missed', date: null, day: null, why: 'holiday' },
      { ...event, ...at(4), kind: 'death', date: '2026-06-01', day: null },
      { ...event, ...at(5), kind: 'treatment-start', date: null, day: 1 },
      {
        ...{ ...event, ...at(6), visit: 'W16', kind: 'follow-up', number: 3.1, date: null, day: null },
        ...{ newLesions: 'not-evaluated', marker: 'not-evaluated' },
      },
    ]);
  });

  it('is refused without its columns', async () => {
    expect(await faults(visits('subject,visit\nS1,W8'))).toEqual([
      expect.stringMatching(/^1:1: the column 'kind' is missing; the columns are subject, visit, reader, /),
    ]);
    expect(await faults(visits('visit,kind\nW8,missed'))).toHaveLength(1);
  });

  it('is refused where a line lacks what it needs, or holds another word', async () => {
    const text = [
      'subject,visit,kind,date,day,new_lesions,marker,number',
      ',W8,missed,,,,,',
      'S1,,missed,,,,,',
      'S1,,death,,,,,',
      'S1,BL,,,,,,',
      'S1,BL,basline,,,perhaps,high,one',
      'S1,,death,2026-02-30,,,,',
    ].join('\n');
    expect(await faults(visits(text))).toEqual([
      "2:1: 'subject' is empty",
      "3:1: 'visit' is empty",
      "4:1: 'date' is empty, and so is day: when death was decides",
      "5:1: 'kind' is empty; it is one of baseline, follow-up, missed, death, treatment-start",
      "6:7: 'kind' is 'basline', not one of baseline, follow-up, missed, death, treatment-start (did you mean 'baseline'?)",
      "6:17: 'new_lesions' is not one of none, present, equivocal, not-evaluated",
      "6:25: 'marker' is not one of normal, above, not-evaluated",
      "6:30: 'number' is not a number",
      "7:11: 'date' is not a day (YYYY-MM-DD)",
    ]);
  });
});

describe('--adjudication', () => {
  it('gives whose reading stands, at a visit or at all', async () => {
    const { lines } = await adjudication('subject,visit,reader,reason\nS1,W8,R2,new lesion\nS1,,R1,');
    expect(lines).toEqual([
      { at: { source: 4, line: 2 }, subject: 'S1', visit: 'W8', reader: 'R2', reason: 'new lesion' },
      { at: { source: 4, line: 3 }, subject: 'S1', visit: null, reader: 'R1', reason: null },
    ]);
  });

  it('needs no more than a subject and a reader', async () => {
    expect((await adjudication('reader,subject\nR1,S1')).lines).toHaveLength(1);
    expect(await faults(adjudication('subject,visit\nS1,W8'))).toEqual([
      "1:1: the column 'reader' is missing; the columns are subject, visit, reader, reason",
    ]);
    expect(await faults(adjudication('subject,reader\nS1,\n,R1'))).toEqual([
      "2:1: 'reader' is empty",
      "3:1: 'subject' is empty",
    ]);
  });

  it('does not decide a visit twice, not even the same way', async () => {
    expect(await faults(adjudication('subject,visit,reader\nS1,W8,R1\nS2,W8,R1\nS1,W8,R2'))).toEqual([
      '4:1: decides what line 2 has decided: the same subject and visit',
    ]);
    expect(await faults(adjudication('subject,reader\nS1,R1\nS1,R1'))).toHaveLength(1);
  });
});
