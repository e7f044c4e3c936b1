import { expect, it } from 'vitest'
import type { Body } from '../envelope/rules.ts'
import { Log } from './rules.ts'

const ann = { a: 'ann', n: 'Ann', u: 'ann', v: null, r: 'member' as const }
const ben = { ...ann, a: 'ben', n: 'Ben', u: 'ben' }
const mod = { ...ann, a: 'mod', n: 'Mo', u: 'mo', r: 'moderator' as const }
let made = 0
const body = (t: Body['t'], at: number, more: Partial<Body> = {}): Body => ({
  ...{ id: `${++made}`, t, s: 's', e: 1, at, c: '' },
  ...more,
})

const said = [
  { author: ann, body: body('msg', 10, { id: 'a', x: 'First' }) },
  { author: ben, body: body('msg', 20, { id: 'b', x: 'Second' }) },
  { author: ann, body: body('edit', 30, { m: 'a', x: 'First, mended' }) },
  { author: ann, body: body('edit', 25, { m: 'a', x: 'an earlier mend' }) },
  { author: ann, body: body('edit', 50, { m: 'a', x: 'lost, and sent again', o: 26 }) },
  { author: ben, body: body('edit', 40, { m: 'a', x: 'not his to mend' }) },
  { author: ben, body: body('react', 31, { m: 'a', x: '👍', on: true }) },
  { author: mod, body: body('react', 32, { m: 'a', x: '👍', on: true }) },
  { author: mod, body: body('react', 33, { m: 'a', x: '👍', on: false }) },
  { author: mod, body: body('react', 60, { m: 'a', x: '👍', on: true, o: 29 }) },
  { author: ben, body: body('del', 34, { m: 'a' }) },
  { author: mod, body: body('del', 35, { m: 'b' }) },
  { author: ann, body: body('msg', 15, { id: 'c', x: 'Sent again', o: 5 }) },
]

it('comes to the same, whatever order things come in and however often', () => {
  for (let turn = 0; turn < said.length; turn++) {
    const turned = [...said.slice(turn), ...said.slice(0, turn)]
    for (const order of [turned, turned.toReversed(), [...turned, ...turned]]) {
      const log = new Log()
      for (const { author, body } of order) log.add(author, body)
      expect(
        log.messages.map(({ id, words, deleted, reactions }) => [
          id,
          words,
          deleted,
          [...reactions].map(([emoji, who]) => [emoji, who.map(({ a }) => a)]),
        ]),
      ).toEqual([
        ['c', 'Sent again', null, []],
        ['a', 'First, mended', null, [['👍', ['ben']]]],
        ['b', '', 'staff', []],
      ])
    }
  }
})

it('keeps away what the Worker says is deleted, also when it comes later', () => {
  const log = new Log()
  log.delete(['a'])
  log.add(ann, said[0]?.body ?? body('msg', 1))
  expect(log.messages[0]).toMatchObject({ deleted: 'staff', words: '' })
})

it('has one time for a message that the network has twice, whichever came first', () => {
  const twice = [30, 10].map((at) => body('msg', at, { id: 'twice', x: 'Sent from two windows' }))
  const between = body('msg', 20, { id: 'between' })
  for (const [first, second] of [twice, twice.toReversed()]) {
    const log = new Log()
    for (const one of [first, between, second])
      if (one && log.has(one.id)) log.restamp(one.id, one.at)
      else if (one) log.add(ann, one)
    expect(log.messages.map(({ id, at }) => [id, at])).toEqual([
      ['twice', 10],
      ['between', 20],
    ])
  }
})

it('moves what was written here to where the network has it, be it later', () => {
  const log = new Log()
  log.add(ann, body('msg', 10, { id: 'mine' }), true)
  log.add(ben, body('msg', 20, { id: 'theirs' }))
  log.restamp('mine', 30)
  expect(log.messages.map(({ id }) => id)).toEqual(['theirs', 'mine'])
})
