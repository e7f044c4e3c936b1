import { describe, expect, it } from 'vitest'
import { community, type Person } from '../../../tests/community.ts'
import { someone } from '../../../tests/people.ts'

type List = {
  guests: { username: string; fullName: string; checkedInAt: string | null }[]
  counts: Record<string, number>
  next: string | null
}

async function awaited(names: string[], capacity?: number) {
  const place = await community()
  const space = await place.space({ spaceType: 'events' })
  const path = place.at(
    `/s/${space}/events/${await place.event(place.owner, space, { capacity: capacity ?? null })}`,
  )
  const people: Person[] = []
  for (const name of names) {
    const one = await someone(name)
    await one.post(place.at('/membership'))
    await one.put(`${path}/rsvp`, { status: 'going' })
    people.push(one)
  }
  const list = (query = '') => place.owner.json<List>(`${path}/guests${query}`)
  const found = async (q: string, more = '') =>
    (await list(`?q=${encodeURIComponent(q)}${more}`)).guests.map(({ fullName }) => fullName)
  return { place, path, people, list, found }
}

/** The records of a file, as RFC 4180 has them read: quotes are doubled, lines end in CR LF. */
function records(text: string): string[][] {
  const rows: string[][] = [[]]
  for (const [, quoted, bare, end] of text.matchAll(
    /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g,
  )) {
    rows.at(-1)?.push((quoted ?? bare ?? '').replaceAll('""', '"'))
    if (end === '\r\n') rows.push([])
    if (end === '') break
  }
  return rows.slice(0, -1)
}

describe('the guests as a file', () => {
  it('hold what people are called, and nothing that a spreadsheet would run', async () => {
    const names = [
      ...['=HYPERLINK("https://evil.example","Prize")', '+1+1', '-2+3', '@SUM(A1)', '＝1＋1'],
      ...['Ada "the Count", of Nothing', 'Zoë Ünïcödé 漢字 😀', 'مرحبا', "O'Brien"],
    ]
    const { place, path } = await awaited(names)
    const answer = await place.owner.get(`${path}/guests.csv`)
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="guests.csv"')
    const bytes = new Uint8Array(await answer.arrayBuffer())
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    const [head, ...rows] = records(new TextDecoder().decode(bytes))
    expect(head).toEqual([
      ...['Name', 'Username', 'Answer', 'Place on the waitlist', 'Answered', 'Checked in'],
    ])
    expect(rows.map((row) => row.length)).toEqual(names.map(() => 6))
    const written = rows.map(([name]) => name)
    for (const [at, name] of names.entries())
      expect(written).toContain(at < 5 ? `'${name} Test` : `${name} Test`)
    for (const cell of rows.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r＝＋－＠]/)
  })

  it('say who waits, in which order, and who has come', async () => {
    const { place, path, people } = await awaited(['Ada', 'Ben', 'Cleo', 'Dan'], 1)
    const [ada, , , dan] = people
    await dan?.put(`${path}/rsvp`, { status: 'not_going' })
    await place.owner.put(`${path}/guests/${ada?.username}/check-in`)
    const rows = records(await (await place.owner.get(`${path}/guests.csv`)).text()).slice(1)
    expect(
      rows.map(([name, , answer, waits, , here]) => [name, answer, waits, here !== '']),
    ).toEqual([
      ['Ada Test', 'going', '', true],
      ['Dan Test', 'not going', '', false],
      ['Ben Test', 'waitlist', '1', false],
      ['Cleo Test', 'waitlist', '2', false],
    ])
  })
})

describe('the list at the door', () => {
  it('finds guests by a part of their name, as it is typed in haste', async () => {
    const names = ['José Ñandú', 'ΣΟΦΊΑ', 'Anna_100%', 'Annabel']
    const { found, people } = await awaited(names)
    expect(await found('jose nan')).toEqual(['José Ñandú Test'])
    expect(await found('JOSÉ')).toEqual(['José Ñandú Test'])
    expect(await found('σοφια')).toEqual(['ΣΟΦΊΑ Test'])
    expect(await found('anna')).toEqual(['Anna_100% Test', 'Annabel Test'])
    // what a pattern would take for anything is itself
    expect(await found('a_1')).toEqual(['Anna_100% Test'])
    expect(await found('0%')).toEqual(['Anna_100% Test'])
    expect(await found('a\\')).toEqual([])
    expect(await found(people[3]?.username ?? '-')).toEqual(['Annabel Test'])
    expect(await found("' or true --")).toEqual([])
    expect(await found('  ')).toHaveLength(4)
  })

  it('looks among the other answers for the same, and counts who has come', async () => {
    const { place, path, people, list, found } = await awaited(['Ada', 'Ben'], 1)
    const [ada, ben] = people
    expect(await found('ben')).toEqual([])
    expect(await found('ben', '&status=waitlist')).toEqual(['Ben Test'])
    const page = await place.owner.page(`${path}/guests?q=ben`)
    expect(page).toContain(`href="${path}/guests?status=waitlist&amp;q=ben"`)
    const door = `${path}/guests/${ada?.username}/check-in`
    // twice at once is once, and the time of the first
    const both = await Promise.all([place.owner.put(door), place.owner.put(door)])
    expect(both.map(({ status }) => status)).toEqual([200, 200])
    const before = await list()
    expect(before.counts).toMatchObject({ going: 1, waitlist: 1, here: 1 })
    await place.owner.put(door)
    expect((await list()).guests).toEqual(before.guests)
    // without a script one comes back to what was looked for
    const back = await place.owner.submit(door, { q: 'ada' }, 'DELETE')
    expect(back.headers.get('location')).toBe(`${path}/guests?q=ada`)
    expect((await list()).counts).toMatchObject({ here: 0 })
    expect((await place.owner.put(`${path}/guests/${ben?.username}/check-in`)).status).toBe(404)
    expect((await ben?.put(door))?.status).toBe(403)
  })
})
