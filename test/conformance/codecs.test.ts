import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPart10 } from '../../src/dicom/part10.js';
import { openFrames } from '../../src/dicom/pixels/frame-reader.js';
import { FileSource } from '../../src/io/file-source.js';
import { SHARED_DICOM, skipOrFail } from './shared-data.js';

/** Codings that the shared files do not have, made from them with dcmtk and gdcm, and read back with dcmtk and gdcm. */

const PYDICOM = 'pydicom/src/pydicom/data/test_files/';

/** Native shared files by what they hold. */
const SOURCES = {
  signed16: `${PYDICOM}CT_small.dcm`,
  odd: `${PYDICOM}SC_rgb_small_odd.dcm`,
  colour: `${PYDICOM}examples_rgb_color.dcm`,
  unsigned12: 'dcm_qa_ts/In/1.dcm',
} as const;

type Source = keyof typeof SOURCES;

interface Variant {
  readonly source: Source;
  /** What encodes: a tool and its arguments. */
  readonly encode: readonly string[];
  /** What decodes. */
  readonly decode: readonly string[];
  readonly tolerance: number;
}

const JPEG = ['dcmdjpeg', '+cn', '+px'];
const JPEG_LS = ['dcmdjpls', '+px'];
const GDCM = ['gdcmconv', '--raw'];
const GREY: readonly Source[] = ['signed16', 'unsigned12'];
const ALL = Object.keys(SOURCES) as Source[];
/** gdcm ends itself when it encodes 3 × 3 pixels as JPEG 2000; dcmtk encodes no signed values near-losslessly. */
const NOT_ODD: readonly Source[] = [...GREY, 'colour'];
const UNSIGNED: readonly Source[] = ['odd', 'colour', 'unsigned12'];

function variants(
  sources: readonly Source[],
  encode: readonly string[],
  decode: readonly string[],
  tolerance = 0,
): Variant[] {
  return sources.map((source) => ({ source, encode, decode, tolerance }));
}

const VARIANTS: readonly Variant[] = [
  ...[1, 2, 3, 4, 5, 6, 7].flatMap((predictor) =>
    variants(ALL, ['dcmcjpeg', '+el', '+sv', `${predictor}`], JPEG),
  ),
  ...variants(ALL, ['dcmcjpeg', '+e1'], JPEG),
  ...variants(GREY, ['dcmcjpeg', '+el', '+sv', '4', '+pt', '2'], JPEG),
  ...variants(GREY, ['dcmcjpeg', '+ee', '+bt', '+q', '60'], JPEG, 1),
  ...['+s2', '+s4', '+n1', '+n2', '+cr'].flatMap((sampling) =>
    variants(['odd', 'colour'], ['dcmcjpeg', '+eb', sampling], JPEG, 1),
  ),
  ...variants(ALL, ['dcmcjpls'], JPEG_LS),
  ...variants(UNSIGNED, ['dcmcjpls', '+en', '+md', '3'], JPEG_LS, 1),
  ...variants(ALL, ['gdcmconv', '--jpegls'], GDCM),
  ...variants(NOT_ODD, ['gdcmconv', '--j2k'], GDCM),
  ...variants(GREY, ['gdcmconv', '--j2k', '-t', '64,64', '-n', '3'], GDCM),
  ...variants(NOT_ODD, ['gdcmconv', '--j2k', '--lossy', '--irreversible', '-r', '8'], GDCM, 1),
];

/** Variants that were encoded and compared. */
let compared = 0;

const folder = mkdtempSync(join(tmpdir(), 'corelab-codecs-'));
afterAll(() => rmSync(folder, { recursive: true }));

function run([tool = '', ...args]: readonly string[], from: string, to: string): boolean {
  rmSync(to, { force: true });
  return spawnSync(tool, [...args, from, to], { stdio: 'ignore' }).status === 0 && existsSync(to);
}

/** The frames of a file as numbers, one after the other. */
async function valuesOf(path: string): Promise<{ values: number[]; photometric: string }> {
  const source = new FileSource(Buffer.from(path));
  try {
    const reader = await openFrames(readPart10(source));
    const frames = Array.from({ length: reader.frameCount }, (_, index) => reader.frame(index));
    return {
      values: frames.flatMap((frame) => [...frame.values]),
      photometric: frames[0]?.photometric ?? '',
    };
  } finally {
    source.close();
  }
}

describe('what dcmtk and gdcm encode', () => {
  beforeAll(() => {
    for (const [name, path] of Object.entries(SOURCES))
      run(GDCM, join(SHARED_DICOM, path), join(folder, name));
  });

  it.each(VARIANTS)('is decoded as they decode it: $source, $encode', async (variant) => {
    // The native file that they decode to is read by the reader of native values, which other tests hold to numpy's.
    const [encoded, decoded] = [join(folder, 'encoded.dcm'), join(folder, 'decoded.dcm')];
    if (!run(variant.encode, join(folder, variant.source), encoded)) return;
    expect(run(variant.decode, encoded, decoded)).toBe(true);
    const ours = await valuesOf(encoded);
    const theirs = await valuesOf(decoded);
    expect(ours.values.length).toBe(theirs.values.length);
    expect(ours.photometric).toBe(theirs.photometric);
    const largest = ours.values.reduce(
      (most, value, i) => Math.max(most, Math.abs(value - (theirs.values[i] ?? 0))),
      0,
    );
    expect(largest).toBeLessThanOrEqual(variant.tolerance);
    compared++;
  });

  it('needs dcmtk, gdcm and the shared files', (context) => {
    const missing = Object.keys(SOURCES).filter((name) => !existsSync(join(folder, name)));
    if (missing.length > 0) skipOrFail(context, 'skipped: no shared data, dcmtk or gdcm');
    expect(compared).toBe(VARIANTS.length);
  });
});
