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
${Object.entries(rows)
  .map(([table, count]) => `| \`${table}.ts\` | ${count} |`)
  .join('\n')}

| source | edition | what is taken | SHA-256 |
| --- | --- | --- | --- |
${line(sources.attributes, 'PS3.6 2024b', 'data dictionary: tag, keyword, VR, VM, retired')}
${line(sources.attributesSupplement, 'PS3.6 2024c to 2026d (a column says which)', 'the 30 tags of PS3.15 2026d Table E.1-1 that 2024b lacks')}
${line(sources.sopClasses, 'PS3.3 and PS3.4, 2016', 'SOP classes: UID and name; Types of the attributes with compound codes')}
${line(sources.confidentiality, 'PS3.15 2026d', 'Table E.1-1: code of every attribute under the Basic Profile and its ten options')}
${line(sources.safePrivate, 'PS3.15 2026d', 'Table E.3.10-1: safe private attributes')}
${line(sources.uidsSupplement, 'PS3.6 2024c and 2026d (a column says which)', 'transfer syntaxes, newer SOP classes, other well-known UIDs')}

Rows of the dictionary's sources without a keyword, a VR or a VM (retired elements that no edition specifies) are
left out, and so are rows of \`iod-types.tsv\` without a Type (attributes that two modules of the IOD hold with Types that
differ): they are decided as those are whose Type is not known.
`;
}
