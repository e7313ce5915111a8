import { describe, expect, it } from 'vitest';
import { type Choice, PURPOSES } from '../../src/core/purpose.js';
import { type ConsentRecord, createConsent, mistakeOf } from '../../src/runtime/consent.js';

const GPC: Choice = { advertising: 'denied' };
const PENDING = { functional: 'pending', analytics: 'pending', personalization: 'pending', advertising: 'pending' };

function chosen(choice: unknown, at = 1): ConsentRecord {
  return { choice: choice as Choice, at, source: 'site' };
}

describe('createConsent', () => {
  it('is pending for every purpose until somebody answers', () => {
    const consent = createConsent({}, {});
    expect(consent.current).toEqual(PENDING);
    expect(consent.granted).toEqual([]);
    expect(consent.isPending).toBe(true);
  });

  it('takes the default of the site for purposes nobody was asked about', () => {
    const consent = createConsent({ analytics: 'granted', advertising: 'denied' }, {});
    expect(consent.current).toEqual({ ...PENDING, analytics: 'granted', advertising: 'denied' });
    expect(consent.granted).toEqual(['analytics']);
  });

  it('prefers what a platform says to the default of the site', () => {
    const consent = createConsent({ analytics: 'granted' }, {});
    expect(consent.hear({ analytics: 'denied' })).toBe(true);
    expect(consent.current.analytics).toBe('denied');
  });

  it('prefers the choice of the visitor to what a platform says, before and after', () => {
    const consent = createConsent({}, {});
    consent.hear({ analytics: 'granted' });
    expect(consent.choose(chosen({ analytics: 'denied' }))).toBe(true);
    expect(consent.hear({ analytics: 'granted' })).toBe(false);
    expect(consent.current.analytics).toBe('denied');
  });

  it('prefers what the browser refuses to default and platform, but not to the visitor', () => {
    const consent = createConsent({ advertising: 'granted' }, GPC);
    expect(consent.current.advertising).toBe('denied');
    expect(consent.hear({ advertising: 'granted' })).toBe(false);
    expect(consent.current.advertising).toBe('denied');
    expect(consent.choose(chosen({ advertising: 'granted' }))).toBe(true);
    expect(consent.current.advertising).toBe('granted');
  });

  it('prefers a stored refusal to the default, and a fresh choice to the stored one', () => {
    const consent = createConsent({ analytics: 'granted' }, {});
    expect(consent.adopt(chosen({ analytics: 'denied' }))).toBe(true);
    expect(consent.current.analytics).toBe('denied');
    expect(consent.choose(chosen({ analytics: 'granted' }, 2))).toBe(true);
    expect(consent.adopt(chosen({ analytics: 'denied' }))).toBe(false);
    expect(consent.current.analytics).toBe('granted');
  });

  it('follows a stored choice of another tab once its own is stored', () => {
    const consent = createConsent({}, {});
    consent.choose(chosen({ analytics: 'granted' }));
    consent.saved();
    expect(consent.adopt(chosen({ analytics: 'denied' }, 2))).toBe(true);
    expect(consent.current.analytics).toBe('denied');
  });

  it('keeps answers of the stored choice that a fresher one, given before it was read, does not name', () => {
    const consent = createConsent({ analytics: 'granted' }, {});
    consent.choose(chosen({ advertising: 'denied' }, 2));
    consent.adopt(chosen({ analytics: 'denied', functional: 'granted', advertising: 'granted' }));
    expect(consent.unsaved).toEqual(chosen({ analytics: 'denied', functional: 'granted', advertising: 'denied' }, 2));
    expect(consent.said).toEqual(chosen({ advertising: 'denied' }, 2));
  });

  it('lets a choice that was made elsewhere since it could not store its own count for what it names', () => {
    const consent = createConsent({}, {}, () => 3);
    consent.choose(chosen({ advertising: 'denied', functional: 'denied' }, 1));
    consent.adopt(chosen({ advertising: 'granted', analytics: 'granted' }, 2));
    expect(consent.current).toMatchObject({ advertising: 'granted', analytics: 'granted', functional: 'denied' });
    expect(consent.unsaved?.choice).toEqual({ advertising: 'granted', analytics: 'granted', functional: 'denied' });
  });

  it('takes no stored choice for later that a clock which was ahead has dated', () => {
    const consent = createConsent({}, {}, () => 3);
    consent.choose(chosen({ advertising: 'denied' }, 2));
    consent.adopt(chosen({ advertising: 'granted' }, 9));
    expect(consent.current.advertising).toBe('denied');
  });

  it('keeps answers for purposes the new answer does not name', () => {
    const consent = createConsent({}, {});
    consent.choose(chosen({ analytics: 'granted' }));
    consent.choose(chosen({ advertising: 'denied' }, 2));
    expect(consent.current).toEqual({ ...PENDING, analytics: 'granted', advertising: 'denied' });
    expect(consent.unsaved).toEqual(chosen({ analytics: 'granted', advertising: 'denied' }, 2));
    consent.hear({ functional: 'granted' });
    consent.hear({ personalization: 'denied' });
    expect(consent.current).toMatchObject({ functional: 'granted', personalization: 'denied' });
  });

  it.each([
    null,
    undefined,
    true,
    'yes',
    'GRANTED',
    'granted ',
    1,
    {},
    [],
    ['granted'],
    Symbol('granted'),
    Object.create(null),
  ])('takes %o for no answer', answer => {
    const consent = createConsent({ analytics: answer } as unknown as Choice, {});
    consent.choose(chosen({ functional: answer }));
    consent.hear({ personalization: answer } as unknown as Choice);
    expect(consent.current).toEqual(PENDING);
    expect(consent.granted).toEqual([]);
  });

  it('takes no answer from a prototype and none for a purpose it does not know', () => {
    const consent = createConsent(Object.create({ analytics: 'granted' }) as Choice, {});
    consent.choose(chosen(JSON.parse('{"__proto__":{"advertising":"granted"},"telepathy":"granted"}')));
    expect(consent.current).toEqual(PENDING);
    expect(Object.keys(consent.current)).toEqual(PURPOSES);
  });

  it('can be asked again: a choice may go back to pending', () => {
    const consent = createConsent({ analytics: 'granted' }, {});
    expect(consent.choose(chosen({ analytics: 'pending' }))).toBe(true);
    expect(consent.current.analytics).toBe('pending');
  });

  it('is frozen and the same until it changes', () => {
    const consent = createConsent({}, {});
    const before = consent.current;
    expect(Object.isFrozen(before)).toBe(true);
    expect(consent.choose(chosen({ analytics: 'pending' }))).toBe(false);
    expect(consent.current).toBe(before);
    consent.choose(chosen({ analytics: 'granted' }));
    expect(consent.current).not.toBe(before);
    expect(before.analytics).toBe('pending');
  });

  it('is pending no more once one purpose is granted or all are denied', () => {
    const consent = createConsent({}, {});
    consent.hear({ functional: 'denied', analytics: 'denied', personalization: 'denied' });
    expect(consent.isPending).toBe(true);
    consent.hear({ advertising: 'denied' });
    expect(consent.isPending).toBe(false);
    consent.hear({ advertising: 'granted' });
    expect(consent.isPending).toBe(false);
  });

  it('knows the choice that is not stored yet until it is', () => {
    const consent = createConsent({}, {});
    expect(consent.unsaved).toBeUndefined();
    const record = { ...chosen({ analytics: 'granted' }), textVersion: '3' };
    consent.choose(record);
    expect(consent.unsaved).toEqual(record);
    consent.saved();
    expect(consent.unsaved).toBeUndefined();
  });

  it('believes of several platforms the one that refuses, and none that waits', () => {
    const consent = createConsent({}, {});
    consent.hear({ analytics: 'granted', advertising: 'granted' }, 'tcf');
    consent.hear({ analytics: 'pending', advertising: 'denied' }, 'gpp');
    expect(consent.current).toEqual({ ...PENDING, analytics: 'granted', advertising: 'denied' });
    consent.hear({ advertising: 'granted' }, 'tcf');
    expect(consent.current.advertising).toBe('denied');
    consent.hear({ advertising: 'granted' }, 'gpp');
    expect(consent.current.advertising).toBe('granted');
  });

  it('takes an odd answer for none, also where a default or an earlier answer granted', () => {
    const consent = createConsent({ analytics: 'granted' }, {});
    consent.hear({ personalization: 'granted' }, 'tcf');
    consent.hear({ analytics: 'true', personalization: true } as unknown as Choice, 'tcf');
    expect(consent.current).toEqual(PENDING);
  });

  it('takes no answer that every object inherits', () => {
    Object.assign(Object.prototype, { analytics: 'granted', tcf: { advertising: 'granted' } });
    try {
      const consent = createConsent({}, {});
      consent.hear({ functional: 'denied' }, 'gpp');
      consent.choose(chosen({ personalization: 'denied' }));
      expect({ ...consent.current }).toEqual({ ...PENDING, functional: 'denied', personalization: 'denied' });
      expect(consent.granted).toEqual([]);
    } finally {
      for (const name of ['analytics', 'tcf']) Reflect.deleteProperty(Object.prototype, name);
    }
  });

  describe('what a platform takes back', () => {
    const TCF = { source: 'tcf', choice: {}, heard: { analytics: 'denied' } } as const;

    it('is stored for the other pages, beside the choice of the visitor; a grant is not', () => {
      const consent = createConsent({}, {}, () => 5);
      consent.choose({ ...chosen({ functional: 'granted' }), textVersion: '3' });
      consent.saved();
      consent.hear({ analytics: 'granted' }, 'tcf');
      expect(consent.unsaved).toBeUndefined();
      consent.hear({ analytics: 'denied' }, 'tcf');
      expect(consent.unsaved).toEqual({ ...TCF, at: 5, choice: { functional: 'granted' }, textVersion: '3' });
    });

    it('is stored where everything is refused from the start: something of an earlier visit may be there', () => {
      const consent = createConsent({}, {}, () => 5);
      consent.hear({ functional: 'denied', analytics: 'denied', personalization: 'denied' }, 'tcf');
      expect(consent.unsaved).toBeUndefined();
      consent.hear({ advertising: 'denied' }, 'tcf');
      expect(consent.unsaved).toMatchObject({ at: 5, source: 'tcf' });
    });

    it('is refused in another page, until the platform speaks there again', () => {
      let now = 1;
      const consent = createConsent({}, {}, () => now);
      consent.hear({ analytics: 'granted', functional: 'granted' }, 'tcf');
      const record = { ...TCF, at: 2, heard: { analytics: 'denied', functional: 'granted' } } as const;
      expect(consent.under(record)).toEqual(['functional']);
      expect(consent.adopt(record)).toBe(true);
      expect(consent.granted).toEqual(['functional']);
      now = 3;
      consent.hear({ analytics: 'granted' }, 'tcf');
      expect(consent.granted).toEqual(['functional', 'analytics']);
      expect(consent.adopt(record)).toBe(false);
    });

    it('is nothing to a page that begins later: there the platform is asked anew', () => {
      const consent = createConsent({ analytics: 'granted' }, {}, () => 3);
      expect(consent.adopt({ ...TCF, at: 2 })).toBe(false);
      expect(consent.granted).toEqual(['analytics']);
    });
  });

  it('has nothing to store when the visitor says again what is stored', () => {
    const consent = createConsent({ analytics: 'granted' }, {});
    const record = { ...chosen({ analytics: 'granted' }), textVersion: '3' };
    expect(consent.choose(record)).toBe(false);
    expect(consent.unsaved).toEqual(record);
    consent.saved();
    consent.choose({ ...record, at: 2 });
    expect(consent.unsaved).toBeUndefined();
    consent.choose({ ...record, at: 3, textVersion: '4' });
    expect(consent.unsaved).toMatchObject({ at: 3, textVersion: '4' });
    consent.saved();
    consent.forget();
    consent.choose({ ...record, at: 4, textVersion: '4' });
    expect(consent.unsaved).toMatchObject({ at: 4 });
  });

  it('has nothing to store when the visitor says again what an earlier visit stored', () => {
    const consent = createConsent({}, {});
    consent.adopt(chosen({ analytics: 'granted' }));
    consent.choose(chosen({ analytics: 'granted' }, 2));
    expect(consent.unsaved).toBeUndefined();
  });

  it('says what holds beside a stored choice without taking it over', () => {
    const consent = createConsent({ analytics: 'granted', personalization: 'granted' }, {});
    expect(consent.under()).toEqual(['analytics', 'personalization']);
    expect(consent.under(chosen({ analytics: 'denied' }))).toEqual(['personalization']);
    expect(consent.current.analytics).toBe('granted');
    consent.choose(chosen({ personalization: 'denied', functional: 'granted' }, 2));
    expect(consent.under(chosen({ personalization: 'granted' }))).toEqual(['functional', 'analytics']);
  });

  it('forgets the choice of the visitor, not the default and not the platform', () => {
    const consent = createConsent({ analytics: 'granted' }, {});
    consent.hear({ functional: 'granted' });
    consent.choose(chosen({ analytics: 'denied', functional: 'denied', advertising: 'granted' }));
    consent.forget();
    expect(consent.current).toEqual({ ...PENDING, functional: 'granted', analytics: 'granted' });
    expect(consent.unsaved).toBeUndefined();
  });
});

