import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scanBatch, scanner } from '../../../src/pipeline/scan/scan-batch.js';
import { packPaths } from '../../../src/pipeline/scan/scan-job.js';
import type { Probe } from '../../../src/study/probe/probe.js';
import { dicom, folder, put, scanned } from './files.js';

const ECHO: Probe = { kind: 'attribute', path: 'EchoTime' };
const PET: Probe = { kind: 'bundle', name: 'pet' };

describe('scan with probes', () => {
  const root = put(folder(), {
    a: dicom({ EchoTime: 5 }),
    b: 'text',
    c: dicom({ EchoTime: 9 }),
    d: dicom({ EchoTime: 5 }),
  });
  const pet = put(folder(), { e: dicom({ Modality: 'PT', PatientWeight: 70 }) });
  const jobOf = (probes: readonly Probe[] | undefined) => ({
    paths: packPaths(['a', 'b', 'gone', 'c', 'd'].map((name) => Buffer.from(join(root, name)))),
    checksums: false,
    ...(probes && { probes }),
  });

  it('reads what is asked for of every instance, by its number', async () => {
    const { probes, instances } = await scanned([root], { probes: [ECHO] });
    expect(probes?.size).toBe(instances.size);
    expect(probes?.observed(ECHO, [0, 1, 2]).map((seen) => [seen.reading, seen.instances])).toEqual([
      [expect.objectContaining({ numbers: [5] }), [0, 2]],
      [expect.objectContaining({ numbers: [9] }), [1]],
    ]);
  });

  it('reads nothing where nothing is asked for', async () => {
    expect((await scanned([root])).probes).toBeUndefined();
    expect(scanBatch(jobOf(undefined))).not.toHaveProperty('probed');
  });

  it('knows the facts of PET as a bundle', async () => {
    const { probes } = await scanned([pet], { probes: [PET] });
    const [seen] = probes?.observed(PET, [0]) ?? [];
    expect(seen).toMatchObject({ reading: { state: 'bundle' }, instances: [0] });
    expect(JSON.stringify(seen)).toContain('70');
  });

  it('gives every instance its row, whatever lies between', () => {
    const { probed, files } = scanBatch(jobOf([ECHO, { kind: 'attribute', path: 'Modality' }]));
    expect(files.filter(({ kind }) => kind === 'dicom')).toHaveLength(3);
    expect(probed?.frames).toHaveLength(3);
    expect([...(probed?.cells ?? [])].map((cell) => probed?.readings[cell])).toEqual([
      'n["5"]',
      't["MR"]',
      'n["9"]',
      't["MR"]',
      'n["5"]',
      't["MR"]',
    ]);
  });

  it('reads anew when other probes are asked for', () => {
    const run = scanner();
    expect(run(jobOf([ECHO])).probed?.readings).toEqual(['n["5"]', 'n["9"]']);
    expect(run(jobOf([{ kind: 'attribute', path: 'Modality' }])).probed?.readings).toEqual(['t["MR"]']);
    expect(run(jobOf([ECHO])).probed?.readings).toEqual(['n["5"]', 'n["9"]']);
  });

  it('crosses threads as plain data', () => {
    const { probed } = scanBatch(jobOf([ECHO, PET]));
    expect(structuredClone(probed)).toEqual(probed);
  });
});
