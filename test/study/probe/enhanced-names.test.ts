import { describe, expect, it } from 'vitest';
import { lookupKeyword } from '../../../src/dicom/dictionary.js';
import { enhancedNames } from '../../../src/study/probe/enhanced-names.js';
import type { Reading } from '../../../src/study/probe/probe.js';

const RENAMED = [
  ['EchoTime', 'EffectiveEchoTime'],
  ['InversionTime', 'InversionTimes'],
  ['ImagingFrequency', 'TransmitterFrequency'],
  ['ImagedNucleus', 'ResonantNucleus'],
  ['SequenceName', 'PulseSequenceName'],
  ['ImageType', 'FrameType'],
  ['XRayTubeCurrent', 'XRayTubeCurrentInmA'],
  ['ExposureTime', 'ExposureTimeInms'],
  ['Exposure', 'ExposureInmAs'],
  ['AcquisitionTime', 'FrameAcquisitionDateTime'],
  ['AcquisitionDate', 'FrameAcquisitionDateTime'],
  ['AcquisitionNumber', 'FrameAcquisitionNumber'],
  ['TemporalPositionIdentifier', 'TemporalPositionIndex'],
  ['ActualFrameDuration', 'FrameAcquisitionDuration'],
  ['TriggerTime', 'NominalCardiacTriggerDelayTime'],
] as const;

/** What the classic attribute would hold. */
function classic(keyword: string, reading: Reading): Reading | undefined {
  return enhancedNames(keyword)
    .findLast((name) => name.classic)
    ?.classic?.(reading);
}

const value = (...texts: string[]): Reading => ({ state: 'value', texts });

describe('enhancedNames', () => {
  it.each(RENAMED)('finds %s under its own name first, then as %s', (keyword, other) => {
    const [own, next] = enhancedNames(keyword).map((name) => name.keyword);
    expect([own, next]).toEqual([keyword, other]);
    expect(lookupKeyword(keyword) && lookupKeyword(other)).toBeDefined();
  });

  it('leaves an attribute that keeps its name alone', () => {
    expect(enhancedNames('RepetitionTime')).toEqual([{ keyword: 'RepetitionTime' }]);
  });

  it('takes date and time out of a DT, its offset left aside', () => {
    expect(classic('AcquisitionTime', value('20200131112105.742500+0100'))).toEqual(value('112105.742500'));
    expect(classic('AcquisitionDate', value('20200131112105.742500+0100'))).toEqual(value('20200131'));
    expect(classic('AcquisitionTime', value('2020013111'))).toEqual(value('11'));
  });

  it('takes nothing out of a DT that is malformed or stops before it', () => {
    for (const text of ['20200131', '202013', 'yesterday', '20200231112105']) {
      expect(classic('AcquisitionTime', value(text))).toEqual({ state: 'unreadable' });
    }
    expect(classic('AcquisitionDate', value('202001'))).toEqual({ state: 'unreadable' });
    expect(classic('AcquisitionTime', { state: 'empty' })).toEqual({ state: 'empty' });
  });

  it('calls the phase encoding direction COL as classic objects do', () => {
    expect(classic('InPlanePhaseEncodingDirection', value('COLUMN'))).toEqual(value('COL'));
    expect(classic('InPlanePhaseEncodingDirection', value('ROW'))).toEqual(value('ROW'));
    expect(classic('InPlanePhaseEncodingDirection', { state: 'absent' })).toEqual({ state: 'absent' });
  });
});
