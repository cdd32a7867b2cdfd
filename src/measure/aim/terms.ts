import type { Code } from '../code.js';

/** What AIM says without a code: names of ours for what a value is. */
const own = (value: string, meaning: string): Code => ({ value, scheme: '99CORELAB', meaning });

export const ANNOTATION_TYPE = own('annotation-type', 'Type of the annotation');
export const ANNOTATION_ROLE = own('annotation-role', 'Role of the annotation');
export const ANNOTATION_STATUS = own('annotation-status', 'Status of the annotation');
export const PRECEDENT = own('precedent-annotation', 'Annotation that this one follows');
export const IMAGING_OBSERVATION = own('imaging-observation', 'Imaging observation');
export const INFERENCE = own('inference', 'Inference');
export const TYPE_CODE = own('type-code', 'Further type of the calculation');
export const QUESTION_TYPE = own('question-type', 'Question that was asked');
export const DESCRIPTION = own('description', 'Description of the calculation');
export const RESULT_TYPE = own('result-type', 'Type of the result');
export const DIMENSION = own('dimension', 'Dimension of the result');
export const NOT_INCLUDED = own('not-included', 'Shape that is marked as not included');
export const isPresentCode = (isPresent: boolean): Code =>
  isPresent ? own('present', 'Present') : own('absent', 'Absent');
/** The name of what a lesion observation says: `therapeuticResponse`. */
export const lesionTerm = (name: string): Code => own(name, name);
