import type { VNode } from 'preact';
import { type PageSource, toldPath, toldReport } from '../../page-source.js';
import { each, of, type Told } from '../../told.js';
import { Nothing, Text } from '../../value.js';

/** A path of a report, below the folder that it was found in where several were read. */
export function Path({
  source,
  root,
  path,
}: {
  source: PageSource;
  root: number;
  path: Told<string>;
}): VNode {
  const { roots } = source.report;
  const at = roots.findIndex(({ id }) => id === root);
  const folder = { value: roots[at]?.path, at: `${source.number}/roots/${at}/path` };
  // A file that was given itself has no path below its root.
  if (path.value === '') return <Text of={folder} code />;
  return (
    <>
      {roots.length > 1 && (
        <>
          <Text of={folder} code /> /{' '}
        </>
      )}
      <Text of={path} code />
    </>
  );
}

/** The path of a file by its number in `files`. */
export function FilePath({ source, file }: { source: PageSource; file: number }): VNode {
  const [path, entry] = [toldPath(source, file), source.report.files[file]];
  if (!path || !entry) return <Nothing why="the report does not list the file" />;
  return <Path source={source} root={entry.root} path={path} />;
}

/** The folders and files that were read. */
export function Roots({ source }: { source: PageSource }): VNode | null {
  const roots = each(of(toldReport(source), 'roots'));
  if (roots.length === 0) return null;
  return (
    <p class="read">
      Read from{' '}
      {roots.map((root, i) => (
        <>
          {i > 0 && ', '}
          <Text of={of(root, 'path')} code />
        </>
      ))}
    </p>
  );
}
