import type { Dataset } from '../../dicom/dataset.js';
import type { MeasureProblem } from '../problem.js';
import type { Geometry, InstanceRef, MeasurementItem, NamedValue } from '../source.js';
import { aimShapeOf } from './aim-shape.js';
import { type ContentItem, isReference, isShape } from './content-item.js';
import { type Facts, factsOf } from './facts.js';
import { type GeometryReading, geometryBelow, readGeometries } from './geometry.js';
import { addPlace, beside, evidenceOf, instancesOf, type Places, refKey } from './references.js';
import { contextIn, type Group, rootScope, type Scope, scopeBelow } from './scope.js';
import { readStored } from './stored-value.js';

/** What a content tree holds of measurements. */
interface Collected {
  readonly items: readonly MeasurementItem[];
  readonly references: readonly InstanceRef[];
  readonly found: readonly MeasureProblem[];
}

type Region = Pick<MeasurementItem, 'geometries' | 'geometryOf'>;

/** Walks a content tree once and makes a measurement of each NUM, and of regions that no NUM is about. */
export class Collector {
  private readonly items: MeasurementItem[] = [];
  private readonly found: MeasureProblem[] = [];
  private readonly places: Places;
  /** Geometry of groups, read once each. */
  private readonly regions = new Map<Group, GeometryReading>();
  private readonly used = new Set<ContentItem>();
  private readonly usedRefs: InstanceRef[] = [];
  /** Items whose geometry was found damaged: several measurements may refer to one. */
  private readonly reported = new Set<string | undefined>();
  private readonly shapes: { readonly item: ContentItem; readonly scope: Scope }[] = [];
  private readonly referring: ContentItem[] = [];
  private groups = 0;

  constructor(
    private readonly dataset: Dataset,
    private readonly root: ContentItem,
  ) {
    this.places = evidenceOf(dataset);
  }

  /** All measurements in the order of the object, those of shapes alone last. */
  collect(): Collected {
    this.addPlacesBelow(this.root);
    this.visit(this.root, rootScope(this.dataset));
    for (const { item, scope } of this.shapes) {
      if (!this.used.has(item)) this.pushShape(item, scope);
    }
    return { items: this.items, references: this.references(), found: this.found };
  }

  private addPlacesBelow(item: ContentItem): void {
    addPlace(this.places, item);
    for (const child of item.children) this.addPlacesBelow(child);
  }

  private visit(item: ContentItem, outer: Scope): void {
    if (isShape(item)) this.shapes.push({ item, scope: outer });
    if (isReference(item)) this.referring.push(item);
    if (item.valueType === 'NUM') this.pushNumber(item, outer);
    if (item.children.length === 0) return;
    const scope = scopeBelow(item, outer, this.places, this.groups);
    const begun = scope.group !== outer.group ? scope.group : undefined;
    if (begun) this.groups++;
    const before = this.items.length;
    for (const child of item.children) this.visit(child, scope);
    if (!begun) return;
    if (this.items.length === before) this.pushRegion(begun, scope);
    if (this.items.length > before) {
      const { references, realWorldMaps, sourceImages } = begun.facts;
      this.use(references, [...realWorldMaps, ...sourceImages]);
    }
  }

  private pushNumber(item: ContentItem, scope: Scope): void {
    const { path, name } = item;
    const facts = factsOf(item, this.places);
    const { stored, problem } = readStored(item);
    if (problem) this.found.push(problem);
    if (!name) this.found.push({ code: 'concept-missing', itemPath: path });
    const meaning = conceptOf(item, facts);
    this.use(facts.references, [...facts.realWorldMaps, ...facts.sourceImages]);
    this.items.push({
      itemPath: path,
      parents: scope.parents,
      ...meaning,
      stored,
      ...(facts.derivation && { derivation: facts.derivation }),
      ...this.regionOf(item, scope),
      ...placeIn(scope),
      context: contextIn(scope, facts, item),
    });
  }

