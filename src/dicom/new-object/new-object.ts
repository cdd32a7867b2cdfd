import type { Dict } from 'dcmjs';
import { lookupKeyword, nearestKeyword } from '../dictionary.js';
import { UnknownKeywordError } from '../keyword.js';
import { TRANSFER_SYNTAX } from '../transfer-syntax.js';
import { NewObjectError } from './new-object-error.js';
import { isBeyondAscii } from './text-values.js';
import { listOf, type PixelContext, plainValues, settledVr } from './values.js';

/** One value: text, a number (DS and IS too), bytes, or the keyword or tag that an AT names. */
type NewScalar = string | number | bigint | Uint8Array | null;

/** What an attribute may be given as: `undefined` leaves it out; null, `''` and `[]` write it empty. */
export type NewValue = NewScalar | readonly NewScalar[] | readonly NewAttributes[] | undefined;

/** A data set or an item of a sequence by keyword, sequences as lists of items. */
export interface NewAttributes {
  readonly [keyword: string]: NewValue;
}

/** How a new object is written. */
export interface NewObjectOptions {
  /** What writes it: Implementation Class UID and Implementation Version Name. PS3.7 D.3.3.2. */
  readonly implementation: { readonly classUID: string; readonly versionName: string };
  /** Little endian either way; explicit VR by default. */
  readonly vr?: 'explicit' | 'implicit';
  readonly sourceApplicationEntityTitle?: string;
}

/** Deeper than any IOD nests its sequences; also what stops an object that contains itself. */
const MAX_DEPTH = 32;
/** PS3.3 C.12.1.1.2: sets whose first half is ASCII and whose second half is not used here, and UTF-8. */
const ASCII_SETS: readonly string[] = ['ISO_IR 100', 'ISO_IR 192'];

/** What is found on the way through the attributes. */
interface Walk {
  isBeyondAscii: boolean;
  /** Character sets declared at any level, with their paths. */
  readonly sets: { readonly set: string; readonly path: string }[];
}

interface Level {
  readonly path: string;
  readonly depth: number;
  readonly context: PixelContext;
  readonly walk: Walk;
}

/** The writer; dcmjs, 1.3 MB of it, is loaded when the first object is made. Its loggers write to the console: off. */
let writer: Promise<typeof import('dcmjs').data.DicomDict> | undefined;

async function loadWriter(): Promise<typeof import('dcmjs').data.DicomDict> {
  const { data, log } = await import('dcmjs');
  for (const logger of [log, ...Object.values(log.getLoggers())]) logger.setLevel('silent', false);
  return data.DicomDict;
}

/** `0x00080018` → `00080018`: dcmjs sorts by these, so capitals throughout. */
function tagKey(tag: number): string {
  return tag.toString(16).toUpperCase().padStart(8, '0');
}

function contextWithin(attributes: NewAttributes, outer: PixelContext): PixelContext {
  const { PixelRepresentation: representation, BitsAllocated: bits } = attributes;
  return {
    ...outer,
    ...(typeof representation === 'number' && { isSigned: representation === 1 }),
    ...(typeof bits === 'number' && { bitsAllocated: bits }),
  };
}

function isItem(given: unknown): given is NewAttributes {
  return typeof given === 'object' && given !== null && Object.getPrototypeOf(given) === Object.prototype;
}

function items(given: NewValue, path: string, level: Level): Dict[] {
  if (given !== null && !Array.isArray(given)) throw new NewObjectError('wrong-kind', path);
  return listOf(given).map((item, i) => {
    const within = `${path}[${i}]`;
    if (!isItem(item)) throw new NewObjectError('wrong-kind', within);
    return elements(item, { ...level, path: `${within}.`, depth: level.depth + 1 });
  });
}

function note(values: readonly unknown[], keyword: string, { path, walk }: Level): void {
  if (keyword === 'SpecificCharacterSet') walk.sets.push({ set: values.join('\\'), path: path + keyword });
  walk.isBeyondAscii ||= values.some((value) => typeof value === 'string' && isBeyondAscii(value));
}

/**
 * The elements of one level by tag. dcmjs offers the same (`denaturalizeDataset`), but leaves out what it does not
 * know, cuts what is too long and takes numbers for text on the way; private attributes it drops, so none are taken.
 */
