import type { StageView } from '../core/stage-model.js';

const PRE = 'pre-sale';
const SALE = 'sale';
const POST = 'post-sale';

/** The five built-in ways to name the six micro-stages, with their groups; the first is the default. */
export const views: Readonly<Record<string, StageView>> = {
  'retention-advocacy': {
    aware: ['Awareness', PRE],
    consider: ['Consideration', PRE],
    purchase: ['Purchase', POST],
    service: ['Retention', POST],
    loyal: ['Retention', POST],
    advocate: ['Advocacy', POST],
  },
  'service-loyalty': {
    aware: ['Awareness', PRE],
    consider: ['Consideration', PRE],
    purchase: ['Purchase', SALE],
    service: ['Service', POST],
    loyal: ['Loyalty', POST],
    advocate: ['Loyalty', POST],
  },
  'post-purchase-advocacy': {
    aware: ['Awareness', PRE],
    consider: ['Consideration', PRE],
    purchase: ['Purchase', SALE],
    service: ['Post-purchase', POST],
    loyal: ['Post-purchase', POST],
    advocate: ['Advocacy', POST],
  },
  'prospect-loyalty': {
    aware: ['Prospect management', PRE],
    consider: ['Customer acquisition', PRE],
    purchase: ['Customer acquisition', PRE],
    service: ['Customer service', POST],
    loyal: ['Retention and loyalty', POST],
    advocate: ['Retention and loyalty', POST],
  },
  'before-during-after': {
    aware: ['Before', 'before'],
    consider: ['Before', 'before'],
    purchase: ['During', 'during'],
    service: ['After', 'after'],
    loyal: ['After', 'after'],
    advocate: ['After', 'after'],
  },
};
