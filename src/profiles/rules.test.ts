import { describe, expect, it } from 'vitest'
import { isPicture, personOf, toUsername, withSuffix } from './rules.ts'

describe('toUsername', () => {
  it.each([
    ['Ada Lovelace', 'ada-lovelace'],
    ['  Zoë  Kravitz ', 'zoe-kravitz'],
    ['Léa', 'lea'],
    ['__x__', 'x'],
    ['名前', ''],
    [`${'x'.repeat(29)} y`, 'x'.repeat(29)],
  ])('writes %j as %j', (name, username) => {
    expect(toUsername(name)).toBe(username)
  })
})

it('puts a suffix within the length', () => {
  expect(withSuffix('ada', 'abc123')).toBe('ada-abc123')
  expect(withSuffix('a'.repeat(30), 'abc123')).toHaveLength(30)
  expect(withSuffix(`${'a'.repeat(22)}-bcdefg`, 'abc123')).toBe(`${'a'.repeat(22)}-abc123`)
})

describe('personOf', () => {
  const nobody = {
    ...{ id: 'user_1', username: null, firstName: null, lastName: null },
    ...{ imageUrl: '', email: null, updatedAt: 0 },
  }
  it('always finds a name and a username', () => {
    expect(personOf(nobody)).toMatchObject({ username: 'someone', fullName: 'Someone new' })
    expect(personOf({ ...nobody, email: 'li.wei@example.test' })).toMatchObject({
      username: 'li-wei',
      fullName: 'li.wei',
    })
    expect(personOf({ ...nobody, firstName: '李', lastName: '伟' })).toMatchObject({
      username: 'someone',
      fullName: '李 伟',
    })
  })
  it('leaves out what could disguise a name', () => {
    const name = personOf({ ...nobody, firstName: 'A\u0000da\u202E', lastName: '  L.\n' }).fullName
    expect(name).toBe('A da L.')
  })
})

it('tells the address of a picture from others', () => {
  expect(['https://a.example/x.png', '/seed/ada.webp'].every(isPicture)).toBe(true)
  const others = ['http://a.example/x.png', '//a.example', 'javascript:alert(1)', 'data:x', '/\\a']
  expect(others.some(isPicture)).toBe(false)
})
