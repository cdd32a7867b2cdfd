import { describe, expect, it } from 'vitest';
import { judgeDelivery } from '../../../src/rules/protocol/judge-delivery.js';
import type { SeriesView } from '../../../src/rules/protocol/series-view.js';
import { condition, entry, protocol, series, study } from './evaluate/views.js';

const OPTIONAL = protocol([entry('t1', { count: { min: 0, max: 1 } })], { unexpected: 'ignore' });
const REPORT = series([{ SeriesDescription: 'exam report' }], {
  header: { sopClassUID: '1.2.840.10008.5.1.4.1.1.88.33', modality: 'SR' },
});
const T1 = series([{ SeriesDescription: 't1' }], { number: 1 });

function judged(studies: readonly (readonly SeriesView[])[], asked = OPTIONAL) {
  const views = studies.map((all, number) => study(all, { number, studyUID: `2.25.${number + 1}` }));
  const { results } = judgeDelivery(asked, views, {
    dispositions: [],
    earlier: undefined,
    conceal: (result) => result,
  });
  return results.filter(({ code }) => code === 'protocol-nothing-matched');
}

describe('a delivery of reports alone', () => {
  it('does not pass a protocol of which no series has to be there', () => {
    expect(judged([[REPORT]])).toMatchObject([{ study: 0, outcome: 'not-evaluable' }]);
    expect(judged([[REPORT], [REPORT]]).map((row) => row.study)).toEqual([0, 1]);
  });

  it('is told once: where a series is missing, that is said', () => {
    expect(judged([[REPORT]], protocol([entry('t1')]))).toEqual([]);
  });

  it('says nothing of a study of reports beside one that was checked', () => {
    expect(judged([[REPORT], [T1]])).toEqual([]);
  });

  it('is not said of images that the protocol leaves out: their own study says so', () => {
    const exclude = [{ match: condition({ SeriesDescription: 't1' }), reason: 'no', path: [] }];
    expect(judged([[T1]], { ...OPTIONAL, exclude })).toHaveLength(1);
  });
});
