import { RE2JS } from 're2js';
import { type ConfigFault, faultAt } from '../../config-fault.js';
import type { Profile } from './profile.js';

/** Texts that have nothing in common: what is found in all of them is found everywhere. */
const PROBES = ['Xq~ 1', '7', 'ö.'];

/** Patterns that do not compile or that would take everything, and words that are both taken out and kept. */
export function checkText({ text = {} }: Profile): ConfigFault[] {
  const patterns = (text.patterns ?? []).flatMap((pattern, i) => {
    const compiled = compile(pattern);
    const path = ['text', 'patterns', i];
    if (!compiled) return [faultAt(path, 'is no regular expression of RE2 syntax')];
    if (compiled.test(''))
      return [faultAt(path, 'matches the empty text, so that it is found between any two letters')];
    if (PROBES.every((probe) => compiled.test(probe))) return [faultAt(path, 'is found in every text')];
    return [];
  });
  const removed = new Set((text.remove ?? []).map((word) => word.toLowerCase()));
  const kept = (text.keep ?? []).flatMap((word, i) =>
    removed.has(word.toLowerCase()) ? [faultAt(['text', 'keep', i], "is in 'text.remove', too")] : [],
  );
  return [...patterns, ...kept];
}

/** Patterns run on a linear-time engine, whatever they are. */
function compile(pattern: string): RE2JS | undefined {
  try {
    return RE2JS.compile(pattern);
  } catch {
    return undefined;
  }
}
