/** Parts that few people open. Together, because each chunk of its own splits off what it shares with the page. */
import './history/actionHistory';

export { failureActions, failures } from './failures/failures';
export { mediaStory } from './media/mediaStory';
