/** Parts that are rarely there. Together, because each chunk of its own splits off what it shares with the page. */
import './history/actionHistory';

export { awayStrip } from './awayStrip';
export { causeDifferenceLine } from './causeDifferences';
export { failureActions, failures } from './failures/failures';
export { mediaStory } from './media/mediaStory';
export { noJobsState, noMatchState } from './noJobs';
export { selectionBar } from './selectionBar';
