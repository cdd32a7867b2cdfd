import { describe, expect, it } from 'vitest';
import { probeKey } from '../../../../src/study/probe/probe.js';
import { protocolOf } from '../from-yaml.js';

const keysOf = async (yaml: string): Promise<string[]> => (await protocolOf(yaml)).probes.map(probeKey);

const PLAIN = 'series: { t1: { match: { Modality: MR }, checks: { EchoTime: 3 ms } } }';

describe('what has to be read for a protocol', () => {
  it('holds every quantity that it names, wherever that stands', async () => {
    const keys = await keysOf(
      `series:
  t1:
    match: { ProtocolName: a }
    constant: [TriggerTime]
    checks:
      BodyPartExamined: { value: HEAD, when: { ScanOptions: { present: true } } }
      csa.PhaseEncodingDirectionPositive: 1
      EXAMPLE/0019/0C: 3
    variants:
      - { when: { StationName: x }, checks: { SeriesDescription: { value: y, when: { PatientPosition: HFS } } } }
  t2: { match: { Modality: CT } }
exclude: [{ match: { ImageComments: z }, reason: why }]
crossSeries: [{ same: [StudyDescription] }]
acrossVisits: [{ same: [DateOfLastCalibration] }]
`,
    );
    for (const keyword of [
      'ProtocolName',
      'TriggerTime',
      'BodyPartExamined',
      'ScanOptions',
      'csa.PhaseEncodingDirectionPositive',
      'EXAMPLE/19/c',
      'StationName',
      'SeriesDescription',
      'PatientPosition',
      'ImageComments',
      'StudyDescription',
      'DateOfLastCalibration',
    ]) {
      expect(keys).toContain(keyword);
    }
  });

  it('holds each probe once', async () => {
    const keys = await keysOf(PLAIN);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.filter((key) => key === 'EchoTime')).toHaveLength(1);
  });

  it.each(['ClinicalTrialTimePointID', 'RepetitionTime', 'AcquisitionTime'])(
    'holds %s, which goes without saying',
    async (key) => {
      expect(await keysOf(PLAIN)).toContain(key);
    },
  );

  it.each([
    ['interval: { from: a, to: b, min: 1 s, since: contrast }', 'ContrastBolusStartTime'],
    ['interval: { from: a, to: b, min: 1 s, since: end }', 'AcquisitionDuration'],
    ['paired: { series: a, with: b, opposite: phaseEncodingPolarity }', 'csa.PhaseEncodingDirectionPositive'],
  ])('holds what the rule needs: %s', async (rule, key) => {
    const two = 'series: { a: { match: { Modality: MR } }, b: { match: { Modality: CT } } }';
    expect(await keysOf(two)).not.toContain(key);
    expect(await keysOf(`${two}\ncrossSeries: [{ ${rule} }]`)).toContain(key);
  });
});
