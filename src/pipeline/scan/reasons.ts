import { DICOM_ERROR_TEXTS, type DicomErrorCode } from '../../dicom/errors.js';
import type { Unreadable } from './scan.js';

/** Texts of codes that are not of the reader. */
export const FILE_TEXTS: Readonly<Record<Exclude<Unreadable, DicomErrorCode>, string>> = {
  'not-found': 'it does not exist',
  'permission-denied': 'permission denied',
  'special-file': 'it is no regular file',
  'changed-while-read': 'it changed while it was read',
  'io-error': 'the system could not read it',
  'internal-error': 'the reader failed on it',
  'dangling-link': 'it is a link to nothing',
  'link-loop': 'it is a link that leads to itself',
  'seen-elsewhere': 'it was read already',
  'unreadable-folder': 'the folder cannot be listed',
};

/** Why a file could not be read, for people. */
export function textOf(reason: Unreadable): string {
  return { ...DICOM_ERROR_TEXTS, ...FILE_TEXTS }[reason];
}
