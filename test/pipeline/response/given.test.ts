import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readFacts, withReaderNames } from '../../../src/pipeline/response/given.js';
import { line, row } from './assemble/rows.js';
import { given } from './judged.js';

const root = mkdtempSync(join(tmpdir(), 'corelab-given-'));

function file(name: string, ...lines: readonly string[]): string {
  const path = join(root, name);
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}

const lesions = file('lesions.csv', 'subject,lesion,role', 'S-01,T1,target', 'S-01,T2,target');
const visits = file('visits.csv', 'subject,visit,kind', 'S-01,BL,baseline');
const adjudication = file('adjudication.csv', 'subject,reader', 'S-01,R2');

describe('Files of facts', () => {
  it('are numbered after the sources, in one order, with what they hold', async () => {
    const {
      observations,
      visits: read,
      adjudications,
      files,
    } = await readFacts({ lesions, visits, adjudication }, 3);
    expect(observations.map(({ at }) => [at.source, at.line])).toEqual([
      [3, 2],
      [3, 3],
    ]);
    expect([read[0]?.at, adjudications[0]?.at].map((at) => at?.source)).toEqual([4, 5]);
    expect(files.map(({ name, form, rows }) => [name, form, rows])).toEqual([
      ...[
        [lesions, 'lesions', 2],
        [visits, 'visits', 1],
      ],
      [adjudication, 'adjudication', 1],
    ]);
    for (const { sha256 } of files) expect(sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it('that are not given take no number', async () => {
    const { files, adjudications, observations } = await readFacts({ adjudication }, 1);
    expect([files.length, adjudications[0]?.at.source, observations]).toEqual([1, 1, []]);
    expect(await readFacts({}, 1)).toEqual({ observations: [], visits: [], adjudications: [], files: [] });
  });

  it('with a fault are refused', async () => {
    const wrong = file('wrong.csv', 'subject,visit,kind', 'S-01,BL,basline');
    await expect(readFacts({ visits: wrong }, 1)).rejects.toThrow('basline');
    await expect(readFacts({ lesions: join(root, 'none.csv') }, 1)).rejects.toThrow();
  });
});

describe('Readers', () => {
  it('have one name in rows, statements, visits and adjudications', () => {
    const reader = 'Dr Smith';
    const at = { source: 0, line: 2 };
    const when = { visit: 'W8', visitNumber: null, date: null, day: null };
    const all = given([row({ reader }), row({ reader: null })], {
      stated: [{ at, subject: 'S-01', reader, ...when, of: 'overall', answer: 'PR' }],
      visits: [line({ reader })],
      adjudications: [{ at, subject: 'S-01', visit: null, reader, reason: null }],
      ignored: [{ why: 'derived' }],
    });
    const hidden = withReaderNames(all, false);
    const names = ({ observations, stated, visits: facts, adjudications }: typeof all) =>
      [...observations, ...stated, ...facts, ...adjudications].map((one) => one.reader);
    expect(names(hidden)).toEqual(['reader-1', null, 'reader-1', 'reader-1', 'reader-1']);
    expect(hidden.ignored).toEqual(all.ignored);
    expect(withReaderNames(all, true)).toEqual(all);
  });
});
