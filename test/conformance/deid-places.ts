import { gzipSync } from 'node:zlib';
import type { Dataset } from '../../src/dicom/dataset.js';
import { vrOf } from '../../src/dicom/dictionary.js';
import { tagOf } from '../../src/dicom/keyword.js';
import type { EditPlan } from '../../src/dicom/rewrite/edit-plan.js';
import { type NewElement, type NewItem, type NewValue, text } from '../../src/dicom/rewrite/new-value.js';
import { VR, type Vr } from '../../src/dicom/vr.js';
import { VICTIM } from './deid-victim.js';

/** Where an edit puts something. */
export type Put = (plan: EditPlan, dataset: Dataset) => void;

const { family, given, id, digits, born, phone, institution, physician } = VICTIM;
const SHORT = `${given} ${family}`;

const bytes = (content: string | Uint8Array): NewValue => ({
  kind: 'bytes',
  bytes: typeof content === 'string' ? Buffer.from(content, 'utf8') : content,
});
const items = (...all: NewItem[]): NewValue => ({ kind: 'items', items: all });

/** An element of an item, by its keyword. */
function of(keyword: string, value: string | NewValue): NewElement {
  const tag = tagOf(keyword);
  return { tag, vr: vrOf(tag), value: typeof value === 'string' ? text(value) : value };
}

/** Takes out what stands at the tag, and puts the value there. */
function at(tag: number, vr: Vr, value: NewValue): Put {
  return (plan, dataset) => {
    for (const element of dataset.elements()) if (element.tag === tag) plan.remove(element);
    plan.insert(dataset, { tag, vr, value });
  };
}

const as = (keyword: string, vr: Vr, value: NewValue): Put => at(tagOf(keyword), vr, value);
const put = (keyword: string, value: string | NewValue): Put =>
  as(keyword, vrOf(tagOf(keyword)), typeof value === 'string' ? text(value) : value);
/** An element of a private block of its own in a group that the file does not have. */
const inBlock = (creator: string, group: number, element: number, vr: Vr, value: NewValue): Put => {
  const block = 0xe0;
  return (plan, dataset) => {
    at(group * 0x10000 + block, VR.LO, text(creator))(plan, dataset);
    at(group * 0x10000 + block * 0x100 + element, vr, value)(plan, dataset);
  };
};
const codeItem = (value: string, meaning: string): NewItem => [
  of('CodeValue', value),
  of('CodingSchemeDesignator', '99FERN'),
  of('CodeMeaning', meaning),
];
const contentItem = (type: string, ...more: NewElement[]): NewItem => [
  of('RelationshipType', 'CONTAINS'),
  of('ValueType', type),
  of('ConceptNameCodeSequence', items([of('CodeValue', '121106'), of('CodingSchemeDesignator', 'DCM')])),
  ...more,
];

/** Plain text, in every VR of text, and in every way in which people write. */
const TEXTS: Readonly<Record<string, Put>> = {
  'LO with words around the name': put('StudyDescription', `${SHORT} T1 axial`),
  'LO in reverse and lower case': put('SeriesDescription', `t2 ${family}, ${given} sag`.toLowerCase()),
  'LO without separators': put('ProtocolName', 'BRANNIGANOAKWELL_t1_mprage'),
  'LO with an initial': put('RequestedProcedureDescription', 'MR for T. Brannigan-Oakwell'),
  'LT with a date in prose': put('StudyComments', 'Seen since her birth on August 6, 1952 in this town'),
  'LT with a dotted date': put('ImageComments', 'geb. 06.08.1952, wiederholt'),
  'LT with a number without its separators': put('PatientComments', 'see KZ5530917 for priors'),
  'LT with the digits of a number': put('FrameComments', 'prior 5530917, motion'),
  'ST with a telephone number': put('DerivationDescription', `call ${phone} or 617.555.0143`),
  'ST with an institution': put('AcquisitionDeviceProcessingDescription', `filter of ${institution}`),
  UT: put('TextValue', `Reported to ${physician.replace('^', ', ')} for ${SHORT}`),
  UC: put('PotentialReasonsForProcedure', `asked by ${SHORT}`),
  SH: put('SequenceName', 'brannigan2d'),
  'SH of a device': put('StationName', 'OAKWELL'),
  AE: put('RetrieveAETitle', 'THESSALY_WS'),
  UR: put('RetrieveURL', `https://pacs.example/wado?patientID=${id}&n=Brannigan`),
  'LO of a maker': put('ManufacturerModelName', 'Thessaly Scanner'),
  'LO of software': put('SoftwareVersions', `1.0 for ${family}`),
  DeidentificationMethod: put('DeidentificationMethod', `cleaned by hand for ${SHORT}`),
  'several values of LO': put('OtherPatientIDs', text(id, digits, 'ward 7')),
  'several names of PN': put('OtherPatientNames', text(VICTIM.name, `${given}^${family}`, 'None')),
  'a name with marks that others leave out': put('StudyDescription', 'Thëssâly Brännígan, head'),
  'a name in full width': put('SeriesDescription', 'Ｂｒａｎｎｉｇａｎ head'),
  'text of more than a window': put('TextValue', `${'No finding. '.repeat(23_000)}For ${SHORT}, ${id}`),
  'tabs and lines within a name': put('StudyComments', `Brannigan-\r\nOakwell,\tThessaly`),
};

