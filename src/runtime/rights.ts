// What erasing, forgetting and the bounds of the log need, in one file that is loaded then.
export { eraseAll } from './erase-all.js';
export { foldMerged } from './merge.js';
export { blank, sweep } from './past.js';
