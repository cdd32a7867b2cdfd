const BACKSLASH = 0x5c;

/** VRs whose text Specific Character Set (0008,0005) governs: PS3.5 6.1.2.3. All others are in ISO_IR 6. */
const GOVERNED: ReadonlySet<string> = new Set(['LO', 'LT', 'PN', 'SH', 'ST', 'UC', 'UT']);

/** Text VRs that hold one value only, in which a backslash is a character: PS3.5 6.2. */
const SINGLE_VALUED: ReadonlySet<string> = new Set(['LT', 'ST', 'UT', 'UR']);

// PS3.5 6.1.2.5.3: code extensions end before TAB, LF, FF and CR, before `\` where values are separated by it,
// and in PN before `^` and `=`.
const CONTROLS = [0x09, 0x0a, 0x0c, 0x0d];
const IN_PERSON_NAME: ReadonlySet<number> = new Set([...CONTROLS, BACKSLASH, 0x5e, 0x3d]);
const IN_VALUES: ReadonlySet<number> = new Set([...CONTROLS, BACKSLASH]);
const IN_TEXT: ReadonlySet<number> = new Set(CONTROLS);

/** Whether Specific Character Set applies to the VR. */
export function isGoverned(vr: string): boolean {
  return GOVERNED.has(vr);
}

/** Whether a backslash separates values in the VR. */
export function isMultiValued(vr: string): boolean {
  return !SINGLE_VALUED.has(vr);
}

/** Bytes at which code extensions end, by VR. */
export function delimitersOf(vr: string): ReadonlySet<number> {
  if (vr === 'PN') return IN_PERSON_NAME;
  return isMultiValued(vr) ? IN_VALUES : IN_TEXT;
}