/** Values that their VR forbids, and VRs that the attribute forbids. */
const WRONG: Readonly<Record<string, Put>> = {
  CS: put('BodyPartExamined', 'BRANNIGAN'),
  'CS among others': put('ImageType', text('ORIGINAL', 'PRIMARY', 'OAKWELL')),
  'IS with digits': put('AcquisitionNumber', digits),
  'IS with a number that has letters': as('AcquisitionNumber', VR.IS, bytes(id)),
  'DS with digits': put('TableHeight', digits),
  'DS with a name': as('PatientWeight', VR.DS, bytes(`${given} 71kg`)),
  TM: as('AcquisitionTime', VR.TM, bytes('Brannigan')),
  'DA with a name': as('SeriesDate', VR.DA, bytes('Thessaly')),
  'DA with words': as('AcquisitionDate', VR.DA, bytes('6 Aug 1952')),
  DT: as('AcquisitionDateTime', VR.DT, bytes(`${born}Brannigan`)),
  AS: as('PatientAge', VR.AS, bytes('Thessaly')),
  'UI with a name': as('FrameOfReferenceUID', VR.UI, bytes('Brannigan.1')),
  'UI with a record number': put('IrradiationEventUID', `1.2.826.0.1.${digits}.1.2`),
  'a number as text': as('EchoTime', VR.LO, text(SHORT)),
  'a date as text': as('StudyDate', VR.LO, text('Aug 1952')),
  'a name as bytes': as('ReferringPhysicianName', VR.OB, bytes(physician)),
  'a UID as text': as('FrameOfReferenceUID', VR.LO, text(`Brannigan ${digits}`)),
  'a sequence as UN': as('OtherPatientIDsSequence', VR.UN, bytes(`\xfe\xff\0\xe0${id}`)),
  'text as UN': as('PatientComments', VR.UN, bytes(`for ${SHORT}`)),
  'text as OW': as('SeriesDescription', VR.OW, bytes(`${family} t2 `)),
  'UTF-16 in a text': as('ImageComments', VR.LT, bytes(Buffer.from(`for ${SHORT}`, 'utf16le'))),
};

/** Items, at several depths. */
const NESTED: Readonly<Record<string, Put>> = {
  'an item': put(
    'RequestAttributesSequence',
    items([
      of('RequestedProcedureDescription', `${family} brain`),
      of('RequestedProcedureID', VICTIM.accession),
    ]),
  ),
  'an item of an item of an item': put(
    'RequestAttributesSequence',
    items([
      of(
        'ScheduledProtocolCodeSequence',
        items([
          ...codeItem('1', `for ${family}`),
          of('ProtocolContextSequence', items(contentItem('PNAME', of('PersonName', VICTIM.name)))),
        ]),
      ),
    ]),
  ),
  codes: put('ProcedureCodeSequence', items(codeItem(digits, `scan of ${SHORT}`))),
  persons: put(
    'PhysiciansOfRecordIdentificationSequence',
    items([
      of('PersonIdentificationCodeSequence', items(codeItem('OTTERSHAW', 'Leopold Ottershaw'))),
      of('PersonAddress', `1 ${institution} Road`),
      of('PersonTelephoneNumbers', phone),
    ]),
  ),
  'old values': put(
    'OriginalAttributesSequence',
    items([of('ModifiedAttributesSequence', items([of('PatientName', VICTIM.name), of('PatientID', id)]))]),
  ),
  'other equipment': put(
    'ContributingEquipmentSequence',
    items([
      of('Manufacturer', 'Example'),
      of('InstitutionName', institution),
      of('OperatorsName', physician),
    ]),
  ),
  'content items': put(
    'ContentSequence',
    items(
      contentItem('TEXT', of('TextValue', `${SHORT}, born 6 Aug 1952: no finding`)),
      contentItem('PNAME', of('PersonName', VICTIM.name)),
      contentItem('DATE', of('Date', born)),
      contentItem('UIDREF', of('UID', `1.2.826.0.1.${digits}`)),
      contentItem('CODE', of('ConceptCodeSequence', items(codeItem('1', family)))),
    ),
  ),
  'acquisition context': put(
    'AcquisitionContextSequence',
    items(contentItem('TEXT', of('TextValue', `contrast given to ${SHORT}`))),
  ),
  'text on a picture': put(
    'GraphicAnnotationSequence',
    items([
      of('GraphicLayer', 'OAKWELL'),
      of('TextObjectSequence', items([of('UnformattedTextValue', `lesion of ${SHORT}`)])),
    ]),
  ),
  'codes of an earlier de-identification': put(
    'DeidentificationMethodCodeSequence',
    items(codeItem('113100', `Basic for ${SHORT}`)),
  ),
  'a signature': put(
    'DigitalSignaturesSequence',
    items([of('CertificateOfSigner', bytes(`0\x82CN=${physician},O=${institution}`))]),
  ),
  'a definition of private elements': put(
    'PrivateDataElementCharacteristicsSequence',
    items([
      of('PrivateCreatorReference', 'OAKWELL SCORE'),
      of('PrivateDataElementDefinitionSequence', items([of('PrivateDataElementName', 'Brannigan score')])),
    ]),
  ),
};

