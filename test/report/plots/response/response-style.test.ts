import { describe, expect, it } from 'vitest';
import {
  countsText,
  looksOf,
  percentText,
  ticksTo,
  topPercent,
} from '../../../../src/report/plots/response/response-style.js';

describe('the style of responses', () => {
  it('gives each response its own colour and shape, best first, whatever else is seen', () => {
    const all = looksOf(['NE', 'PD', 'SD', 'PR', 'CR', 'NON-CR/NON-PD']);
    expect(all.domain).toEqual(['CR', 'PR', 'SD', 'NON-CR/NON-PD', 'PD', 'NE']);
    expect(new Set(all.colours).size).toBe(6);
    expect(new Set(all.shapes).size).toBe(6);
    expect(looksOf(['PD'])).toEqual({ domain: ['PD'], colours: [all.colours[4]], shapes: [all.shapes[4]] });
  });

  it('gives responses of other criteria colours too, in an order that is always the same', () => {
    const other = looksOf(['iUPD', 'iCR', 'CR']);
    expect(other.domain).toEqual(['CR', 'iCR', 'iUPD']);
    expect(looksOf(['CR', 'iCR', 'iUPD'])).toEqual(other);
    expect(other.colours.every((colour) => /^#[0-9a-f]{6}$/.test(colour))).toBe(true);
  });

  it('writes percentages with their sign', () => {
    expect([12.5, -30, 0].map(percentText)).toEqual(['+12.5%', '−30%', '0%']);
  });

  it('counts responses, best first', () => {
    expect(countsText(['PD', 'CR', 'PD'])).toBe('CR 1, PD 2');
    expect(countsText([])).toBe('');
  });

  it('has a top that holds every change up to +100%', () => {
    expect([[], [-50], [40], [40.1], [99], [100], [250]].map(topPercent)).toEqual([
      40, 40, 40, 60, 100, 100, 100,
    ]);
    expect(ticksTo(40)).toEqual([-100, -80, -60, -40, -20, 0, 20, 40]);
  });
});
