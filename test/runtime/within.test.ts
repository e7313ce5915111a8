import { describe, expect, it } from 'vitest';
import type { Plugin } from '../../src/core/plugin.js';
import type { Profile } from '../../src/core/profile.js';
import type { Row } from '../../src/core/touchpoint.js';
import { profileWithin, rowsWithin } from '../../src/runtime/within.js';
import { isDeeplyFrozen } from '../core/build.js';
import { row, tap } from './builders.js';

function rowOf(type: string, data: object, more: object = {}): Row {
  return row(1, { touchpoint: { ...tap('t1'), type, data, ...more } as unknown as NonNullable<Row['touchpoint']> });
}

const IDENTIFY = rowOf('identify', { user_id: 'customer-7', traits: { email: 'jane@example.com', plan: 'gold' } });
const SEARCH = rowOf('search', { search_term: 'cedar', results: 3 }, { context: { locale: 'de' } });

function rowWithin(plugin: Plugin, given: Row): Row {
  return rowsWithin(plugin, [given])[0] as Row;
}

function seen(plugin: Partial<Plugin>, given: Row): unknown {
  const { touchpoint } = rowWithin({ name: 'x', ...plugin }, given);
  return touchpoint?.data;
}

describe('rowsWithin', () => {
  it('gives everything but traits where nothing is listed', () => {
    expect(rowWithin({ name: 'x' }, SEARCH)).toBe(SEARCH);
    expect(seen({}, IDENTIFY)).toEqual({ user_id: 'customer-7' });
  });

  it('gives a list that is frozen', () => {
    expect(isDeeplyFrozen(rowsWithin({ name: 'x' }, [SEARCH, IDENTIFY]))).toBe(true);
  });

  it.each([
    [['*', 'plan'], { user_id: 'customer-7', traits: { plan: 'gold' } }],
    [['plan'], { traits: { plan: 'gold' } }],
    [['user_id'], { user_id: 'customer-7' }],
    [[], {}],
  ])('gives a trait by its name: %j', (fields, expected) => {
    expect(seen({ fields }, IDENTIFY)).toEqual(expected);
  });

  it('tells an ad system who the visitor is only where that is named', () => {
    expect(seen({ purpose: 'advertising' }, IDENTIFY)).toEqual({});
    expect(seen({ purpose: 'advertising', fields: ['*', 'user_id', 'email'] }, IDENTIFY)).toEqual({
      user_id: 'customer-7',
      traits: { email: 'jane@example.com' },
    });
  });

  it('gives listed fields only, with the context where it is listed', () => {
    expect(rowWithin({ name: 'x', fields: ['search_term'] }, SEARCH).touchpoint).toEqual({
      ...tap('t1'),
      type: 'search',
      data: { search_term: 'cedar' },
    });
    expect(rowWithin({ name: 'x', fields: ['context'] }, SEARCH).touchpoint).toMatchObject({
      data: {},
      context: { locale: 'de' },
    });
  });

  it('tells of what others wait for only those who wait', () => {
    const decision = (name?: string) => ({ id: `t1/${name}`, trigger: 'x', at: 1, ...(name && { name }) });
    const decisions = ['cart.idle', 'cart.arm', 'note.disarm', 'cart.army', undefined].map(decision);
    const given = rowOf('search', {}, {});
    const told = (plugin: Partial<Plugin>) =>
      rowWithin({ name: 'x', ...plugin }, { ...given, decisions }).decisions.map(({ name }) => name);
    expect(told({})).toEqual(['cart.idle', 'cart.army', undefined]);
    expect(told({ arms: false, fields: [] })).toEqual(['cart.idle', 'cart.army', undefined]);
    expect(told({ arms: true })).toEqual(['cart.idle', 'cart.arm', 'note.disarm', 'cart.army', undefined]);
  });

  it('does not give what a correction says of the person', () => {
    const correction = { slice: 'identity', value: { traits: { email: 'jane@example.com' } } };
    expect(seen({}, rowOf('correct', correction))).toEqual({ slice: 'identity' });
    expect(seen({}, rowOf('correct', { slice: 'cart', value: [] }))).toEqual({ slice: 'cart', value: [] });
    expect(seen({ fields: [] }, rowOf('correct', { slice: 'cart', value: [] }))).toEqual({ slice: 'cart' });
  });

  it('tells nobody who comes after a logout, for the row is of who leaves', () => {
    const logout = rowOf('reset', { visitor_id: 'next' });
    expect(seen({}, logout)).toEqual({});
    expect(seen({ fields: ['*', 'visitor_id'] }, logout)).toEqual({});
    expect(seen({ fields: ['user_id'] }, logout)).toEqual({});
  });

  it('leaves a forgotten row and what it was given alone', () => {
    const forgotten = row(1, { touchpoint: null });
    expect(rowWithin({ name: 'x', fields: [] }, forgotten)).toBe(forgotten);
    expect(IDENTIFY.touchpoint?.data).toHaveProperty('traits.email');
  });
});

describe('profileWithin', () => {
  const slice = (name: string): Plugin['slice'] =>
    ({ name, version: 1, initial: null, reduce: (state: unknown) => state }) as never;
  const plugins: readonly Plugin[] = [
    { name: 'cart', slice: slice('cart') as NonNullable<Plugin['slice']> },
    { name: 'interests', purpose: 'personalization', slice: slice('interests') as NonNullable<Plugin['slice']> },
  ];
  const profile = {
    visitorId: 'v',
    slices: { identity: { userId: 'customer-7', traits: { plan: 'gold' } }, cart: 1, interests: 2 },
  } as unknown as Profile;
  const slicesFor = (plugin: Partial<Plugin>): unknown =>
    profileWithin({ name: 'x', ...plugin }, plugins, profile).slices;

  it('leaves out slices of other purposes, and traits', () => {
    expect(slicesFor({ purpose: 'analytics' })).toEqual({ identity: { userId: 'customer-7', traits: {} }, cart: 1 });
  });

  it('shows slices of its own purpose, and those it says it needs', () => {
    expect(slicesFor({ purpose: 'personalization' })).toHaveProperty('interests', 2);
    expect(slicesFor({ purpose: 'analytics', needs: ['interests'] })).toHaveProperty('interests', 2);
  });

  it('tells an ad system who the visitor is only where that is named', () => {
    expect(slicesFor({ purpose: 'advertising' })).toMatchObject({ identity: { userId: null, traits: {} } });
    expect(slicesFor({ purpose: 'advertising', fields: ['user_id', 'plan'] })).toMatchObject({
      identity: { userId: 'customer-7', traits: { plan: 'gold' } },
    });
  });

  it.each([[{ email: 'jane@example.com' }], [{ traits: null }], [7]])(
    'holds up no delivery where a correction left no person: %j',
    identity => {
      const corrected = { ...profile, slices: { identity } } as unknown as Profile;
      expect(profileWithin({ name: 'x' }, [], corrected).slices).toMatchObject({ identity: { traits: {} } });
    },
  );
});
