import type { Protocol, ProtocolPath } from '../compiled.js';
import { impossibleBands } from './bands.js';
import { idleRules } from './idle.js';
import { overlappingMatches } from './overlaps.js';
import { failedTests } from './own-tests.js';
import { checksTwice, unreachableVariants } from './variants.js';

/** Something in a protocol that can be loaded and is probably not meant. */
export interface LintNote {
  readonly code:
    | 'protocol-variant-unreachable'
    | 'protocol-matches-overlap'
    | 'protocol-band-impossible'
    | 'protocol-test-failed'
    | 'protocol-check-twice'
    | 'protocol-rule-idle';
  readonly outcome: 'fail' | 'warn';
  readonly message: string;
  readonly path: ProtocolPath;
}

/** Every look at a protocol, in the order in which notes are told. */
const LOOKS: readonly ((protocol: Protocol) => LintNote[])[] = [
  unreachableVariants,
  overlappingMatches,
  impossibleBands,
  checksTwice,
  idleRules,
  failedTests,
];

/** Everything in a protocol that is probably not meant, its own tests that fail among it. */
export function lintProtocol(protocol: Protocol): LintNote[] {
  return LOOKS.flatMap((look) => look(protocol));
}
