import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, type TestContext } from 'vitest';
import type { DicomErrorCode } from '../../src/dicom/errors.js';
import type { PixelErrorCode } from '../../src/dicom/pixels/pixel-error.js';
import { pythonWithPydicom } from '../helpers/peers.js';
import {
  decompress,
  decompressToRgb,
  largestDifference,
  missingTools,
  toleranceOf,
} from './codestream-peers.js';
import { decodeShared, type OwnPixels, type PeerPixels, peerPixels } from './pixel-peers.js';
import { SHARED_DICOM, sharedFiles, skipOrFail } from './shared-data.js';

const TEST_FILES = 'pydicom/src/pydicom/data/test_files/';

/** Every shared DICOM file that is not decoded although it has pixel data or cannot be read, and why that is right. */
const UNDECODABLE: Readonly<Record<string, PixelErrorCode | DicomErrorCode>> = {
  // They end inside their pixel data.
  'pydicom-data/data_store/data/emri_small_jpeg_2k_lossless_too_short.dcm': 'truncated-pixel-data',
  [`${TEST_FILES}MR_truncated.dcm`]: 'truncated-pixel-data',
  // They end before any.
  'dicognito/tests/orig_data/test_conversion_error_logs_filename_and_error_type/bad.dcm': 'no-data-set',
  [`${TEST_FILES}rtplan_truncated.dcm`]: 'truncated-header',
  [`${TEST_FILES}dicomdirtests/DICOMDIR-nooffset`]: 'truncated-header',
  // The bytes of a sequence delimiter were written over the image size in its codestream; gdcm refuses it, too.
  'dicognito/tests/orig_data/test_pixel_data_with_embedded_sequence_delimiter/JPEG2000-embedded-sequence-delimiter.dcm':
    'codestream-damaged',
  // Number of Frames is `1A`.
  [`${TEST_FILES}badVR.dcm`]: 'impossible-attribute',
  // Made for other tests: a few elements and a pixel data element, but no Rows or Columns.
  [`${TEST_FILES}meta_missing_tsyntax.dcm`]: 'missing-attribute',
  [`${TEST_FILES}nested_priv_SQ.dcm`]: 'missing-attribute',
};

/** Files of PALETTE COLOR, and of YBR in native form. */
const COLOUR: readonly string[] = [
  'highdicom/data/test_files/seg_image_sm_control_labelmap_palette_color.dcm',
  'pydicom-data/data_store/data/OT-PAL-8-face.dcm',
  `${TEST_FILES}SC_ybr_full_422_uncompressed.dcm`,
  `${TEST_FILES}examples_palette.dcm`,
];

const CODESTREAMS = '1.2.840.10008.1.2.4.';
const isCodestream = ({ syntax }: OwnPixels): boolean => syntax.startsWith(CODESTREAMS);

const own = new Map<string, OwnPixels>();

function decoded(context: TestContext): ReadonlyMap<string, OwnPixels> {
  if (own.size === 0) skipOrFail(context, 'skipped: nothing was decoded');
  return own;
}

function askPeers(
  context: TestContext,
  files: readonly (readonly [string, OwnPixels])[],
  rgb = false,
): PeerPixels[] {
  const python = pythonWithPydicom() ?? skipOrFail(context, 'skipped: no pydicom');
  const jobs = files.map(([path, { syntax }]) => ({
    path: join(SHARED_DICOM, path),
    syntax,
    rgb,
    out: null,
  }));
  return peerPixels(python, jobs);
}

type Named = readonly [path: string, pixels: OwnPixels];

