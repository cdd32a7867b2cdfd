// A thread that dies of one file, as one out of memory does.
import { copyMaker } from '../../../../dist/pipeline/assign-id/copies/made-copy.js';
import { copier } from '../../../../dist/pipeline/copies/copy-batch.js';

const copy = copier(copyMaker);
export default (job) => {
  const files = job.groups.flatMap((group) => group.files);
  const result = copy({ ...job, groups: job.groups.filter(({ name }) => !name.endsWith('.900.dcm')) });
  if (files.some(({ uids }) => uids.sopInstanceUID === '1.2.3.900')) process.exit(1);
  return result;
};
