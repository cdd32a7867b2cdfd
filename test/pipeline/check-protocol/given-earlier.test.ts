import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readEarlier } from '../../../src/pipeline/check-protocol/earlier-visits.js';
import { runCheckProtocol } from '../../../src/pipeline/check-protocol/run.js';
import { jsonChunks } from '../../../src/report/write-json.js';
import { dicom, folder, put } from '../scan/files.js';
import { asWritten, RUN } from '../scan/one-scan.js';

const PROTOCOL = `schema: corelab/protocol@1
protocol: { id: VISITS, version: 1 }
series:
  t1: { match: { Modality: MR } }
acrossVisits:
  - { same: [DeviceSerialNumber], onDeviation: warn }
`;

/** One image of a visit, on the scanner with this serial number. */
function visit(name: string, serial: string): string {
  const own = { ClinicalTrialSubjectID: 'S1', ClinicalTrialTimePointID: name, DeviceSerialNumber: serial };
  const uids = { StudyInstanceUID: `2.25.${serial}`, SeriesInstanceUID: `2.25.${serial}.1` };
  return put(folder(), { [name]: dicom({ ...own, ...uids, SOPInstanceUID: `2.25.${serial}.1.1` }) });
}

async function twoVisits() {
  const protocol = join(folder(), 'protocol.yaml');
  writeFileSync(protocol, PROTOCOL);
  const first = await runCheckProtocol({ ...RUN, protocol, inputs: [visit('V1', '41')] });
  const against = join(folder(), 'first.json');
  writeFileSync(against, [...jsonChunks(first)].join(''));
  const options = { ...RUN, protocol, inputs: [visit('V2', '42')] };
  const { visits: earlier } = await readEarlier(against, { id: 'VISITS' });
  return { options, against, earlier };
}

describe('visits of earlier reports that were read already', () => {
  it('are compared as those of a report that is named', async () => {
    const { options, against, earlier } = await twoVisits();
    const named = asWritten(await runCheckProtocol({ ...options, against }));
    const given = asWritten(await runCheckProtocol({ ...options, earlier }));
    expect(given).toEqual(named);
    const { checks, visits } = given as Record<string, { check: string; outcome: string }[]>;
    const device = checks?.filter(({ check }) => check.includes('DeviceSerialNumber'));
    expect(device?.map(({ outcome }) => outcome)).toContain('warn');
    expect(visits).toHaveLength(2);
    expect(asWritten(await runCheckProtocol(options))).not.toEqual(named);
  });

  it('do not stand beside a report that is named', async () => {
    const { options, against, earlier } = await twoVisits();
    await expect(runCheckProtocol({ ...options, against, earlier })).rejects.toThrow(RangeError);
    await expect(runCheckProtocol({ ...options, against, earlier: [] })).rejects.toThrow(RangeError);
  });

  it('are none where an empty list was given: the visit is the first, as without a report', async () => {
    const { options } = await twoVisits();
    const given = asWritten(await runCheckProtocol({ ...options, earlier: [] }));
    expect(given).toEqual(asWritten(await runCheckProtocol(options)));
  });
});
