import { describe, expect, it } from 'vitest';
import { measureExportTerminalTable } from '../../../src/cli/tables/measure-export.js';
import type { MeasurementRow } from '../../../src/report/measure-export-sections.js';
import { measurementRow, rowCode } from '../../report/measure-export-sample.js';

function shown(...rows: MeasurementRow[]) {
  return [...measureExportTerminalTable({ sections: { rows } }).rows];
}

const ofSegment = (figure: string): MeasurementRow => {
  const stored = measurementRow();
  return measurementRow({
    ...{ storedValue: null, agrees: null, figure, recomputedValue: 7200.123456, derivation: null },
    source: { ...stored.source, kind: 'SEG' },
    concept: rowCode('118565006', 'SCT', 'Volume'),
    unit: 'mm3',
  });
};

describe('measurements on a terminal', () => {
  it('shows a stored value beside the recomputed one, and shouts where they differ', () => {
    const [agreeing, differing] = shown(measurementRow(), measurementRow({ agrees: false }));
    expect(agreeing).toEqual(['SR', 'Lesion 1', 'Long Axis', '20.0', '20.01', 'mm', 'yes', undefined]);
    expect(differing?.[6]).toBe('NO');
  });

  it('shows the main figures of regions alone', () => {
    const rows = shown(ofSegment('volume'), ofSegment('skewness'));
    expect(rows).toEqual([['SEG', 'Lesion 1', 'Volume', undefined, '7200.1', 'mm3', undefined, undefined]]);
  });

  it('tells a volume by contours from one by voxels, and shows the length of a line', () => {
    const names = shown(ofSegment('volume'), ofSegment('planimetricVolume'), ofSegment('length'));
    expect(names.map(([, , name]) => name)).toEqual(['Volume', 'Volume by contours', 'Volume']);
  });

  it('names the statistic and what it is of, and why there is none', () => {
    const [row] = shown(
      measurementRow({
        ...{ derivation: rowCode('373098007', 'SCT', 'Mean'), recomputedValue: null, agrees: null },
        ...{ concept: rowCode('112031', 'DCM', 'Attenuation Coefficient'), why: 'no image' },
      }),
    );
    expect(row?.slice(2)).toEqual([
      ...['Mean of Attenuation Coefficient', '20.0', undefined, 'mm', undefined, 'no image'],
    ]);
  });
});
