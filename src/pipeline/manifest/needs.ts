import type { ScanNeeds } from '../scan/delivered.js';

/** What `manifest` wants of a scan: what every scan reads is enough. Checksums are an option of their own. */
export const MANIFEST_NEEDS: ScanNeeds = { further: [], probes: [] };