describe('mistakeOf', () => {
  it('finds nothing wrong with answers for purposes', () => {
    expect(mistakeOf()).toBeUndefined();
    expect(mistakeOf({ analytics: 'granted', advertising: 'denied', functional: 'pending' })).toBeUndefined();
  });

  it.each([
    ['"marketing" is "granted"', { marketing: 'granted' }],
    ['"analytics" is "true"', { analytics: true }],
    ['"analytics" is "yes"', { functional: 'granted', analytics: 'yes' }],
  ])('says that %s, and what there is', (said, choice) => {
    expect(mistakeOf(choice as Choice)).toBe(
      `Consent to ${said}. Purposes are functional,analytics,personalization,advertising, answers pending,granted,denied.`,
    );
  });
});

describe('a pause', () => {
  it('leaves the choice as it is, and stays with the next one', () => {
    const consent = createConsent({}, {});
    consent.choose({ choice: { analytics: 'granted' }, at: 1, source: 'banner', textVersion: '3' });
    expect(consent.pause(true, 2)).toBe(true);
    expect([consent.isPaused, consent.granted]).toEqual([true, ['analytics']]);
    expect(consent.unsaved).toEqual({
      choice: { analytics: 'granted' },
      at: 2,
      source: 'banner',
      textVersion: '3',
      paused: true,
    });
    consent.choose({ choice: { advertising: 'denied' }, at: 3, source: 'banner', textVersion: '3' });
    expect(consent.unsaved?.paused).toBe(true);
  });

  it('ends, and is no news twice', () => {
    const consent = createConsent({ analytics: 'granted' }, {});
    expect(consent.pause(false, 1)).toBe(false);
    consent.pause(true, 2);
    expect(consent.pause(true, 3)).toBe(false);
    expect(consent.pause(false, 4)).toBe(true);
    expect(consent.unsaved).toEqual({ choice: {}, at: 4, source: 'site' });
  });

  it('outlives a choice that was given before it was read', () => {
    const consent = createConsent({}, {});
    consent.choose(chosen({ analytics: 'granted' }, 2));
    consent.adopt({ choice: {}, at: 1, source: 'site', paused: true });
    expect(consent.isPaused).toBe(true);
    expect(consent.unsaved?.paused).toBe(true);
  });

  it('comes with a stored choice, and goes when it is forgotten', () => {
    const consent = createConsent({ analytics: 'granted' }, {});
    expect(consent.adopt({ choice: {}, at: 1, source: 'site', paused: true })).toBe(true);
    expect(consent.isPaused).toBe(true);
    consent.forget();
    expect(consent.isPaused).toBe(false);
  });
});

it('takes what is switched off for no answer', () => {
  expect([false, '', 0, null, undefined].map(choice => mistakeOf(choice as never))).toEqual(Array(5).fill(undefined));
});
