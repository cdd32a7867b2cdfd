import { describe, expect, it } from 'vitest';
import { groupAcrossStudies, likeness, type Member } from '../../../../src/rules/protocol/init/group.js';
import type { RawTest } from '../../../../src/rules/protocol/protocol.js';
import { asItIs, viewOf } from './views.js';

function member(study: number, header: RawTest['header']): Member {
  return { study, view: viewOf(header) };
}

const SIEMENS_T1 = {
  Manufacturer: 'SIEMENS',
  SeriesDescription: 't1_mprage_sag',
  MRAcquisitionType: '3D',
  orientation: 'sagittal',
  RepetitionTime: '2300 ms',
  EchoTime: '3 ms',
};
const GE_T1 = {
  Manufacturer: 'GE',
  SeriesDescription: 'Sag T1 BRAVO',
  MRAcquisitionType: '3D',
  orientation: 'sagittal',
  RepetitionTime: '8 ms',
  EchoTime: '3.2 ms',
};
const GE_FLAIR = {
  Manufacturer: 'GE',
  SeriesDescription: 'Ax T2 FLAIR',
  MRAcquisitionType: '2D',
  orientation: 'axial',
  RepetitionTime: '9500 ms',
  EchoTime: '120 ms',
  InversionTime: '2400 ms',
};

describe('series of different studies', () => {
  it('are one where description and technique are alike', () => {
    const groups = groupAcrossStudies([member(0, SIEMENS_T1), member(1, GE_FLAIR), member(1, GE_T1)], asItIs);
    expect(groups.map((group) => group.map(({ study }) => study))).toEqual([[0, 1], [1]]);
    expect(groups[0]?.[1]?.view.headers[0]?.seriesDescription).toBe('Sag T1 BRAVO');
  });

  it('of other modalities are never one', () => {
    expect(likeness(member(0, SIEMENS_T1), member(1, { ...SIEMENS_T1, Modality: 'CT' }), asItIs)).toBe(0);
  });

  it('without descriptions are one only where their times are close', () => {
    const t1 = { RepetitionTime: '500 ms', EchoTime: '20 ms' };
    const t2 = { RepetitionTime: '2000 ms', EchoTime: '80 ms' };
    expect(likeness(member(0, t1), member(1, t2), asItIs)).toBe(0);
    expect(likeness(member(0, t1), member(1, { ...t1, RepetitionTime: '510 ms' }), asItIs)).toBeGreaterThan(
      0.9,
    );
  });

  it('of scanners of one make have the same times, unless they bear the same name', () => {
    const other = {
      ...SIEMENS_T1,
      SeriesDescription: 't1_mprage_tra',
      RepetitionTime: '500 ms',
      EchoTime: '20 ms',
    };
    expect(likeness(member(0, SIEMENS_T1), member(1, other), asItIs)).toBe(0);
    expect(
      likeness(member(0, SIEMENS_T1), member(1, { ...SIEMENS_T1, RepetitionTime: '500 ms' }), asItIs),
    ).toBeGreaterThan(0.5);
  });

  it('are put together by twos: two of one study never are', () => {
    const groups = groupAcrossStudies(
      [member(0, SIEMENS_T1), member(0, SIEMENS_T1), member(1, SIEMENS_T1)],
      asItIs,
    );
    expect(groups.map((group) => group.length).sort()).toEqual([1, 2]);
  });
});
