import { describe, expect, it } from 'vitest';
import type { DicomErrorCode } from '../../src/dicom/errors.js';
import type { DicomFile } from '../../src/dicom/part10.js';
import { pythonWithPydicom } from '../helpers/peers.js';
import { compareFile, type Difference } from './pydicom-compare.js';
import { type PeerFile, readWithPydicom } from './pydicom-reader.js';
import { readShared, sharedFiles, skipOrFail } from './shared-data.js';

const TEST_FILES = 'pydicom/src/pydicom/data/test_files/';

/** Every shared file of a DICOM collection that gives no data set, and why that is right. */
const UNREADABLE: Readonly<Record<string, DicomErrorCode>> = {
  // File meta information of 336 bytes, and nothing after it.
  'dicognito/tests/orig_data/test_conversion_error_logs_filename_and_error_type/bad.dcm': 'no-data-set',
  // Made to test this: its last fragment passes the end of the file.
  'pydicom-data/data_store/data/emri_small_jpeg_2k_lossless_too_short.dcm': 'truncated-pixel-data',
  [`${TEST_FILES}MR_truncated.dcm`]: 'truncated-pixel-data',
  [`${TEST_FILES}rtplan_truncated.dcm`]: 'truncated-header',
  // Two elements were cut out; Directory Record Sequence kept its length, which now passes the end by 24 bytes.
  [`${TEST_FILES}dicomdirtests/DICOMDIR-nooffset`]: 'truncated-header',
  // A stray byte before the first element: the whole data set lies at odd offsets, and dcmtk cannot read it either.
  [`${TEST_FILES}no_meta.dcm`]: 'not-dicom',
};

/** The other files of the collections: AIM annotations and NIfTI volumes. */
const IS_NO_DICOM = /\.(xml|nii\.gz)$/;

/** Differences that are meant, with the reason. */
const EXPLAINED: readonly {
  readonly file: string;
  readonly difference: Partial<Difference>;
  readonly where: RegExp;
  readonly reason: string;
}[] = [
  {
    file: `${TEST_FILES}badVR.dcm`,
    difference: { what: 'value', ours: '["NaN"]', theirs: '"ValueError"' },
    where: /^00280008$/,
    reason: 'Number of Frames is `1A`: NaN here, an exception there',
  },
  ...['chrX1', 'chrX2'].map((name) => ({
    file: `pydicom/src/pydicom/data/charset_files/${name}.dcm`,
    difference: { what: 'value' as const, vr: 'PN' },
    where: /^00100010$/,
    reason:
      'an empty last component group: the delimiter is kept here, taken off there (PS3.5 6.2.1 allows both)',
  })),
  {
    file: `${TEST_FILES}priv_SQ.dcm`,
    difference: { what: 'only-ours' },
    where: /^3f031001\[0\]\./,
    reason: 'a private sequence in implicit VR is recognised by its items here, left as bytes there',
  },
];

interface Compared {
  readonly path: string;
  readonly values: number;
  readonly theirs: number;
  readonly differences: readonly Difference[];
}

function isExplained(path: string, difference: Difference): boolean {
  return EXPLAINED.some(
    ({ file, difference: expected, where }) =>
      file === path &&
      where.test(difference.where) &&
      expect.objectContaining(expected).asymmetricMatch(difference),
  );
}

function compareAll(files: ReadonlyMap<string, DicomFile>, peers: readonly PeerFile[]): Compared[] {
  return [...files].map(([path, file], i) => {
    const { elements = [], meta = [], error } = peers[i] ?? {};
    if (error) throw new Error(`pydicom: ${error} on ${path}`);
    const body = compareFile(file.dataset, elements);
    const head = compareFile(file.meta, meta);
    return {
      path,
      values: body.compared + head.compared,
      theirs: elements.length + meta.length,
      differences: [...head.differences, ...body.differences],
    };
  });
}

describe('every shared file', () => {
  const files = new Map<string, DicomFile>();
  const codes = new Map<string, DicomErrorCode>();
  let compared: Compared[] = [];

  it('gives a data set or a typed error, all of them within 20 s', (context) => {
    const paths = sharedFiles(context);
    const start = performance.now();
    for (const path of paths) {
      const read = readShared(path);
      if (typeof read === 'string') codes.set(path, read);
      else files.set(path, read);
    }
    const milliseconds = performance.now() - start;
    const odd = [...codes].filter(([path]) => !IS_NO_DICOM.test(path));
    expect(Object.fromEntries(odd)).toEqual(UNREADABLE);
    for (const [path, code] of codes) if (IS_NO_DICOM.test(path)) expect(code, path).toBe('not-dicom');
    expect(files.size + codes.size).toBe(paths.length);
    expect(files.size).toBeGreaterThanOrEqual(1171);
    expect(milliseconds).toBeLessThan(20_000);
  });

  it('has the values that pydicom reads, elements of items included, but for the differences that are explained', (context) => {
    sharedFiles(context);
    const python = pythonWithPydicom() ?? skipOrFail(context, 'skipped: no pydicom');
    const jobs = [...files].map(([path, file]) => ({ path, force: file.notes.includes('no-preamble') }));
    compared = compareAll(files, readWithPydicom(python, jobs));
    const unexplained = compared.flatMap(({ path, differences }) =>
      differences.filter((each) => !isExplained(path, each)).map((each) => ({ path, ...each })),
    );
    expect(unexplained).toEqual([]);
    expect(compared.reduce((sum, each) => sum + each.values, 0)).toBeGreaterThan(360_000);
    for (const { file, reason } of EXPLAINED) {
      const own = compared.find(({ path }) => path === file);
      expect(own?.differences.length, reason).toBeGreaterThan(0);
    }
  });

  it('is compared in at least 40 values, or in all it has but what is too large to keep', (context) => {
    if (compared.length === 0) skipOrFail(context, 'skipped: nothing was compared');
    const short = compared.filter(({ values, theirs }) => values < Math.min(40, theirs));
    expect(short.map(({ path }) => path)).toEqual([]);
    expect(compared.filter(({ values }) => values >= 40).length).toBeGreaterThan(1000);
  });
});