/** Private blocks that lists know, and others. */
const PRIVATE: Readonly<Record<string, Put>> = {
  'a text on the safe list': inBlock('GEMS_PARM_01', 0x0043, 0x39, VR.LO, text('1000', family)),
  'a number on the safe list that is none': inBlock('SIEMENS MR HEADER', 0x0019, 0x0c, VR.IS, bytes(given)),
  'a code on the safe list': inBlock('SIEMENS MR HEADER', 0x0019, 0x0d, VR.CS, text('OAKWELL')),
  'a scale on the safe list that is a number of hers': inBlock(
    'Philips MR Imaging DD 001',
    0x2005,
    0x0e,
    VR.DS,
    bytes(digits),
  ),
  'bytes on the safe list': inBlock('SIEMENS CSA HEADER', 0x0029, 0x10, VR.OB, bytes(`SV10 ${SHORT} ${id}`)),
  'a protocol': inBlock(
    'SIEMENS MR HEADER',
    0x0021,
    0x19,
    VR.OB,
    bytes(`### ASCCONV BEGIN ###\ntPatientName = "${SHORT}"\nsKSpace.lX = 5530917\n### ASCCONV END ###`),
  ),
  'a block that nobody knows': inBlock('FERNMOOR ADDENDUM', 0x0099, 0x01, VR.LO, text(SHORT)),
  'a name in it': inBlock('FERNMOOR ADDENDUM', 0x0099, 0x02, VR.PN, text(VICTIM.name)),
  'its creator': inBlock(`${family} ${digits}`, 0x0099, 0x01, VR.LO, text('see creator')),
  'UN in it': inBlock('EXAMPLE', 0x0099, 0x03, VR.UN, bytes(`<p id="${id}">${family}</p>`)),
  'UTF-16 in it': inBlock('EXAMPLE', 0x0099, 0x04, VR.OB, bytes(Buffer.from(SHORT, 'utf16le'))),
  'UTF-16 of the other order in it': inBlock(
    'EXAMPLE',
    0x0099,
    0x05,
    VR.OB,
    bytes(Buffer.from(SHORT, 'utf16le').swap16()),
  ),
  'a compressed stream in it': inBlock('EXAMPLE', 0x0099, 0x06, VR.OB, bytes(gzipSync(SHORT, { level: 0 }))),
  'a DICOM file in it': inBlock(
    'GEMS_IDEN_01',
    0x0009,
    0x31,
    VR.OB,
    bytes(Buffer.concat([Buffer.alloc(128), Buffer.from(`DICM\x10\0\x10\0PN\x12\0${SHORT} `)])),
  ),
  'items in a block that lists know': inBlock(
    'Philips MR Imaging DD 005',
    0x2005,
    0x02,
    VR.SQ,
    items([of('PatientName', VICTIM.name), of('ProtocolName', `${family} t1`)]),
  ),
  'an element without a creator': at(0x00991101, VR.LO, text(SHORT)),
  'an element that the standard does not know': at(0x00189fff, VR.LO, text(SHORT)),
  'a date that the standard does not know': at(0x00189ffe, VR.DA, bytes(born)),
};

/** Overlays, curves, sound and what else is retired. */
const RETIRED: Readonly<Record<string, Put>> = {
  'comments of an overlay': at(0x60004000, VR.LT, text(`drawn for ${SHORT}`)),
  'the label of an overlay': at(0x60021500, VR.LO, text(family)),
  'bits of an overlay': at(0x60023000, VR.OW, bytes(`${SHORT} ${id}`)),
  'the label of a curve': at(0x50002500, VR.LO, text(SHORT)),
  'points of a curve': at(0x50003000, VR.OW, bytes(`${digits} ${family}`)),
  sound: at(0x5000200c, VR.OW, bytes(`RIFF${given}`)),
  'a directory element': at(0x00041500, VR.CS, text('BRANNIGAN', 'KZ553')),
  'a result of an interpretation': at(0x4008010b, VR.ST, text(`${SHORT} is well`)),
  'a code of ACR-NEMA': at(0x00080010, VR.SH, text('OAKWELL')),
  'comments of ACR-NEMA': at(0x00084000, VR.LT, text(`see ${id}`)),
  'a look-up table': put('RedPaletteColorLookupTableData', bytes(`${SHORT} ${SHORT}`)),
  'a colour profile': put('ICCProfile', bytes(`....desc${SHORT}, ${institution}`)),
  'padding after the data set': at(0xfffcfffc, VR.OB, bytes(`padding ${SHORT} ${id}`)),
};

/** Every place by its name: what is put there, by an edit. */
export const PLACES: Readonly<Record<string, Put>> = {
  ...TEXTS,
  ...WRONG,
  ...NESTED,
  ...PRIVATE,
  ...RETIRED,
};
