import type { Dataset } from '../../../src/dicom/dataset.js';
import { lookupKeyword } from '../../../src/dicom/dictionary.js';
import type { MeasurementItem, MeasurementSource } from '../../../src/measure/source.js';
import { readStructuredReport } from '../../../src/measure/sr/read-structured-report.js';
import { explicit, file, item, read } from '../../dicom/bytes.js';

/** Reports by hand: trees that no conforming writer makes among them. */

/** Values of an attribute: text, numbers of binary VRs, or items. */
type Value = string | readonly number[] | readonly Attributes[];
/** A data set or an item by keyword. */
export interface Attributes {
  readonly [keyword: string]: Value | undefined;
}
type Code = readonly [value: string, scheme: string, meaning: string];

const BINARY: Readonly<Record<string, readonly [size: number, write: (b: Buffer, n: number) => void]>> = {
  US: [2, (b, n) => b.writeUInt16LE(n)],
  UL: [4, (b, n) => b.writeUInt32LE(n)],
  SL: [4, (b, n) => b.writeInt32LE(n)],
  FL: [4, (b, n) => b.writeFloatLE(n)],
  FD: [8, (b, n) => b.writeDoubleLE(n)],
};

function valueBytes(vr: string, value: Value): Buffer {
  if (typeof value === 'string') {
    const text = Buffer.from(value, 'latin1');
    return text.length % 2 === 0 ? text : Buffer.concat([text, Buffer.from(vr === 'UI' ? '\0' : ' ')]);
  }
  if (vr === 'SQ') return Buffer.concat((value as readonly Attributes[]).map((v) => item(attributeBytes(v))));
  const [size, write] = BINARY[vr] ?? [0, () => {}];
  return Buffer.concat(
    (value as readonly number[]).map((n) => {
      const one = Buffer.alloc(size);
      write(one, n);
      return one;
    }),
  );
}

function attributeBytes(attributes: Attributes): Buffer {
  const elements = Object.entries(attributes).flatMap(([keyword, value]) => {
    const entry = lookupKeyword(keyword);
    if (!entry) throw new Error(`no attribute ${keyword}`);
    const vr = entry.vr;
    return value === undefined
      ? []
      : [{ tag: entry.tag, bytes: explicit(entry.tag, vr, valueBytes(vr, value)) }];
  });
  return Buffer.concat(elements.sort((a, b) => a.tag - b.tag).map(({ bytes }) => bytes));
}

/** A code sequence. */
export function coded([CodeValue, CodingSchemeDesignator, CodeMeaning]: Code): Attributes[] {
  return [{ CodeValue, CodingSchemeDesignator, CodeMeaning }];
}

/** A content item; its name by a code, what is below it last. */
export function node(
  ValueType: string | undefined,
  name: Code | undefined,
  attributes: Attributes,
  below: readonly Attributes[] = [],
): Attributes {
  return {
    RelationshipType: 'CONTAINS',
    ValueType,
    ConceptNameCodeSequence: name && coded(name),
    ...attributes,
    ContentSequence: below.length > 0 ? below : undefined,
  };
}

export const dcm = (value: string): Code => [value, 'DCM', `meaning of ${value}`];
export const sct = (value: string): Code => [value, 'SCT', `meaning of ${value}`];
export const own = (value: string): Code => [value, '99TEST', `meaning of ${value}`];
export const MM: Code = ['mm', 'UCUM', 'mm'];
export const LENGTH = sct('410668003');

export const as = (RelationshipType: string, attributes: Attributes): Attributes => ({
  ...attributes,
  RelationshipType,
});
export const container = (name: Code, below: readonly Attributes[], template?: string): Attributes =>
  node(
    'CONTAINER',
    name,
    template ? { ContentTemplateSequence: [{ MappingResource: 'DCMR', TemplateIdentifier: template }] } : {},
    below,
  );
export const group = (below: readonly Attributes[], template?: string): Attributes =>
  container(dcm('125007'), below, template);
export const code = (name: Code, value: Code, below: readonly Attributes[] = []): Attributes =>
  node('CODE', name, { ConceptCodeSequence: coded(value) }, below);
export const text = (name: Code, TextValue: string, below: readonly Attributes[] = []): Attributes =>
  node('TEXT', name, { TextValue }, below);
export const uid = (name: Code, UID: string): Attributes => node('UIDREF', name, { UID });
export const person = (PersonName: string): Attributes => node('PNAME', dcm('121008'), { PersonName });
export const measured = (NumericValue: string): Attributes[] => [
  { NumericValue, MeasurementUnitsCodeSequence: coded(MM) },
];
export const num = (name: Code | undefined, value: string, below: readonly Attributes[] = []): Attributes =>
  node('NUM', name, { MeasuredValueSequence: measured(value) }, below);
export const reference = (
  ReferencedSOPInstanceUID: string,
  more: Attributes = {},
  name?: Code,
  ValueType = 'IMAGE',
): Attributes =>
  node(ValueType, name, {
    ReferencedSOPSequence: [{ ReferencedSOPClassUID: '1.2.3', ReferencedSOPInstanceUID, ...more }],
  });
export const shape = (
  GraphicType: string,
  GraphicData: readonly number[],
  below: readonly Attributes[] = [reference('9.9')],
  ValueType = 'SCOORD',
): Attributes => node(ValueType, dcm('111030'), { GraphicType, GraphicData }, below);
/** A by-reference relationship. */
export const leadsTo = (way: readonly number[], RelationshipType = 'INFERRED FROM'): Attributes => ({
  RelationshipType,
  ReferencedContentItemIdentifier: way,
});

/** A report as the reader sees it. */
export function reportOf(children: readonly Attributes[], header: Attributes = {}): Dataset {
  const root = { ...container(dcm('126000'), children, '1500'), RelationshipType: undefined };
  return read(
    file(
      attributeBytes({
        SOPClassUID: '1.2.840.10008.5.1.4.1.1.88.33',
        SOPInstanceUID: '1.1',
        ...root,
        ...header,
      }),
    ),
  ).dataset;
}

/** What the reader makes of a report with these items below its root. */
export function readReport(children: readonly Attributes[], header: Attributes = {}): MeasurementSource {
  return readStructuredReport(reportOf(children, header));
}

/** Its measurement at a path. */
export function itemAt({ items }: MeasurementSource, path: string): MeasurementItem {
  const found = items.find(({ itemPath }) => itemPath === path);
  if (!found) throw new Error(`nothing at ${path}, but at ${items.map(({ itemPath }) => itemPath)}`);
  return found;
}

/** Problems as `code path`. */
export const problemsOf = ({ problems }: MeasurementSource): string[] =>
  problems.map((problem) => `${problem.code} ${problem.itemPath ?? ''}`.trim());
