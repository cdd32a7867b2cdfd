import type { Dataset } from '../../dicom/dataset.js';
import type { Code } from '../code.js';
import type { MeasurementContext, Observer } from '../source.js';
import { type ContentItem, codeOf } from './content-item.js';
import { type Facts, factsOf } from './facts.js';
import { authorOf, withObservers } from './observers.js';
import type { Places } from './references.js';

/** A measurement group: the item that stands for one lesion. */
export interface Group {
  readonly item: ContentItem;
  /** From 0, in the order of the object. */
  readonly number: number;
  readonly facts: Facts;
}

/** What holds for the items below one. PS3.3 C.17.5: context is handed down until it is stated anew. */
export interface Scope {
  readonly parents: readonly Code[];
  readonly observer: Observer;
  readonly dateTime?: string;
  readonly inherited: Pick<
    MeasurementContext,
    'timePoint' | 'activitySession' | 'algorithm' | 'method' | 'sites'
  >;
  readonly template?: string;
  readonly group?: Group;
  /** Finding that a number is a property of, where it stands below one. */
  readonly finding?: Code;
}

/** What holds for the root of a report. */
export function rootScope(dataset: Dataset): Scope {
  const dateTime = contentDateTime(dataset);
  return {
    parents: [],
    observer: authorOf(dataset),
    ...(dateTime && { dateTime }),
    inherited: { sites: [] },
  };
}

/** What holds below an item. `number`: that a group which begins here gets. */
export function scopeBelow(item: ContentItem, outer: Scope, places: Places, number: number): Scope {
  const group = startsGroup(item, outer) ? { item, number, facts: factsOf(item, places) } : outer.group;
  const own = item.dataset.sequence('ContentTemplateSequence')[0]?.string('TemplateIdentifier');
  // A group follows the template that it names, not that of the report around it.
  const template = group && group !== outer.group ? own : (own ?? outer.template);
  const dateTime = item.dataset.string('ObservationDateTime') ?? outer.dateTime;
  const finding = findingOf(item) ?? (group === outer.group ? outer.finding : undefined);
  return {
    parents: item.name ? [...outer.parents, item.name] : outer.parents,
    observer: withObservers(outer.observer, item),
    inherited: inheritedBelow(item, outer, places, group),
    ...(dateTime && { dateTime }),
    ...(template && { template }),
    ...(group && { group }),
    ...(finding && { finding }),
  };
}

/** The context of a measurement: what it says itself, else its group, else what is handed down. */
export function contextIn(scope: Scope, own: Facts | undefined, observed: ContentItem): MeasurementContext {
  const { inherited, group, observer } = scope;
  const facts = group?.facts;
  const algorithm = own?.algorithm ?? inherited.algorithm;
  return {
    ...lesionIn(scope, own),
    ...whenIn(scope, own, observed),
    sites: own && own.sites.length > 0 ? own.sites : inherited.sites,
    observer: own ? withObservers(observer, observed) : observer,
    ...(algorithm && { algorithm }),
    ...(inherited.method && { method: inherited.method }),
    realWorldMaps: joined(own?.realWorldMaps, facts?.realWorldMaps),
    sourceImages: joined(own?.sourceImages, facts?.sourceImages),
    qualitative: facts?.others ?? [],
  };
}

/** The list of a group is shared by its numbers, not copied. */
function joined<T>(own: readonly T[] = [], ofGroup: readonly T[] = []): readonly T[] {
  return own.length === 0 ? ofGroup : [...own, ...ofGroup];
}

type Lesion = Pick<
  MeasurementContext,
  'trackingId' | 'lesionLabel' | 'trackingUID' | 'finding' | 'findingCategory' | 'sourceSeriesUID'
>;

