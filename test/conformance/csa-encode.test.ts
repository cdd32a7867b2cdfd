import { describe, expect, it, type TestContext } from 'vitest';
import type { Dataset } from '../../src/dicom/dataset.js';
import { CsaError, type CsaHeader, csaText, parseCsa } from '../../src/dicom/vendor/csa.js';
import { filterCsa } from '../../src/dicom/vendor/csa-encode.js';
import { filterPhoenix } from '../../src/dicom/vendor/csa-phoenix.js';
import { parsePhoenix } from '../../src/dicom/vendor/phoenix.js';
import { readShared, sharedFiles } from './shared-data.js';

/** A header of a shared file: what its bytes are, and what is read of them. */
interface Shared {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly header: CsaHeader;
}

function headersOf(path: string, dataset: Dataset): Shared[] {
  return [0x10, 0x20].flatMap((offset) => {
    const element = dataset.privateElement('SIEMENS CSA HEADER', 0x0029, offset);
    if (!element || element.length === 0) return [];
    const header = parseCsa(element.bytes);
    if (header instanceof CsaError) throw new Error(`${path}: ${header.code}`);
    return [{ path, bytes: element.bytes, header }];
  });
}

function sharedHeaders(context: TestContext): Shared[] {
  return sharedFiles(context).flatMap((path) => {
    const file = readShared(path);
    return typeof file === 'string' ? [] : headersOf(path, file.dataset);
  });
}

function filtered(bytes: Uint8Array, keep: ReadonlySet<string>): Uint8Array {
  const out = filterCsa(bytes, keep);
  if (out instanceof CsaError) throw out;
  return out;
}

/** The tags of every third place, and those whose values say how a mosaic lies. */
function someOf(header: CsaHeader): Set<string> {
  const names = [...header.tags.keys()].filter((_, index) => index % 3 === 1);
  return new Set([...names, 'NumberOfImagesInMosaic', 'SliceNormalVector']);
}

/** Names and values of the tags that are not kept, where they are long enough to be told from others by chance. */
function telling(header: CsaHeader, keep: ReadonlySet<string>): string[] {
  const texts = [...header.tags].flatMap(([name, { values }]) => (keep.has(name) ? [] : [name, ...values]));
  return texts.filter((text) => text.length >= 6);
}

const ALLOWED_KEY = /^(sSliceArray\.|alTE\[|alTR\[|ulVersion$|tProtocolName$)/;

describe('CSA headers of the shared data', () => {
  it('keep the tags that are named, exactly, and no byte of the others', (context) => {
    const headers = sharedHeaders(context);
    expect(headers.length).toBeGreaterThan(40);
    for (const { path, bytes, header } of headers) {
      const keep = someOf(header);
      const out = filtered(bytes, keep);
      const read = parseCsa(out);
      expect(read, path).toEqual({
        version: header.version,
        tags: new Map([...header.tags].filter(([name]) => keep.has(name))),
      });
      const keptText = [...read.tags].flatMap(([name, { values }]) => [name, ...values]).join('\n');
      const raw = Buffer.from(out).toString('latin1');
      for (const text of telling(header, keep))
        if (!keptText.includes(text)) expect(raw.includes(text), path).toBe(false);
      expect(out.length).toBeLessThan(bytes.length);
    }
  });

  it('hold pieces of other memory behind their names, which go although every tag is kept', (context) => {
    for (const { path, bytes, header } of sharedHeaders(context)) {
      const out = filtered(bytes, new Set(header.tags.keys()));
      expect(parseCsa(out), path).toEqual(header);
      expect(out.length, path).toBe(bytes.length);
      const changed = out.reduce((sum, byte, at) => sum + (byte === bytes[at] ? 0 : 1), 0);
      expect(changed, path).toBeGreaterThan(100);
      expect(Buffer.from(filtered(out, new Set(header.tags.keys()))).equals(out), path).toBe(true);
    }
  });

  it('keep the allowed keys of their measurement protocol, and nothing else of it', (context) => {
    const protocols = sharedHeaders(context).filter(({ header }) => csaText(header, 'MrPhoenixProtocol'));
    expect(protocols.length).toBeGreaterThan(20);
    for (const { path, bytes, header } of protocols) {
      const out = filterCsa(bytes, new Set(['MrPhoenixProtocol']), {
        rewrite: (_, values) => values.map((text) => filterPhoenix(text, (key) => ALLOWED_KEY.test(key))),
      });
      const read = parseCsa(out instanceof CsaError ? new Uint8Array(0) : out);
      if (read instanceof CsaError) throw new Error(path);
      const text = csaText(read, 'MrPhoenixProtocol') ?? '';
      const before = parsePhoenix(csaText(header, 'MrPhoenixProtocol') ?? '');
      expect([...parsePhoenix(text)], path).toEqual([...before].filter(([key]) => ALLOWED_KEY.test(key)));
      expect(parsePhoenix(text).size, path).toBeGreaterThan(10);
      expect(text).not.toContain('XProtocol');
      const others = text
        .split('\n')
        .filter(
          (line) =>
            line !== '' && !line.startsWith('###') && !ALLOWED_KEY.test(line.split('=')[0]?.trim() ?? ''),
        );
      expect(others, path).toEqual([]);
    }
  });
});
