import { describe, expect, it } from 'vitest';
import { DICOM_ERROR_TEXTS, DicomError, type DicomErrorCode } from '../../src/dicom/errors.js';

describe('a reading error', () => {
  it('says what is wrong in the words of its code, and where as numbers only', () => {
    for (const [code, text] of Object.entries(DICOM_ERROR_TEXTS)) {
      const error = new DicomError(code as DicomErrorCode, 77, 0x00100010);
      expect(error).toBeInstanceOf(Error);
      expect(error.message).toBe(text);
      expect(error.toString()).toBe(`DicomError: ${text}`);
      expect([error.code, error.offset, error.tag]).toEqual([code, 77, 0x00100010]);
      expect(text).toMatch(/^[a-zA-Z][^.\d]*$/);
    }
  });
});
