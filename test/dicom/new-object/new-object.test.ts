import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseDicom } from 'dicom-parser';
import { describe, expect, it, vi } from 'vitest';
import {
  type NewAttributes,
  type NewObjectOptions,
  newObject,
} from '../../../src/dicom/new-object/new-object.js';
import { NEW_OBJECT_ERROR_TEXTS, NewObjectError } from '../../../src/dicom/new-object/new-object-error.js';
import { dcmdump, hasPeer } from '../../helpers/peers.js';
import { read } from '../bytes.js';

const OPTIONS: NewObjectOptions = { implementation: { classUID: '2.25.1234', versionName: 'CORELAB_TEST' } };
const UIDS = { SOPClassUID: '1.2.840.10008.5.1.4.1.1.88.34', SOPInstanceUID: '2.25.77' };

const make = (attributes: NewAttributes, options: Partial<NewObjectOptions> = {}): Promise<Uint8Array> =>
  newObject({ ...UIDS, ...attributes }, { ...OPTIONS, ...options });

const made = async (attributes: NewAttributes, options: Partial<NewObjectOptions> = {}) =>
  read(await make(attributes, options), { toEnd: true });

/** The code and path of the error that making an object gives, or `made`. */
async function refusal(attributes: NewAttributes): Promise<string> {
  try {
    await make(attributes);
    return 'made';
  } catch (error) {
    if (error instanceof NewObjectError) return `${error.code} ${error.path}`.trim();
    throw error;
  }
}

describe('the file', () => {
  it('has file meta information that names the object, its transfer syntax and what wrote it', async () => {
    const { meta, notes } = await made({}, { sourceApplicationEntityTitle: 'READING7' });
    const texts = Object.fromEntries(meta.elements().map((e) => [e.tag.toString(16), e.firstString()]));
    expect(texts).toMatchObject({
      20002: UIDS.SOPClassUID,
      20003: UIDS.SOPInstanceUID,
      20010: '1.2.840.10008.1.2.1',
      20012: '2.25.1234',
      20013: 'CORELAB_TEST',
      20016: 'READING7',
    });
    expect(meta.get('FileMetaInformationVersion')?.bytes).toEqual(Buffer.of(0, 1));
    expect(notes).toEqual([]);
  });

  it('counts its file meta information exactly', async () => {
    const bytes = Buffer.from(await make({ PatientID: 'x' }));
    const length = bytes.readUInt32LE(140);
    expect(bytes.subarray(144 + length, 148 + length)).toEqual(Buffer.of(8, 0, 0x16, 0));
  });

  it('comes out the same twice', async () => {
    const attributes = { PatientName: 'Ångström', ContentSequence: [{ NumericValue: 1 / 3 }] };
    expect(await make(attributes)).toEqual(await make(attributes));
  });

  it('holds the same values with implicit VR', async () => {
    const attributes = {
      PatientID: 'abc',
      Rows: 2,
      BitsAllocated: 8,
      PixelData: Uint8Array.of(1, 2, 3),
      ReferencedSeriesSequence: [{ SeriesInstanceUID: '1.2.3' }],
    };
    const { dataset, transferSyntax } = await made(attributes, { vr: 'implicit' });
    expect(transferSyntax.explicit).toBe(false);
    expect(dataset.string('PatientID')).toBe('abc');
    expect(dataset.at('ReferencedSeriesSequence[0].SeriesInstanceUID')?.firstString()).toBe('1.2.3');
    expect(dataset.get('PixelData')?.bytes).toEqual(Buffer.of(1, 2, 3, 0));
  });
});

