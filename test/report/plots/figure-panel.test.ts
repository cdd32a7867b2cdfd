import { describe, expect, test } from 'vitest';
import { OUTCOMES } from '../../../src/findings/outcome.js';
import { figurePanel } from '../../../src/report/plots/figure-panel.js';
import { sampleCheck, sampleChecks, samplePhantom } from './still-sample.js';

interface Drawn {
  readonly height: number;
  readonly layer: readonly {
    readonly data: { readonly values: readonly Record<string, unknown>[] };
    readonly encoding: Readonly<
      Record<string, { readonly field?: string; readonly scale?: { domain: unknown[]; range: unknown[] } }>
    >;
  }[];
}

const drawn = (...input: Parameters<typeof figurePanel>) => figurePanel(...input) as unknown as Drawn;
const lines = ({ layer }: Drawn) => layer[3]?.data.values ?? [];

describe('the figures of a phantom', () => {
  test('stand in the order of the row, each with what its limit says', () => {
    const panel = drawn(samplePhantom(), [...sampleChecks()].reverse());
    expect(lines(panel)).toMatchObject([
      { row: 0, name: 'diameter5VerticalMm', value: '190.4 mm', limit: '188 … 192 mm', outcome: 'pass' },
      { row: 1, name: 'piuPercent', value: '84.2 %', limit: '≥ 87.5 %', outcome: 'fail' },
      { row: 2, name: 'psgPercent', outcome: 'warn' },
      { row: 3, name: 'lowContrastSpokes', value: '–', limit: '≥ 37', outcome: 'not-evaluable', at: null },
    ]);
  });

  test('have no outcome without a limit, and say why they were not measured', () => {
    expect(lines(drawn(samplePhantom(), []))).toMatchObject([
      { value: '190.4', limit: 'no limit', outcome: '' },
      { value: '84.2', outcome: '' },
      {},
      { value: '–', limit: 'what was found is not sure enough', outcome: '' },
    ]);
  });

  test('are there too where only a limit knows them', () => {
    const panel = drawn(samplePhantom({ figures: {} }), [
      sampleCheck('waterHu', { value: -0.00123456, unit: 'HU' }),
    ]);
    expect(lines(panel)).toMatchObject([{ name: 'waterHu', value: '-0.001235 HU' }]);
  });

  test('have a mark for each outcome, told apart by colour and by shape, and a gauge where there is a value', () => {
    const { layer } = drawn(samplePhantom(), sampleChecks());
    expect(layer[0]?.data.values).toHaveLength(3);
    const marks = layer[2];
    expect(marks?.data.values.map(({ outcome }) => outcome)).toEqual([
      'pass',
      'fail',
      'warn',
      'not-evaluable',
    ]);
    for (const channel of ['color', 'shape']) {
      const scale = marks?.encoding[channel]?.scale;
      expect(scale?.domain).toEqual(OUTCOMES);
      expect(new Set(scale?.range).size).toBe(OUTCOMES.length);
    }
  });

  test('are written short where they are large, and cut where a limit is long', () => {
    const check = sampleCheck('a', { value: 123456.7, expected: `≤ ${'9'.repeat(60)}`, unit: '1' });
    const [line] = lines(drawn(samplePhantom({ figures: { a: 1 } }), [check]));
    expect(line?.value).toBe('123457');
    expect(String(line?.limit)).toHaveLength(40);
  });

  test('grow with their number', () => {
    const figures = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`f${i}`, i]));
    expect(drawn(samplePhantom({ figures }), []).height).toBe(20 * 18);
    expect(drawn(samplePhantom({ figures: {} }), []).height).toBe(3 * 18);
  });
});
