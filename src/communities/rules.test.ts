import { describe, expect, it } from 'vitest'
import roles from '../../docs/roles.md?raw'
import { app } from '../app.tsx'
import { mayFound, RESERVED, slug, slugOf } from './founding/rules.ts'
import { codeOf, stateOf } from './invites/rules.ts'
import { ACTS, may, outranks, rolesTable, rolesToGive, type Viewer } from './rules.ts'
import { picture } from './settings/rules.ts'
import { priceOf, tierChangeOf } from './tiers/rules.ts'

const as = (role: Viewer['role']): Viewer => ({
  profile: null,
  role,
  status: role && 'active',
  tierIds: [],
  spaceIds: [],
})

describe('roles', () => {
  it('are in docs/roles.md as the code has them', () => {
    expect(roles).toContain(rolesTable())
  })

  it('may do what the table says, and whoever has none may do nothing', () => {
    const order = ['member', 'moderator', 'admin', 'owner'] as const
    for (const act of Object.keys(ACTS) as (keyof typeof ACTS)[]) {
      expect(may(as(null), act)).toBe(false)
      for (const role of order)
        expect(may(as(role), act)).toBe(order.indexOf(role) >= order.indexOf(ACTS[act].from))
    }
  })

  it('reach only those below', () => {
    expect(outranks('moderator', 'moderator')).toBe(false)
    expect(outranks('moderator', 'member')).toBe(true)
    expect(outranks('admin', 'owner')).toBe(false)
    expect(outranks(null, 'member')).toBe(false)
    expect(rolesToGive(as('moderator'), 'member')).toEqual([])
    expect(rolesToGive(as('admin'), 'member')).toEqual(['moderator'])
    expect(rolesToGive(as('admin'), 'admin')).toEqual([])
    expect(rolesToGive(as('owner'), 'moderator')).toEqual(['member', 'admin'])
  })
})

describe('founding', () => {
  it('is for everyone, or for the staff of the deployment where it says so', () => {
    expect(mayFound({ role: 'member' }, 'anyone')).toBe(true)
    expect(mayFound({ role: 'member' }, 'staff')).toBe(false)
    expect(mayFound({ role: 'moderator' }, 'staff')).toBe(true)
  })
})

describe('addresses', () => {
  it('keep every first segment of the app free of communities', () => {
    const first = app.routes.map(({ path }) => path.split('/')[1] ?? '')
    const own = first.filter((part) => /^[a-z][a-z0-9-]*$/.test(part))
    expect(own.length).toBeGreaterThan(5)
    expect(own.filter((part) => !RESERVED.has(part))).toEqual([])
    for (const file of ['favicon', 'robots', 'build', 'fonts', 'seed', 'brand', 'theme', 'preview'])
      expect(slug.safeParse(file).success).toBe(false)
  })

  it('come from names', () => {
    expect(slugOf('  Crème & Brûlée  ')).toBe('creme-brulee')
    expect(slugOf('日本語')).toBe('')
    expect(slugOf('x'.repeat(100))).toHaveLength(40)
    for (const bad of ['ab', '-ab', 'ab-', 'a--b', 'a_b', 'é'.repeat(4), 'x'.repeat(41), 'New'])
      expect(slug.safeParse(bad).success, bad).toBe(false)
    expect(slug.parse(' Makers-2 ')).toBe('makers-2')
  })
})

describe('pictures', () => {
  it('are over https or from this site', () => {
    for (const good of ['https://example.org/a.png', '/seed/cover.jpg', ''])
      expect(picture.safeParse(good).success, good).toBe(true)
    for (const bad of [
      'http://example.org/a.png',
      'javascript:alert(1)',
      'data:image/png;base64,AA',
      '/seed/../x',
      '//example.org/a',
      'nonsense',
    ])
      expect(picture.safeParse(bad).success, bad).toBe(false)
  })
})

describe('prices', () => {
  it('are typed as people write them', () => {
    const inDollars = tierChangeOf({ priceCents: 0, currency: 'usd' })
    expect(inDollars.parse({ price: '12.5' })).toEqual({ priceCents: 1250 })
    expect(inDollars.parse({ price: '0,99' })).toEqual({ priceCents: 99 })
    const yen = { price: '1200', currency: 'jpy' }
    expect(inDollars.parse(yen)).toEqual({ currency: 'jpy', priceCents: 1200 })
    expect(inDollars.safeParse({ ...yen, price: '12.5' }).success).toBe(false)
    expect(inDollars.safeParse({ priceCents: 1001, currency: 'kwd' }).success).toBe(false)
    for (const price of ['-1', 'ten', '1.234', ''])
      expect(inDollars.safeParse({ price }).success, price).toBe(false)
    // what a tier is sold in already decides what is typed alone, and what may be sold otherwise
    const inDinars = tierChangeOf({ priceCents: 1250, currency: 'kwd' })
    expect(inDinars.parse({ price: '1.25' })).toEqual({ priceCents: 1250 })
    expect(inDinars.safeParse({ priceCents: 1255 }).success).toBe(false)
    expect(tierChangeOf({ priceCents: 1200, currency: 'jpy' }).parse({ price: '900' })).toEqual({
      priceCents: 900,
    })
    const odd = tierChangeOf({ priceCents: 1255, currency: 'usd' })
    expect(odd.safeParse({ currency: 'kwd' }).success).toBe(false)
    expect(odd.parse({ name: 'New' })).toEqual({ name: 'New' })
    expect(priceOf({ priceCents: 1250, currency: 'usd', billingPeriod: 'monthly' })).toBe(
      '$12.50 a month',
    )
    expect(priceOf({ priceCents: 0, currency: 'usd', billingPeriod: 'yearly' })).toBe('Free')
  })
})

describe('invite links', () => {
  it('say why they do not work', () => {
    const now = new Date('2026-01-02')
    const live = { revokedAt: null, expiresAt: null, usedCount: 3, maxUses: null }
    expect(stateOf(live, now)).toBe('live')
    expect(stateOf({ ...live, maxUses: 3 }, now)).toBe('used')
    expect(stateOf({ ...live, expiresAt: now }, now)).toBe('expired')
    expect(stateOf({ ...live, revokedAt: now }, now)).toBe('revoked')
  })

  it('have codes of sixteen letters that nobody mistakes', () => {
    expect(codeOf(crypto.getRandomValues(new Uint8Array(32)))).toMatch(/^[a-km-np-z2-9]{16}$/)
  })
})
