import { RE2JS } from 're2js';
import type { Span } from './span.js';

/** The profile's own patterns, of RE2 syntax: they match in linear time whatever they are. */
export class OwnPatterns {
  private readonly compiled: readonly RE2JS[];

  /** @throws RangeError when a pattern does not compile */
  constructor(patterns: readonly string[]) {
    this.compiled = patterns.map((pattern, i) => {
      try {
        return RE2JS.compile(pattern);
      } catch (cause) {
        throw new RangeError(`text.patterns[${i}] is no pattern of RE2 syntax`, { cause });
      }
    });
  }

  /** Where they match; a match of nothing is none. */
  spans(text: string): Span[] {
    const spans: Span[] = [];
    for (const pattern of this.compiled) {
      const matcher = pattern.matcher(text);
      while (matcher.find()) {
        const [start, end] = [matcher.start(), matcher.end()];
        if (end > start) spans.push({ start, end });
      }
    }
    return spans;
  }
}
