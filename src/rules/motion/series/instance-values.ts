import type { Probe } from '../../../study/probe/probe.js';
import type { SeparatorName } from '../../../study/separators.js';
import type { PlannedVolume } from '../../../study/volume/plan.js';
import { attribute } from '../../protocol/derived/readings.js';
import type { Known, SeriesView } from '../../protocol/series-view.js';
import { FRAME_FACTS_PROBE, type FrameFacts, type FrameText } from './frame-facts.js';

/** What each instance holds; absent for one whose frames differ, since which frame holds what is not known. */
type ByInstance<T> = ReadonlyMap<number, T>;

/**
 * What is asked of a series instance by instance, worked out once. A value of a volume is what all its slices share;
 * undefined where they do not.
 */
export class InstanceValues {
  private readonly probed = new Map<Probe, ByInstance<Known>>();
  private readonly separated = new Map<SeparatorName, ByInstance<number | string>>();
  private facts: ByInstance<FrameFacts> | undefined;

  constructor(readonly view: SeriesView) {}

  /** What one instance holds where a probe looked. */
  reading(probe: Probe, instance: number): Known | undefined {
    const known = this.probed.get(probe) ?? this.observe(probe);
    this.probed.set(probe, known);
    return known.get(instance);
  }

  /** What the slices of a volume share where a probe looked. */
  ofVolume(probe: Probe, plan: PlannedVolume): Known | undefined {
    return shared(plan, (instance) => this.reading(probe, instance), JSON.stringify);
  }

  /** The texts of an attribute that the slices of a volume share; none where they have none or differ. */
  texts(keyword: string, plan: PlannedVolume): readonly string[] {
    const found = this.ofVolume(attributeOf(keyword), plan);
    return found?.state === 'value' ? found.texts.map((text) => text.trim().toUpperCase()) : [];
  }

  /** What separates volumes, where it is one value for a volume, though it may separate none of this series. */
  separator(name: SeparatorName, plan: PlannedVolume): number | string | undefined {
    const own = plan.separators[name];
    if (own !== undefined) return own;
    const known = this.separated.get(name) ?? this.separate(name);
    this.separated.set(name, known);
    return shared(plan, (instance) => known.get(instance), String);
  }

  /** Facts of the frames of an instance. */
  frames(instance: number): FrameFacts {
    this.facts ??= new Map(
      this.view.readings(FRAME_FACTS_PROBE).flatMap(({ reading, instances }) => {
        const data = reading.state === 'bundle' ? (reading.data as FrameFacts) : {};
        return instances.map((each) => [each, data] as const);
      }),
    );
    return this.facts.get(instance) ?? {};
  }

  /** A text that the frames of a volume share, where those of its instances differ. */
  frameText(name: FrameText, { slices }: PlannedVolume): string | undefined {
    const found = new Set(
      slices.map(({ instance, frame }) => this.frames(instance)[name]?.[frame] ?? undefined),
    );
    const [text] = found;
    return found.size === 1 ? text?.toUpperCase() : undefined;
  }

  private observe(probe: Probe): ByInstance<Known> {
    const observed = this.view.readings(probe);
    return single(
      observed.flatMap(({ reading, instances }) => {
        return reading.state === 'bundle' ? [] : [{ value: reading as Known, instances }];
      }),
    );
  }

  private separate(name: SeparatorName): ByInstance<number | string> {
    return single(this.view.separator(name));
  }
}

const ATTRIBUTES = [
  ...(['ImageType', 'ComplexImageComponent', 'PhotometricInterpretation'] as const),
  ...(['ImageComments', 'InstanceNumber', 'SeriesType', 'DiffusionDirectionality'] as const),
] as const;

/** Attributes that volumes are asked for by {@link InstanceValues.texts}; one probe each, so that it is known again. */
const PROBES = new Map<string, Probe>(ATTRIBUTES.map((keyword) => [keyword, attribute(keyword)]));

/** What has to be read for {@link InstanceValues.texts} and {@link InstanceValues.frames}. */
export const INSTANCE_PROBES: readonly Probe[] = [...PROBES.values(), FRAME_FACTS_PROBE];

/** @throws RangeError for an attribute that is not among those of {@link INSTANCE_PROBES} */
export function attributeOf(keyword: string): Probe {
  const probe = PROBES.get(keyword);
  if (!probe) throw new RangeError(`${keyword} is not read`);
  return probe;
}

function single<T>(held: readonly { readonly value: T; readonly instances: readonly number[] }[]) {
  const found = new Map<number, T>();
  const mixed = new Set<number>();
  for (const { value, instances } of held) {
    for (const instance of instances) {
      if (found.has(instance)) mixed.add(instance);
      found.set(instance, value);
    }
  }
  for (const instance of mixed) found.delete(instance);
  return found;
}

function shared<T>(
  { slices }: PlannedVolume,
  read: (instance: number) => T | undefined,
  keyOf: (value: T) => string,
): T | undefined {
  const instances = new Set(slices.map(({ instance }) => instance));
  let found: T | undefined;
  for (const instance of instances) {
    const value = read(instance);
    if (value === undefined) return undefined;
    if (found !== undefined && keyOf(value) !== keyOf(found)) return undefined;
    found = value;
  }
  return found;
}