  /** PS3.16 TID 320: geometry of the measurement itself; else TID 1410, 1411: that of its group. */
  private regionOf(item: ContentItem, { group }: Scope): Region {
    const own = geometryBelow(item, this.places);
    if (own.items.length > 0) return { geometries: this.take(own), geometryOf: 'item' };
    const shape = group && item.parent?.role === 'aimCalculation' ? aimShapeOf(group.item) : undefined;
    if (shape) {
      return { geometries: this.take(readGeometries([shape], this.places)), geometryOf: 'item' };
    }
    return { geometries: group ? this.regionOfGroup(group) : [], geometryOf: 'group' };
  }

  private regionOfGroup(group: Group): readonly Geometry[] {
    const known = this.regions.get(group);
    if (known) return known.geometries;
    const region = geometryBelow(group.item, this.places);
    this.regions.set(group, region);
    return this.take(region);
  }

  /** A group without a number, but with a region: whole images are none. */
  private pushRegion(group: Group, scope: Scope): void {
    const isRegion = ({ kind }: Geometry): boolean => kind !== 'image';
    if (!geometryBelow(group.item, this.places).geometries.some(isRegion)) return;
    const geometries = this.regionOfGroup(group);
    this.items.push({
      itemPath: group.item.path,
      parents: scope.parents,
      modifiers: [],
      geometries,
      geometryOf: 'group',
      ...placeIn(scope),
      context: contextIn(scope, undefined, group.item),
    });
  }

  /** A shape that no number is about. */
  private pushShape(item: ContentItem, scope: Scope): void {
    const geometries = this.take(readGeometries([item], this.places));
    if (geometries.length === 0) return;
    this.items.push({
      itemPath: item.path,
      parents: scope.parents,
      modifiers: [],
      geometries,
      geometryOf: 'item',
      ...placeIn(scope),
      context: contextIn(scope, undefined, item),
    });
  }

  private take(reading: GeometryReading): readonly Geometry[] {
    for (const problem of reading.problems) {
      if (!this.reported.has(problem.itemPath)) this.found.push(problem);
      this.reported.add(problem.itemPath);
    }
    const ofGeometries = reading.geometries.flatMap((geometry) =>
      'image' in geometry ? geometry.image : [],
    );
    this.use(reading.items, [...ofGeometries.filter((ref) => ref !== undefined), ...reading.images]);
    return reading.geometries;
  }

  private use(items: readonly ContentItem[], references: readonly InstanceRef[]): void {
    for (const item of items) this.used.add(item);
    this.usedRefs.push(...references);
  }

  /** Instances that no measurement uses, each once. */
  private references(): InstanceRef[] {
    const seen = new Set(
      this.usedRefs.flatMap((ref) => [refKey(ref), refKey({ sopInstanceUID: ref.sopInstanceUID })]),
    );
    const unused = this.referring.flatMap((item) => {
      const { maps, states } = beside(item, this.places);
      return [...(this.used.has(item) ? [] : instancesOf(item, this.places)), ...maps, ...states];
    });
    return unused.filter((ref) => {
      const key = refKey(ref);
      const isNew = !seen.has(key);
      seen.add(key);
      return isNew;
    });
  }
}

function placeIn({ template, group }: Scope): Pick<MeasurementItem, 'template' | 'group'> {
  return { ...(template && { template }), ...(group && { group: group.number }) };
}

/**
 * What a NUM measures. In the reports that AIM 1 was written to every number goes by one name, Calculation Result, and the
 * method of its calculation says what it is: Length.
 */
function conceptOf(
  item: ContentItem,
  facts: Facts,
): Pick<MeasurementItem, 'concept' | 'method' | 'modifiers'> {
  const { name, parent } = item;
  const calculation = item.role === 'aimResult' && parent?.role === 'aimCalculation' ? parent : undefined;
  const asked = calculation && factsOf(calculation, new Map());
  if (!name || !asked?.method) {
    return {
      ...(name && { concept: name }),
      ...(facts.method && { method: facts.method }),
      modifiers: facts.others,
    };
  }
  const result: NamedValue = { name, value: asked.method };
  return { concept: asked.method, modifiers: [result, ...asked.others, ...facts.others] };
}