function elements(attributes: NewAttributes, level: Level): Dict {
  if (level.depth > MAX_DEPTH) throw new NewObjectError('too-deep', level.path);
  const context = contextWithin(attributes, level.context);
  const dict: Dict = {};
  for (const [keyword, given] of Object.entries(attributes)) {
    if (given === undefined) continue;
    const path = level.path + keyword;
    const entry = lookupKeyword(keyword);
    if (!entry) throw new UnknownKeywordError(keyword, nearestKeyword(keyword));
    // PS3.10 7.1, PS3.7 6.3: groups 0000 and 0002 are never of a data set; PS3.5 7.2: nor is a group length.
    if (entry.tag < 0x00030000) throw new NewObjectError('not-of-the-data-set', path);
    const values = listOf(given);
    const vr = settledVr(entry, values, context);
    const Value =
      vr === 'SQ' ? items(given, path, { ...level, context }) : plainValues(values, { ...entry, vr }, path);
    if (vr !== 'SQ') note(values, keyword, level);
    dict[tagKey(entry.tag)] = { vr, Value };
  }
  return dict;
}

/** dcmjs writes UTF-8 whatever is declared: declared is ISO_IR 192 as soon as there is more than ASCII. */
function declareCharacterSet(dict: Dict, walk: Walk): void {
  const allowed = walk.isBeyondAscii ? ASCII_SETS.slice(1) : ASCII_SETS;
  for (const { set, path } of walk.sets) {
    if (!allowed.includes(set)) throw new NewObjectError('character-set', path);
  }
  if (walk.isBeyondAscii) dict['00080005'] = { vr: 'CS', Value: ['ISO_IR 192'] };
}

/** File meta information, but for its group length, which dcmjs counts. PS3.10 7.1. */
function fileMeta(attributes: NewAttributes, options: NewObjectOptions): Dict {
  const { SOPClassUID, SOPInstanceUID } = attributes;
  // UIDs are given, not made: the same input gives the same bytes.
  if (
    typeof SOPClassUID !== 'string' ||
    typeof SOPInstanceUID !== 'string' ||
    !SOPClassUID ||
    !SOPInstanceUID
  ) {
    throw new NewObjectError('missing-uid', '');
  }
  const { explicitLittle, implicitLittle } = TRANSFER_SYNTAX;
  const given = {
    MediaStorageSOPClassUID: SOPClassUID,
    MediaStorageSOPInstanceUID: SOPInstanceUID,
    TransferSyntaxUID: options.vr === 'implicit' ? implicitLittle : explicitLittle,
    ImplementationClassUID: options.implementation.classUID,
    ImplementationVersionName: options.implementation.versionName,
    SourceApplicationEntityTitle: options.sourceApplicationEntityTitle,
  };
  const dict: Dict = { '00020001': { vr: 'OB', Value: [Uint8Array.of(0, 1).buffer] } };
  for (const [keyword, value] of Object.entries(given)) {
    const entry = lookupKeyword(keyword);
    if (entry && value)
      dict[tagKey(entry.tag)] = { vr: entry.vr, Value: plainValues([value], entry, keyword) };
  }
  return dict;
}

/**
 * A whole Part 10 file of a new object, explicit (or implicit) VR little endian, sequences of undefined length.
 * Which attributes an IOD requires is the caller's business; that each value is one its attribute can hold is checked.
 * Specific Character Set becomes ISO_IR 192 where any text is more than ASCII.
 * @param attributes by keyword, SOP Class UID and SOP Instance UID among them; nothing is made up.
 * @throws UnknownKeywordError for a keyword that PS3.6 does not know.
 * @throws NewObjectError for a value that cannot be written, with the path of its attribute.
 */
export async function newObject(attributes: NewAttributes, options: NewObjectOptions): Promise<Uint8Array> {
  const meta = fileMeta(attributes, options);
  const walk: Walk = { isBeyondAscii: false, sets: [] };
  const context: PixelContext = {
    isSigned: false,
    bitsAllocated: 16,
    isImplicit: options.vr === 'implicit',
  };
  const dict = elements(attributes, { path: '', depth: 0, context, walk });
  declareCharacterSet(dict, walk);
  writer ??= loadWriter();
  const file = new (await writer)(meta);
  file.dict = dict;
  try {
    return new Uint8Array(file.write());
  } catch {
    throw new NewObjectError('writer-failed', '');
  }
}
