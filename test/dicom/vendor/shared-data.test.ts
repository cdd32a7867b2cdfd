import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CsaError, type CsaHeader, csaText, parseCsa } from '../../../src/dicom/vendor/csa.js';
import { MosaicError, mosaicGeometry, mosaicOfCsa } from '../../../src/dicom/vendor/mosaic.js';
import { parsePhoenix, phoenixNumber } from '../../../src/dicom/vendor/phoenix.js';

const DATA = join(import.meta.dirname, '../../../../shared/data/dicom');
const HAS_DATA = existsSync(DATA);
/** With CI=true a skip is a failure, so the tests run there and fail for want of data. */
const RUN = HAS_DATA || process.env.CI === 'true';
const NOTE = RUN ? '' : ' (skipped: no shared data)';

const LONG_FORM = new Set(['OB', 'UN']);

/** The shared files come in three uncompressed encodings, told by the text of their transfer syntax. */
function encodingOf(file: Buffer): { bigEndian: boolean; implicit: boolean } {
  const head = file.subarray(0, 1000);
  const has = (uid: string): boolean => head.includes(`${uid}\0`) && !head.includes(`${uid}.`);
  return { bigEndian: head.includes('1.2.840.10008.1.2.2'), implicit: has('1.2.840.10008.1.2') };
}

/** The value of the first element of that tag, found by its bytes. */
function element(file: Buffer, tag: number, vr: string): Buffer {
  const { bigEndian, implicit } = encodingOf(file);
  const number = (at: number, size: number): number =>
    bigEndian ? file.readUIntBE(at, size) : file.readUIntLE(at, size);
  const halves = [tag >>> 16, tag & 0xffff].map((half) => {
    const bytes = Buffer.alloc(2);
    bytes.writeUInt16LE(half);
    return bigEndian ? bytes.swap16() : bytes;
  });
  const at = file.indexOf(Buffer.concat(implicit ? halves : [...halves, Buffer.from(vr)]));
  if (at < 0) return Buffer.alloc(0);
  if (implicit) return file.subarray(at + 8, at + 8 + number(at + 4, 4));
  if (LONG_FORM.has(vr)) return file.subarray(at + 12, at + 12 + number(at + 8, 4));
  return file.subarray(at + 8, at + 8 + number(at + 6, 2));
}

/** One US value in the file's byte order. */
function unsigned(file: Buffer, tag: number): number {
  const value = element(file, tag, 'US');
  return encodingOf(file).bigEndian ? value.readUInt16BE(0) : value.readUInt16LE(0);
}

function decimals(file: Buffer, tag: number): number[] {
  return element(file, tag, 'DS').toString('latin1').split('\\').map(Number);
}

function csa(file: Buffer, tag: number): CsaHeader {
  const header = parseCsa(element(file, tag, 'OB'));
  if (header instanceof CsaError) throw header;
  return header;
}

function filesOf(folder: string): string[] {
  return readdirSync(join(DATA, folder)).map((name) => join(DATA, folder, name));
}

/** Centre of each slice by the scanner's own protocol. */
function protocolCentres(header: CsaHeader): number[][] {
  const entries = parsePhoenix(csaText(header, 'MrPhoenixProtocol') ?? '');
  const count = phoenixNumber(entries, 'sSliceArray.lSize') ?? 0;
  // A coordinate that is 0 is left out of the protocol.
  return Array.from({ length: count }, (_, slice) =>
    ['dSag', 'dCor', 'dTra'].map(
      (axis) => phoenixNumber(entries, `sSliceArray.asSlice[${slice}].sPosition.${axis}`) ?? 0,
    ),
  );
}

const triple = ([x, y, z]: readonly number[]): [number, number, number] => [
  x ?? Number.NaN,
  y ?? Number.NaN,
  z ?? Number.NaN,
];

describe.skipIf(!RUN)(`Siemens files of the shared data${NOTE}`, () => {
  it.each([
    ['dcm_qa_ts/In', 9, 35],
    ['dcm_qa_me/In/4_me_fMRI', 6, 30],
  ])('mosaics of %s lie where the scan protocol put their slices', (folder, files, slices) => {
    const paths = filesOf(folder);
    expect(paths).toHaveLength(files);
    for (const path of paths) {
      const file = readFileSync(path);
      const orientation = decimals(file, 0x00200037);
      const [rowSpacing = 0, columnSpacing = 0] = decimals(file, 0x00280030);
      const geometry = mosaicGeometry({
        slices: 0,
        ...mosaicOfCsa(csa(file, 0x00291010)),
        rows: unsigned(file, 0x00280010),
        columns: unsigned(file, 0x00280011),
        pixelSpacingMm: [rowSpacing, columnSpacing],
        imagePositionMm: triple(decimals(file, 0x00200032)),
        imageOrientation: orientation,
        sliceSpacingMm: decimals(file, 0x00180088)[0] ?? 0,
      });
      if (geometry instanceof MosaicError) throw geometry;
      expect(geometry).toMatchObject({ slices, tileRows: 64, tileColumns: 64, normalIsStated: true });
      const centres = protocolCentres(csa(file, 0x00291020));
      expect(centres).toHaveLength(slices);
      for (const [slice, centre] of centres.entries()) {
        for (const axis of [0, 1, 2]) {
          const along =
            (orientation[axis] ?? 0) * 32 * columnSpacing + (orientation[axis + 3] ?? 0) * 32 * rowSpacing;
          expect((geometry.slicePositionsMm[slice]?.[axis] ?? 0) + along).toBeCloseTo(centre[axis] ?? 0, 4);
        }
      }
    }
  });

  it('CSA headers of plain images read whole and name no mosaic', () => {
    const paths = filesOf('hazen/tests/data/acr/Siemens_Aera_1.5T_T1');
    expect(paths.length).toBeGreaterThan(0);
    for (const path of paths) {
      const file = readFileSync(path);
      const image = csa(file, 0x00291010);
      expect(image.tags.size).toBe(101);
      expect(mosaicOfCsa(image).slices).toBeUndefined();
      const entries = parsePhoenix(csaText(csa(file, 0x00291020), 'MrPhoenixProtocol') ?? '');
      expect(phoenixNumber(entries, 'sSliceArray.asSlice[0].dThickness')).toBe(5);
      expect(phoenixNumber(entries, 'ulVersion')).toBeGreaterThan(0);
    }
  });
});
