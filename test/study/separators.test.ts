import { describe, expect, it } from 'vitest';
import { COLUMN, columnOf, FRAME_WIDTH } from '../../src/study/frame-columns.js';
import { SEPARATORS, type SeparatorName } from '../../src/study/separators.js';

const names: SeparatorName[] = SEPARATORS.map(({ name }) => name);

describe('SEPARATORS', () => {
  it('has a column of its own for each, behind those of the place', () => {
    const columns = names.map(columnOf);
    expect(new Set(columns).size).toBe(names.length);
    expect(Math.min(...columns)).toBe(COLUMN.firstSeparator);
    expect(Math.max(...columns)).toBe(FRAME_WIDTH - 1);
  });

  it('tries contrasts before moments, so that no clock is named where a contrast differs', () => {
    const firstMoment = SEPARATORS.findIndex(({ temporal }) => temporal);
    expect(SEPARATORS.slice(firstMoment).every(({ temporal }) => temporal)).toBe(true);
    expect(SEPARATORS.slice(0, firstMoment).every(({ strength }) => strength === 'strong')).toBe(true);
  });

  it('tries moments of acquisition before moments of reconstruction', () => {
    const order = ['TemporalPosition', 'AcquisitionNumber', 'AcquisitionTime', 'ContentTime'] as const;
    const places = order.map((name) => names.indexOf(name));
    expect([...places].sort((a, b) => a - b)).toEqual(places);
    expect(places[0]).toBeGreaterThan(0);
  });
});
