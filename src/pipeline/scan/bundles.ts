import { readPetFacts } from '../../pet/pet-facts.js';
import { readFrameFacts } from '../../rules/motion/series/frame-facts.js';
import type { BundleReaders } from '../../study/probe/probe.js';

/** Readers of several attributes at once, by the names that probes have for them. */
export const BUNDLES: BundleReaders = { pet: readPetFacts, frames: readFrameFacts };
