/**
 * A concept under both its codes, and the meanings it goes by, `|` between them, the preferred one first. The pairs are
 * those of PS3.16 (annex L and the CIDs) as pydicom 3.0.2 tabulates them, one SNOMED-RT identifier a row.
 */
export type SnomedRow = readonly [rt: string, ct: string, meanings: string];
