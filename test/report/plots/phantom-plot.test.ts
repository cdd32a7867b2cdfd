import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, test } from 'vitest';
import { phantomPlot } from '../../../src/report/plots/phantom-plot.js';
import type { MotionCheckRow, PhantomRow } from '../../../src/report/qc-motion-sections.js';
import { sampleCheck, sampleChecks, samplePart, samplePhantom } from './still-sample.js';

/** All that is written in a plot. */
function texts(svg: string): string[] {
  return [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map((match) => match[1] ?? '');
}

const cylinder = Array.from({ length: 47 }, (_, slice) =>
  samplePart(`middle, slice ${slice + 1}`, { centreMm: [0, 0, 3 * slice], slice }),
);
const ALL: Readonly<Record<string, readonly [PhantomRow, readonly MotionCheckRow[]]>> = {
  'an ACR phantom': [samplePhantom(), sampleChecks()],
  'nothing found, nothing measured': [samplePhantom({ parts: [], figures: {}, notMeasured: {} }), []],
  'a part without a place': [
    samplePhantom({ parts: [samplePart('a', { centreMm: [Number.NaN, 0, 0] })] }),
    [],
  ],
  'figures that are no numbers': [
    samplePhantom({ figures: { a: Number.NaN, b: Number.POSITIVE_INFINITY } }),
    [sampleCheck('a', { value: Number.NaN }), sampleCheck('b', { value: Number.NEGATIVE_INFINITY })],
  ],
  'forty-seven slices': [samplePhantom({ parts: cylinder, matrix: null }), []],
};

describe('a phantom plot', () => {
  test.each(Object.keys(ALL))(
    'is well-formed SVG without a script, a reference, or a NaN: %s',
    async (name) => {
      const svg = await phantomPlot(...(ALL[name] as readonly [PhantomRow, MotionCheckRow[]]));
      expect(XMLValidator.validate(svg)).toBe(true);
      expect(svg).not.toMatch(/NaN|Infinity|undefined|null/);
      expect(svg).not.toMatch(/<script|<image|href=|url\(|@import|<style|foreignObject| on[a-z]+="| id="/);
    },
  );

  test('is the same, byte by byte, when drawn again', async () => {
    const first = await phantomPlot(samplePhantom(), sampleChecks());
    expect(await phantomPlot(samplePhantom(), sampleChecks())).toBe(first);
  });

  test('names number and kind of the series, and nothing that could be a name', async () => {
    const svg = await phantomPlot(samplePhantom(), sampleChecks());
    expect(texts(svg)).toContain('Series 5, acr-large');
    expect(svg).not.toMatch(/DOE|JANE|1\.2\.826|1\.2\.3\./);
  });

  test('has a panel of each slice with something in it, with the names of what was found', async () => {
    const all = texts(await phantomPlot(samplePhantom(), sampleChecks()));
    const panels = all.filter((text) => /^Slice \d/.test(text));
    expect(panels).toEqual([1, 5, 7, 8, 9, 10, 11].map((n) => `Slice ${n} of 11 (${n - 1} from 0)`));
    expect(all.filter((text) => text === 'outline')).toHaveLength(2 * 7); // the name, and the white behind it
    expect(all).toEqual(
      expect.arrayContaining(['PIU: brightest', 'PSG: top', 'horizontal diameter', 'x, mm (left +)']),
    );
    expect(all).toContain('warn: 59 parts found in 7 slices, limits acr-large 1');
  });

  test('shows twelve of many slices, and says so', async () => {
    const all = texts(await phantomPlot(samplePhantom({ parts: cylinder, matrix: null }), []));
    const panels = all.filter((text) => /^Slice \d/.test(text));
    expect(panels).toHaveLength(12);
    expect([panels[0], panels.at(-1)]).toEqual(['Slice 2 (1 from 0)', 'Slice 46 (45 from 0)']);
    expect(all).toContain('warn: 47 parts found in 47 slices, 12 of them shown, limits acr-large 1');
  });

  test('has the figures with values, outcomes and limits, and why one was not measured', async () => {
    const all = texts(await phantomPlot(samplePhantom(), sampleChecks().slice(0, 3)));
    expect(all).toEqual(
      expect.arrayContaining([
        ...[
          'piuPercent',
          '84.2 %',
          'fail',
          '≥ 87.5 %',
          '190.4 mm',
          'pass',
          'warn',
          '≤ 2.5 %, target ≤ 0.4 %',
        ],
        ...['lowContrastSpokes', '–', 'what was found is not sure enough'],
      ]),
    );
  });

  test('says that nothing was found', async () => {
    const all = texts(await phantomPlot(samplePhantom({ parts: [], figures: {}, notMeasured: {} }), []));
    expect(all).toContain('Nothing was found');
    expect(all).toContain('warn: 0 parts found in 0 slices, limits acr-large 1');
  });

  test('says what it is to those who cannot see it', async () => {
    const svg = await phantomPlot(samplePhantom(), sampleChecks());
    const { svg: root } = new XMLParser({ ignoreAttributes: false, processEntities: true }).parse(svg);
    expect(root.title).toBe('Phantom of Series 5, acr-large');
    expect(root.desc).toMatch(/figures with their limits.*59 parts found/);
  });
});
