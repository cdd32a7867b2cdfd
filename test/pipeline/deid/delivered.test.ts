import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { TWO_PATIENTS } from '../../../fixtures/identity/two-patients.js';
import { PLANTED } from '../../../fixtures/planted/planted.js';
import { DEID_NEEDS } from '../../../src/pipeline/deid/needs.js';
import { allNeeds, type Delivered, type ScanNeeds } from '../../../src/pipeline/scan/delivered.js';
import { GlobExclusion } from '../../../src/pipeline/scan/exclusion.js';
import { inputsFromPaths } from '../../../src/pipeline/scan/inputs.js';
import { scan } from '../../../src/pipeline/scan/scan.js';
import type { Report } from '../../../src/report/envelope.js';
import { NO_PROGRESS } from '../../../src/report/progress.js';
import { jsonChunks } from '../../../src/report/write-json.js';
import { delivery, image, SIGNAL } from './delivery.js';
import { NEEDS, ReleaseLab } from './released-lab.js';

/** What others want besides: an ID in a sequence among it, which `deid` does not take for one of the delivery's. */
const OTHERS: ScanNeeds = {
  ...NEEDS,
  further: [...NEEDS.further, 'OtherPatientIDsSequence.PatientID', 'AcquisitionTime', 'InstanceNumber'],
};

async function delivered(path: string, needs: ScanNeeds): Promise<Delivered> {
  const inputs = inputsFromPaths([path], new GlobExclusion([]));
  const options = { checksums: true, jobs: 1, signal: SIGNAL, progress: NO_PROGRESS };
  return { inputs, scan: await scan(inputs, { ...options, ...needs }) };
}

/** Everything in a report but how it was run and where it wrote. */
const essence = ({ run: _, roots: __, ...rest }: Report): unknown => ({
  ...JSON.parse([...jsonChunks({ ...rest, run: _, roots: [] })].join('')),
  run: undefined,
});

/** Bytes below a folder, by path. */
const bytesBelow = (path: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(path, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.dcm'))
      .sort()
      .map((name) => [name, readFileSync(join(path, name), 'latin1')]),
  );

const OTHER_ID = { OtherPatientIDsSequence: [{ PatientID: 'XK-55', IssuerOfPatientID: 'ELSEWHERE' }] };

describe('deid of a delivery that was scanned already', () => {
  for (const collection of [TWO_PATIENTS, PLANTED]) {
    it(`does what it does of the paths: ${collection.name}`, async () => {
      const [plain, given] = [new ReleaseLab(), new ReleaseLab()];
      const path = await plain.collection(collection);
      const { report } = await plain.run({ inputs: [path] });
      // Others' attributes come first, in an order of their own.
      const needs = allNeeds([OTHERS, { ...DEID_NEEDS, further: [...DEID_NEEDS.further].reverse() }]);
      const other = await given.run({ delivered: await delivered(path, needs) });
      expect(essence(other.report)).toEqual(essence(report));
      expect(bytesBelow(given.out)).toEqual(bytesBelow(plain.out));
    });
  }

  it('searches for what a scan of its own finds, and for nothing that others asked for', async () => {
    const path = delivery({ a: image('a', { ...OTHER_ID, StudyDescription: 'of XK-55' }), b: image('b') });
    const needs = allNeeds([OTHERS, DEID_NEEDS]);
    const [plain, given] = [new ReleaseLab(), new ReleaseLab()];
    const own = await plain.run({ inputs: [path] });
    const other = await given.run({ delivered: await delivered(path, needs) });
    expect(other.report.sections.verification).toEqual(own.report.sections.verification);
    expect(essence(other.report)).toEqual(essence(own.report));
  });

  it('reads neither the paths nor standard input', async () => {
    const path = delivery({ a: image('a') });
    for (const inputs of [[], ['-'], ['/nowhere'], ['-', '/nowhere']]) {
      const { report } = await new ReleaseLab().run({ inputs, delivered: await delivered(path, DEID_NEEDS) });
      expect(report.summary).toMatchObject({ filesIn: 1, filesOut: 1 });
    }
  });

  it('says how many files were left out when it was scanned', async () => {
    const given = { ...(await delivered(delivery({ a: image('a') }), DEID_NEEDS)) };
    const leftOut = async (but: object) =>
      (await new ReleaseLab().run({ delivered: given, exclude: ['b'], ...but })).report.config.exclude;
    expect(await leftOut({ leftOut: 3 })).toEqual({ globs: ['b'], leftOut: 3 });
    expect(await leftOut({})).toEqual({ globs: ['b'], leftOut: 0 });
  });

  it.each([
    ['anything', []],
    ['one of the attributes', DEID_NEEDS.further.slice(1)],
  ])(
    'is refused when it was scanned without %s that identifies, before anything is written',
    async (_, further) => {
      const lab = new ReleaseLab();
      const given = await delivered(delivery({ a: image('a') }), { further, probes: [] });
      await expect(lab.run({ delivered: given })).rejects.toThrow(RangeError);
      expect(readdirSync(lab.at)).toEqual(['corelab.key']);
    },
  );

  it('is refused when IDs were assigned upstream and are not given, or with another key', async () => {
    const given = await delivered(delivery({ a: image('a') }), DEID_NEEDS);
    const from = (inputs: Partial<Delivered['inputs']>): Delivered => ({
      ...given,
      inputs: { ...given.inputs, ...inputs },
    });
    const assigned = from({ upstream: [{ command: 'assign-id', verdict: 'pass' }] });
    const lab = new ReleaseLab();
    await expect(lab.run({ delivered: assigned })).rejects.toMatchObject({ code: 'assignments-lost' });
    const other = from({ upstreamKeyFingerprint: 'of another' });
    await expect(lab.run({ delivered: other })).rejects.toMatchObject({
      code: 'other-key',
      message: expect.stringContaining('the report upstream'),
    });
    expect(readdirSync(lab.at)).toEqual(['corelab.key']);
  });

  it('quarantines what was changed since it was scanned', async () => {
    const path = delivery({ a: image('a'), b: image('b') });
    const given = await delivered(path, DEID_NEEDS);
    const { writeFileSync } = await import('node:fs');
    writeFileSync(join(path, 'a'), image('b'));
    const { report, released } = await new ReleaseLab().run({ delivered: given });
    expect(report.summary).toMatchObject({ filesOut: 1, quarantined: 1 });
    expect(released.scan.files.size).toBe(1);
  });
});
