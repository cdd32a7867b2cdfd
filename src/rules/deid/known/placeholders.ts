/** Words that stand where nobody is named, or no number is given; also what de-identifying tools write. */
const NOBODY = new Set(
  `anon anonym anonyme anonymous anonymized anonymised anonymisiert anonymize deidentified deid pseudonym unidentified
  unknown unk unbekannt inconnu desconocido sconosciuto onbekend none null nil na nn noname nopatientid notavailable
  notapplicable unassigned unspecified unnamed missing blank empty removed redacted deleted masked hidden withheld
  confidential cleared dummy example sample demo default test testing patient patientname patientid mrn id no name
  doctor physician operator admin administrator user service x xx xxx xxxx abc abcd`
    .split(/\s+/)
    .filter(Boolean),
);

/** Whether a value names nobody and nothing: a placeholder, one character again and again, or nothing but signs. */
export function isPlaceholder(text: string): boolean {
  const words = text.toLowerCase().match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  const joined = words.join('');
  return joined === '' || /^(.)\1*$/u.test(joined) || NOBODY.has(joined) || words.every((w) => NOBODY.has(w));
}
