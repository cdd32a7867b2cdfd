import { describe, expect, it } from 'vitest';
import { knownOfDataset } from '../../../../src/rules/deid/known/known-values.js';
import { isMaker } from '../../../../src/rules/deid/known/makers.js';
import { datasetOf } from '../../../study/build.js';

describe('isMaker', () => {
  it.each(['GE MEDICAL SYSTEMS', 'SIEMENS', 'Siemens Healthineers AG', 'Philips Medical Systems'])(
    '%s makes devices',
    (text) => {
      expect(isMaker(text)).toBe(true);
    },
  );

  it.each([
    '',
    'Medical Systems',
    'Siemens Hospital',
    'GE Research Center',
    'Canonbury Clinic',
    'Health Imaging',
  ])("'%s' may be a place", (text) => {
    expect(isMaker(text)).toBe(false);
  });
});

describe('knownOfDataset', () => {
  it('takes a maker in the place of the institution for nobody, and a person of that name for one', () => {
    const header = { InstitutionName: 'GE MEDICAL SYSTEMS', OperatorsName: 'Siemens' };
    expect(knownOfDataset(datasetOf(header), () => false)).toEqual([
      { kind: 'name', text: 'Siemens', from: 'OperatorsName' },
    ]);
  });
});
