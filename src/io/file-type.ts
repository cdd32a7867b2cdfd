/** What a file that is no DICOM looks like, by its first bytes. */
export type FileType =
  | 'aim-xml'
  | 'xml'
  | 'html'
  | 'pdf'
  | 'executable'
  | 'zip'
  | 'gzip'
  | 'png'
  | 'jpeg'
  | 'nifti'
  | 'json'
  | 'text'
  | 'binary';

/** How many bytes {@link sniffFileType} wants to see. */
export const SNIFF_BYTES = 4096;

const SIGNATURES: readonly (readonly [FileType, readonly number[]])[] = [
  ['pdf', [0x25, 0x50, 0x44, 0x46]],
  ['executable', [0x4d, 0x5a]],
  ['executable', [0x7f, 0x45, 0x4c, 0x46]],
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  ['gzip', [0x1f, 0x8b]],
  ['png', [0x89, 0x50, 0x4e, 0x47]],
  ['jpeg', [0xff, 0xd8, 0xff]],
];

/**
 * Tells what a file is from its first bytes. AIM (Annotation and Image Markup 3 and 4) is told by its root element,
 * since it carries measurements that belong to the images.
 */
export function sniffFileType(head: Uint8Array): FileType {
  for (const [type, bytes] of SIGNATURES) if (bytes.every((byte, i) => head[i] === byte)) return type;
  if (isNifti(head)) return 'nifti';
  const text = asText(head);
  if (text === undefined) return 'binary';
  const start = text.trimStart();
  if (/^(<\?xml|<!--|<[A-Za-z])/.test(start)) {
    if (/<(?:\w+:)?(ImageAnnotationCollection|ImageAnnotation)[\s>/]/.test(text)) return 'aim-xml';
    return /<(!doctype\s+)?html/i.test(text) ? 'html' : 'xml';
  }
  return /^[[{]\s*["[{\]}]/.test(start) ? 'json' : 'text';
}

/** NIfTI-1: header size 348 in either byte order and the magic at 344. */
function isNifti(head: Uint8Array): boolean {
  return head[344] === 0x6e && (head[345] === 0x2b || head[345] === 0x69) && head[346] === 0x31;
}

/** UTF-8, UTF-16 with a mark, or 8-bit text without control characters; undefined for anything else. */
function asText(head: Uint8Array): string | undefined {
  if (head[0] === 0xff && head[1] === 0xfe) return new TextDecoder('utf-16le').decode(head);
  if (head[0] === 0xfe && head[1] === 0xff) return new TextDecoder('utf-16be').decode(head);
  for (const byte of head)
    if (byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13) return undefined;
  return new TextDecoder('utf-8').decode(head);
}