/** The largest difference of each file's samples from those of its decompressed copy, infinite where there is none. */
async function compareInFolder(
  context: TestContext,
  files: readonly Named[],
  by: { readonly rgb?: boolean; readonly decompress: (file: Named, out: string) => string },
): Promise<number[]> {
  const missing = missingTools();
  if (missing.length > 0) skipOrFail(context, `skipped: no ${missing.join(', ')}`);
  const python = pythonWithPydicom() ?? skipOrFail(context, 'skipped: no pydicom');
  const folder = mkdtempSync(join(tmpdir(), 'corelab-pixels-'));
  try {
    const jobs = files.map((file, i) => ({
      path: by.decompress(file, join(folder, `${i}.dcm`)),
      syntax: file[1].syntax,
      rgb: false,
      out: join(folder, `${i}.raw`),
    }));
    const theirs = peerPixels(python, jobs);
    const differences: number[] = [];
    for (const [i, file] of files.entries()) {
      const peer = theirs[i] ?? { error: 'no answer' };
      differences.push(await differenceFrom(file, peer, { rgb: by.rgb ?? false, out: jobs[i]?.out ?? '' }));
    }
    return differences;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Decodes again only where the digests differ. */
async function differenceFrom(
  [path, mine]: Named,
  theirs: PeerPixels,
  at: { readonly rgb: boolean; readonly out: string },
): Promise<number> {
  if (theirs.error) return Number.POSITIVE_INFINITY;
  if (theirs.sha256 === mine.sha256) return 0;
  const parts: Uint8Array[] = [];
  await decodeShared(path, { rgb: at.rgb, each: (bytes) => parts.push(bytes.slice()) });
  return largestDifference(Buffer.concat(parts), readFileSync(at.out), mine.type);
}

describe('every shared file with pixel data', () => {
  it('is decoded, all of its frames, or gives a typed error that is right', async (context) => {
    const failed = new Map<string, PixelErrorCode | DicomErrorCode>();
    for (const path of sharedFiles(context)) {
      const result = await decodeShared(path);
      if (typeof result === 'string') failed.set(path, result);
      else if (result) own.set(path, result);
    }
    expect(Object.fromEntries(failed)).toEqual(UNDECODABLE);
    expect(own.size).toBeGreaterThanOrEqual(1064);
  });

  it('has exactly the values that pydicom and numpy read, where it is native, RLE or of deflated frames', (context) => {
    const files = [...decoded(context)].filter(([, pixels]) => !isCodestream(pixels));
    const theirs = askPeers(context, files);
    const answers = files.map(([path], i) => [path, theirs[i]] as const);
    const mine = files.map(([path, { sha256, count, type }]) => [path, { sha256, count, type }] as const);
    expect(Object.fromEntries(mine)).toEqual(Object.fromEntries(answers));
    expect(files.length).toBeGreaterThanOrEqual(1001);
  });

  it('has the values of dcmtk, gdcm or OpenJPEG, exactly where it is lossless, else within 1', async (context) => {
    const files = [...decoded(context)].filter(([, pixels]) => isCodestream(pixels));
    const differences = await compareInFolder(context, files, {
      decompress: ([path, { syntax }], out) => decompress(path, syntax, out),
    });
    const tooDifferent = files.filter(
      ([, { syntax }], i) => !((differences[i] ?? Number.NaN) <= toleranceOf(syntax)),
    );
    expect(tooDifferent.map(([path]) => path)).toEqual([]);
    expect(files.length).toBeGreaterThanOrEqual(63);
    const codings = new Set(files.map(([, { syntax }]) => syntax.slice(CODESTREAMS.length)));
    expect([...codings].sort()).toEqual(['201', '203', '50', '51', '57', '70', '80', '81', '90', '91']);
  });

  it('has the colours that dcmtk makes of JPEG in YBR, within 1', async (context) => {
    const files: [string, OwnPixels][] = [];
    for (const [path, pixels] of decoded(context)) {
      if (!isCodestream(pixels) || pixels.photometric !== 'YBR_FULL') continue;
      const result = await decodeShared(path, { rgb: true });
      if (typeof result === 'object') files.push([path, result]);
    }
    const differences = await compareInFolder(context, files, {
      rgb: true,
      decompress: ([path], out) => decompressToRgb(path, out),
    });
    expect(files.filter((_, i) => !((differences[i] ?? Number.NaN) <= 1)).map(([path]) => path)).toEqual([]);
    expect(files.length).toBeGreaterThanOrEqual(8);
  });

  it('has the colours that pydicom makes of palettes and of native YBR', async (context) => {
    decoded(context);
    const files: [string, OwnPixels][] = [];
    for (const path of COLOUR) {
      const result = await decodeShared(path, { rgb: true });
      if (typeof result === 'object') files.push([path, result]);
    }
    const theirs = askPeers(context, files, true);
    expect(files.map(([path, { sha256 }]) => [path, sha256])).toEqual(
      files.map(([path], i) => [path, theirs[i]?.sha256]),
    );
    expect(files).toHaveLength(COLOUR.length);
  });
});
