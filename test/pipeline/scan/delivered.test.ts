import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { privateBlock } from '../../../fixtures/writer/element.js';
import { TRANSFER_SYNTAX, writePart10 } from '../../../fixtures/writer/part10.js';
import { runManifest } from '../../../src/pipeline/manifest/run.js';
import { runMeasureExport } from '../../../src/pipeline/measure-export/run.js';
import {
  allNeeds,
  type Delivered,
  inputsOr,
  leftOutOf,
  type ScanNeeds,
  scanOr,
} from '../../../src/pipeline/scan/delivered.js';
import { GlobExclusion } from '../../../src/pipeline/scan/exclusion.js';
import { InputError } from '../../../src/pipeline/scan/inputs.js';
import type { Probe } from '../../../src/study/probe/probe.js';
import { image, written } from '../../study/build.js';
import { dicom, folder, put } from './files.js';
import { deliveredFrom, RUN } from './one-scan.js';

const attribute = (path: string): Probe => ({ kind: 'attribute', path });
const PLAIN: Probe = { kind: 'private', creator: 'ACME', group: 0x0019, element: 0x0c };
const TYPED: Probe = { ...PLAIN, vr: 'DS' };
const ECHO = attribute('EchoTime');
const NOTHING: ScanNeeds = { further: [], probes: [] };
const { jobs, signal, progress } = RUN;
const SCAN = { checksums: false, jobs, signal, progress };

describe('what several commands want of one scan', () => {
  it('is each attribute and each probe once, in the order in which they are met', () => {
    const one = { further: ['PatientComments', 'PatientState'], probes: [ECHO, attribute('EchoNumbers')] };
    const other = { further: ['PatientState', 'Allergies'], probes: [{ ...ECHO }, PLAIN] };
    expect(allNeeds([one, other])).toEqual({
      further: ['PatientComments', 'PatientState', 'Allergies'],
      probes: [ECHO, attribute('EchoNumbers'), PLAIN],
    });
    expect(allNeeds([])).toEqual(NOTHING);
  });

  it('is a private element twice where it is read with two VRs', () => {
    const needs = [PLAIN, TYPED, { ...TYPED }, PLAIN].map((probe) => ({ further: [], probes: [probe] }));
    expect(allNeeds(needs).probes).toEqual([PLAIN, TYPED]);
  });

  it('is the same when it is wanted once more', () => {
    const probe = fc.constantFrom(ECHO, PLAIN, TYPED, attribute('Rows'));
    const needs = fc.record({
      further: fc.array(fc.constantFrom('A', 'B', 'C')),
      probes: fc.array(probe),
    });
    fc.assert(
      fc.property(fc.array(needs), (all) => {
        const together = allNeeds(all);
        expect(allNeeds([together, ...all])).toEqual(together);
        for (const { further, probes } of all) {
          expect(together.further).toEqual(expect.arrayContaining([...further]));
          expect(together.probes).toEqual(expect.arrayContaining([...probes]));
        }
      }),
    );
  });
});