describe('values', () => {
  it('are read back as they were given, by two readers', async () => {
    const attributes: NewAttributes = {
      ImageType: ['ORIGINAL', 'PRIMARY', '', 'X'],
      StudyTime: '101500.25',
      PatientName: 'Quill^Marigold',
      PatientWeight: 71.5,
      InstanceNumber: -3,
      SimpleFrameList: [1, 4_000_000_000],
      RecommendedDisplayFrameRateInFloat: 1.5,
      DoubleFloatPixelPaddingValue: 1e300,
      FrameIncrementPointer: ['ImagePositionPatient', 0x00209056],
      TextValue: 'a line\\of text\r\nand another',
    };
    const bytes = await make(attributes);
    const { dataset } = read(bytes);
    expect(dataset.strings('ImageType')).toEqual(['ORIGINAL', 'PRIMARY', '', 'X']);
    expect(dataset.numbers('SimpleFrameList')).toEqual([1, 4_000_000_000]);
    expect(dataset.numbers('FrameIncrementPointer')).toEqual([0x00200032, 0x00209056]);
    expect(dataset.strings('TextValue')).toEqual(['a line\\of text\r\nand another']);
    const peer = parseDicom(bytes);
    expect(peer.string('x00100010')).toBe('Quill^Marigold');
    expect([peer.floatString('x00101030'), peer.intString('x00200013')]).toEqual([71.5, -3]);
    expect([peer.float('x00089459'), peer.double('x00280123')]).toEqual([1.5, 1e300]);
  });

  it('of 64 bits are written as such', async () => {
    const { dataset } = await made({ SelectorUVValue: [5, 2n ** 60n] });
    expect(dataset.get('SelectorUVValue')?.value()).toEqual({ kind: 'numbers', values: [5n, 2n ** 60n] });
  });

  it('are empty for null, an empty text and an empty list, and left out for undefined', async () => {
    const { dataset } = await made({
      PatientID: null,
      PatientName: '',
      Rows: [],
      PixelData: null,
      PatientAge: undefined,
      ReferencedSeriesSequence: [],
      ContentSequence: [{}],
    });
    for (const keyword of ['PatientID', 'PatientName', 'Rows', 'PixelData']) {
      expect(dataset.get(keyword)?.length, keyword).toBe(0);
    }
    expect(dataset.has('PatientAge')).toBe(false);
    expect(dataset.sequence('ReferencedSeriesSequence')).toEqual([]);
    expect(dataset.sequence('ContentSequence')[0]?.elements()).toEqual([]);
  });

  it('have even lengths at every level', async () => {
    const { dataset } = await made({
      PatientID: 'abc',
      ContentSequence: [{ UID: '1.2.3', TextValue: 'x', ContentSequence: [{ ValueType: 'NUM' }] }],
      EncapsulatedDocument: Uint8Array.of(1, 2, 3),
    });
    const [item] = dataset.sequence('ContentSequence');
    const all = [...dataset.elements(), ...(item?.elements() ?? [])];
    expect(all.filter((e) => e.length % 2 !== 0)).toEqual([]);
    expect(item?.string('UID')).toBe('1.2.3');
  });

  it('of a view are its own bytes, not those of what underlies it', async () => {
    const view = Uint8Array.of(9, 9, 1, 2, 9).subarray(2, 4);
    expect((await made({ PixelData: view })).dataset.get('PixelData')?.bytes).toEqual(Buffer.of(1, 2));
  });

  it('beyond 64 KiB of a VR with a short length are still read back', async () => {
    const points = Array.from({ length: 9000 }, (_, i) => i + 0.5);
    const { dataset } = await made({ ContourData: points });
    expect(dataset.numbers('ContourData')).toEqual(points);
  });
});

describe('the VR that PS3.6 leaves open', () => {
  const vrOf = async (
    keyword: string,
    attributes: NewAttributes,
    path = keyword,
  ): Promise<string | undefined> => (await made(attributes)).dataset.at(path)?.vrName;

  it('goes by Pixel Representation for US or SS, in items too', async () => {
    const lowest = { SmallestImagePixelValue: 5 };
    expect(await vrOf('SmallestImagePixelValue', lowest)).toBe('US');
    expect(await vrOf('SmallestImagePixelValue', { ...lowest, PixelRepresentation: 1 })).toBe('SS');
    const nested = { PixelRepresentation: 1, IconImageSequence: [lowest] };
    expect(await vrOf('', nested, 'IconImageSequence[0].SmallestImagePixelValue')).toBe('SS');
    const own = { PixelRepresentation: 1, IconImageSequence: [{ ...lowest, PixelRepresentation: 0 }] };
    expect(await vrOf('', own, 'IconImageSequence[0].SmallestImagePixelValue')).toBe('US');
  });

  it('is SS for a descriptor that starts below zero', async () => {
    const lut = (first: number) => ({ ModalityLUTSequence: [{ LUTDescriptor: [256, first, 16] }] });
    expect(await vrOf('', lut(-1024), 'ModalityLUTSequence[0].LUTDescriptor')).toBe('SS');
    expect(await vrOf('', lut(0), 'ModalityLUTSequence[0].LUTDescriptor')).toBe('US');
  });

  it('is OW for pixels of more than 8 bits, else OB', async () => {
    const PixelData = Uint8Array.of(1, 2);
    expect(await vrOf('PixelData', { PixelData, BitsAllocated: 16 })).toBe('OW');
    expect(await vrOf('PixelData', { PixelData, BitsAllocated: 8 })).toBe('OB');
    expect(await vrOf('PixelData', { PixelData, BitsAllocated: 1 })).toBe('OB');
    expect(await vrOf('OverlayData', { OverlayData: PixelData, BitsAllocated: 8 })).toBe('OW');
  });

  it('is OW for the bytes of a look-up table and US for its numbers', async () => {
    const table = (LUTData: Uint8Array | number[]) => ({ ModalityLUTSequence: [{ LUTData }] });
    expect(await vrOf('', table(Uint8Array.of(1, 2)), 'ModalityLUTSequence[0].LUTData')).toBe('OW');
    expect(await vrOf('', table([1, 65535]), 'ModalityLUTSequence[0].LUTData')).toBe('US');
  });
});

