// src/generated/README.md: where the generated tables come from.

/** Edition and digest of each source, and the number of rows of each table. */
export function readmeMd(sources, rows) {
  const line = (source, edition, use) =>
    `| \`${source.name}\` | ${edition} | ${use} | \`${source.sha256}\` |`;
  return `# Generated tables

Made by \`scripts/generate.mjs\` (\`npm run generate\`); not to be edited, not formatted. A test makes them again and
finds no difference. DICOM standard © NEMA: these are facts generated from its tables (see \`NOTICE\`).

| table | rows |
| --- | --- |
| \`dictionary.ts\` | ${rows.dictionary} |
| \`uids.ts\` | ${rows.uids} |

| source | edition | what is taken | SHA-256 |
| --- | --- | --- | --- |
${line(sources.attributes, 'PS3.6 2024b', 'data dictionary: tag, keyword, VR, VM, retired')}
${line(sources.attributesSupplement, 'PS3.6 2024c to 2026d (a column says which)', 'the 30 tags of PS3.15 2026d Table E.1-1 that 2024b lacks')}
${line(sources.sopClasses, 'PS3.3 and PS3.4, 2016', 'SOP classes: UID and name')}
${line(sources.uidsSupplement, 'PS3.6 2024c and 2026d (a column says which)', 'transfer syntaxes, newer SOP classes, other well-known UIDs')}

Rows of the sources without a keyword, a VR or a VM (retired elements that no edition specifies) are left out.
`;
}
