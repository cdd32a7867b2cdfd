import type { Code } from '../code.js';

/** What a content item is there for, by its concept name; SNOMED-RT style codes and those of AIM's reports alike. */
const NAMES = {
  // PS3.16 TID 1410, 1411, 1501: measurement groups and what they say of themselves.
  measurementGroup: ['125007^DCM', 'zzz002^99NCIAIM'],
  trackingId: ['112039^DCM'],
  trackingUID: ['112040^DCM'],
  finding: ['121071^DCM'],
  // PS3.16 TID 4003, 4006: what a CAD report found; its code is the finding of the numbers below it.
  detected: ['111015^DCM', '111059^DCM'],
  findingCategory: ['276214006^SCT'],
  site: ['363698007^SCT', 'G-C0E3^SRT', 'zzz008^99NCIAIM'],
  laterality: ['272741003^SCT', 'G-C171^SRT'],
  siteModifier: ['106233006^SCT', 'G-A1F8^SRT'],
  // PS3.16 TID 1502.
  timePoint: ['C2348792^UMLS'],
  protocolTimePoint: ['126071^DCM'],
  subjectTimePoint: ['126070^DCM'],
  activitySession: ['C67447^NCIT'],
  derivation: ['121401^DCM'],
  method: ['370129005^SCT', 'G-C036^SRT'],
  // PS3.16 TID 4019.
  algorithmName: ['111001^DCM'],
  algorithmVersion: ['111003^DCM'],
  algorithmParameters: ['111002^DCM'],
  algorithmFamily: ['111000^DCM'],
  // PS3.16 TID 1001–1004.
  observerType: ['121005^DCM'],
  personName: ['121008^DCM'],
  personRole: ['121011^DCM'],
  personRoleInOrganization: ['121010^DCM'],
  personOrganization: ['121009^DCM'],
  personLogin: ['128774^DCM', 'zzz026^99NCIAIM'],
  personNumber: ['128775^DCM', 'zzz045^99NCIAIM'],
  deviceUID: ['121012^DCM'],
  deviceName: ['121013^DCM'],
  deviceManufacturer: ['121014^DCM'],
  deviceModel: ['121015^DCM'],
  deviceSerial: ['121016^DCM'],
  // What a measurement was made on.
  realWorldMap: ['126100^DCM'],
  sourceSeries: ['121232^DCM'],
  sourceImage: ['121233^DCM', '121324^DCM', '121112^DCM', '111040^DCM', '260753009^SCT'],
  referencedSegment: ['121191^DCM'],
  segmentationFrame: ['121214^DCM'],
  geometricPurpose: ['130400^DCM'],
  // Where an image of a library belongs.
  studyUID: ['110180^DCM'],
  seriesUID: ['112002^DCM'],
  // The structured reports that AIM 1 was written to.
  aimCalculation: ['zzz011^99NCIAIM'],
  aimResult: ['zzz015^99NCIAIM'],
  aimCharacteristic: ['zzz010^99NCIAIM'],
  aimImageAnnotation: ['zzz030^99NCIAIM'],
} as const satisfies Record<string, readonly string[]>;

/** What a content item is there for; see the table. */
export type Role = keyof typeof NAMES;

const ROLES: ReadonlyMap<string, Role> = new Map(
  Object.entries(NAMES).flatMap(([role, keys]) =>
    keys.map((key: string) => [key.toUpperCase(), role as Role] as const),
  ),
);

/** PS3.16 8.1: designators that SNOMED-RT style codes went under before SRT. */
const SNOMED_RT: ReadonlySet<string> = new Set(['SNM3', '99SDM']);

/** What an item of this name is there for: by value and scheme, never by meaning. */
export function roleOf({ value, scheme }: Code): Role | undefined {
  const upper = scheme.toUpperCase();
  return ROLES.get(`${value.toUpperCase()}^${SNOMED_RT.has(upper) ? 'SRT' : upper}`);
}
