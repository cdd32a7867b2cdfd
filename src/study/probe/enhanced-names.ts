import { parseDateTime } from '../../dicom/values/dates.js';
import type { Reading } from './probe.js';
import { UNREADABLE } from './reading-of.js';

/** Where an enhanced object keeps what a classic one keeps under another keyword. */
export interface EnhancedName {
  readonly keyword: string;
  /** Makes the classic value of the enhanced one, where they are coded differently. */
  readonly classic?: (reading: Reading) => Reading;
}

/** Part of DT values, without the offset from UTC; a value that does not reach so far is unreadable. */
function partOfDateTime(part: 'date' | 'time'): (reading: Reading) => Reading {
  return (reading) => {
    if (reading.state !== 'value') return reading;
    const texts = reading.texts.map((text) => {
      const digits = text.replace(/[+-]\d{4}$/, '');
      if (!parseDateTime(text) || digits.length < (part === 'date' ? 8 : 10)) return '';
      return part === 'date' ? digits.slice(0, 8) : digits.slice(8);
    });
    return texts.includes('') ? UNREADABLE : { state: 'value', texts };
  };
}

/** PS3.3 C.8.13.5.3: COLUMN in the MR FOV/Geometry Macro; COL in the classic MR Image Module, C.8.3.1. */
function classicDirection(reading: Reading): Reading {
  if (reading.state !== 'value') return reading;
  return { ...reading, texts: reading.texts.map((text) => (text === 'COLUMN' ? 'COL' : text)) };
}

/**
 * The names by keyword of the classic attribute, in the order in which they count. Units are the same in each pair.
 * An attribute that keeps its keyword needs no row; nor does one whose enhanced form says something else (Scanning
 * Sequence, Decay Correction).
 */
const NAMES: Readonly<Record<string, readonly EnhancedName[]>> = {
  // PS3.3 C.8.13.5.4, MR Echo Macro.
  EchoTime: [{ keyword: 'EffectiveEchoTime' }],
  // PS3.3 C.8.13.5.5, MR Modifier Macro.
  InversionTime: [{ keyword: 'InversionTimes' }],
  // PS3.3 C.8.13.5.6, MR Imaging Modifier Macro.
  ImagingFrequency: [{ keyword: 'TransmitterFrequency' }],
  // PS3.3 C.8.13, MR Image and Spectroscopy Instance Macro.
  ImagedNucleus: [{ keyword: 'ResonantNucleus' }],
  // PS3.3 C.8.13.4, MR Pulse Sequence Module.
  SequenceName: [{ keyword: 'PulseSequenceName' }],
  // PS3.3 C.8.13.5.3, MR FOV/Geometry Macro.
  InPlanePhaseEncodingDirection: [{ keyword: 'InPlanePhaseEncodingDirection', classic: classicDirection }],
  // PS3.3 C.8.13.5.1, C.8.15.3.1, C.8.22.5.1: the frame type macros of MR, CT and PET.
  ImageType: [{ keyword: 'FrameType' }],
  // PS3.3 C.8.15.3, CT Exposure Macro. Those in µs and µA stand in no enhanced IOD.
  XRayTubeCurrent: [{ keyword: 'XRayTubeCurrentInmA' }],
  ExposureTime: [{ keyword: 'ExposureTimeInms' }],
  Exposure: [{ keyword: 'ExposureInmAs' }],
  // PS3.3 C.7.6.16.2.2, Frame Content Macro; else what C.8.13.1, C.8.15.2 and C.8.22.2 state of the whole object.
  AcquisitionTime: [
    { keyword: 'FrameAcquisitionDateTime', classic: partOfDateTime('time') },
    { keyword: 'AcquisitionDateTime', classic: partOfDateTime('time') },
  ],
  AcquisitionDate: [
    { keyword: 'FrameAcquisitionDateTime', classic: partOfDateTime('date') },
    { keyword: 'AcquisitionDateTime', classic: partOfDateTime('date') },
  ],
  AcquisitionNumber: [{ keyword: 'FrameAcquisitionNumber' }],
  TemporalPositionIdentifier: [{ keyword: 'TemporalPositionIndex' }],
  ActualFrameDuration: [{ keyword: 'FrameAcquisitionDuration' }],
  // PS3.3 C.7.6.16.2.7, Cardiac Synchronization Macro.
  TriggerTime: [{ keyword: 'NominalCardiacTriggerDelayTime' }],
};

/** Names under which an enhanced object may keep a classic attribute: its own keyword first. */
export function enhancedNames(keyword: string): readonly EnhancedName[] {
  const names = NAMES[keyword] ?? [];
  return names.some((name) => name.keyword === keyword) ? names : [{ keyword }, ...names];
}
