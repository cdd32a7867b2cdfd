import { type Span, spansOf } from '../span.js';
import { nameEnd } from './names.js';

const START = '(?<![\\p{L}\\p{N}])';
/** Between a label and its value. */
const IS = '\\s{0,2}[:#=]{1,2}\\s{0,2}';
const NUMBER_WORDS = '(?:\\s?(?:no|nr|num|number|nummer|id|code|#)\\.?)?';

/** Numbers of persons, cases and orders; the value has a digit. */
const NUMBERED = new RegExp(
  `${START}(?:mrn|m\\.r\\.n\\.|med(?:ical)? rec(?:ord)?|pat(?:ient(?:en)?)?[ ._-]?(?:id|no|nr|num|number|nummer)|pid|hosp(?:ital)?[ ._-]?(?:no|nr|num|id)|acc(?:ession)?|acc[ .]?no|ssn|nhs|nric|case[ ._-]?(?:no|nr|id)|fall(?:nummer|nr)|order[ ._-]?(?:no|nr|id)|req(?:uest)?[ ._-]?(?:no|nr|id)|insurance|versicherten(?:nummer|nr)|passport|aufnahme(?:nummer|nr))${NUMBER_WORDS}(?:${IS}|[\\s._-]{1,2}|(?=\\d))(?=[\\p{L}\\-/.]{0,8}\\d)[\\p{L}\\p{N}][\\p{L}\\p{N}\\-/.]{1,40}`,
  'giu',
);

/** Days of birth, in whatever form; years alone, too. */
const BORN = new RegExp(
  `${START}(?:d\\.?o\\.?b\\.?|birth ?da(?:te|y)|date of birth|born(?: on)?|geb(?:oren|urtsdatum|\\.|\\.-?dat\\.?)?(?: am)?|n[ée]e?(?: le)?|nacid[oa](?: el)?|fecha de nacimiento|date de naissance|data di nascita|生年月日|出生日期)(?!\\p{L})\\s{0,2}[:#=]?\\s{0,2}(?:\\d[\\d./\\- ]{2,14}\\d|\\d{2,4})`,
  'giu',
);

/** People, behind whom a name stands; `any` where it may be in lower case. */
const PEOPLE =
  'pat(?:ient(?:en|in)?)?|operator|oper|tech(?:nologist|nician)?|radiographer|physician|ref(?:erring)?(?: ?phys(?:ician)?| ?dr| ?md)?|radiologist|attending|reader|doctor|arzt|überweiser|zuweiser|mtra|médecin|medico|performed by|reported by|read by|dictated by|signed by|reviewed by|approved by|verified by|ordered by|requested by|scanned by|acquired by|befundet von|untersucher';
const NAMES =
  '(?:patient(?:en)?[ ._-]?|pat[ ._-]?|full |last |first |family |given |physician |operator )?(?:name|surname|vorname|nachname|nom|prénom|nombre|apellidos?|nome|cognome)|氏名|姓名|이름';
const LABELLED = new RegExp(`${START}(?:(?<person>${PEOPLE})|(?<any>${NAMES}))(?!\\p{L})${IS}`, 'giu');
const BY = new RegExp(
  `${START}(?:performed|reported|read|dictated|signed|reviewed|approved|verified|ordered|requested|scanned|acquired|referred|transcribed|interpreted|befundet|untersucht) (?:by|von)\\s`,
  'giu',
);

/** Ages over 89, 45 CFR 164.514(b)(2)(i)(C). */
const OLD =
  /(?<![\d.])(?:9\d|1[01]\d)(?:Y(?!\p{L})|[ -]?(?:years?[ -]?old|years? of age|y\/?o|y\.o\.|yrs?[ -]?old|jahre?(?: alt)?|[ -]?jährige?[rn]?|ans|años)(?!\p{L}))/giu;
const DICOM_OLD = /(?<![\p{L}\p{N}])0(?:9\d)Y(?![\p{L}\p{N}])/gu;

const HINT =
  /mrn|m\.r|rec|pat|pid|hosp|acc|ssn|nhs|nric|case|fall|order|req|insur|versich|passp|aufn|\bd\.?o\.?b|birth|born|geb|n[ée]e?|nacid|naci|nasc|生年|出生|oper|tech|graph|phys|ref|logist|atten|reader|doctor|arzt|weiser|mtra|m[ée]d|name|nom|cognome|apell|氏名|姓名|이름| by | von |such|9\d|1[01]\d/i;

function named(text: string): Span[] {
  const spans: Span[] = [];
  for (const match of text.matchAll(LABELLED)) {
    const from = match.index + match[0].length;
    const end = nameEnd(text, from, match.groups?.any === undefined);
    if (end > from) spans.push({ start: match.index, end });
  }
  for (const match of text.matchAll(BY)) {
    const from = match.index + match[0].length;
    const end = nameEnd(text, from, true);
    // `read by` stays: what it tells of the report is no secret.
    if (end > from) spans.push({ start: from, end });
  }
  return spans;
}

/** Where a label says that what follows is somebody's number, day of birth or name, and ages over 89. */
export function labelSpans(text: string): Span[] {
  if (!HINT.test(text)) return [];
  const hasDigit = /\d/.test(text);
  const numbers = hasDigit
    ? [NUMBERED, BORN, OLD, DICOM_OLD].flatMap((pattern) => spansOf(pattern, text))
    : [];
  return [...numbers, ...named(text)];
}
