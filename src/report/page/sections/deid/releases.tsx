import type { VNode } from 'preact';
import type { QuarantineReleaseRow } from '../../../quarantine-sections.js';
import { DataTable } from '../../data-table.js';
import { each, of, type Told } from '../../told.js';
import { Nothing, Num, Text } from '../../value.js';
import { HitList } from './hits.js';

type Row = Told<QuarantineReleaseRow>;

function Codes({ of: codes }: { of: readonly Told<string>[] }): VNode {
  if (codes.length === 0) return <Nothing why="only places were vouched for" />;
  return (
    <ul class="plain">
      {codes.map((code) => (
        <li>
          <Text of={code} code />
        </li>
      ))}
    </ul>
  );
}

/** Who let which file go, why, and what that person vouches for. */
export function Releases({ releases }: { releases: readonly Row[] }): VNode | null {
  if (releases.length === 0) return null;
  return (
    <>
      <h4>Let go by a person</h4>
      <DataTable
        caption="Releases: who vouches for what"
        rows={releases}
        columns={[
          { title: 'Number', head: true, cell: (row) => <Num of={of(row, 'number')} /> },
          { title: 'When (UTC)', cell: (row) => <Text of={of(row, 'at')} /> },
          { title: 'By', cell: (row) => <Text of={of(row, 'operator')} /> },
          { title: 'Account', cell: (row) => <Text of={of(row, 'osUser')} /> },
          { title: 'Why', wide: true, cell: (row) => <Text of={of(row, 'reason')} /> },
          { title: 'Looked into', cell: (row) => <Codes of={each(of(row, 'codes'))} /> },
          {
            title: 'Taken for coincidences',
            wide: true,
            cell: (row) => <HitList hits={each(of(row, 'hits'))} />,
          },
          {
            title: 'Checksum of what was released',
            wide: true,
            cell: (row) => <Text of={of(row, 'sha256')} code />,
          },
        ]}
      />
      <p class="deid-aside">
        Nobody is authenticated: the name is what the command line said, the account what the system said.
      </p>
    </>
  );
}
