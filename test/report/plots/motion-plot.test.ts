import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, test, vi } from 'vitest';
import { motionPlot } from '../../../src/report/plots/motion-plot.js';
import { emptyVolume, type SampleOptions, sampleRun } from './run-sample.js';

/** All that is written in a plot. */
function texts(svg: string): string[] {
  return [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map((match) => match[1] ?? '');
}

const ALL: Readonly<Record<string, SampleOptions>> = {
  'forty volumes, three not measured': { volumes: 40, slices: 30, unmeasured: [20, 21, 30] },
  'three volumes': { volumes: 3, slices: 24 },
  'one volume': { volumes: 1, slices: 24 },
  'no volume': { volumes: 0, slices: 24 },
  'one measured among many': { volumes: 12, slices: 5, unmeasured: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] },
  'nothing measured': { volumes: 4, slices: 24, unmeasured: [0, 1, 2, 3] },
};

describe('a motion plot', () => {
  test.each(Object.keys(ALL))(
    'is well-formed SVG without a script, a reference, or a NaN: %s',
    async (name) => {
      const svg = await motionPlot(sampleRun(ALL[name] as SampleOptions));
      expect(XMLValidator.validate(svg)).toBe(true);
      expect(svg).not.toMatch(/NaN|Infinity|undefined|null/);
      expect(svg).not.toMatch(/<script|<image|href=|url\(|@import|<style|foreignObject| on[a-z]+="/);
      // Identifiers are numbered over all that a process draws: a plot has none.
      expect(svg).not.toMatch(/ id="/);
      expect(svg.endsWith('</svg>\n')).toBe(true);
    },
  );

  test('is the same, byte by byte, when drawn again and beside another', async () => {
    const run = sampleRun({ volumes: 20, slices: 10 });
    const [first, , again] = await Promise.all([
      motionPlot(run),
      motionPlot(sampleRun({ volumes: 5, slices: 4 })),
      motionPlot(run),
    ]);
    expect(again).toBe(first);
    expect(await motionPlot(run)).toBe(first);
  });

  test('names number and kind of the series, and nothing that could be a name', async () => {
    const volumes = { volumes: 5, slices: 4 };
    const svg = await motionPlot(sampleRun(volumes, { description: 'DOE^JANE', seriesUID: '1.2.840.99.7' }));
    expect(texts(svg)).toContain('Series 5, functional');
    expect(svg).not.toMatch(/DOE|JANE|1\.2\.840\.99\.7|1\.2\.3\./);
    const other = await motionPlot(sampleRun(volumes, { seriesNumber: null, kind: 'asl', run: 1 }));
    expect(texts(other)).toContain('Series without a number, run 2, asl');
  });

  test('says what it is to those who cannot see it', async () => {
    const svg = await motionPlot(
      sampleRun({ volumes: 40, slices: 30, unmeasured: [7, 8] }, { kind: 'a<b&c' }),
    );
    const { svg: root } = new XMLParser({ ignoreAttributes: false, processEntities: true }).parse(svg);
    expect(root['@_role']).toBe('img');
    expect(root.title).toBe('Motion of Series 5, a<b&c');
    expect(root.desc).toMatch(/^Five panels over the volume number: .*40 volumes every 2 s.*2 not measured/);
  });

  test('has five panels with their units, and the limit with its label', async () => {
    const all = texts(await motionPlot(sampleRun({ volumes: 40, slices: 30 })));
    const expected = [
      ...['Translation', 'Rotation, right-handed', 'Framewise displacement (Power), 50 mm sphere'],
      ...['DVARS, standardised (1: what noise explains)', 'mm', 'degrees', 'ratio', 'slice (from 0)'],
      ...[
        'censored above 0.5 mm',
        'x (left +)',
        'y (posterior +)',
        'z (head +)',
        'about x',
        'dropout',
        'spike',
      ],
    ];
    expect(all).toEqual(expect.arrayContaining(expected));
  });

  test('has no limit where none is known', async () => {
    const all = texts(await motionPlot(sampleRun({ volumes: 4, slices: 3 }, { censorFdMm: null })));
    expect(all.filter((text) => text.startsWith('censored'))).toEqual([]);
  });

  test('draws DVARS in stored values where it could not be standardised', async () => {
    const run = sampleRun({ volumes: 6, slices: 3 });
    const volumes = run.volumes.map((row) => ({ ...row, dvarsStandardised: null }));
    expect(texts(await motionPlot({ ...run, volumes }))).toContain('DVARS, not standardised');
  });

  test('names the groups once where there are several, and not where there is one', async () => {
    const groups = ['b=0', 'b=1000', 'b=2000'];
    const shells = texts(
      await motionPlot(sampleRun({ volumes: 30, slices: 5, groups, groupOf: (v) => v % 3 })),
    );
    for (const name of groups) expect(shells.filter((text) => text === name)).toEqual([name]);
    expect(texts(await motionPlot(sampleRun({ volumes: 30, slices: 5 })))).not.toContain('all');
  });

  test('says "not measured" in every panel that has nothing to show', async () => {
    const volumes = Array.from({ length: 8 }, (_, v) => emptyVolume(v));
    const run = sampleRun(
      { volumes: 8, slices: 4 },
      { volumes, slices: [], sliceGain: [], outcome: 'not-evaluable' },
    );
    const all = texts(await motionPlot(run));
    expect(all.filter((text) => text === 'not measured')).toHaveLength(6); // five panels and the legend
    expect(all).toContain(
      'not-evaluable: 8 volumes every 2 s, 0 censored (pale bands), 8 not measured (grey bands)',
    );
  });

  test('keeps figures that are not numbers out', async () => {
    const run = sampleRun({ volumes: 6, slices: 4 }, { censorFdMm: Number.NaN, intervalS: Number.NaN });
    const volumes = run.volumes.map((row) => ({
      ...row,
      fdPowerMm: Number.NaN,
      dvars: Number.POSITIVE_INFINITY,
    }));
    const sliceGain = run.sliceGain.map(() => [Number.NaN, Number.POSITIVE_INFINITY, 1, null]);
    expect(await motionPlot({ ...run, volumes, sliceGain })).not.toMatch(/NaN|Infinity/);
  });

  test('of 1200 volumes with 72 restless slices stays below 1.5 MB, and says how it was binned', async () => {
    const svg = await motionPlot(sampleRun({ volumes: 1200, slices: 72, gainNoise: 0.2 }));
    expect(svg.length).toBeLessThan(1.5e6);
    expect(texts(svg).some((text) => /\d+ volumes a column: the gain furthest from 1/.test(text))).toBe(true);
  });

  test('writes nothing to stdout or the console', async () => {
    const written = (['log', 'info', 'warn', 'error', 'debug'] as const).map((name) =>
      vi.spyOn(console, name).mockImplementation(() => undefined),
    );
    const stdout = vi.spyOn(process.stdout, 'write');
    await motionPlot(sampleRun({ volumes: 0, slices: 0 }));
    await motionPlot(sampleRun({ volumes: 4, slices: 24, unmeasured: [0, 1, 2, 3] }));
    for (const spy of written) expect(spy).not.toHaveBeenCalled();
    expect(stdout).not.toHaveBeenCalled();
    vi.restoreAllMocks();
  });
});
