import { describe, expect, it } from 'vitest';
import { changedSoftware } from '../../../src/pipeline/manifest/checks/devices.js';
import { deviceRows } from '../../../src/pipeline/manifest/sections/device-rows.js';
import type { SeriesHeader } from '../../../src/study/series-header.js';
import { addInstance, context, emptyScan, header, series } from './context.js';

/** A delivery of one instance a header, each in a study of its own. */
function delivered(...headers: SeriesHeader[]) {
  const scan = emptyScan();
  const studies = headers.map((one, i) => {
    addInstance(scan, { path: `f${i}`, uid: `1.${i}`, headerOf: one });
    return {
      studyUID: one.studyUID,
      patients: [0],
      series: [series({ seriesUID: one.seriesUID, headers: [one], instances: [i] })],
    };
  });
  return context({ scan, delivery: { patients: [], studies, repeated: [] } });
}

const visit = (n: number, values: Partial<SeriesHeader>) =>
  header({ studyUID: `1.${n}`, seriesUID: `1.${n}.1`, ...values });

describe('deviceRows', () => {
  it('gives each scanner once, with its software over time in days from the first study', () => {
    const rows = deviceRows(
      delivered(
        visit(1, { softwareVersions: ['B'], studyDate: '20250301' }),
        visit(2, { softwareVersions: ['A'], studyDate: '20250101' }),
        visit(3, { softwareVersions: ['A'], studyDate: '20250201' }),
      ),
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ serial: '77', studies: 3, series: 3, instances: 3, modalities: ['MR'] });
    expect(rows[0]?.softwareVersions).toEqual([
      { version: 'A', firstDay: 0, lastDay: 31 },
      { version: 'B', firstDay: 59, lastDay: 59 },
    ]);
  });

  it('tells scanners of one model apart by serial number, and by station where there is none', () => {
    expect(deviceRows(delivered(visit(1, {}), visit(2, { serial: '78' })))).toHaveLength(2);
    const nameless = (station: string, n: number) => visit(n, { serial: '', station });
    expect(deviceRows(delivered(nameless('A', 1), nameless('B', 2)))).toHaveLength(2);
  });

  it('leaves out what names no device at all', () => {
    expect(deviceRows(delivered(visit(1, { manufacturer: '', model: '', serial: '', station: '' })))).toEqual(
      [],
    );
  });
});

describe('changedSoftware', () => {
  it('warns of an upgrade, and of nothing else', () => {
    const upgraded = delivered(visit(1, { softwareVersions: ['A'] }), visit(2, { softwareVersions: ['B'] }));
    expect(changedSoftware(upgraded)).toMatchObject([
      { code: 'software-changed', outcome: 'warn', actual: ['A', 'B'] },
    ]);
    expect(changedSoftware(delivered(visit(1, {}), visit(2, {})))).toEqual([]);
  });
});
