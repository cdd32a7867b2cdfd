import type { Outcome } from '../../../../findings/outcome.js';
import type { Told } from '../../told.js';

/** Whether two values agree, as an outcome; what nobody knows is not evaluable. */
export function agreement({ value, at }: Told<boolean | null>): Told<Outcome> {
  return { value: value === null ? 'not-evaluable' : value ? 'pass' : 'fail', at };
}
