import { describe, expect, it } from 'vitest';
import { OBJECTS } from '../../fixtures/objects/objects.js';
import { readPart10 } from '../../src/dicom/part10.js';
import { patientIn, personsIn } from '../../src/measure/aim/persons.js';
import { parseXml } from '../../src/measure/aim/xml/parse-xml.js';
import { identifyingIn } from '../../src/measure/identifying.js';

const files = new Map([...(await OBJECTS.make()).files].map(({ path, bytes }) => [path, Buffer.from(bytes)]));

function of(path: string) {
  const bytes = files.get(path) ?? Buffer.alloc(0);
  const source = {
    size: bytes.length,
    read: (target: Uint8Array, at: number, length: number, from: number) =>
      bytes.copy(target, at, from, from + length),
  };
  return identifyingIn(readPart10(source as unknown as Parameters<typeof readPart10>[0]).dataset);
}

describe('what names a person in an object', () => {
  it('is the observer in the tree of a report, and the patient of its header', () => {
    const { words } = of('sr/comprehensive-3d.dcm');
    expect(words).toContain('ZX-4471902');
    expect(words.some((word) => word.includes('Hallgrimsdottir'))).toBe(true);
    expect(words.some((word) => word.includes('Marigold'))).toBe(true);
  });

  it('is the creator of a segmentation and the interpreter of a structure set', () => {
    for (const path of ['seg/binary.dcm', 'pr/ct.dcm'])
      expect(of(path).words, path).toContain('Hallgrimsdottir^Sunniva');
    expect(of('rtstruct/axial.dcm').words.length).toBeGreaterThan(2);
  });

  it('is no concept, no label and no empty value', () => {
    const { words, phrases } = of('sr/comprehensive-3d.dcm');
    expect([...words, ...phrases]).not.toContain('');
    expect(words.some((word) => /lesion|axis/i.test(word))).toBe(false);
  });
});

describe('what names a person in an annotation', () => {
  it.each([
    ['<A><person><name value="Doe^J"/><id value="ID-1"/></person><user><loginName value="jd7"/></user></A>'],
    ['<A><person><Person name="Doe^J" id="ID-1"/></person><user><User loginName="jd7"/></user></A>'],
  ])('is its patient and its user: %s', (xml) => {
    const root = parseXml(Buffer.from(xml));
    if (typeof root === 'string') throw new Error(root);
    expect([...personsIn(root).words].sort()).toEqual(['Doe^J', 'ID-1', 'jd7']);
  });

  it.each([
    ['<A><person><id value=" ID-1 "/></person></A>', 'ID-1'],
    ['<A><person><Person id="ID-1"/></person><x><Person id="ID-1"/></x></A>', 'ID-1'],
    ['<A><person><Person id="ID-1"/><Person id="ID-2"/></person></A>', undefined],
    ['<A><user><id value="ID-1"/></user></A>', undefined],
    ['<A><person><id value=""/></person></A>', undefined],
  ])('tells whose it is where it names one patient: %s', (xml, id) => {
    const root = parseXml(Buffer.from(xml));
    if (typeof root === 'string') throw new Error(root);
    expect(patientIn(root)).toBe(id);
  });
});