describe('a scan that was delivered', () => {
  const root = put(folder(), { a: dicom({ EchoTime: 5, PatientComments: 'well' }), b: 'text' });
  const wide = { further: ['PatientComments', 'PatientState'], probes: [attribute('Rows'), ECHO] };
  const from = (needs: ScanNeeds, checksums = false) => deliveredFrom([root], needs, { checksums });
  const taken = async (delivered: Delivered, needs: ScanNeeds, checksums = false) =>
    scanOr(delivered, delivered.inputs, { ...SCAN, checksums, needs });

  it('is taken in place of the paths, which are not looked at', async () => {
    const delivered = await from(wide);
    const options = { inputs: ['/nowhere/at all'], signal };
    const exclusion = new GlobExclusion([]);
    expect(await inputsOr({ ...options, delivered }, exclusion)).toBe(delivered.inputs);
    await expect(inputsOr(options, exclusion)).rejects.toThrow(InputError);
    const { files, instances } = await taken(delivered, { further: ['PatientState'], probes: [ECHO] });
    expect([files, instances]).toEqual([delivered.scan.files, delivered.scan.instances]);
  });

  it('shows a command the probes that it asked for, and no others', async () => {
    const delivered = await from(wide);
    const { probes } = await taken(delivered, { further: [], probes: [ECHO] });
    expect(probes?.probes).toEqual([ECHO]);
    expect(probes?.observed(ECHO, [0])).toMatchObject([{ reading: { numbers: [5] } }]);
    expect(probes?.has(attribute('Rows'))).toBe(false);
    expect(() => probes?.observed(attribute('Rows'), [0])).toThrow(RangeError);
    expect(await taken(delivered, NOTHING)).not.toHaveProperty('probes');
  });

  it('reads a private element with the VR that each command has for it', async () => {
    const block = privateBlock({ group: 0x0019, creator: 'ACME' }, [
      { offset: 0x0c, vr: 'DS', value: '7.5' },
    ]);
    const implicit = { transferSyntax: TRANSFER_SYNTAX.implicitLittleEndian };
    const path = put(folder(), { a: writePart10(written(image({}), block), implicit) });
    const both = await deliveredFrom([path], allNeeds([PLAIN, TYPED].map((one) => needsOf(one))));
    for (const probe of [PLAIN, TYPED]) {
      const alone = await deliveredFrom([path], needsOf(probe));
      const { probes } = await taken(both, needsOf(probe));
      expect(probes?.observed(probe, [0])).toEqual(alone.scan.probes?.observed(probe, [0]));
    }
    const { probes } = await taken(both, needsOf(TYPED));
    expect(probes?.observed(TYPED, [0])).toMatchObject([{ reading: { numbers: [7.5] } }]);
    expect((await taken(both, needsOf(PLAIN))).probes?.observed(PLAIN, [0])).not.toMatchObject([
      { reading: { numbers: [7.5] } },
    ]);
  });

  it('takes in nothing more where it is narrowed, and can be narrowed again', async () => {
    const { probes } = await taken(await from(wide), { further: [], probes: [ECHO, attribute('Rows')] });
    const again = probes?.narrowedTo([ECHO]);
    expect(again?.observed(ECHO, [0])).toMatchObject([{ reading: { numbers: [5] } }]);
    const batch = { readings: [], cells: new Uint32Array(), frames: new Uint32Array() };
    expect(() => again?.addBatch(batch)).toThrow(TypeError);
    expect(() => again?.narrowedTo([attribute('Rows')])).toThrow('not read: Rows');
  });

  it('is refused without something that the command needs', async () => {
    const delivered = await from(wide);
    const refused = (needs: ScanNeeds, checksums = false) =>
      expect(taken(delivered, needs, checksums)).rejects;
    await refused({ further: ['Allergies'], probes: [] }).toThrow('was scanned without Allergies');
    await refused({ further: [], probes: [attribute('Columns')] }).toThrow('not read: Columns');
    await refused(NOTHING, true).toThrow('was scanned without checksums');
    await expect(taken(await from(NOTHING), { further: ['Allergies'], probes: [] })).rejects.toThrow(
      RangeError,
    );
    const unprobed = { inputs: delivered.inputs, scan: await taken(delivered, NOTHING) };
    await expect(taken(unprobed, needsOf(ECHO))).rejects.toThrow('nothing was probed');
  });

  it('needs no checksum of a file that cannot be read', async () => {
    const path = put(folder(), { a: dicom() });
    const delivered = await deliveredFrom([path, `${path}/gone`], NOTHING, { checksums: true });
    expect(delivered.scan.files.sha256(1)).toBeUndefined();
    expect((await taken(delivered, NOTHING, true)).files.size).toBe(2);
  });

  it('is not begun with once the run was stopped', async () => {
    const delivered = await from(NOTHING);
    const stopped = { ...SCAN, needs: NOTHING, signal: AbortSignal.abort(new Error('stopped')) };
    await expect(scanOr(delivered, delivered.inputs, stopped)).rejects.toThrow('stopped');
  });

  it('says how much was left out when it was made; a scan of its own, how much it leaves out', async () => {
    const exclusion = new GlobExclusion(['b']);
    const own = await inputsOr({ inputs: [root], signal }, exclusion);
    await scanOr(undefined, own, { ...SCAN, needs: NOTHING });
    expect(leftOutOf({}, exclusion)).toBe(1);
    const delivered = await from(NOTHING);
    expect([leftOutOf({ delivered }, exclusion), leftOutOf({ delivered, leftOut: 3 }, exclusion)]).toEqual([
      0, 3,
    ]);
    const report = await runManifest({
      ...{ ...RUN, inputs: [], checksums: false, exclude: ['*.tmp'] },
      ...{ delivered, leftOut: 3 },
    });
    expect(report.config.exclude).toEqual({ globs: ['*.tmp'], leftOut: 3 });
  });
});

describe('a command on what was delivered', () => {
  it('that is asked for checksums and is given none makes no report', async () => {
    const path = put(folder(), { a: dicom() });
    const delivered = await deliveredFrom([path], NOTHING, { checksums: false });
    const manifest = runManifest({ ...RUN, inputs: [], checksums: true, delivered });
    await expect(manifest).rejects.toThrow(RangeError);
  });

  it('refuses folders of images beside it', async () => {
    const path = put(folder(), { a: dicom() });
    const delivered = await deliveredFrom([path], NOTHING);
    const measured = runMeasureExport({ ...RUN, inputs: [], images: [path], tolerance: 0.01, delivered });
    await expect(measured).rejects.toThrow('images beside what is delivered');
  });

  it('leaves threads that it was lent open, unless it is stopped', async () => {
    const path = put(folder(), { a: dicom() });
    const pool = { lend: vi.fn(), close: vi.fn(async () => undefined) };
    const stop = new AbortController();
    const options = { ...RUN, inputs: [path], images: [], tolerance: 0.01, pool, signal: stop.signal };
    await runMeasureExport(options);
    expect(pool.close).not.toHaveBeenCalled();
    const update = (): void => stop.abort();
    // Whether anything is left to be stopped here does not matter.
    await runMeasureExport({ ...options, progress: { ...RUN.progress, update } }).catch(() => undefined);
    expect(pool.close).toHaveBeenCalled();
  });
});

function needsOf(probe: Probe): ScanNeeds {
  return { further: [], probes: [probe] };
}
