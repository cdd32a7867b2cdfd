import type { SectionMaker } from '../../page-section.js';

/** Stub. */
export const identitySections: SectionMaker = async () => [];
