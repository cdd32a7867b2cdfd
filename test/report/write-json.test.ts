import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonChunks, SectionNameError } from '../../src/report/write-json.js';
import { file, report, text } from './sample.js';

describe('a report as JSON', () => {
  it('has the keys of the envelope in order, the sections between findings and roots', () => {
    const keys = Object.keys(JSON.parse(text(jsonChunks(report({ pathsHashed: true })))));
    expect(keys).toEqual([
      ...['schema', 'confidentiality', 'tool', 'command', 'run', 'config', 'upstream', 'verdict', 'summary'],
      ...['findings', 'studies', 'notDicom', 'roots', 'pathsHashed', 'files'],
    ]);
  });

  it('gives back what it was given', () => {
    const { sections, ...rest } = report();
    expect(JSON.parse(text(jsonChunks(report())))).toEqual({ ...rest, ...sections });
  });

  it('writes one row of a list a line', () => {
    const lines = text(jsonChunks(report())).split('\n');
    expect(lines.filter((line) => line.includes('DICOM/IM1'))).toEqual([
      '    {"root":0,"path":"DICOM/IM1","kind":"dicom","bytes":512,"seriesUID":"1.2.3.4"},',
    ]);
  });

  it('writes an empty list, an empty iterable and a single value of a section', () => {
    const sections = {
      none: [],
      lazy: new Set<string>(),
      bag: { path: 'x' },
      nothing: undefined,
      zero: null,
    };
    const parsed = JSON.parse(text(jsonChunks(report({ sections, files: [] }))));
    expect(parsed).toMatchObject({ none: [], lazy: [], bag: { path: 'x' }, zero: null, files: [] });
    expect(parsed).not.toHaveProperty('nothing');
  });

  it('never holds a large report as one string, and makes nothing before it is asked for', () => {
    let made = 0;
    const files = {
      *[Symbol.iterator]() {
        for (; made < 200_000; made++) yield file(`IM${made}`);
      },
    };
    const chunks = jsonChunks(report({ files }));
    const first = chunks.next().value as string;
    expect(made).toBeLessThan(2000);
    expect(first.length).toBeLessThan(80 * 1024);
    let longest = 0;
    for (const chunk of chunks) longest = Math.max(longest, chunk.length);
    expect(made).toBe(200_000);
    expect(longest).toBeLessThan(80 * 1024);
  });

  it('escapes what drives a terminal but is legal in JSON', () => {
    const files = [file('a\u009b31mb\u202ec\u2066d\u007f\u2028')];
    const written = text(jsonChunks(report({ files })));
    expect(written).not.toMatch(/[\u007f-\u009f\u2028-\u202e\u2066-\u2069]/);
    expect(JSON.parse(written).files[0].path).toBe(files[0]?.path);
  });

  it('keeps any path as it was', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), (paths) => {
        const parsed = JSON.parse(text(jsonChunks(report({ files: paths.map((path) => file(path)) }))));
        expect(parsed.files.map((one: { path: string }) => one.path)).toEqual(paths);
      }),
      { numRuns: 50 },
    );
  });

  it('refuses a section that would hide a key of the envelope', () => {
    expect(() => text(jsonChunks(report({ sections: { verdict: 'pass' } })))).toThrow(SectionNameError);
  });
});
