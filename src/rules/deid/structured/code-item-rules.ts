import type { Dataset } from '../../../dicom/dataset.js';
import { tagOf } from '../../../dicom/keyword.js';
import type { AttributeRule } from '../action.js';
import type { ItemRules } from './concept-rules.js';

/** PS3.16 Table 8-1: coding schemes that somebody else keeps, so that no site writes a number of its own into them. */
const PUBLIC_SCHEMES: ReadonlySet<string> = new Set([
  ...[
    'DCM',
    'DCMUID',
    'SCT',
    'SRT',
    'SNM3',
    'SNM',
    '99SDM',
    'LN',
    'UCUM',
    'FMA',
    'RADLEX',
    'RadElement',
    'MDC',
  ],
  ...[
    'UMLS',
    'NCIt',
    'NCI',
    'BARI',
    'NEU',
    'NDC',
    'MSH',
    'ITIS_TSN',
    'PUBCHEM_CID',
    'RXNORM',
    'ATC',
    'I10',
    'I9C',
  ],
  ...[
    'C4',
    'C5',
    'CPT',
    'ICDO3',
    'ISO3166_1',
    'ISO639_1',
    'RFC3066',
    'RFC5646',
    'IBSI',
    'ACR',
    'BI',
    'POS',
    'UBERON',
  ],
]);

const KEPT: AttributeRule = {
  action: 'keep',
  otherwise: 'dummy',
  rule: 'code of a public coding scheme',
  source: 'PS3.3 8.2, PS3.16 8',
};

const KEPT_CODE: ItemRules = new Map(
  ['CodeValue', 'CodingSchemeDesignator', 'CodingSchemeVersion'].map(
    (keyword) => [tagOf(keyword), KEPT] as const,
  ),
);

/** Codes of public schemes are short; anything longer is something else. PS3.3 8.1: SH. */
const CODE = /^[0-9A-Za-z.{}[\]()/%*'"^_+-]{1,16}$/;

/**
 * The rules of a code (PS3.3 8.8) of a public coding scheme: its value stays as it is, since a number such as 103339001
 * is no record number there. Meanings are texts and judged as such.
 * @param item a level that has Code Value (0008,0100)
 * @returns undefined for codes of private and unknown schemes, which follow the rules of their attributes
 */
export function codeItemRules(item: Dataset): ItemRules | undefined {
  const isPublic = PUBLIC_SCHEMES.has(item.string('CodingSchemeDesignator') ?? '');
  return isPublic && CODE.test(item.string('CodeValue') ?? '') ? KEPT_CODE : undefined;
}
