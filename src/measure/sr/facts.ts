import type { Code } from '../code.js';
import type { InstanceRef, MeasurementContext, NamedValue } from '../source.js';
import { type ContentItem, codeOf, isReference, namedValue, related, textOf } from './content-item.js';
import { instancesOf, type Places } from './references.js';

type Site = MeasurementContext['sites'][number];
type Algorithm = NonNullable<MeasurementContext['algorithm']>;

/** What the items directly below one item say of it. */
export interface Facts {
  trackingId?: string | undefined;
  trackingUID?: string | undefined;
  finding?: Code | undefined;
  findingCategory?: Code | undefined;
  readonly sites: Site[];
  timePoint?: string | undefined;
  activitySession?: string | undefined;
  derivation?: Code | undefined;
  method?: Code | undefined;
  algorithm?: Algorithm | undefined;
  readonly realWorldMaps: InstanceRef[];
  readonly sourceImages: InstanceRef[];
  sourceSeriesUID?: string | undefined;
  /** CODE and TEXT items that are none of these. */
  readonly others: NamedValue[];
  /** Items that refer to an instance and were read here. */
  readonly references: ContentItem[];
}

/** The facts that one item states; what it does not state is left. */
type Reader = (facts: Facts, item: ContentItem, places: Places) => void;

/** Each fact once: of several the first holds. */
const READERS: Partial<Record<NonNullable<ContentItem['role']>, Reader>> = {
  trackingId: (facts, item) => {
    facts.trackingId ??= textOf(item);
  },
  trackingUID: (facts, item) => {
    facts.trackingUID ??= textOf(item);
  },
  finding: (facts, item) => {
    if (facts.finding) pushOther(facts, item);
    else facts.finding = codeOf(item);
  },
  findingCategory: (facts, item) => {
    facts.findingCategory ??= codeOf(item);
  },
  site: (facts, item) => pushSite(facts, item),
  activitySession: (facts, item) => {
    facts.activitySession ??= textOf(item);
  },
  derivation: (facts, item) => {
    facts.derivation ??= codeOf(item);
  },
  method: (facts, item) => {
    facts.method ??= codeOf(item);
  },
  algorithmName: (facts, item) => addAlgorithm(facts, { name: textOf(item) }),
  algorithmVersion: (facts, item) => addAlgorithm(facts, { version: textOf(item) }),
  algorithmFamily: (facts, item) => addAlgorithm(facts, { family: codeOf(item) }),
  algorithmParameters: (facts, item) => {
    const text = textOf(item);
    if (text) addAlgorithm(facts, { parameters: [...(facts.algorithm?.parameters ?? []), text] });
  },
  sourceSeries: (facts, item) => {
    facts.sourceSeriesUID ??= textOf(item);
  },
  realWorldMap: (facts, item, places) => {
    facts.realWorldMaps.push(...instancesOf(item, places));
    facts.references.push(item);
  },
};

/** Roles that observers and shapes have, and what is no statement about a measurement. */
const ELSEWHERE: ReadonlySet<string> = new Set([
  'timePoint',
  'protocolTimePoint',
  'subjectTimePoint',
  'laterality',
  'observerType',
  'personName',
  'personRole',
  'personRoleInOrganization',
  'personOrganization',
  'personLogin',
  'personNumber',
  'deviceUID',
  'deviceName',
  'deviceManufacturer',
  'deviceModel',
  'deviceSerial',
  'geometricPurpose',
]);

/** Reads what the items directly below an item say of it. PS3.16 TID 300, 1410, 1411, 1419, 1501, 1502, 4019. */
export function factsOf(item: ContentItem, places: Places): Facts {
  const facts: Facts = { sites: [], realWorldMaps: [], sourceImages: [], others: [], references: [] };
  const below = item.children.flatMap((child) => statedBy(child) ?? []);
  for (const child of below) {
    const read = child.role && READERS[child.role];
    if (read) read(facts, child, places);
    else if (isReference(child) && child.valueType !== 'WAVEFORM') pushSourceImage(facts, child, places);
    else if (!child.role || !ELSEWHERE.has(child.role)) pushOther(facts, child);
  }
  addTimePoint(facts, below);
  const laterality = below.find(({ role }) => role === 'laterality');
  const side = laterality && codeOf(laterality);
  if (side) shareLaterality(facts.sites, side);
  return facts;
}

/** What is referred to is said of an item only as its context or modifier: a number inferred from a finding is not it. */
function statedBy(child: ContentItem): ContentItem | undefined {
  const { target, relationship } = child;
  if (!target || isReference(target)) return target ?? child;
  return relationship === 'HAS OBS CONTEXT' || relationship === 'HAS CONCEPT MOD' ? target : undefined;
}

function pushSourceImage(facts: Facts, item: ContentItem, places: Places): void {
  const isOfSegment = item.role === 'referencedSegment' || item.role === 'segmentationFrame';
  const images = instancesOf(item, places).filter(({ segments }) => !isOfSegment && segments === undefined);
  if (images.length === 0) return;
  facts.sourceImages.push(...images);
  facts.references.push(item);
}

/** PS3.16 TID 1502: the time point; where it has no label, what the protocol or the subject's schedule calls it. */
function addTimePoint(facts: Facts, below: readonly ContentItem[]): void {
  const stated = below.filter(({ role }) => role?.endsWith('imePoint'));
  for (const role of ['timePoint', 'protocolTimePoint', 'subjectTimePoint'] as const) {
    const within = [...stated, ...stated.flatMap(related)];
    facts.timePoint ??= within.filter((item) => item.role === role).map(textOf)[0];
  }
}

function pushOther(facts: Facts, item: ContentItem): void {
  const value = namedValue(item);
  if (!value) return;
  facts.others.push(value);
  for (const child of related(item)) {
    const below = namedValue(child);
    if (!below) continue;
    // AIM's characteristics are values of the observation above them: its code names them.
    const isOfParent = child.role === 'aimCharacteristic' && typeof value.value !== 'string';
    facts.others.push(isOfParent ? { ...below, name: value.value as Code } : below);
  }
}

function pushSite(facts: Facts, item: ContentItem): void {
  const site = codeOf(item);
  if (!site) return;
  const codeFor = (role: string): Code | undefined => {
    const found = related(item).find((child) => child.role === role);
    return found && codeOf(found);
  };
  const [laterality, modifier] = [codeFor('laterality'), codeFor('siteModifier')];
  facts.sites.push({ site, ...(laterality && { laterality }), ...(modifier && { modifier }) });
}

/** A laterality beside the sites is that of those that have none themselves. */
function shareLaterality(sites: Site[], laterality: Code): void {
  for (const [i, site] of sites.entries()) sites[i] = { laterality, ...site };
}

function addAlgorithm(
  facts: Facts,
  part: { [K in keyof Algorithm]: Algorithm[K] | undefined } & { readonly parameters?: readonly string[] },
): void {
  const { parameters, ...single } = part;
  const stated = Object.fromEntries(Object.entries(single).filter(([, value]) => value !== undefined));
  facts.algorithm = { ...stated, ...facts.algorithm, ...(parameters && { parameters }) };
}