describe('the character set', () => {
  it('is not declared while all text is ASCII, and is UTF-8 as soon as it is not', async () => {
    expect((await made({ PatientName: 'Quill' })).dataset.has('SpecificCharacterSet')).toBe(false);
    const { dataset } = await made({ ContentSequence: [{ TextValue: 'Ångström 山田' }] });
    expect(dataset.string('SpecificCharacterSet')).toBe('ISO_IR 192');
    expect(dataset.at('ContentSequence[0].TextValue')?.firstString()).toBe('Ångström 山田');
  });

  it('is kept where it can hold the text, and refused where it cannot', async () => {
    const set = { SpecificCharacterSet: 'ISO_IR 100' };
    expect((await made({ ...set, PatientID: 'x' })).dataset.string('SpecificCharacterSet')).toBe(
      'ISO_IR 100',
    );
    expect(await refusal({ ...set, PatientID: 'é' })).toBe('character-set SpecificCharacterSet');
    expect(await refusal({ SpecificCharacterSet: 'ISO_IR 13', PatientID: 'x' })).toBe(
      'character-set SpecificCharacterSet',
    );
    const inItem = { PatientID: 'é', ContentSequence: [set] };
    expect(await refusal(inItem)).toBe('character-set ContentSequence[0].SpecificCharacterSet');
  });
});

describe('what is refused', () => {
  it('is an unknown keyword, with the one that was probably meant', async () => {
    const wrong = make({ ContentSequence: [{ PatientNam: 'x' }] });
    await expect(wrong).rejects.toMatchObject({ code: 'unknown-keyword', suggestion: 'PatientName' });
    await expect(make({ '00091010': 'x' })).rejects.toMatchObject({ code: 'unknown-keyword' });
  });

  it('is an object without its UIDs', async () => {
    await expect(newObject({ SOPClassUID: '1.2' }, OPTIONS)).rejects.toMatchObject({ code: 'missing-uid' });
    await expect(newObject({ SOPInstanceUID: '1.2' }, OPTIONS)).rejects.toMatchObject({
      code: 'missing-uid',
    });
  });

  it('is what belongs to the file meta information', async () => {
    expect(await refusal({ TransferSyntaxUID: '1.2' })).toBe('not-of-the-data-set TransferSyntaxUID');
  });

  it('is a sequence that is no list of items', async () => {
    const bad = (value: unknown): Promise<string> => refusal({ ContentSequence: value } as NewAttributes);
    expect(await bad({})).toBe('wrong-kind ContentSequence');
    expect(await bad('x')).toBe('wrong-kind ContentSequence');
    expect(await bad(['x'])).toBe('wrong-kind ContentSequence[0]');
    expect(await bad([Uint8Array.of(1)])).toBe('wrong-kind ContentSequence[0]');
  });

  it('is an object that contains itself', async () => {
    const cyclic: Record<string, unknown> = {};
    cyclic.ContentSequence = [cyclic];
    expect(await refusal(cyclic as NewAttributes)).toMatch(/^too-deep /);
  });

  it('is named by its path, and its value never', async () => {
    const secret = 'Quill'.repeat(20);
    const error = await make({ ContentSequence: [{}, { CodeMeaning: secret }] }).catch((e: unknown) => e);
    expect(error).toMatchObject({ code: 'too-long', path: 'ContentSequence[1].CodeMeaning' });
    expect(String(error)).not.toContain('Quill');
    expect(String(error)).toContain(NEW_OBJECT_ERROR_TEXTS['too-long']);
  });
});

describe('the library behind it', () => {
  it('prints nothing', async () => {
    const spies = (['log', 'info', 'warn', 'error', 'debug', 'trace'] as const).map((name) =>
      vi.spyOn(console, name),
    );
    const streams = [vi.spyOn(process.stdout, 'write'), vi.spyOn(process.stderr, 'write')];
    await make({ PatientName: 'Ångström', ContourData: Array(9000).fill(1.5), PixelData: Uint8Array.of(1) });
    const calls = [...spies, ...streams].map((spy) => spy.mock.calls.length);
    vi.restoreAllMocks();
    expect(calls).toEqual(calls.map(() => 0));
  });

  it('is not loaded before an object is made', () => {
    const dist = join(import.meta.dirname, '../../../dist/dicom/new-object/new-object.js');
    // Node asks the hook for every module; the library is refused, so that whoever wants it early fails.
    const hook = `export const resolve = (name, context, next) => {
      if (name === 'dcmjs') throw new Error('refused');
      return next(name, context);
    };`;
    const script = `import { register } from 'node:module';
      register('data:text/javascript,' + encodeURIComponent(${JSON.stringify(hook)}));
      const { newObject } = await import(${JSON.stringify(pathToFileURL(dist).href)});
      process.stdout.write('imported, ');
      await newObject(${JSON.stringify(UIDS)}, ${JSON.stringify(OPTIONS)}).catch((e) => process.stdout.write(e.message));`;
    const run = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
    expect(run.stdout).toBe('imported, refused');
  });

  it.skipIf(!hasPeer('dcmdump'))('makes files that dcmdump reads without a warning', async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'corelab-new-object-')), 'new.dcm');
    writeFileSync(
      path,
      await make({
        PatientName: 'Ångström=山田',
        ContentSequence: [{}, { TextValue: 'x', ContentSequence: [] }],
        ContourData: [1, 2, 3],
        PixelData: Uint8Array.of(1, 2, 3),
      }),
    );
    const { text, warnings } = dcmdump(path);
    expect(warnings).toEqual([]);
    expect(text).toContain('(3006,0050) DS [1\\2\\3]');
  });
});
