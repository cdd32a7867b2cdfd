import { describe, expect, it } from 'vitest';
import {
  type AdmissionCode,
  admissionSource,
  canBeReleased,
  isAdmissionCode,
} from '../../../../src/rules/deid/admission/admission-code.js';

/** The compiler knows when one is absent. */
const RELEASABLE: Readonly<Record<AdmissionCode, boolean>> = {
  'not-an-instance': false,
  'sop-class-contradicted': false,
  'encapsulated-document': false,
  'overlay-in-pixel-data': false,
  'burned-in-annotation': true,
  ultrasound: true,
  'secondary-capture': true,
  'screen-save': true,
  'sop-class-not-admitted': true,
};

describe('admission codes', () => {
  it.each(Object.entries(RELEASABLE))('%s can be released by a person: %s', (code, isSo) => {
    expect(isAdmissionCode(code) && canBeReleased(code)).toBe(isSo);
  });

  it('name what decides them', () => {
    const sources = Object.keys(RELEASABLE).map((code) => admissionSource(code as AdmissionCode));
    for (const source of sources) expect(source).toMatch(/^PS3\.\d+ |^profile, /);
    expect(new Set(sources).size).toBe(sources.length);
  });

  it('are no other texts', () => {
    for (const text of ['', 'burned-in', 'constructor', 'toString'])
      expect(isAdmissionCode(text)).toBe(false);
  });
});
