import { describe, expect, it } from 'vitest';
import { sourceKind } from '../../../src/pipeline/measure-export/source-kind.js';

const STORAGE = '1.2.840.10008.5.1.4.1.1.';

describe('kinds of sources', () => {
  it.each([
    ['88.11', 'SR'],
    ['88.34', 'SR'],
    ['88.50', 'SR'],
    ['88.67', 'SR'],
    ['88.59', 'KO'],
    ['66.4', 'SEG'],
    ['66.7', 'SEG'],
    ['66.5', 'unsupported'],
    ['481.3', 'RTSTRUCT'],
    ['11.1', 'PR'],
    ['11.12', 'PR'],
    ['2', undefined],
    ['1.1', undefined],
    ['481.2', undefined],
    ['104.1', undefined],
    ['66', undefined],
    ['67', undefined],
  ])('knows %s by its SOP class', (leaf, kind) => {
    expect(sourceKind({ sopClassUID: STORAGE + leaf, modality: 'SR' })).toBe(kind);
  });

  it('goes by the modality where there is no SOP class', () => {
    expect(sourceKind({ sopClassUID: '', modality: 'SEG' })).toBe('SEG');
    expect(sourceKind({ sopClassUID: '', modality: 'CT' })).toBeUndefined();
  });
});
