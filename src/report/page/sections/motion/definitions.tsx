import { type ComponentChildren, createContext, type VNode } from 'preact';
import { useContext } from 'preact/hooks';
import type { MotionCheckRow } from '../../../qc-motion-sections.js';
import { of, type Told } from '../../told.js';
import { Text } from '../../value.js';
import { FigureName } from './figure.js';

type Check = Told<MotionCheckRow>;

/** By what is said of a figure: the id of the place that says it. */
const Places = createContext<ReadonlyMap<string, string>>(new Map());

/** All that limits say of their figure and not of one series. */
function wordsOf({ value: { check, code, definition, source } }: Check): string {
  return JSON.stringify([check, code, definition, source]);
}

/** The place on the page that says what a figure is and whose its limit is; undefined where there is none. */
export function usePlaceOf(check: Check): string | undefined {
  return useContext(Places).get(wordsOf(check));
}

/** What a figure is, whose its limit is, and what both are called in files. */
export function Definition({ of: check }: { of: Check }): VNode {
  return (
    <>
      <dt>what it is</dt>
      <dd>
        <Text of={of(check, 'definition')} />
      </dd>
      <dt>limit from</dt>
      <dd>
        <Text of={of(check, 'source')} />
      </dd>
      <dt>in limits files</dt>
      <dd>
        <Text of={of(check, 'check')} code />, <Text of={of(check, 'code')} code />
      </dd>
    </>
  );
}

interface DefinedProps {
  readonly checks: readonly Check[];
  /** Of this list alone, on the page. */
  readonly id: string;
  readonly children: ComponentChildren;
}

/** Limits whose figures are explained once for all series: on a screen on demand, on paper at the end. */
export function Defined({ checks, id, children }: DefinedProps): VNode {
  const first = new Map<string, Check>();
  for (const check of checks) if (!first.has(wordsOf(check))) first.set(wordsOf(check), check);
  const places = new Map([...first.keys()].map((words, i) => [words, `${id}-${i}`] as const));
  return (
    <Places.Provider value={places}>
      {children}
      {first.size > 0 && (
        <div class="definitions">
          <h4 class="on-paper">What the figures are, and whose the limits</h4>
          {[...first].map(([words, check]) => (
            <div popover id={places.get(words)}>
              <p>
                <FigureName name={check.value.check} />
              </p>
              <dl class="facts">
                <Definition of={check} />
              </dl>
            </div>
          ))}
        </div>
      )}
    </Places.Provider>
  );
}
