import type { SectionMaker } from '../../page-section.js';

/** Stub. */
export const protocolSections: SectionMaker = async () => [];
