import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { motionSections } from '../../../../../src/report/page/sections/motion/motion-sections.js';
import type { QcMotionSections } from '../../../../../src/report/qc-motion-sections.js';
import { check, image, phantom, run, source, volume } from './fixtures.js';

async function shown(sections: Partial<QcMotionSections>, number = 0): Promise<string> {
  const parts = await motionSections(source(sections, number));
  return parts.map(({ body }) => renderToString(body)).join('\n');
}

/** Text of the page without marks. */
function textOf(html: string): string {
  return html.replace(/<style[\s\S]*?<\/style>|<[^>]+>/g, '').replace(/\s+/g, ' ');
}

/** The row of a table that holds a text. */
function rowWith(html: string, text: string): string {
  return html.split('<tr').find((row) => textOf(row).includes(text)) ?? '';
}

describe('sections of a qc-motion report', () => {
  it('has no section for what the report has not', async () => {
    expect(await motionSections(source({}))).toEqual([]);
    const sections = await motionSections(source({ series: [run()], phantoms: [phantom()] }));
    expect(sections.map(({ chapter, title }) => [chapter, title])).toEqual([
      ['motion', 'Series over time'],
      ['quality', 'Phantoms'],
    ]);
  });

  it('lists the worst run first, of these the one that moved most, with pointers to its own place in the report', async () => {
    const series = [
      run({ seriesNumber: 1, seriesUID: '2.25.1' }),
      run({ seriesNumber: 2, seriesUID: '2.25.2', outcome: 'fail', figures: { maxFdPowerMm: 1 } }),
      run({ seriesNumber: 3, seriesUID: '2.25.3', outcome: 'fail', figures: { maxFdPowerMm: 7 } }),
      run({ seriesNumber: 4, seriesUID: '2.25.4', outcome: 'not-evaluable' }),
    ];
    const html = await shown({ series }, 2);
    const order = [...html.matchAll(/<section id="(r2-run-\d)"/g)].map(([, id]) => id);
    expect(order).toEqual(['r2-run-2', 'r2-run-1', 'r2-run-3', 'r2-run-0']);
    expect(html).toContain('href="#r2-run-2"');
    expect(html).toContain('<data value="7" data-at="2/series/2/figures/maxFdPowerMm">7.000</data>');
  });

  it('folds what passed and what has no figure at all, and nothing else', async () => {
    const open = (html: string): boolean => !html.includes('<summary>figures, limits and drawing</summary>');
    expect(open(await shown({ series: [run()] }))).toBe(false);
    expect(open(await shown({ series: [run({ outcome: 'warn' })] }))).toBe(true);
    expect(open(await shown({ series: [run({ outcome: 'fail', figures: { tsnr: null } })] }))).toBe(false);
  });

  it('gives two drawings of one page ids of their own', async () => {
    const series = [run(), run({ run: 1 })];
    const html = await shown({ series });
    const ids = [...html.matchAll(/\bid="([^"]+)"/g)].map(([, id]) => id);
    expect(html.match(/<svg[^>]*role="img"/g)).toHaveLength(2);
    expect(new Set(ids).size).toBe(ids.length);
    expect(html).not.toContain('graphics-symbol');
  });

  it('draws no traces of a run without any, and says so', async () => {
    const lost = { state: 'unmeasurable', why: 'a sphere', translationMm: null, dvars: null };
    const html = await shown({
      series: [
        run({
          outcome: 'not-evaluable',
          volumes: [volume(0, lost), volume(1, lost)],
          sliceGain: [null, null],
        }),
      ],
    });
    expect(html).not.toContain('role="img"');
    expect(textOf(html)).toContain('No motion was measured');
    expect(textOf(html)).toContain('unmeasurable, a sphere: volume 0, 1');
  });

  it('draws 40 runs and says how many more there are', async () => {
    const series = Array.from({ length: 42 }, (_, i) => run({ seriesUID: `2.25.${i}`, outcome: 'warn' }));
    const html = await shown({ series });
    expect(html.match(/<svg[^>]*role="img"/g)).toHaveLength(40);
    expect(textOf(html)).toContain('2 more are drawn by');
  }, 60_000);

  it('counts censored volumes, and none where it is not known whether a volume is censored', async () => {
    const volumes = [volume(0), volume(1, { censored: true, fdPowerMm: 0.9 })];
    const known = await shown({ series: [run({ volumes })] });
    expect(known).toContain('<data value="1" data-count="censored volumes of the run">1</data>');
    const unknown = await shown({ series: [run({ volumes: [volume(0, { censored: null })] })] });
    expect(unknown).not.toContain('data-count="censored volumes of the run"');
  });

  it('tells the number of a run in its series as messages do, from one, and the study where there are several', async () => {
    const html = await shown({ series: [run(), run({ run: 1, studyUID: '2.25.9' })] });
    expect(textOf(html)).toContain('series 5, run 2 · rest');
    expect(textOf(rowWith(html, 'run 2'))).toMatch(/· rest2/);
    expect(html).toContain('<code data-at="0/series/1/studyUID">2.25.9</code>');
  });

  it('shows limits of nothing that was measured', async () => {
    const html = await shown({
      images: [image()],
      checks: [check({ seriesUID: '2.25.404', outcome: 'fail' })],
    });
    expect(rowWith(html, '≤ 0.5 mm')).toContain('data-at="0/checks/0/outcome"');
    expect(textOf(html)).toContain('Limits that belong to nothing that was measured');
  });

  it('lists slices of an image that are empty or doubled in the open, with those they double', async () => {
    const slice = { sopInstanceUID: '2.25.7', frame: null, mean: 5, jitterPercent: 0.5, shiftMm: null };
    const slices = [
      { ...slice, slice: 1, isEmpty: false, duplicateOf: null },
      { ...slice, slice: 2, isEmpty: true, duplicateOf: null },
      { ...slice, slice: 3, isEmpty: false, duplicateOf: 1 },
    ];
    const html = await shown({ images: [image({ outcome: 'fail', slices })] });
    const bad = html.slice(html.indexOf('<caption>Slices that are empty'), html.indexOf('<details'));
    expect(bad).toContain('data-at="0/images/0/slices/1/slice"');
    expect(bad).toContain('data-at="0/images/0/slices/2/duplicateOf"');
    expect(bad).not.toContain('data-at="0/images/0/slices/0/slice"');
    expect(html).toContain('<title>Slices of Series 5, multislice</title>');
  });

  it('draws a phantom with its parts, their values and who declared it', async () => {
    const html = await shown({
      phantoms: [phantom({ outcome: 'warn' })],
      checks: [check({ of: 'phantom', check: 'diameter1VerticalMm', outcome: 'warn' })],
    });
    expect(html).toContain('role="img"');
    expect(html).toContain('data-at="0/phantoms/0/parts/0/values/diameterMm">190.5 mm');
    expect(html).toContain('data-at="0/phantoms/0/declaredBy"');
    expect(textOf(html)).toContain('diameter 1 vertical: 0.1017 mm, expected ≤ 0.5 mm');
    const empty = await shown({ phantoms: [phantom({ parts: [] })] });
    expect(empty).not.toContain('role="img"');
    expect(textOf(empty)).toContain('Nothing was found in it');
  });
});