function lesionIn(scope: Scope, own: Facts | undefined): Lesion {
  const facts = scope.group?.facts;
  const trackingId = own?.trackingId ?? facts?.trackingId;
  const trackingUID = own?.trackingUID ?? facts?.trackingUID;
  const finding = own?.finding ?? scope.finding ?? facts?.finding;
  const findingCategory = own?.findingCategory ?? facts?.findingCategory;
  const sourceSeriesUID = own?.sourceSeriesUID ?? facts?.sourceSeriesUID;
  return {
    ...(trackingId && { trackingId, lesionLabel: trackingId }),
    ...(trackingUID && { trackingUID }),
    ...(finding && { finding }),
    ...(findingCategory && { findingCategory }),
    ...(sourceSeriesUID && { sourceSeriesUID }),
  };
}

function whenIn(
  { inherited, dateTime: outer }: Scope,
  own: Facts | undefined,
  { dataset }: ContentItem,
): Pick<MeasurementContext, 'timePoint' | 'activitySession' | 'dateTime'> {
  const timePoint = own?.timePoint ?? inherited.timePoint;
  const activitySession = own?.activitySession ?? inherited.activitySession;
  const dateTime = dataset.string('ObservationDateTime') ?? outer;
  return {
    ...(timePoint && { timePoint }),
    ...(activitySession && { activitySession }),
    ...(dateTime && { dateTime }),
  };
}

/** PS3.16 TID 1500: a container that says so; else one that tracks a lesion, or has one finding beside its numbers. */
function startsGroup(item: ContentItem, { group }: Scope): boolean {
  const { valueType, role, children } = item;
  // Numbers that are properties of a finding belong together, but a group around them says more.
  if (valueType === 'CODE') return !group && findingOf(item) !== undefined && children.some(isNumber);
  if (valueType !== 'CONTAINER' || role === 'aimCalculation' || role === 'aimImageAnnotation') return false;
  if (role === 'measurementGroup') return true;
  if (children.some((child) => child.role === 'trackingUID' || child.role === 'trackingId')) return true;
  return children.some(isNumber) && children.filter((child) => child.role === 'finding').length === 1;
}

function isNumber({ valueType }: ContentItem): boolean {
  return valueType === 'NUM';
}

function findingOf(item: ContentItem): Code | undefined {
  return item.role === 'finding' || item.role === 'detected' ? codeOf(item) : undefined;
}

const HANDED_DOWN: ReadonlySet<string> = new Set([
  'timePoint',
  'protocolTimePoint',
  'subjectTimePoint',
  'activitySession',
  'algorithmName',
  'algorithmVersion',
  'algorithmParameters',
  'algorithmFamily',
  'method',
  'site',
]);

function inheritedBelow(
  item: ContentItem,
  outer: Scope,
  places: Places,
  group: Group | undefined,
): Scope['inherited'] {
  const { inherited } = outer;
  // A calculation of AIM's names its concept as its method.
  if (item.role === 'aimCalculation') return inherited;
  if (!item.children.some(({ role }) => role && HANDED_DOWN.has(role))) return inherited;
  const isGroup = group?.item === item;
  const facts = isGroup ? group.facts : factsOf(item, places);
  // PS3.3 C.17.3.2.4: concept modifiers qualify all that is below; a site that is merely contained does not.
  const qualifies = isGroup || item.children.some((c) => c.role === 'site' && c.relationship !== 'CONTAINS');
  const sites = qualifies && facts.sites.length > 0 ? facts.sites : inherited.sites;
  const { timePoint, activitySession, algorithm, method } = facts;
  return {
    ...inherited,
    ...(timePoint && { timePoint }),
    ...(activitySession && { activitySession }),
    ...(algorithm && { algorithm }),
    ...(method && { method }),
    sites,
  };
}

/** PS3.3 C.17.2: Content Date and Time, with the offset from UTC that the object states. */
function contentDateTime(dataset: Dataset): string | undefined {
  const date = dataset.string('ContentDate')?.replaceAll('.', '');
  const time = dataset.string('ContentTime')?.replaceAll(':', '');
  if (!date) return undefined;
  return time ? `${date}${time}${dataset.string('TimezoneOffsetFromUTC') ?? ''}` : date;
}
