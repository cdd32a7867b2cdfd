import { type Span, spansOf } from '../span.js';

const NAME = "\\p{Lu}[\\p{L}'’-]{1,40}";
/** A further word of a name; words in capitals are not taken for one. */
const MORE = "\\p{Lu}[\\p{Ll}'’-]{1,40}";
const STREETS = [
  // 12 Elm Street, 1600 Pennsylvania Ave NW.
  `(?<![\\d.])\\d{1,5}[a-zA-Z]?,? (?:(?:${NAME}|\\d{1,3}(?:st|nd|rd|th))\\.? ){1,4}(?:Street|Str?|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Blvd|Boulevard|Court|Plaza|Square|Sq|Parkway|Pkwy|Highway|Hwy|Terrace)(?!\\p{L})\\.?`,
  // Hauptstraße 5a, Bundesallee 100, Am alten Weg 3.
  `(?<!\\p{L})\\p{Lu}[\\p{L}-]{2,40}(?:straße|strasse|str\\.|weg|platz|allee|gasse|damm|ufer)(?!\\p{L}),? ?\\d{1,4} ?(?:[a-h](?!\\p{L}))?`,
  `(?<!\\p{L})${NAME}[ -](?:Straße|Strasse|Str\\.|Weg|Platz|Allee|Gasse|Damm|Ufer) ?\\d{1,4} ?(?:[a-h](?!\\p{L}))?`,
  // 12 bis, rue de la Paix.
  `(?<![\\d.])\\d{1,4}(?: (?:bis|ter))?,? (?:rue|avenue|boulevard|place|chemin|impasse|allée|quai) (?:d'|l'|de |du |des |la |le |les ){0,3}${NAME}(?: ${MORE}(?!\\p{L})){0,3}`,
  // Calle de Alcalá 45.
  `(?<!\\p{L})(?:Calle|Avenida|Av\\.|Paseo|Plaza|Via|Viale|Piazza) (?:de |del |della |la |las |los ){0,2}${NAME}(?: ${MORE}(?!\\p{L})){0,2},? (?:n[º°o]\\.? ?)?\\d{1,4}`,
  '(?<!\\p{L})P\\.? ?O\\.? ?Box \\d{1,6}|(?<!\\p{L})Postfach \\d[\\d ]{1,8}',
];
const STREET = new RegExp(STREETS.join('|'), 'gu');
const STREET_HINT =
  /str|road|rd\b|ave|lane|ln\b|drive|blvd|boulevard|court|plaza|sq|p(?:ar)?kwa?y|h(?:igh)?wa?y|terrace|weg|platz|allee|gasse|damm|ufer|rue|place|chemin|impasse|allée|quai|calle|paseo|via|piazza|box|postfach/i;

const STATES =
  'AL|AK|AZ|AR|CA|CO|CT|DE|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MD|MA|MI|MN|MS|MO|MT|NE|NV|NH|NJ|NM|NY|NC|ND|OH|OK|OR|PA|RI|SC|SD|TN|TX|UT|VT|VA|WA|WV|WI|WY|DC';
const AREAS =
  'AB|AL|BA|BB|BD|BH|BL|BN|BR|BS|BT|CB|CF|CH|CM|CV|DA|DD|DE|DH|DN|DT|DY|EC|EH|EN|EX|FK|FY|GL|GU|HA|HD|HG|HP|HR|HU|HX|IG|IP|IV|KA|KT|KW|KY|LA|LD|LE|LL|LS|LU|ME|MK|ML|NE|NG|NN|NP|NR|NW|OL|OX|PE|PH|PL|PO|RG|RH|RM|SA|SG|SK|SL|SM|SN|SO|SP|SR|SS|ST|SW|SY|TA|TD|TF|TN|TQ|TS|TW|UB|WA|WC|WD|WF|WN|WR|WS|WV|YO|[BEGLMNSW]';
const POSTCODE = new RegExp(
  [
    // The state tells little (45 CFR 164.514(b)(2)(i)(B) lets it stay), the digits much.
    `(?<=(?<![A-Z])(?:${STATES}),? )\\d{5}(?:-\\d{4})?(?![\\d.])`,
    // SW1A 1AA.
    `(?<![A-Z0-9])(?:${AREAS})\\d[A-Z0-9]? \\d[ABD-HJLNP-UW-Z]{2}(?![A-Z0-9])`,
    // D-38106 Braunschweig, CH-8091 Zürich.
    `(?<![\\p{L}])(?:D|A|CH|F|B|NL|DK|SE|L|I|E)-\\d{4,5}(?: ${MORE}(?!\\p{L}))?(?![\\d.])`,
    // 38106 Braunschweig; words in capitals are not taken for towns.
    `(?<=, ?)\\d{5} \\p{Lu}\\p{Ll}{2,30}`,
    // K1A 0B1, 1012 AB.
    '(?<![A-Z0-9])[ABCEGHJ-NPR-TVXY]\\d[A-Z] \\d[A-Z]\\d(?![A-Z0-9])',
  ].join('|'),
  'gu',
);

/** Where a street with its number stands, or a postcode beside what makes it one. Cautious: towns alone stay. */
export function addressSpans(text: string): Span[] {
  if (!/\d/.test(text)) return [];
  const streets = STREET_HINT.test(text) ? spansOf(STREET, text) : [];
  return /\d{4}|\p{Lu}\d[^.]/u.test(text) ? [...streets, ...spansOf(POSTCODE, text)] : streets;
}
