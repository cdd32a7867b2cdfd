/** Codes of the Basic Profile in PS3.15 Table E.1-1, compound ones kept whole: which letter holds depends on the Type. */
export const BASIC_CODES = ['D', 'U', 'X', 'Z', 'X/D', 'X/Z', 'Z/D', 'X/Z/D', 'X/Z/U*'] as const;

/** See {@link BASIC_CODES}. */
export type BasicCode = (typeof BASIC_CODES)[number];

/** What a code comes to. PS3.15 Table E.1-1a: remove, zero length, dummy, UID, UIDs inside the sequence. */
export type Letter = 'X' | 'Z' | 'D' | 'U' | 'U*';

/** Data element Types, the strictest first. PS3.5 7.4. */
export const IOD_TYPES = ['1', '1C', '2', '2C', '3'] as const;

/** See {@link IOD_TYPES}. */
export type IodType = (typeof IOD_TYPES)[number];

/** The letters of a code, in the order of the code: each conforms wherever those before it do. */
const LETTERS: { readonly [code in BasicCode]: readonly Letter[] } = {
  D: ['D'],
  U: ['U'],
  X: ['X'],
  Z: ['Z'],
  'X/D': ['X', 'D'],
  'X/Z': ['X', 'Z'],
  'Z/D': ['Z', 'D'],
  'X/Z/D': ['X', 'Z', 'D'],
  'X/Z/U*': ['X', 'Z', 'U*'],
};

/**
 * The letter of a code that keeps the instance conformant to its IOD: the first that its Type allows.
 * A code of one letter is the table's last word, whatever the Type.
 * @param type undefined where the IOD or the attribute in it is not known
 */
export function resolve(code: BasicCode, type: IodType | undefined): Letter {
  const letters = LETTERS[code];
  const fitting = letters.find((letter) => conforms(letter, type));
  // PS3.15 Table E.1-1a names the letters in the order of what conformance asks for: the last is the most that it can.
  return fitting ?? letters.at(-1) ?? 'X';
}

function conforms(letter: Letter, type: IodType | undefined): boolean {
  switch (letter) {
    case 'X':
      // PS3.5 7.4.5: only an attribute of Type 3 may be left out at will. Of 1C and 2C the condition may hold.
      return type === '3';
    case 'Z':
      // PS3.5 7.4.3: Type 2 may be without a value; Type 1 may not (7.4.1).
      return type === '3' || type === '2' || type === '2C';
    default:
      return true;
  }
}
