/**
 * Defined terms of Specific Character Set (0008,0005), PS3.3 2024b C.12.1.1.2, Tables C.12-2 to C.12-5,
 * and the spellings of them that real files carry.
 */

/** Sets designated to G0 (bytes 0x21–0x7E). */
export type G0Set = 'ascii' | 'jis-romaji' | 'jis-x-0208' | 'jis-x-0212';

/** Single-byte sets designated to G1 (bytes 0xA0–0xFF), by the part of ISO 8859 or the national standard. */
export type SingleByteSet =
  | 'latin1'
  | 'latin2'
  | 'latin3'
  | 'latin4'
  | 'greek'
  | 'arabic'
  | 'hebrew'
  | 'cyrillic'
  | 'latin5'
  | 'latin9'
  | 'thai';

/** Sets designated to G1. `none`: nothing is designated there, so a byte above 0x7F has no meaning. */
export type G1Set = SingleByteSet | 'jis-katakana' | 'ks-x-1001' | 'gb-2312' | 'none';

/** What is designated to G0 and G1 at one place of a text (PS3.5 6.1.2.5.2). */
export interface CodeElements {
  readonly g0: G0Set;
  readonly g1: G1Set;
}

/** How the bytes of a text are to be read: with code extensions, or by an encoding that stands alone. */
export type Scheme = 'iso2022' | 'utf-8' | 'gb18030';

/** One defined term: its scheme, and what it designates at the start when it is value 1. */
export interface Term extends CodeElements {
  readonly name: string;
  readonly scheme: Scheme;
}

const G1_BY_REGISTRATION: Readonly<Record<string, G1Set>> = {
  '6': 'none',
  '100': 'latin1',
  '101': 'latin2',
  '109': 'latin3',
  '110': 'latin4',
  '126': 'greek',
  '127': 'arabic',
  '138': 'hebrew',
  '144': 'cyrillic',
  '148': 'latin5',
  '166': 'thai',
  '203': 'latin9',
  // Table C.12-4: multi-byte sets. As value 1 they break the standard, yet real files name them alone and
  // write G1 bytes without an escape; the G0 sets (87, 159) still need their escape.
  '58': 'gb-2312',
  '87': 'none',
  '149': 'ks-x-1001',
  '159': 'none',
};

/** Registrations that have no `ISO_IR n` form, only `ISO 2022 IR n` (PS3.3 Table C.12-4). */
const MULTI_BYTE = new Set(['58', '87', '149', '159']);

/** ISO 8859 part → ISO-IR registration, for files that name the encoding as other systems do. */
const REGISTRATION_OF_8859: Readonly<Record<string, string>> = {
  '1': '100',
  '2': '101',
  '3': '109',
  '4': '110',
  '5': '144',
  '6': '127',
  '7': '126',
  '8': '138',
  '9': '148',
  '11': '166',
  '15': '203',
};

function registered(number: string, extended: boolean): Term | undefined {
  if (number === '192') return { name: 'ISO_IR 192', scheme: 'utf-8', g0: 'ascii', g1: 'none' };
  const name = extended || MULTI_BYTE.has(number) ? `ISO 2022 IR ${number}` : `ISO_IR ${number}`;
  // PS3.5 6.1.2.3: ISO_IR 13 designates JIS X 0201 to both halves, romaji (ISO-IR 14) and katakana (13).
  if (number === '13') return { name, scheme: 'iso2022', g0: 'jis-romaji', g1: 'jis-katakana' };
  if (!Object.hasOwn(G1_BY_REGISTRATION, number)) return undefined;
  return { name, scheme: 'iso2022', g0: 'ascii', g1: G1_BY_REGISTRATION[number] ?? 'none' };
}

/**
 * The term that one value of Specific Character Set names, misspellings such as `ISO-IR 100`, `ISO 2022 GBK`
 * or `UTF-8` included; `Term.name` is the defined spelling. Undefined when it names no set known here.
 * An empty value is the default repertoire, ISO_IR 6.
 */
export function parseTerm(value: string): Term | undefined {
  const compact = value.toUpperCase().replace(/[\0\s_-]/g, '');
  if (compact === '' || compact === 'ASCII' || compact === 'USASCII') return registered('6', false);
  if (compact === 'UTF8') return registered('192', false);
  if (compact === 'GB2312') return registered('58', true);
  const chinese = /^(?:ISO2022)?(GBK|G?B18030)$/.exec(compact);
  if (chinese) {
    const name = chinese[1] === 'GBK' ? 'GBK' : 'GB18030';
    return { name, scheme: 'gb18030', g0: 'ascii', g1: 'none' };
  }
  const part = /^(?:ISO8859|LATIN(?=1$))(\d{1,2})$/.exec(compact)?.[1];
  if (part !== undefined) return registered(REGISTRATION_OF_8859[part] ?? '', false);
  const extended = /^ISO2022(?:IR)?(\d{1,3})$/.exec(compact)?.[1];
  if (extended !== undefined) return registered(extended, true);
  const plain = /^ISO(?:IR)?(\d{1,3})$/.exec(compact)?.[1];
  return plain === undefined ? undefined : registered(plain, false);
}
