import type { VNode } from 'preact';
import type { Told } from '../../told.js';
import { Text } from '../../value.js';

/** Yes or no in words, with their place in the report. */
export function YesNo({ of: told, why }: { of: Told<boolean | null>; why: string }): VNode {
  const { value, at } = told;
  return <Text of={{ value: value === null ? null : value ? 'yes' : 'no', at }} why={why} />;
}
