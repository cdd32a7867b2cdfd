import { describe, expect, it } from 'vitest';
import { checkDispositions } from '../../../../src/rules/protocol/dispositions/check-dispositions.js';
import type { Disposition } from '../../../../src/rules/protocol/dispositions/disposition.js';

const faults = (...given: readonly Partial<Disposition>[]) =>
  checkDispositions(
    {
      schema: 'corelab/dispositions@1',
      dispositions: given.map((one) => ({ who: 'reader', when: '2026-03-01', why: 'seen', ...one })),
    },
    '2026-03-01',
  );

describe('checkDispositions', () => {
  it('finds nothing wrong with decisions of today and before', () => {
    expect(
      faults(
        { waive: { seriesUID: '1.2', check: 'count' } },
        { waive: { studyUID: '1.2', check: 'count' }, when: '2025-12-31' },
        { waive: { subject: 'S1', check: 'count' } },
        { accept: { seriesUID: '1.2' } },
      ),
    ).toEqual([]);
  });

  it('refuses a decision of a day to come', () => {
    expect(faults({ accept: { seriesUID: '1.2' }, when: '2026-03-02' })).toEqual([
      {
        path: ['dispositions', '0', 'when'],
        message: "'dispositions[0].when' is in the future (today is 2026-03-01)",
      },
    ]);
  });

  it('refuses a waiver that names no scan', () => {
    expect(faults({}, { waive: { check: 'EchoTime', visit: 'V1', series: 't1' } })).toEqual([
      {
        path: ['dispositions', '1', 'waive'],
        message: "'dispositions[1].waive' names no scan: give seriesUID, studyUID or subject",
        at: 'key',
      },
    ]);
  });

  it('refuses one series accepted twice', () => {
    const found = faults({ accept: { seriesUID: '1.2' } }, {}, { accept: { seriesUID: '1.2' } });
    expect(found.map(({ message }) => message)).toEqual([
      "'dispositions[2].accept.seriesUID' is accepted by 'dispositions[0]' already",
    ]);
  });
});
