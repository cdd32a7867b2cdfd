import type { KnownKind, KnownValue } from '../../../../src/rules/deid/known-value.js';
import { TextCleaner } from '../../../../src/rules/deid/text/text-cleaner.js';

/** A value that identifies, as a delivery gives it. */
export const known = (kind: KnownKind, text: string): KnownValue => ({ kind, text, from: 'Test' });

/** Of a delivery with names in several scripts, numbers, a date, a place and a device. */
export const cleaner = new TextCleaner(
  [
    ...['Smith^John^Quincy^Dr', 'Müller-Lüdenscheidt^Anna Maria', 'HEAD^PHANTOM', 'Wu^Li', 'White^Ann'].map(
      (name) => known('name', name),
    ),
    ...[
      'Yamada^Tarou=山田^太郎=やまだ^たろう',
      '김^철수',
      'McDonald^Ron',
      'von der Leyen^U',
      'O’Brien^Pat',
    ].map((name) => known('name', name)),
    known('name', 'PANCREAS_0042'),
    ...['AB-123/45', '0004711', '1000'].map((id) => known('id', id)),
    known('date', '19610523'),
    known('phrase', 'St. Mary (East) Hospital, Rochester'),
    known('phone', '+49 531 123 45'),
    known('device', 'AWP45011'),
  ],
  { remove: ['Project X', 'secret'], patterns: ['K-\\d+'], keep: ['rochester'] },
);
