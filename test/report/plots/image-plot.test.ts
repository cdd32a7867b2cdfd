import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, test } from 'vitest';
import { imagePlot } from '../../../src/report/plots/image-plot.js';
import type { ImageRow } from '../../../src/report/qc-motion-sections.js';
import { sampleImage, sampleSlice } from './still-sample.js';

/** All that is written in a plot. */
function texts(svg: string): string[] {
  return [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map((match) => match[1] ?? '');
}

const nothing = { mean: null, jitterPercent: null, shiftMm: null };
const ALL: Readonly<Record<string, ImageRow>> = {
  'twenty-eight slices': sampleImage(28),
  'one slice': sampleImage(1),
  'no slice': sampleImage(0),
  'nothing measured': sampleImage(3, { slices: [0, 1, 2].map((slice) => sampleSlice(slice, nothing)) }),
  'figures that are no numbers': sampleImage(2, {
    slices: [sampleSlice(0, { mean: Number.NaN, jitterPercent: Number.POSITIVE_INFINITY }), sampleSlice(1)],
  }),
};

describe('an image plot', () => {
  test.each(Object.keys(ALL))(
    'is well-formed SVG without a script, a reference, or a NaN: %s',
    async (name) => {
      const svg = await imagePlot(ALL[name] as ImageRow);
      expect(XMLValidator.validate(svg)).toBe(true);
      expect(svg).not.toMatch(/NaN|Infinity|undefined|null/);
      expect(svg).not.toMatch(/<script|<image|href=|url\(|@import|<style|foreignObject| on[a-z]+="| id="/);
    },
  );

  test('is the same, byte by byte, when drawn again', async () => {
    expect(await imagePlot(sampleImage(28))).toBe(await imagePlot(sampleImage(28)));
    expect(await imagePlot(sampleImage(28))).not.toBe(await imagePlot(sampleImage(27)));
  });

  test('names number and kind of the series, and nothing that could be a name', async () => {
    const svg = await imagePlot(sampleImage(5));
    expect(texts(svg)).toContain('Series 5, multislice');
    expect(svg).not.toMatch(/DOE|JANE|1\.2\.826|1\.2\.3\./);
    const other = await imagePlot(sampleImage(5, { seriesNumber: null, kind: null, image: 2 }));
    expect(texts(other)).toContain('Series without a number, image 3');
  });

  test('has three panels with their units, and counts what is wrong with slices', async () => {
    const all = texts(await imagePlot(sampleImage(28)));
    expect(all).toEqual(
      expect.arrayContaining([
        ...['Mean of each slice (numbered from 0)', 'signal', '%', 'mm'],
        'Brightness: deviation from what the neighbours make expected',
        'In-plane displacement against the neighbours',
        'warn: 28 slices, 1 empty (grey bands), 1 duplicate of another (pale bands), limits structural 1',
      ]),
    );
    const [one] = [texts(await imagePlot(sampleImage(1, { limits: null, matrix: null })))];
    expect(one).toContain('warn: 1 slice, 0 empty (grey bands), 0 duplicates of another (pale bands)');
  });

  test('says "not measured" in each panel that has nothing to show', async () => {
    const all = texts(await imagePlot(ALL['nothing measured'] as ImageRow));
    expect(all.filter((text) => text === 'not measured')).toHaveLength(3);
    expect(texts(await imagePlot(sampleImage(28)))).not.toContain('not measured');
  });

  test('says what it is to those who cannot see it', async () => {
    const svg = await imagePlot(sampleImage(28, { kind: 'a<b&c' }));
    const { svg: root } = new XMLParser({ ignoreAttributes: false, processEntities: true }).parse(svg);
    expect(root.title).toBe('Slices of Series 5, a<b&c');
    expect(root.desc).toMatch(/^Three panels over the slices: .*28 slices, 1 empty/);
  });
});
