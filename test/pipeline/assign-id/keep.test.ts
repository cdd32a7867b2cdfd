import { describe, expect, it } from 'vitest';
import { TWO_PATIENTS } from '../../../fixtures/identity/two-patients.js';
import type { AssignIdOptions } from '../../../src/pipeline/assign-id/options.js';
import { runAssignId } from '../../../src/pipeline/assign-id/run.js';
import type { Report } from '../../../src/report/envelope.js';
import { Clinic } from '../../commands/assign-id/clinic.js';
import { folder, put } from '../scan/files.js';
import { assignOptions, asWritten, collected } from '../scan/one-scan.js';

type Keep = NonNullable<AssignIdOptions['keep']>;

async function headAt(clinic: Clinic) {
  const crosswalk = await clinic.open();
  try {
    return crosswalk.head();
  } finally {
    crosswalk.close();
  }
}

describe('a report that is kept with what was assigned', () => {
  const noted: Keep = (report, writer) => writer.note({ name: 'test' }, { run: report.run.id });

  it('is the one that is returned, and the one that would be made afterwards', async () => {
    const clinic = await Clinic.make();
    const inputs = [await collected(TWO_PATIENTS)];
    await runAssignId(assignOptions(clinic, { inputs }));
    const [own, other] = [clinic.copy(), clinic.copy()];
    const kept: Record<string, unknown>[] = [];
    const keep: Keep = (report) => kept.push({ ...asWritten(report), id: report.run.id });
    const returned = await runAssignId(assignOptions(own, { inputs, keep }));
    const withId = { ...asWritten(returned), id: returned.run.id };
    expect(kept).toEqual([withId]);
    const afterwards = asWritten(await runAssignId(assignOptions(other, { inputs })));
    const unsealed = ({ crosswalk, ...rest }: Record<string, unknown>) => ({
      ...rest,
      crosswalk: { ...(crosswalk as object), mac: '' },
    });
    expect(unsealed(asWritten(returned))).toEqual(unsealed(afterwards));
  });

  it('tells where the audit stood before what was written beside it', async () => {
    const clinic = await Clinic.make();
    const inputs = [await collected(TWO_PATIENTS)];
    const report = await runAssignId(assignOptions(clinic, { inputs, keep: noted }));
    const crosswalk = await clinic.open();
    const records = [...crosswalk.auditRecords()];
    crosswalk.close();
    expect(records.at(-1)).toMatchObject({ action: 'test' });
    const { seq, mac } = report.sections.crosswalk as { seq: number; mac: string };
    expect(records.at(-2)).toMatchObject({ seq, mac });
    expect(await clinic.problems()).toEqual([]);
  });

  it('is kept with everything or with nothing', async () => {
    const clinic = await Clinic.make();
    const inputs = [await collected(TWO_PATIENTS)];
    const before = await headAt(clinic);
    const told: number[] = [];
    const keep: Keep = (report, writer) => {
      told.push(report.summary.allocated ?? 0, writer.rows('subjects', '1').length);
      noted(report, writer);
      throw new RangeError('the disk is full');
    };
    await expect(runAssignId(assignOptions(clinic, { inputs, keep }))).rejects.toThrow('the disk is full');
    expect(told).toEqual([2, 2]);
    expect(await headAt(clinic)).toEqual(before);
    expect(await clinic.subjects()).toEqual([]);
    const again = await runAssignId(assignOptions(clinic, { inputs, keep: noted }));
    expect(again.summary).toMatchObject({ allocated: 2, recalled: 0 });
  });

  it('is kept of a delivery without patients, too', async () => {
    const clinic = await Clinic.make();
    const inputs = [put(folder(), { text: 'no image' })];
    const before = await headAt(clinic);
    const kept: Report[] = [];
    const keep: Keep = (report, writer) => {
      kept.push(report);
      noted(report, writer);
    };
    const returned = await runAssignId(assignOptions(clinic, { inputs, keep }));
    expect(kept).toEqual([returned]);
    expect(returned.summary).toMatchObject({ filesIn: 1, patients: 0 });
    expect((await headAt(clinic)).seq).toBe(before.seq + 1);
    await runAssignId(assignOptions(clinic, { inputs, keep: () => undefined }));
    expect((await headAt(clinic)).seq).toBe(before.seq + 1);
  });

  it('is none beside copies, which are made later', async () => {
    const clinic = await Clinic.make();
    const options = assignOptions(clinic, { inputs: ['/nowhere'], keep: noted, out: `${folder()}/out` });
    await expect(runAssignId(options)).rejects.toThrow(RangeError);
  });
});
