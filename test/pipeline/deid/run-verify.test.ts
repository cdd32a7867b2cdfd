import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { validatorOf } from '../../../src/io/schemas.js';
import { runVerifyOnly } from '../../../src/pipeline/deid/run-verify.js';
import { NO_PROGRESS } from '../../../src/report/progress.js';
import { jsonChunks } from '../../../src/report/write-json.js';
import { delivery, folder, image, SIGNAL } from './delivery.js';

async function verified(inputs: readonly string[], known?: string) {
  const report = await runVerifyOnly({
    ...{ inputs, exclude: [], identifiers: false, jobs: 1, signal: SIGNAL, progress: NO_PROGRESS },
    ...{ startedAt: new Date(), arguments: [], ...(known !== undefined && { known }) },
  });
  const text = [...jsonChunks(report)].join('');
  const json = JSON.parse(text);
  expect((await validatorOf('report-deid'))(json)).toEqual([]);
  expect(json.summary.clean + json.summary.suspect).toBe(json.summary.filesIn);
  return { json, text };
}

describe('a search of a folder', () => {
  it('finds what the files betray, changes nothing, and repeats no value', async () => {
    const cd = delivery({ a: image('a'), 'README.TXT': 'x' });
    const { json, text } = await verified([cd]);
    expect(json.verdict).toBe('fail');
    const problems = json.verified.flatMap((row: { problems: { code: string }[] }) => row.problems);
    const codes = problems.map(({ code }: { code: string }) => code);
    expect(codes).toEqual(expect.arrayContaining(['not-marked', 'birth-date', 'not-dicom']));
    expect(text).not.toMatch(/Zwetschgenbaum|QV-8812003|19430217/);
    expect(readFileSync(join(cd, 'a'))).toEqual(image('a'));
  });

  it('finds the values of a list, and says in which of its parts they stand', async () => {
    const known = join(folder(), 'known.yaml');
    writeFileSync(known, 'schema: corelab/known@1\nids: [QV-8812003]\n');
    const { json, text } = await verified([delivery({ a: image('a') })], known);
    expect(json.verified[0].hits).toMatchObject([{ where: 'PatientID', from: 'ids', kind: 'id' }]);
    expect(json.findings.map(({ code }: { code: string }) => code)).toContain('identifier-in-file');
    expect(text).not.toMatch(/QV-8812003/);
  });

  it('takes the list that a run left in its state, which may be larger than a configuration', async () => {
    const known = join(folder(), 'known-0001.json');
    const uids = Array.from({ length: 10_000 }, (_, i) => `1.2.826.0.1.3680043.10.${i}`);
    const list = { schema: 'corelab/known@1', names: ['Zwetschgenbaum^Ottilie'], uids };
    writeFileSync(known, JSON.stringify(list));
    const { json } = await verified([delivery({ a: image('a') })], known);
    expect(json.verified[0].hits).toMatchObject([{ where: 'PatientName', from: 'names', kind: 'name' }]);
    writeFileSync(known, JSON.stringify({ ...list, uids: [], namen: [] }, null, 1));
    await expect(verified([delivery({ a: image('a') })], known)).rejects.toMatchObject({
      problems: [{ key: 'namen' }],
    });
  });

  it('cannot pass what it cannot read', async () => {
    const { json } = await verified([delivery({ cut: image('cut').subarray(0, 300) })]);
    expect(json.findings[1]).toMatchObject({ code: 'not-verified', outcome: 'not-evaluable', actual: 1 });
    expect(json.verdict).toBe('not-evaluable');
    expect(json.summary).toMatchObject({ clean: 0, suspect: 1 });
  });

  it('refuses a list that is none, with its place', async () => {
    const known = join(folder(), 'known.yaml');
    writeFileSync(known, 'schema: corelab/known@1\nnamen: [X]\n');
    await expect(verified([delivery({ a: image('a') })], known)).rejects.toMatchObject({
      problems: [{ line: 2 }],
    });
  });
});
