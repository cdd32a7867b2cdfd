/** How a data set is encoded. PS3.5 section 10 and annex A. */
export interface TransferSyntax {
  readonly uid: string;
  readonly explicit: boolean;
  readonly littleEndian: boolean;
  /** The whole data set is deflated (PS3.5 A.5). */
  readonly deflated: boolean;
  /** Pixel data comes in fragments (PS3.5 A.4). */
  readonly encapsulated: boolean;
}

/** The UIDs that the reader decides on. PS3.6 annex A. */
export const TRANSFER_SYNTAX = {
  implicitLittle: '1.2.840.10008.1.2',
  explicitLittle: '1.2.840.10008.1.2.1',
  encapsulatedUncompressed: '1.2.840.10008.1.2.1.98',
  deflated: '1.2.840.10008.1.2.1.99',
  explicitBig: '1.2.840.10008.1.2.2',
  jpipDeflated: '1.2.840.10008.1.2.4.95',
  jpipHtj2kDeflated: '1.2.840.10008.1.2.4.205',
  /** GE's private implicit little endian with big-endian pixel data, named in its conformance statements. */
  gePrivate: '1.2.840.113619.5.2',
  /** Papyrus 3, implicit little endian, retired. */
  papyrus3: '1.2.840.10008.1.20',
} as const;

const NATIVE: Readonly<Record<string, Omit<TransferSyntax, 'uid'>>> = {
  [TRANSFER_SYNTAX.implicitLittle]: native(false, true, false),
  [TRANSFER_SYNTAX.gePrivate]: native(false, true, false),
  [TRANSFER_SYNTAX.papyrus3]: native(false, true, false),
  [TRANSFER_SYNTAX.explicitLittle]: native(true, true, false),
  [TRANSFER_SYNTAX.explicitBig]: native(true, false, false),
  [TRANSFER_SYNTAX.deflated]: native(true, true, true),
  [TRANSFER_SYNTAX.jpipDeflated]: native(true, true, true),
  [TRANSFER_SYNTAX.jpipHtj2kDeflated]: native(true, true, true),
};

function native(explicit: boolean, littleEndian: boolean, deflated: boolean): Omit<TransferSyntax, 'uid'> {
  return { explicit, littleEndian, deflated, encapsulated: false };
}

/**
 * The encoding that a transfer syntax UID stands for. Every syntax that is not listed is explicit little endian
 * with encapsulated pixel data: PS3.5 A.4 requires it of all compressed ones.
 */
export function transferSyntaxOf(uid: string): TransferSyntax {
  const known = Object.hasOwn(NATIVE, uid) ? NATIVE[uid] : undefined;
  return { uid, ...(known ?? { explicit: true, littleEndian: true, deflated: false, encapsulated: true }) };
}
