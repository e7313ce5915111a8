export { type NudgeCardOptions, nudgeCard } from './nudge-card.js';
export { type SuggestionsOptions, suggestions } from './suggestions.js';
