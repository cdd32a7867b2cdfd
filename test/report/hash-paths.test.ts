import { describe, expect, it } from 'vitest';
import { finding } from '../../src/findings/finding.js';
import { hashPaths } from '../../src/report/hash-paths.js';
import { jsonChunks } from '../../src/report/write-json.js';
import { file, report, text } from './sample.js';

const key = Buffer.alloc(32, 1);
const secret = 'Smith^John';

const named = () =>
  report({
    roots: [{ id: 0, path: `/data/${secret}/cd`, pathBase64: Buffer.from(secret).toString('base64') }],
    run: {
      ...report().run,
      arguments: [`/data/${secret}`, '--exclude', secret, `--report=${secret}.json`, '-', '--json'],
    },
    config: { exclude: { globs: [`${secret}/*`], leftOut: 3 } },
    findings: [finding('no-dicom', { subject: { name: `DICOM\\${secret}\\IM1` } }), finding('no-dicom')],
    sections: {
      dicomdir: [{ path: `${secret}/DICOMDIR`, paths: [`${secret}/IM1`, { path: secret }], records: 3 }],
      lazy: new Set([{ nested: { rows: [{ path: secret, pathBase64: 'U21pdGg=' }] } }]),
      bag: { path: secret, files: 2 },
      dicomdirs: [{ absent: [`${secret}/IM9`] }],
      deliveries: [{ input: `/data/${secret}` }],
    },
    files: [file(`${secret}/IM1.dcm`, { pathBase64: 'U21pdGg=' }), file(`${secret}/IM2.dcm`), file('')],
  });

describe('hashed paths', () => {
  const hashed = JSON.parse(text(jsonChunks(hashPaths(named(), key))));

  it('leave no name, no extension and no exact bytes anywhere in the report', () => {
    expect(JSON.stringify(hashed)).not.toMatch(/Smith|John|\.dcm|Base64|DICOMDIR|U21pdGg/);
    expect(hashed.pathsHashed).toBe(true);
  });

  it('are hashed part by part, so that files of a folder still share it', () => {
    const [first, second, root] = hashed.files.map((one: { path: string }) => one.path.split('/'));
    expect(first).toEqual([
      expect.stringMatching(/^h:[0-9a-f]{16}$/),
      expect.stringMatching(/^h:[0-9a-f]{16}$/),
    ]);
    expect(first[0]).toBe(second[0]);
    expect(first[1]).not.toBe(second[1]);
    expect(root).toEqual(['']);
    expect(hashed.roots[0].path).toMatch(/^\/h:[0-9a-f]{16}\/h:[0-9a-f]{16}\/h:[0-9a-f]{16}$/);
  });

  it('match a DICOMDIR entry with the file it names', () => {
    const [, folder] = hashed.findings[0].subject.name.split('/');
    expect(folder).toBe(hashed.files[0].path.split('/')[0]);
  });

  it('keep what is no path: flags, counts, kinds', () => {
    expect(hashed.run.arguments.slice(1)).toEqual([
      '--exclude',
      expect.stringMatching(/^h:/),
      expect.stringMatching(/^--report=h:[0-9a-f]{16}$/),
      '-',
      '--json',
    ]);
    expect(hashed.dicomdir[0].records).toBe(3);
    expect(hashed.config.exclude.leftOut).toBe(3);
    expect(hashed.files[0]).toMatchObject({ kind: 'dicom', bytes: 512, seriesUID: '1.2.3.4' });
  });

  it('depend on the key and on nothing else', () => {
    const again = JSON.parse(text(jsonChunks(hashPaths(named(), key))));
    const other = JSON.parse(text(jsonChunks(hashPaths(named(), Buffer.alloc(32, 2)))));
    expect(again.files).toEqual(hashed.files);
    expect(other.files[0].path).not.toBe(hashed.files[0].path);
  });

  it('leave the attributes of a review to be read', () => {
    const review = [{ seriesUID: '1.2', path: 'PatientName', action: 'dummy' }];
    const report = named();
    const { sections } = hashPaths({ ...report, sections: { ...report.sections, review } }, key);
    expect(sections.review).toEqual(review);
  });

  it('can be read more than once from lists that can', () => {
    const once = hashPaths(named(), key);
    expect(text(jsonChunks(once))).toBe(text(jsonChunks(once)));
  });
});
