import type { VNode } from 'preact';
import type { DeidSections } from '../../../deid-sections.js';
import type { Root } from '../../../envelope.js';
import type { InJson, JsonReport } from '../../page-source.js';
import { each, isTold, of, type Told } from '../../told.js';
import { Text } from '../../value.js';

/** A deid report on a page. */
export type DeidReport = Told<JsonReport & InJson<DeidSections>>;

/** A file of the input. */
interface InputFile {
  readonly root: number;
  readonly path: string;
  readonly pathBase64?: string;
}

/** The folder of a number: numbers and places in the list need not be the same. */
function rootOf(report: DeidReport, root: number): Told<Root> | undefined {
  return each(of(report, 'inputs')).find(({ value }) => value.id === root);
}

/** The path of an input file; with its folder where several were given, or where the folder is the file. */
export function InputPath({ report, file }: { report: DeidReport; file: Told<InputFile> }): VNode {
  const { root, path } = file.value;
  const folder = report.value.inputs.length > 1 || path === '' ? rootOf(report, root) : undefined;
  const base64 = of(file, 'pathBase64');
  return (
    <>
      {folder && <Text of={of(folder, 'path')} code />}
      {folder && path !== '' && ' / '}
      {path !== '' && <Text of={of(file, 'path')} code />}
      {isTold(base64) && (
        <>
          {' '}
          (its bytes, base64: <Text of={base64} code />)
        </>
      )}
    </>
  );
}
