import type { Dataset } from '../../dicom/dataset.js';

/** Something to read from every instance of a delivery. Plain data: it crosses threads. */
export type Probe =
  /**
   * A standard attribute, by keyword or path (`ReferencedImageSequence[0].ReferencedSOPInstanceUID`). A keyword is
   * found wherever the object keeps it: at the top, or in the functional groups of an enhanced object, there under the
   * name that the enhanced IODs give it, too (Echo Time is Effective Echo Time).
   */
  | { readonly kind: 'attribute'; readonly path: string }
  /** A private element by its creator. PS3.5 7.8.1: the block that the creator reserved is looked up first. */
  | {
      readonly kind: 'private';
      readonly creator: string;
      /** Odd. */
      readonly group: number;
      /** The low byte of the element number. */
      readonly element: number;
      /** VR to read it as where the file states none, by its two letters: implicit data sets, elements coded as UN. */
      readonly vr?: string;
    }
  /** A tag of Siemens' CSA image header, else of the CSA series header. */
  | { readonly kind: 'csa'; readonly tag: string }
  /** An assignment of Siemens' measurement protocol, by its full key. */
  | { readonly kind: 'phoenix'; readonly key: string }
  /** Several attributes that are read together by a reader of this name, as {@link BundleReader}. */
  | { readonly kind: 'bundle'; readonly name: string };

/** What an instance, or a frame of it, holds where a probe looked. */
export type Reading =
  | { readonly state: 'absent' }
  /** There, without a value. */
  | { readonly state: 'empty' }
  /** There, but not as what it should be: malformed, damaged, too large, a sequence. */
  | { readonly state: 'unreadable' }
  | {
      readonly state: 'value';
      /** Every value, padding removed, empty ones included. */
      readonly texts: readonly string[];
      /** The same as numbers, where the VR is one of numbers; all of them finite. */
      readonly numbers?: readonly number[];
    }
  /** What a bundle's reader made of it: plain data. */
  | { readonly state: 'bundle'; readonly data: unknown };

/** What one instance holds: one reading, or several where its frames differ. */
export type InstanceReading = Reading | FrameReadings;

/** The readings of a multi-frame instance whose frames differ. */
export interface FrameReadings {
  readonly state: 'frames';
  /** Distinct readings, in the order in which they were met. `first` is a 0-based frame, `frames` how many have it. */
  readonly of: readonly { readonly reading: Reading; readonly first: number; readonly frames: number }[];
}

/** A reader of several attributes at once, by whose name a `bundle` probe asks for it. What it gives is plain JSON data. */
export type BundleReader = (ds: Dataset) => unknown;

/** The readers of bundles, by name. */
export type BundleReaders = Readonly<Record<string, BundleReader>>;

/** Equal for equal probes. */
export function probeKey(probe: Probe): string {
  switch (probe.kind) {
    case 'attribute':
      return probe.path;
    case 'private':
      return `${probe.creator}/${probe.group.toString(16)}/${probe.element.toString(16)}`;
    case 'csa':
      return `csa.${probe.tag}`;
    case 'phoenix':
      return `phoenix.${probe.key}`;
    case 'bundle':
      return `bundle:${probe.name}`;
  }
}

/**
 * Equal for probes that read the same in every file. A private element is one by {@link probeKey}, but what an implicit
 * data set holds of it reads otherwise with another VR.
 */
export function exactProbeKey(probe: Probe): string {
  const vr = probe.kind === 'private' ? (probe.vr ?? '') : '';
  return `${probeKey(probe)} ${vr}`;
}

/** A reading that several instances of a series share. */
export interface Observed {
  readonly reading: Reading;
  /** Numbers of the instances that hold it, rising; an instance whose frames differ is in several. */
  readonly instances: readonly number[];
  /** How many frames hold it, over all the instances; only where the frames of one of the series' instances differ. */
  readonly frames?: number;
}
