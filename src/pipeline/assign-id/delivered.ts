import type { PersonEvidence } from '../../identity/person/evidence.js';
import type { SeriesContent } from '../../identity/registry/contents.js';
import type { AssignmentReason } from './reasons.js';

/** A study of a delivery. */
export interface DeliveredStudy {
  readonly studyUID: string;
  /** Days since 1970-01-01; undefined where the header does not tell. */
  readonly day: number | undefined;
  readonly series: readonly SeriesContent[];
  readonly seriesByModality: Readonly<Record<string, number>>;
  /** Issuer and Patient ID as the headers hold them: what the assignment's key is made of. */
  readonly rawNumbers: readonly { readonly issuer: string; readonly patientId: string }[];
}

/** A patient of a delivery: everything under one issuer and Patient ID. */
export interface DeliveredPatient {
  /** From 0; the report counts from 1. */
  readonly index: number;
  readonly evidence: PersonEvidence;
  readonly isPhantom: boolean;
  readonly isDeidentified: boolean;
  readonly studies: readonly DeliveredStudy[];
  /** What forbids to assign anything, whoever it is. */
  readonly problems: readonly AssignmentReason[];
}

/** The patients of a delivery, and whose each instance is. */
export interface DeliveredPatients {
  readonly patients: readonly DeliveredPatient[];
  /** The index of the patient of an instance. */
  patientOf(instance: number): number;
}
