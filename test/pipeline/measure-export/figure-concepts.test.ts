import { describe, expect, it } from 'vitest';
import { SUV_BW } from '../../../src/measure/intensity/quantities.js';
import type { MeasurementItem } from '../../../src/measure/source.js';
import { RowCodes } from '../../../src/pipeline/measure-export/row-code.js';
import { figureRow, type SourceContext } from '../../../src/pipeline/measure-export/rows.js';

const OF_SUV = { kind: 'suvbw', concept: SUV_BW, unit: 'g/ml{SUVbw}' } as const;

const ITEM: MeasurementItem = {
  ...{ itemPath: 'SegmentSequence[0]', parents: [], modifiers: [], geometries: [], geometryOf: 'group' },
  context: { sites: [], qualitative: [], observer: {} } as unknown as MeasurementItem['context'],
};

const SHARED: SourceContext = {
  source: {
    ...{ file: 0, path: 'seg.dcm', kind: 'SEG', sopInstanceUID: '1.2', sopClassUID: '1.3' },
    ...{ seriesUID: '1.4', studyUID: '1.5' },
  },
  subject: { subject: null, site: null, visit: null },
  ...{ studyDate: null, showsDates: false },
  reader: () => null,
  codes: new RowCodes((text) => text),
  describe: (text) => text,
  imageOf: () => null,
};

describe('the concept of a row that nothing was stored for', () => {
  it.each([
    ['mean', 'g/ml{SUVbw}', '126401', '373098007'],
    ['maximum', 'g/ml{SUVbw}', '126401', '56851009'],
    ['metabolicVolume', 'mm3', '126032', undefined],
    ['totalLesionGlycolysis', 'g', '126033', undefined],
    ['volume', 'mm3', '118565006', undefined],
  ] as const)(
    'is, of %s of an SUV, the quantity of a statistic and else its own',
    (name, unit, concept, derivation) => {
      const figure = { name, unit, value: 2, ...(name !== 'volume' && { of: OF_SUV }) };
      const row = figureRow(ITEM, figure, { figures: [figure], problems: [] }, SHARED);
      expect(row.concept?.value).toBe(concept);
      expect(row.conceptToday).toEqual(row.concept);
      expect(row.derivation?.value).toBe(derivation);
      expect(row).toMatchObject({ value: '2', valueFrom: 'recomputed', unit, figure: name });
    },
  );
});
