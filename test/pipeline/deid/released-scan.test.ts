import { describe, expect, it } from 'vitest';
import { ASL } from '../../../fixtures/asl/collection.js';
import { BURNED_IN } from '../../../fixtures/burned-in/burned-in.js';
import { DIFFUSION } from '../../../fixtures/diffusion/collection.js';
import { NAME_VARIANTS } from '../../../fixtures/identity/name-variants.js';
import { RE_SENT } from '../../../fixtures/identity/re-sent.js';
import { TWO_PATIENTS } from '../../../fixtures/identity/two-patients.js';
import { MOTION } from '../../../fixtures/motion/collection.js';
import { OBJECTS } from '../../../fixtures/objects/objects.js';
import { PET_SUV } from '../../../fixtures/pet/pet-suv.js';
import { PHANTOMS } from '../../../fixtures/phantoms/collection.js';
import { PLANTED } from '../../../fixtures/planted/planted.js';
import { GlobExclusion } from '../../../src/pipeline/scan/exclusion.js';
import { inputsFromReport } from '../../../src/pipeline/scan/inputs.js';
import { told } from '../scan/told.js';
import { delivery, image } from './delivery.js';
import { NEEDS, piped, ReleaseLab, scannedAgain } from './released-lab.js';

const COLLECTIONS = [
  ...[PHANTOMS, MOTION, DIFFUSION, ASL, OBJECTS, PET_SUV, PLANTED, TWO_PATIENTS, RE_SENT, NAME_VARIANTS],
  BURNED_IN,
];

describe('the scan that deid gives of what it released', () => {
  for (const collection of COLLECTIONS) {
    it(`is that of the output: ${collection.name}`, async () => {
      const lab = new ReleaseLab();
      const { report, released } = await lab.run({ inputs: [await lab.collection(collection)] });
      expect(report.summary.filesOut).toBe(released.scan.files.size);
      expect(told(released.scan)).toEqual(told(await scannedAgain(report)));
    }, 240_000);
  }

  it('holds instances, frames and readings: what is compared is not empty', async () => {
    const lab = new ReleaseLab();
    const { released } = await lab.run({ inputs: [await lab.collection(DIFFUSION)] });
    const { instances, frames, together = [] } = told(released.scan);
    expect(instances.length).toBeGreaterThan(0);
    expect(frames.length).toBeGreaterThan(0);
    expect(together[0]?.[0]?.reading.state).toBe('value');
    expect(released.scan.instances.headers[0]?.further).toMatchObject({ PatientWeight: expect.any(Array) });
  });

  it('stands with inputs as a command behind a pipe makes them, but for the digest of the report', async () => {
    const lab = new ReleaseLab();
    const { report, released } = await lab.run({ inputs: [delivery({ b: image('b'), a: image('a') })] });
    const {
      files,
      upstreamSha256: _,
      ...expected
    } = inputsFromReport(await piped(report), new GlobExclusion([]));
    const { files: given, ...own } = released.inputs;
    expect(own).toEqual(expected);
    const all = [...files];
    expect(all).toHaveLength(2);
    expect([...given]).toEqual(all);
    expect([...given], 'they can be gone through again').toEqual(all);
    expect(own.upstream.at(-1)).toEqual({ command: 'deid', verdict: report.verdict });
  });

  it('is empty where nothing was released', async () => {
    for (const files of [{ 'a.txt': 'x' }, { a: image('a', { BurnedInAnnotation: 'YES' }) }]) {
      const { report, released } = await new ReleaseLab().run({ inputs: [delivery(files)] });
      expect(released.scan.files.size).toBe(0);
      expect(told(released.scan)).toEqual(told(await scannedAgain(report)));
    }
  });

  it('is not made where nobody wants it, or nothing is written', async () => {
    const lab = new ReleaseLab();
    const inputs = [delivery({ a: image('a') })];
    const { releasedNeeds: _, ...unwanted } = lab.options({ inputs });
    expect((await lab.deid(unwanted)).released).toBeUndefined();
    expect((await lab.deid(lab.options({ inputs, dryRun: true }))).released).toBeUndefined();
  });

  it('has a table of probes also where none is asked for, as a scan has', async () => {
    const releasedNeeds = { ...NEEDS, probes: [] };
    const { report, released } = await new ReleaseLab().run({
      inputs: [delivery({ a: image('a') })],
      releasedNeeds,
    });
    expect(told(released.scan)).toEqual(told(await scannedAgain(report, releasedNeeds)));
    expect(released.scan.probes?.size).toBe(1);
  });
});
