import type { Dataset as WriterDataset, Element as WriterElement } from '../../../fixtures/writer/element.js';
import { type Part10Options, writePart10 } from '../../../fixtures/writer/part10.js';
import type { VR } from '../../../fixtures/writer/vr.js';
import { lookupKeyword, vrOf } from '../../../src/dicom/dictionary.js';
import type { DicomFile } from '../../../src/dicom/part10.js';
import { vrName } from '../../../src/dicom/vr.js';
import type { Profile } from '../../../src/rules/deid/profile/profile.js';
import { read } from '../../dicom/bytes.js';

type Given = string | number | readonly string[] | readonly number[] | Uint8Array | readonly Attributes[];

/** Any attribute of the dictionary by keyword; items as a list of the same. */
export interface Attributes {
  readonly [keyword: string]: Given;
}

/** Elements by keyword, with the dictionary's VR. */
export function elements(attributes: Attributes): WriterDataset {
  return Object.entries(attributes).map(([keyword, given]): WriterElement => {
    const entry = lookupKeyword(keyword);
    if (!entry) throw new Error(`no attribute ${keyword}`);
    const vr = vrName(vrOf(entry.tag)) as VR;
    if (vr !== 'SQ') return { tag: entry.tag, vr, value: given as string };
    return { tag: entry.tag, vr, value: { items: (given as readonly Attributes[]).map(elements) } };
  });
}

/** The bytes of a file of these attributes and a SOP class. */
export function bytesOf(
  attributes: Attributes,
  more: WriterDataset = [],
  options: Part10Options = {},
): Uint8Array {
  const sop = { SOPClassUID: '1.2.840.10008.5.1.4.1.1.88.33', SOPInstanceUID: '2.25.77' };
  return writePart10([...elements({ ...sop, ...attributes }), ...more], options);
}

/** The same, read. */
export function fileOf(attributes: Attributes, more: WriterDataset = []): DicomFile {
  return read(bytesOf(attributes, more), { toEnd: true });
}

/** A code as an item of a code sequence. */
export function code(value: string, scheme = 'DCM', meaning = 'A meaning'): Attributes {
  return { CodeValue: value, CodingSchemeDesignator: scheme, CodeMeaning: meaning };
}

/** A profile of some options. */
export function profileOf(options: Profile['options'] = {}, more: Partial<Profile> = {}): Profile {
  return {
    schema: 'corelab/profile@1',
    name: 'trial',
    description: 'of a test',
    options,
    admission: { sopClasses: ['all'] },
    ...more,
  };
}
