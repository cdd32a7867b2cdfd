import { RE2JS } from 're2js';
import type { Trial } from './trial.js';

/** Tells phantoms from people. */
export interface PhantomMatcher {
  /** Keywords of the attributes that it looks at, each once. */
  readonly keywords: readonly string[];
  /**
   * True when a pattern is found in a value of its attribute.
   * @param attributes the values by keyword; those that are absent match nothing
   */
  matches(attributes: Readonly<Record<string, readonly string[]>>): boolean;
}

/**
 * A pattern of RE2 syntax, which is matched in linear time whatever it is.
 * @returns undefined when it does not compile
 */
export function compilePattern(pattern: string): RE2JS | undefined {
  try {
    return RE2JS.compile(pattern);
  } catch {
    return undefined;
  }
}

/**
 * What recognises the phantoms of a trial.
 * @returns undefined when the trial has no phantoms
 * @throws RangeError when a pattern does not compile, which `checkTrial` tells
 */
export function phantomMatcher({ phantoms }: Trial): PhantomMatcher | undefined {
  if (!phantoms) return undefined;
  const rules = phantoms.match.map(({ attribute, pattern }) => {
    const compiled = compilePattern(pattern);
    if (!compiled) throw new RangeError(`the pattern of phantoms for ${attribute} does not compile`);
    return { attribute, compiled };
  });
  return {
    keywords: [...new Set(rules.map((rule) => rule.attribute))],
    matches: (attributes) =>
      rules.some(({ attribute, compiled }) =>
        Object.hasOwn(attributes, attribute)
          ? (attributes[attribute] ?? []).some((value) => compiled.test(value))
          : false,
      ),
  };
}
